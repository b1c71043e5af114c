// Bundles the host side, then builds the examples' firmware with what was just bundled.
import { cpSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
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
    "web-page": "simulator/web/page/main.ts",
    "web-worker": "simulator/web/worker/main.ts",
    "web-no-eval": "simulator/web/worker/no-eval.ts",
  },
  output: {
    dir: "dist",
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: "shared/[name].js",
    banner: (chunk) => (chunk.name === "cli" ? "#!/usr/bin/env node" : ""),
  },
  external: isExternal,
  plugins: [
    {
      name: "nothing-of-earlier-builds",
      // Chunks and declarations change their names, and what is left over would be packed.
      generateBundle: () => rmSync("dist", { recursive: true, force: true }),
    },
    nodeResolve(),
    json(),
    {
      name: "drawings without indentation",
      // A tenth of the page: drawings are texts in templates, which no minifier may touch.
      transform: (code, id) =>
        id.includes("/@wokwi/elements/") ? { code: code.replace(/\n\s+/g, "\n"), map: null } : null,
    },
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
  output: { file: "dist/browser.js", format: "es" },
  plugins: [nodeResolve()],
  onwarn(warning) {
    // A page resolves no packages, and has no Node.
    if (warning.code === "UNRESOLVED_IMPORT") throw new Error(warning.message);
  },
};

/**
 * The schemas of zod can tell themselves as JSON Schema, for which all of them hold on to what writes it. Nothing in
 * the worker asks for it, and it is a part in 27 of what is downloaded.
 */
const noJsonSchemas = {
  name: "no JSON schemas",
  load: (id) =>
    /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)
      ? {
          code: "export default new Proxy({}, { get: () => () => undefined });",
          syntheticNamedExports: true,
        }
      : null,
};

/**
 * The board view's page and its worker, made of what was bundled first. Plain scripts: an exported page holds
 * both in one file, and is opened from a disk as well.
 */
const web = ["page", "worker"].map((name) => ({
  input: `web-${name}`,
  output: { file: `dist/web/${name}.js`, format: "iife" },
  plugins: [
    // Not as for browsers: some packages have only an old kind of module for them.
    noJsonSchemas,
    nodeResolve(),
    terser(),
    {
      name: "page",
      resolveId: (id) => (id === `web-${name}` ? id : null),
      // First what must be so before schemas are made: a module's imports come before what it does itself.
      load(id) {
        if (id !== `web-${name}`) return null;
        const files = name === "worker" ? ["web-no-eval", "web-worker"] : ["web-page"];
        return files
          .map((file) => `import ${JSON.stringify(resolve(`dist/${file}.js`))};`)
          .join("\n");
      },
      writeBundle() {
        for (const file of ["index.html", "style.css"]) {
          cpSync(`simulator/web/page/${file}`, `dist/web/${file}`);
        }
      },
    },
  ],
}));

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

export default [host, browser, ...web, examples];
