import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.spec.ts"],
    setupFiles: ["test/support/property-seed.ts"],
    // By default one core is left for watching; nobody watches.
    maxWorkers: "100%",
    // Compiling firmware takes a second or two the first time; no test asserts on time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
