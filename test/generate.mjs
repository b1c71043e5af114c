// `npm run generate`: writes the files and passages that follow from others. The specs that compare
// them write them instead.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * All else follows from these: first the indices, then what follows from the border. They come before the build,
 * for a peripheral that was just added has its names from here, and is not well typed without.
 */
export const beforeBuild = ["test/project/registries.spec.ts", "test/hal/border/generated.spec.ts"];

const afterBuild = [
  "test/compiler/editor/declarations.spec.ts",
  "test/docs/api.spec.ts",
  "test/docs/pages.spec.ts",
  "test/docs/performance.spec.ts",
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cwd = fileURLToPath(new URL("../", import.meta.url));
  const env = { ...process.env, WAKEFUL_GENERATE: "1" };
  const run = (command, ...args) => execFileSync(command, args, { cwd, stdio: "inherit", env });
  for (const spec of beforeBuild) run("npx", "vitest", "run", spec);
  run("npm", "run", "build");
  run("npx", "vitest", "run", ...afterBuild);
}
