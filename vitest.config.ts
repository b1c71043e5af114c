import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const specs = readdirSync("test", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".spec.ts"))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"));

/**
 * Specs that use the matchers of the bundle, as users do. Vitest knows one matcher of a name, so they
 * do not share a process with specs that load the matchers' sources.
 */
const withBundle = specs.filter((path) =>
  /^import .* from "wakeful\/vitest";$/m.test(readFileSync(path, "utf8")),
);

export default defineConfig({
  test: {
    // By default one core is left for watching; nobody watches.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "sources",
          include: ["test/**/*.spec.ts"],
          exclude: withBundle,
          // The first compilation in a process takes four times as long as the next: asc is loaded, and V8
          // has yet to optimise it. So specs share processes, and what `build` has compiled.
          isolate: false,
        },
      },
      { extends: true, test: { name: "bundle", include: withBundle } },
    ],
    globalSetup: ["test/support/scratch.ts"],
    setupFiles: ["test/support/property-seed.ts"],
    // Compiling firmware takes a second or two the first time; no test asserts on time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
