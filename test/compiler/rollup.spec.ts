import { execFile } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { rollup, type RollupError } from "rollup";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createViteServer, type Vite } from "vitest/node";
import type { SideTable } from "../../hal/border/side-table.ts";
import { wakeful } from "../../compiler/rollup.ts";
import { millis, Simulator } from "../../simulator/index.ts";
import { projectRoot } from "../support/parts.ts";

interface Firmware {
  readonly wasm: Uint8Array;
  readonly table: SideTable;
}

let folder: string;

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), "wakeful-rollup-"));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true }));
  write("pins.ts", "export const LED: u8 = 9;\n");
  write(
    "blink.ts",
    `import { millis, Output, sleep, spawn } from "wakeful";
import { LED } from "./pins";
@task
async function blink(): Promise<void> {
  const led = Output.at(LED);
  while (true) {
    led.toggle();
    await sleep(millis(5));
  }
}
export function main(): void {
  spawn(blink());
}
`,
  );
  write("index.js", 'export { wasm, table } from "./blink.ts?firmware";\n');
});

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

/** Edges of the LED in its first ten milliseconds. */
function edges({ wasm, table }: Firmware, pin = 9): bigint[] {
  const sim = Simulator.load(wasm, { table });
  sim.runFor(millis(10));
  return sim
    .pin(pin)
    .edges.filter((e) => e.level === 1)
    .map((e) => e.time);
}

const expected = [0n, millis(10)];

describe("in Rollup", () => {
  test("an import of firmware is the module and its side table", async () => {
    const bundle = await rollup({ input: join(folder, "index.js"), plugins: [wakeful()] });
    await bundle.write({ dir: join(folder, "dist"), format: "es" });
    const built = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as Firmware;
    expect(edges(built)).toEqual(expected);
    const watched = bundle.watchFiles.map((file) => file.slice(folder.length + 1));
    expect(watched).toEqual(expect.arrayContaining(["blink.ts", "pins.ts"]));
  });

  test("firmware can be written beside the bundle", async () => {
    write("index.js", "export {};\n");
    const plugin = wakeful({ root: folder, emit: { lamp: "blink.ts" } });
    const bundle = await rollup({ input: join(folder, "index.js"), plugins: [plugin] });
    await bundle.write({ dir: join(folder, "dist"), format: "es" });
    expect(readdirSync(join(folder, "dist")).sort()).toEqual([
      "index.js",
      "lamp.wakeful.json",
      "lamp.wasm",
    ]);
  });

  test("an error has the author's place and lines", async () => {
    write("pins.ts", "export const LED: u8 = nine;\n");
    const input = join(folder, "index.js");
    const error = await rollup({ input, plugins: [wakeful({ root: folder })] }).then(
      () => undefined,
      (reason: RollupError) => reason,
    );
    const { loc, frame, plugin } = error!;
    const message = error!.message.replace(/\S*wakeful-rollup-\w+\//g, "");
    const place = `${loc!.file!.split("/").at(-1)!}:${loc!.line}:${loc!.column}`;
    expect({ message, place, frame, plugin }).toMatchInlineSnapshot(`
      {
        "frame": "> 1 | export const LED: u8 = nine;
          |                        ^^^^
        2 |",
        "message": "Could not load blink.ts?firmware (imported by index.js): [plugin wakeful] pins.ts (1:23): pins.ts:1:24 error: Cannot find name 'nine'. [asc-2304]
      way out: this is asc's own error; its manual is at https://www.assemblyscript.org",
        "place": "pins.ts:1:23",
        "plugin": "wakeful",
      }
    `);
  });
});

describe("in Vite", () => {
  /** A server of the folder, closed after the test. */
  async function serve(config: Vite.InlineConfig = {}): Promise<Vite.ViteDevServer> {
    const server = await createViteServer({
      root: folder,
      configFile: false,
      logLevel: "silent",
      server: { middlewareMode: true, watch: null },
      plugins: [wakeful({ root: folder })],
      ...config,
    });
    onTestFinished(() => server.close());
    return server;
  }

  const load = async (server: Vite.ViteDevServer): Promise<Firmware> =>
    (await server.ssrLoadModule("/index.js")) as Firmware;

  test("a server has it", async () => {
    expect(edges(await load(await serve()))).toEqual(expected);
  });

  test.each(["/blink.ts?firmware", "pins/blink.ts?firmware"])("imported as %s", async (id) => {
    write("index.js", `export { wasm, table } from "${id}";\n`);
    const server = await serve({ resolve: { alias: { pins: folder } } });
    expect(edges(await load(server))).toEqual(expected);
  });

  test("a browser asks for it by its address", async () => {
    const server = await serve();
    for (const address of ["/blink.ts?firmware", `/@fs${folder}/blink.ts?firmware`]) {
      expect((await server.transformRequest(address))?.code).toContain("export const wasm");
    }
  });

  test("saving what the firmware imports builds it again, also after an error", async () => {
    const server = await serve({ server: { middlewareMode: true } });
    expect(edges(await load(server))).toEqual(expected);
    const patient = { timeout: 60_000 };
    const said = (): Promise<string> =>
      load(server).then(
        () => "built",
        (e: Error) => e.message,
      );
    write("pins.ts", "export const LED: u8 = nine;\n");
    await expect.poll(said, patient).toContain("Cannot find name 'nine'");
    write("pins.ts", "export const LED: u8 = 8;\n");
    await expect.poll(said, patient).toBe("built");
    expect(edges(await load(server), 8)).toEqual(expected);
  });

  test("a build has it, and writes firmware beside the bundle; a server writes none", async () => {
    const plugins = [wakeful({ root: folder, emit: { lamp: "blink.ts" } })];
    // The Vite that vitest brings.
    const vite = createRequire(import.meta.resolve("vitest")).resolve("vite");
    const { build } = (await import(vite)) as typeof Vite;
    await build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      plugins,
      build: { lib: { entry: "index.js", formats: ["es"], fileName: () => "index.js" } },
    });
    expect(readdirSync(join(folder, "dist")).sort()).toEqual([
      "index.js",
      "lamp.wakeful.json",
      "lamp.wasm",
    ]);
    const built = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as Firmware;
    expect(edges(built)).toEqual(expected);

    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const customLogger: Vite.Logger = {
      info: say,
      warn: say,
      warnOnce: say,
      error: say,
      clearScreen: () => undefined,
      hasErrorLogged: () => false,
      hasWarned: false,
    };
    await serve({ plugins, customLogger });
    expect(said).toEqual([]);
  });
});

/** The passages of docs/build-tools.md, run as they are. */
test("in vitest, as a project of its own", async () => {
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));
  const page = readFileSync(join(projectRoot, "docs/build-tools.md"), "utf8");
  const passages = [...page.matchAll(/```(?:js|ts)\n(.*?)```/gs)].map((m) => m[1]!);
  const config = passages.find((text) => text.includes("wakeful/rollup"))!;
  const use = passages.find((text) => text.includes("?firmware"))!;
  write("vitest.config.mjs", config);
  write(
    "blink.spec.ts",
    `import { expect, test } from "vitest";
${use}
test("the LED lights up at once", () => {
  sim.runFor(1_000_000n);
  expect(sim.pin(9).level).toBe(1);
});
`,
  );
  const vitest = join(projectRoot, "node_modules/vitest/vitest.mjs");
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [vitest, "run"], { cwd: folder });
  expect(stdout).toMatch(/1 passed/);
});
