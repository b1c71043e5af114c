// Builds a guest in Rust from Rollup, by the plugin for webpack that runs wasm-pack.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";
import WasmPackPlugin from "@wasm-tool/wasm-pack-plugin";

/** The wasm-pack that the plugin would find; it would install one if there is none. Empty: none is wanted. */
function findWasmPack() {
  if (process.env.WASM_PACK_PATH !== undefined) return process.env.WASM_PACK_PATH;
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter).filter(Boolean),
    join(homedir(), ".cargo/bin"),
  ];
  const names = process.platform === "win32" ? ["wasm-pack.exe", "wasm-pack.cmd"] : ["wasm-pack"];
  return folders.flatMap((f) => names.map((name) => join(f, name))).find(existsSync) ?? "";
}

/** What the plugin asks of webpack's compiler: two hooks. */
async function runPlugin(plugin) {
  const beforeCompile = [];
  const thisCompilation = [];
  plugin.apply({
    options: { mode: "production" },
    watchMode: false,
    hooks: {
      beforeCompile: { tapPromise: (_name, run) => beforeCompile.push(run) },
      thisCompilation: { tap: (_name, run) => thisCompilation.push(run) },
    },
  });
  for (const run of beforeCompile) await run();
  const compilation = { errors: [] };
  // In webpack this comes twice at first, and the plugin tells its errors the second time.
  for (const run of [...thisCompilation, ...thisCompilation]) run(compilation);
  return compilation.errors;
}

/** Where cargo puts what it builds. */
function targetFolder(crate) {
  const args = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
  const text = execFileSync(process.env.CARGO ?? "cargo", args, { cwd: crate, encoding: "utf8" });
  return JSON.parse(text).target_directory;
}

/**
 * A plugin for Rollup.
 * @param crate Folder of the crate.
 * @param library Name of its library, and of the module that is emitted, with `-` for `_`.
 * @param checkModule Of `wakeful/compiler`; may be asynchronous. What does not keep the rules is an error.
 * @param tell Is told why nothing was built.
 */
export function wasmPack({ crate, library, checkModule, tell = console.warn }) {
  const folder = resolve(crate);
  return {
    name: "wasm-pack",
    async buildStart() {
      const bin = findWasmPack();
      if (bin === "") {
        const reason =
          process.env.WASM_PACK_PATH === ""
            ? "WASM_PACK_PATH is empty"
            : "wasm-pack is not installed: `cargo install wasm-pack`, or set WASM_PACK_PATH";
        tell(`${crate} is not built: ${reason}. Nothing else needs it; see docs/rust.md`);
        return;
      }
      const plugin = new WasmPackPlugin({
        crateDirectory: folder,
        outDir: join(folder, "target/pkg"),
        args: "--log-level warn",
        extraArgs: "--no-typescript --no-pack",
        forceMode: "production",
        forceWatch: false,
        pluginLogLevel: "error",
      });
      const [error] = await runPlugin(plugin);
      if (error) {
        this.error(
          `${bin} did not build ${crate}: ${error.message}\n` +
            "Its own words are above. An empty WASM_PACK_PATH leaves the crate out.",
        );
      }
      // As cargo made it: what wasm-pack puts beside it is for pages with JavaScript of its own, and has lost
      // the exports that tell a host how much memory there is.
      const built = join(targetFolder(folder), `wasm32-unknown-unknown/release/${library}.wasm`);
      const source = readFileSync(built);
      const { findings } = await checkModule(source);
      if (findings.length > 0) {
        const lines = findings.map(({ message, hint }) => `${message}\n  way out: ${hint}`);
        this.error(`${crate} breaks a rule for guests:\n${lines.join("\n")}`);
      }
      const fileName = `${library.replaceAll("_", "-")}.wasm`;
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}
