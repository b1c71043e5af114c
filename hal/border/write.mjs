// `npm run generate`: writes the files that follow from the border's description.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
execFileSync("npx", ["vitest", "run", "test/hal/border/generated.spec.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, WAKEFUL_GENERATE: "1" },
});
