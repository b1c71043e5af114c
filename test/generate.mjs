// `npm run generate`: writes the files and passages that follow from others. The specs that compare
// them write them instead.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** In this order: all else follows from the indices, and much from the border. */
const stages = [
  ["test/project/registries.spec.ts"],
  ["test/hal/border/generated.spec.ts"],
  ["test/compiler/editor/declarations.spec.ts", "test/docs/api.spec.ts", "test/docs/pages.spec.ts"],
];
for (const specs of stages) {
  execFileSync("npx", ["vitest", "run", ...specs], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, WAKEFUL_GENERATE: "1" },
  });
}
