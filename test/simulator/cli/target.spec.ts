/** `build --target`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BuildError, type Sizes, type Target, targets } from "../../../hal/ports/index.ts";
import { explainError } from "../../../simulator/cli/explain-error.ts";
import { buildForTarget, findTarget } from "../../../simulator/cli/target.ts";
import { drawUses } from "../../../simulator/cli/target-report.ts";
import { compileText } from "../../support/virtual.ts";
import { firmware } from "../../support/wat.ts";
import { shell } from "./shell.ts";

const source = `import { Channel, millis, Output, sleep, spawn } from "wakeful";
const readings = Channel.create<u32>(100);
@task({ pool: 12 })
async function blink(pin: u8): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await readings.send(pin);
    await sleep(millis(500));
  }
}
export function main(): void { spawn(blink(13)); }
`;

/** A board that needs no compiler; `build` says what it found. */
function board(build: () => Sizes, more: Partial<Target> = {}): Target {
  return {
    name: "tiny",
    title: "Tiny (a board of this test)",
    tools: [],
    peripherals: [],
    limits: { flash: 4096, ram: 1024 },
    stackBytes: 256,
    build: ({ folder }) => ({
      files: [{ path: join(folder, "a.hex"), note: "it" }],
      sizes: build(),
    }),
    ...more,
  };
}

async function built(target: Target): Promise<{ text: string; exitCode: number }> {
  const { wasm, table } = await compileText(source);
  const folder = join(shell().folder, "out");
  try {
    const { uses } = buildForTarget(target, { wasm, table }, { name: "f", folder, shown: "out" });
    return { text: drawUses(uses), exitCode: 0 };
  } catch (error) {
    return explainError(error, { env: {} });
  }
}

test("--target c leaves a folder of C beside the module", async () => {
  const opened = shell();
  opened.write("tiny.ts", "export function main(): void {}\n");
  const { code, out } = await opened.wakeful("build tiny.ts --target c");
  expect(code).toBe(0);
  expect(out.replace(/\d+ bytes/g, "N bytes")).toMatchInlineSnapshot(`
    "  out/tiny.wasm          N bytes, N bytes of RAM
      out/tiny.wakeful.json  side table: texts, tasks and source map, for hosts only
      out/tiny-c/firmware.c  compile core.c, guest.c and a port.c, -DWAKEFUL_MEMORY=32 -DWAKEFUL_TABLE=0 -DWAKEFUL_UNALIGNED=0
    "
  `);
  expect(existsSync(join(opened.folder, "out/tiny-c/firmware.h"))).toBe(true);
  const json = await opened.wakeful("build out/tiny.wasm --target c --json");
  expect(JSON.parse(json.out)).toMatchObject({
    firmware: "out/tiny.wasm",
    files: ["out/tiny-c/firmware.c"],
    target: { name: "c" },
  });
});

test("flash and RAM against what the board has, with the stack's room", async () => {
  const { text } = await built(board(() => ({ flash: 2048, ram: 700 })));
  expect(text).toMatchInlineSnapshot(`
    "  flash  2048 of 4096 bytes   50.0 %
      RAM     956 of 1024 bytes   93.4 %  700 static, 256 bytes kept for the stack
    "
  `);
});

test("too much RAM: the largest tasks and statics by name, and the way out", async () => {
  const { text, exitCode } = await built(board(() => ({ flash: 2048, ram: 1400 })));
  expect(exitCode).toBe(1);
  expect(text).toMatchInlineSnapshot(`
    "error: it does not fit Tiny (a board of this test): 632 bytes of RAM too few
      flash  2048 of 4096 bytes   50.0 %
      RAM    1656 of 1024 bytes  161.7 %  1400 static, 256 bytes kept for the stack
      the largest in RAM:
        480  task blink, 12 × 40
        424  readings, Channel<u32>
          4  run queue
          4  current task
          4  timer queue
      way out: make pools, channels and buffers smaller or keep less across an await (\`wakeful size\` shows every byte); or take a larger board"
  `);
});

test("static memory that fits is too much where no room is left for the stack", async () => {
  const { text, exitCode } = await built(board(() => ({ flash: 2048, ram: 1000 })));
  expect(exitCode).toBe(1);
  expect(text.split("\n")[0]).toMatchInlineSnapshot(
    `"error: it does not fit Tiny (a board of this test): 232 bytes of RAM too few"`,
  );
});

test("too much flash: the largest functions by name", async () => {
  const { text, exitCode } = await built(board(() => ({ flash: 5000, ram: 100 })));
  expect(exitCode).toBe(1);
  expect(text).toMatch(/904 bytes of flash too few/);
  expect(text).toMatch(/the largest in flash, in bytes of WebAssembly:\n +\d+ {2}\S+/);
});

test.each([
  ["avr-ld", "address 0x800a10 of f.elf section `.bss' is not within region `data'", "RAM"],
  ["avr-ld", "f.elf section `.text' will not fit in region `text'", "flash"],
  ["arm ld", "region `RAM' overflowed by 512 bytes", "RAM"],
  ["arm ld", "region `FLASH' overflowed by 512 bytes", "flash"],
])("a linker that finds no room (%s: %s)", async (_, said, region) => {
  const refuses = board(() => {
    throw new BuildError(`gcc failed:\n${said}`, "please report it", "wakeful");
  });
  const { text, exitCode } = await built(refuses);
  expect(exitCode).toBe(1);
  expect(text).toContain(`some bytes of ${region} too few`);
  expect(text).toContain(`the largest in ${region}`);
});

test("another failure of a compiler is ours", async () => {
  const fails = board(() => {
    throw new BuildError("gcc failed:\nsyntax error", "please report it", "wakeful");
  });
  const { text, exitCode } = await built(fails);
  expect({ text, exitCode }).toMatchInlineSnapshot(`
    {
      "exitCode": 3,
      "text": "error: gcc failed:
    syntax error
      way out: please report it",
    }
  `);
});

test.each([
  "tiny-gcc: fatal error: cannot read spec file 'nano.specs': No such file or directory",
  "serial.c:2:10: fatal error: avr/interrupt.h: No such file or directory",
])("a C library that is missing is not our fault: %s", async (said) => {
  const fails = board(
    () => {
      throw new BuildError(`gcc failed:\n${said}`, "please report it", "wakeful");
    },
    { tools: [{ command: "node", apt: "gcc-tiny tiny-libc" }] },
  );
  const { text, exitCode } = await built(fails);
  expect(exitCode).toBe(2);
  expect(text).toBe(
    "error: the C library for node is not installed\n  way out: on Debian or Ubuntu: apt-get install -y gcc-tiny tiny-libc",
  );
});

test("a folder that cannot be written to is told as the user's, and not as a fault of ours", async () => {
  const opened = shell();
  opened.write("fw.wasm", await firmware({}));
  opened.write("out/fw-c/firmware.wasm/in-the-way", "");
  const { code, err } = await opened.wakeful("build fw.wasm --target c");
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "error: out/fw-c cannot be written: it is a folder
      way out: give --out a folder that you may write to
    "
  `);
});

test.runIf(process.platform === "linux")(
  "a module for a board does not hang where no folder can be made",
  async () => {
    const opened = shell();
    opened.write("fw.wasm", await firmware({}));
    const { code, err } = await opened.wakeful("build fw.wasm --target c --out /proc/wakeful/x");
    expect(code).toBe(2);
    expect(err).toMatchInlineSnapshot(`
      "error: /proc/wakeful/x/fw-c cannot be written: there is no such file or folder
        way out: give --out a folder that you may write to
      "
    `);
  },
);

test("missing tools: the command that installs them", async () => {
  const tools = [
    { command: "tiny-gcc", apt: "gcc-tiny" },
    { command: "tiny-size", apt: "gcc-tiny" },
  ];
  const { text, exitCode } = await built(board(() => ({ flash: 0, ram: 0 }), { tools }));
  expect(exitCode).toBe(2);
  expect(text).toMatchInlineSnapshot(`
    "error: tiny-gcc, tiny-size are not installed
      way out: on Debian or Ubuntu: apt-get install -y gcc-tiny"
  `);
});

test("an unknown target: the nearest name, and all names", async () => {
  expect(() => findTarget("tyni", [board(() => ({ flash: 0, ram: 0 }))])).toThrow(
    'there is no target tyni; did you mean "tiny"?',
  );
  const opened = shell();
  const { code, err } = await opened.wakeful("build nothing.ts --target arduino-mega");
  expect(code).toBe(2);
  expect(err).toContain("error: there is no target arduino-mega");
  for (const { name, title } of targets) expect(err).toContain(`${name} (${title})`);
});

test("a module without bounds", async () => {
  const opened = shell();
  const wasm = await firmware({});
  opened.write("fw.wasm", wasm);
  expect((await opened.wakeful("build fw.wasm --target c")).code).toBe(0);
  expect((await opened.wakeful("build fw.wasm --target c --wat")).err).toMatchInlineSnapshot(`
    "error: fw.wasm is a module already, and --wat is about compiling
      way out: give the .ts file it was built from
    "
  `);
  const unbounded = Buffer.from(wasm).toString("latin1").replace("__heap_base", "__heap_bass");
  opened.write("none.wasm", Buffer.from(unbounded, "latin1"));
  expect((await opened.wakeful("build none.wasm --target c")).err).toMatchInlineSnapshot(`
    "error: the module exports no constant __heap_base, so its memory has no known size
      way out: build it with \`wakeful build\`; \`wakeful check\` tells what else a module needs
    "
  `);
});

test("--optimize size is for boards that have a smaller form, and says which", async () => {
  const opened = shell();
  opened.write("tiny.ts", "export function main(): void {}\n");
  const err = async (flags: string): Promise<string> =>
    (await opened.wakeful(`build tiny.ts ${flags}`)).err;
  expect(await err("--optimize size --target c")).toMatchInlineSnapshot(`
    "error: c has no smaller form of code
      way out: give --target uno, or leave --optimize out: modules are small already
    "
  `);
  expect(await err("--optimize size")).toMatchInlineSnapshot(`
    "error: --optimize is about a board
      way out: give --target uno, or leave --optimize out: modules are small already
    "
  `);
  expect(await err("--optimize beauty --target uno")).toMatchInlineSnapshot(`
    "error: a build cannot be optimised for beauty
      way out: give size or speed
    "
  `);
});
