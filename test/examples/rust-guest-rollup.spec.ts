import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rollup } from "rollup";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { checkModule } from "../../compiler/index.ts";
import { wasmPack } from "../../rollup.wasm-pack.mjs";
import { projectRoot } from "../support/parts.ts";
import { crate, missingRust, rustEnvironment } from "../support/rust.ts";

const folder = mkdtempSync(join(tmpdir(), "wakeful-wasm-pack-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

const standIn = join(projectRoot, "test/support/wasm-pack-stand-in.mjs");

/** What Rollup emits besides a chunk, and what the adapter tells. */
async function build(
  check: (wasm: Uint8Array) => unknown = checkModule,
): Promise<{ assets: Map<string, Uint8Array>; told: string[] }> {
  const told: string[] = [];
  const bundle = await rollup({
    input: "entry",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? id : null),
        load: (id) => (id === "entry" ? "export const nothing = 0;" : null),
      },
      wasmPack({
        crate: "examples/rust-guest",
        library: "rust_guest",
        checkModule: check as typeof checkModule,
        tell: (text) => void told.push(text),
      }),
    ],
  });
  const { output } = await bundle.generate({ dir: folder });
  const assets = output.flatMap((file) =>
    file.type === "asset" ? [[file.fileName, file.source as Uint8Array] as const] : [],
  );
  return { assets: new Map(assets), told };
}

test("without wasm-pack the crate is left out, and it is told how to get it", async () => {
  vi.stubEnv("WASM_PACK_PATH", undefined);
  vi.stubEnv("PATH", folder);
  vi.stubEnv("HOME", folder);
  const { assets, told } = await build();
  expect(assets.size).toBe(0);
  expect(told).toMatchInlineSnapshot(`
    [
      "examples/rust-guest is not built: wasm-pack is not installed: \`cargo install wasm-pack\`, or set WASM_PACK_PATH. Nothing else needs it; see docs/rust.md",
    ]
  `);
});

test("an empty WASM_PACK_PATH leaves it out where wasm-pack is installed", async () => {
  vi.stubEnv("WASM_PACK_PATH", "");
  const { assets, told } = await build();
  expect(assets.size).toBe(0);
  expect(told).toMatchInlineSnapshot(`
    [
      "examples/rust-guest is not built: WASM_PACK_PATH is empty. Nothing else needs it; see docs/rust.md",
    ]
  `);
});

const missing = missingRust();

describe.skipIf(missing)(
  `with a stand-in for wasm-pack that has cargo build${missing ? ` (not run: ${missing})` : ""}`,
  () => {
    const stub = (): void => {
      vi.stubEnv("WASM_PACK_PATH", standIn);
      const all = rustEnvironment(join(folder, "target"));
      for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    };

    test("the plugin builds the crate, and Rollup emits a module that keeps all rules", async () => {
      stub();
      const { assets, told } = await build();
      expect(told).toEqual([]);
      expect([...assets.keys()]).toEqual(["rust-guest.wasm"]);
      expect(checkModule(assets.get("rust-guest.wasm")!).findings).toEqual([]);
      const pkg = join(crate, "target/pkg");
      const args = readFileSync(join(pkg, "arguments.json"), "utf8").replaceAll(pkg, "<pkg>");
      expect(JSON.parse(args).join(" ")).toMatchInlineSnapshot(
        `"--log-level warn build --out-dir <pkg> --out-name index --no-typescript --no-pack"`,
      );
    });

    test("a module that breaks a rule is an error", async () => {
      stub();
      const findings = [{ rule: "memory", message: "it has no memory", hint: "give it one" }];
      await expect(build(() => ({ findings }))).rejects.toThrowErrorMatchingInlineSnapshot(`
        [RollupError: [plugin wasm-pack] examples/rust-guest breaks a rule for guests:
        it has no memory
          way out: give it one]
      `);
    });

    test("a wasm-pack that fails is an error with a way out", async () => {
      stub();
      vi.stubEnv("WASM_PACK_PATH", join(folder, "no-such-wasm-pack"));
      let message = "it was built";
      await build().catch((error: Error) => void (message = error.message));
      expect(message.replaceAll(folder, "<folder>")).toMatchInlineSnapshot(`
        "[plugin wasm-pack] <folder>/no-such-wasm-pack did not build examples/rust-guest: spawn <folder>/no-such-wasm-pack ENOENT
        Its own words are above. An empty WASM_PACK_PATH leaves the crate out."
      `);
    });
  },
);
