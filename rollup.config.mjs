// Bundles the host side, then builds the examples' firmware with what was just bundled.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import typescript from "@rollup/plugin-typescript";
import { wasmPack } from "./rollup.wasm-pack.mjs";

const { dependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const isExternal = (id) =>
  id.startsWith("node:") ||
  Object.keys({ ...dependencies, ...peerDependencies }).some(
    (d) => id === d || id.startsWith(`${d}/`),
  );

const host = {
  input: {
    cli: "simulator/cli/bin.ts",
    "explore-worker": "simulator/cli/explore-worker.ts",
    simulator: "simulator/index.ts",
    compiler: "compiler/index.ts",
    rollup: "compiler/rollup.ts",
    border: "hal/generated/border.ts",
    vitest: "simulator/vitest/index.ts",
  },
  output: {
    dir: "dist",
    format: "es",
    sourcemap: true,
    // The plugin for TypeScript counts from the folder that the source would have had below `dist`.
    sourcemapPathTransform: (path, map) =>
      existsSync(resolve(dirname(map), path)) ? path : path.replace("../", ""),
    entryFileNames: "[name].js",
    chunkFileNames: "shared/[name].js",
    banner: (chunk) => (chunk.name === "cli" ? "#!/usr/bin/env node" : ""),
  },
  external: isExternal,
  plugins: [
    {
      name: "no-chunks-of-earlier-builds",
      // Chunks change their names, and what is left over would be packed.
      generateBundle: () => rmSync("dist/shared", { recursive: true, force: true }),
    },
    nodeResolve(),
    json(),
    typescript({
      include: [
        "hal/border/**/*.ts",
        "hal/build/**/*.ts",
        "hal/ports/**/*.ts",
        "hal/generated/border.ts",
        "compiler/**/*.ts",
        "simulator/**/*.ts",
      ],
      compilerOptions: {
        noEmit: false,
        rewriteRelativeImportExtensions: true,
        declaration: true,
        declarationDir: "dist/types",
        rootDir: ".",
        outDir: "dist",
      },
      noEmitOnError: true,
    }),
  ],
};

/** The simulator for a page: one file with all that it needs, made of what was bundled first. */
const browser = {
  input: "dist/simulator.js",
  output: { file: "dist/browser.js", format: "es", sourcemap: true },
  plugins: [nodeResolve()],
  onwarn(warning) {
    // A page resolves no packages, and has no Node.
    if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message);
  },
};

/** The examples that README shows; the others are built when they are run or tested. */
const names = ["blink", "button"];

/** Their firmware, through our own plugin, which is bundled first. */
const examples = {
  input: "examples",
  output: { dir: "dist/examples", format: "es", entryFileNames: "index.js" },
  plugins: [
    {
      name: "examples",
      resolveId: (id) => (id === "examples" ? id : null),
      load: (id) =>
        id === "examples" ? `export const examples = ${JSON.stringify(names)};` : null,
      async buildStart() {
        const { wakeful } = await import(new URL("dist/rollup.js", import.meta.url).href);
        const emit = Object.fromEntries(names.map((n) => [n, `examples/${n}/${n}.ts`]));
        await wakeful({ emit }).buildStart.call(this);
      },
    },
    wasmPack({
      crate: "examples/rust-guest",
      library: "rust_guest",
      async checkModule(wasm) {
        const { checkModule } = await import(new URL("dist/compiler.js", import.meta.url).href);
        return checkModule(wasm);
      },
    }),
  ],
};

export default [host, browser, examples];
