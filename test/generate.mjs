// `npm run generate`: writes the files and passages that follow from others. The specs that compare
// them write them instead.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
execFileSync(
  "npx",
  [
    "vitest",
    "run",
    "test/hal/border/generated.spec.ts",
    "test/compiler/editor/declarations.spec.ts",
    "test/docs/api.spec.ts",
    "test/docs/pages.spec.ts",
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, WAKEFUL_GENERATE: "1" },
  },
);
