import { readFileSync, symlinkSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { buttonShell, shell } from "./shell.ts";

/** What a wrong command line says; it exits with 2 and prints nothing else. */
async function refusal(command: string, opened = shell()): Promise<string> {
  const { code, out, err } = await opened.wakeful(command);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  return err;
}

async function withFirmware(): Promise<ReturnType<typeof shell>> {
  const opened = shell();
  opened.write("fw.wasm", await firmware({}));
  return opened;
}

test("no command prints the help on stderr", async () => {
  const err = await refusal("");
  expect(err).toMatch(/^Usage: wakeful <command>/);
});

test("an unknown command", async () => {
  expect(await refusal("rnu examples/button")).toMatchInlineSnapshot(`
    "error: there is no command rnu; did you mean "run"?
      way out: the commands are new, run, serve, build, size, check, decode, trace, explore; \`wakeful --help\` describes them
    "
  `);
  expect(await refusal("frobnicate")).toMatchInlineSnapshot(`
    "error: there is no command frobnicate
      way out: the commands are new, run, serve, build, size, check, decode, trace, explore; \`wakeful --help\` describes them
    "
  `);
  expect(await refusal("--fast run")).toMatchInlineSnapshot(`
    "error: wakeful has no flag --fast
      way out: the command comes first: wakeful run examples/blink --for 2s
    "
  `);
});

test("a missing file", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fv.wasm", opened)).toMatchInlineSnapshot(`
    "error: there is no file fv.wasm; did you mean "fw.wasm"?
      way out: give a .ts file, a .wasm file, or the folder of a firmware
    "
  `);
  expect(await refusal("run nowhere/button.ts", opened)).toMatchInlineSnapshot(`
    "error: there is no file nowhere/button.ts
      way out: give a .ts file, a .wasm file, or the folder of a firmware
    "
  `);
});

test("no firmware, and two", async () => {
  expect(await refusal("run")).toMatchInlineSnapshot(`
    "error: run needs <firmware>
      way out: for example: wakeful run examples/blink
    "
  `);
  expect(await refusal("run a.wasm b.wasm")).toMatchInlineSnapshot(`
    "error: run takes one <firmware>, and was given "a.wasm" and "b.wasm"
      way out: run it once for each, or quote a path with spaces
    "
  `);
});

test("a file that is neither source nor module", async () => {
  const opened = shell();
  opened.write("fw.c", "int main(void) {}");
  expect(await refusal("run fw.c", opened)).toMatchInlineSnapshot(`
    "error: fw.c is neither a .ts nor a .wasm file
      way out: give the firmware's first source file, or the module that \`wakeful build\` made
    "
  `);
});

test("a folder without firmware", async () => {
  const opened = shell();
  opened.write("empty/readme.md", "");
  expect(await refusal("run empty", opened)).toMatchInlineSnapshot(`
    "error: the folder empty holds no firmware: there is no empty.ts or main.ts or index.ts
      way out: name the file itself
    "
  `);
});

test("an unknown flag", async () => {
  expect(await refusal("run fw.wasm --presss BTN1@1s:1ms")).toMatchInlineSnapshot(`
    "error: run has no flag --presss; did you mean "--press"?
      way out: \`wakeful run --help\` lists the flags: --board, --ignore-unsupported, --for, --realtime, --fast, --seed, --press, --type, --script, --replay, --stimulus, --map, --clock, --record, --vcd, --trace, --no-cache, --json, --poll-time, --cpu, --ipc, --long-poll, --wake-latency, --poll-limit, --ring, --top, --energy, --currents, --ascii
    "
  `);
  expect(await refusal("size fw.wasm -x")).toMatchInlineSnapshot(`
    "error: size has no flag -x
      way out: \`wakeful size --help\` lists the flags: --all, --no-cache, --json
    "
  `);
});

test("a flag without its value, with one too many, and twice", async () => {
  expect(await refusal("run fw.wasm --for")).toMatchInlineSnapshot(`
    "error: --for needs a value
      way out: write --for <duration>: virtual time to run, such as 80ms or 2m; default 5s
    "
  `);
  expect(await refusal("run fw.wasm --for --json")).toMatchInlineSnapshot(`
    "error: --for needs a value
      way out: write --for <duration>: virtual time to run, such as 80ms or 2m; default 5s
    "
  `);
  expect(await refusal("run fw.wasm --json=yes")).toMatchInlineSnapshot(`
    "error: --json takes no value, and was given "yes"
      way out: write --json alone
    "
  `);
  expect(await refusal("run fw.wasm --for 1s --for 2s")).toMatchInlineSnapshot(`
    "error: --for was given 2 times
      way out: give it once
    "
  `);
});

test("a malformed duration", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --for soon", opened)).toMatchInlineSnapshot(`
    "error: --for: "soon" is not a duration
      way out: write a number and a unit: 80ms, 1.2s, 5m
    "
  `);
  expect(await refusal("run fw.wasm --for 5", opened)).toMatchInlineSnapshot(`
    "error: --for: "5" has no unit
      way out: write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)
    "
  `);
  expect(await refusal("run fw.wasm --poll-time 3sec", opened)).toMatchInlineSnapshot(`
    "error: --poll-time: "3sec" has the unknown unit "sec"
      way out: write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)
    "
  `);
});

test("a processor that is described wrongly", async () => {
  const opened = await withFirmware();
  const told = async (flags: string): Promise<string> =>
    (await refusal(`run fw.wasm ${flags}`, opened)).split("\n")[0]!;
  expect(await told("--cpu 16")).toBe('error: --cpu "16" is not a clock');
  expect(await told("--cpu 16MB")).toBe('error: --cpu "16MB" is not a clock');
  expect(await told("--cpu 0MHz")).toBe('error: --cpu "0MHz" is not a clock');
  expect(await told("--cpu 16mhz --ipc 1e3")).toBe('error: --ipc "1e3" is not a number above 0');
  expect(await told("--cpu 32.768kHz --poll-time 1ms")).toBe(
    "error: --cpu and --poll-time exclude each other",
  );
  expect(await told("--ipc 2")).toBe("error: --ipc is given without --cpu");
  expect(await told("--long-poll 2ms")).toBe("error: --long-poll is given without --cpu");
});

test("a count that is out of its range", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --poll-limit 0", opened)).toMatchInlineSnapshot(`
    "error: --poll-limit is 0
      way out: give a whole number from 1 to 2147483647
    "
  `);
  expect(await refusal("run fw.wasm --ring 2000000000", opened)).toMatchInlineSnapshot(`
    "error: --ring is 2000000000
      way out: give a whole number from 1 to 1048576
    "
  `);
  expect(await refusal("run fw.wasm --ring many", opened)).toMatchInlineSnapshot(`
    "error: --ring "many" is not a whole number
      way out: such as --ring 7
    "
  `);
});

test("a malformed seed", async () => {
  expect(await refusal("run fw.wasm --seed lucky", await withFirmware())).toMatchInlineSnapshot(`
    "error: --seed "lucky" is not a whole number
      way out: such as --seed 7
    "
  `);
});

test("a malformed press", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --press BTN1", opened)).toMatchInlineSnapshot(`
    "error: --press "BTN1" is not a press
      way out: write button@time:duration, such as BTN1@1.2s:80ms
    "
  `);
  expect(await refusal("run fw.wasm --press BTN1@1.2s", opened)).toMatchInlineSnapshot(`
    "error: --press "BTN1@1.2s" does not say for how long
      way out: add it after a colon: BTN1@1.2s:80ms
    "
  `);
  expect(await refusal("run fw.wasm --press BTN1@1.2:80ms", opened)).toMatchInlineSnapshot(`
    "error: --press BTN1@1.2:80ms: "1.2" has no unit
      way out: write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)
    "
  `);
});

test("a press of no length, and one after the end", async () => {
  const opened = await buttonShell();
  expect(await refusal("run button.wasm --press BTN1@1s:0ms", opened)).toMatchInlineSnapshot(`
    "error: --press BTN1@1s:0ms: a press cannot last 0s
      way out: such as BTN1@1.2s:80ms
    "
  `);
  expect(await refusal("run button.wasm --press BTN1@6s:80ms", opened)).toMatchInlineSnapshot(`
    "error: --press: BTN1 would be pressed at 6s, but the run ends at 5s
      way out: run longer: --for 6.08s
    "
  `);
});

test("an unknown button", async () => {
  const command = "run button.wasm --press BTN2@1s:80ms";
  expect(await refusal(command, await buttonShell())).toMatchInlineSnapshot(`
    "error: no button "BTN2" on the board; did you mean "BTN1"?
      way out: The board has BTN1.
    "
  `);
  const bare = "run fw.wasm --press BTN1@1s:80ms";
  expect(await refusal(bare, await withFirmware())).toMatchInlineSnapshot(`
    "error: no button "BTN1" on the board
      way out: The board has no button.
    "
  `);
});

test("a pin that the board lacks: the run is reported up to there", async () => {
  const opened = shell();
  const start = "(call $configure (i32.const 77) (i32.const 3))";
  opened.write("fw.wasm", await firmware({ start }));
  const { code, out, err } = await opened.wakeful("run fw.wasm");
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "error: pin 77: this board has pins 0 to 39 (at 0s) [unknown-pin]
      way out: use a pin of this board, or run the firmware on a board that has it
    "
  `);
  expect(out).toContain("end    at 0s: the firmware failed");
});

test("flags that exclude each other", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --fast --realtime", opened)).toMatchInlineSnapshot(`
    "error: --fast and --realtime exclude each other
      way out: give one of them
    "
  `);
});

test("a board file with errors", async () => {
  const opened = await withFirmware();
  opened.write(
    "diagram.json",
    '{\n  "version": 1,\n  "parts": [{ "id": "uno", "typ": "wokwi-arduino-uno" }],\n  "connections": []\n}\n',
  );
  expect(await refusal("run fw.wasm", opened)).toMatchInlineSnapshot(`
    "error: diagram.json:3:13: uno has no "type"
    diagram.json:3:28: unknown key "typ" in uno; did you mean "type"?
      way out: The format is described at https://docs.wokwi.com/diagram-format.
    "
  `);
});

test("a board file that is not there, and one that is a folder", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --board board.json", opened)).toMatchInlineSnapshot(`
    "error: the board board.json cannot be read: there is no such file or folder
      way out: give a diagram.json with --board; the microcontroller is one of its parts
    "
  `);
  expect(await refusal("run fw.wasm --board .", opened)).toMatchInlineSnapshot(`
    "error: the board . cannot be read: it is a folder
      way out: give a diagram.json with --board; the microcontroller is one of its parts
    "
  `);
});

test("a VCD path that cannot be written is told before the run", async () => {
  const opened = await withFirmware();
  expect(await refusal("run fw.wasm --vcd no/such/x.vcd", opened)).toMatchInlineSnapshot(`
    "error: the VCD file no/such/x.vcd cannot be written: there is no such file or folder
      way out: give --vcd a path in a folder that exists and that you may write to
    "
  `);
  expect(await refusal("run fw.wasm --vcd .", opened)).toMatchInlineSnapshot(`
    "error: the VCD file . cannot be written: it is a folder
      way out: give --vcd a path in a folder that exists and that you may write to
    "
  `);
});

/** What a changed side table is told. */
async function tableRefusal(change: (table: Record<string, unknown>) => void): Promise<string> {
  const opened = await buttonShell();
  const table = JSON.parse(opened.read("button.wakeful.json")) as Record<string, unknown>;
  change(table);
  opened.write("button.wakeful.json", JSON.stringify(table));
  return refusal("run button.wasm", opened);
}

test("a side table of another build, however alike", async () => {
  expect(await tableRefusal((t) => (t["module"] = "0".repeat(64)))).toMatchInlineSnapshot(`
    "error: button.wakeful.json belongs to another build of button.wasm
      way out: build the firmware again, or delete this file to do without names and places
    "
  `);
});

test("a side table that is none, or not whole, or not of this border", async () => {
  const none = await tableRefusal((t) =>
    Object.keys(t).forEach((k) => Reflect.deleteProperty(t, k)),
  );
  expect(none).toMatchInlineSnapshot(`
    "error: button.wakeful.json is not a side table
      way out: build the firmware again, or delete this file to do without names and places
    "
  `);
  const [blink] = (await tableTasks())!;
  for (const change of [
    { map: {} },
    { border: 99 },
    { tasks: [{ ...blink, pool: 1e10 }] },
    { tasks: [{ ...blink, pool: -1 }] },
    { tasks: [{ ...blink, slotBytes: 0 }] },
  ]) {
    expect(await tableRefusal((t) => Object.assign(t, change)), JSON.stringify(change)).toBe(none);
  }
});

async function tableTasks(): Promise<object[]> {
  const opened = await buttonShell();
  return (JSON.parse(opened.read("button.wakeful.json")) as { tasks: object[] }).tasks;
}

test("a board outside the working directory is named as it was asked for", async () => {
  const opened = await withFirmware();
  opened.write("diagram.json", "{");
  opened.write("work/fw.wasm", readFileSync(join(opened.folder, "fw.wasm")));
  const cwd = join(opened.folder, "work");
  const told = async (command: string): Promise<string> => {
    const { err, out } = await opened.wakeful(command, { cwd });
    return err + out;
  };
  const relative = await told("run fw.wasm --board ../diagram.json");
  expect(relative).toMatchInlineSnapshot(`
    "error: ../diagram.json:1:2: not valid JSON: close brace expected
      way out: Correct the text at this place. Comments are allowed, trailing commas are not.
    "
  `);
  expect(await told("check ../diagram.json")).toMatchInlineSnapshot(`
    "../diagram.json has 1 error, 0 warnings

    ../diagram.json:1:2 error: not valid JSON: close brace expected [json]
      way out: Correct the text at this place. Comments are allowed, trailing commas are not.
    "
  `);
  const absolute = join(opened.folder, "diagram.json");
  expect(await told(`run fw.wasm --board ${absolute}`)).toBe(
    relative.replace("../diagram.json", absolute.split(sep).join("/")),
  );
});

test("files that the system does not let anybody read", async () => {
  const opened = await withFirmware();
  opened.write("a.json", "{}");
  symlinkSync("loop.wasm", join(opened.folder, "loop.wasm"));
  for (const path of ["a.json/x.wasm", `${"n".repeat(300)}.wasm`, "loop.wasm"]) {
    for (const command of ["run", "check", "size"]) {
      expect(await refusal(`${command} ${path}`, opened)).toMatch(
        /^error: .+ cannot be read: .+\n {2}way out: give a file that exists/,
      );
    }
  }
  expect(await refusal(`run fw.wasm --board a.json/b.json`, opened)).toMatchInlineSnapshot(`
    "error: the board a.json/b.json cannot be read: a part of the path is not a folder
      way out: give a diagram.json with --board; the microcontroller is one of its parts
    "
  `);
});

test("a VCD path that is the firmware, its board or its side table", async () => {
  const opened = await buttonShell();
  for (const path of ["button.wasm", "diagram.json", "button.wakeful.json"]) {
    const before = opened.read(path);
    expect(await refusal(`run button.wasm --for 1s --vcd ${path}`, opened)).toMatch(
      /would overwrite what the run is made of/,
    );
    expect(opened.read(path)).toBe(before);
  }
});

test("names in a board cannot move the cursor", async () => {
  const opened = await buttonShell();
  const part = { type: "wokwi-led", id: "\u001b[31mLED\u0007\nX" };
  const parts = [{ type: "wokwi-arduino-uno", id: "uno" }, part];
  opened.write("diagram.json", JSON.stringify({ version: 1, parts, connections: [] }));
  const said = await refusal("run button.wasm", opened);
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(said).toMatchInlineSnapshot(`
    "error: diagram.json:1:88: "\\x1b[31mLED\\x07
    X" cannot be an id: it takes letters, digits, - and _, or other signs but spaces and ":"
      way out: Choose another id, in its connections as well.
    "
  `);
});

test("build of a module, and check of a source", async () => {
  const opened = await withFirmware();
  opened.write("fw.ts", "");
  expect(await refusal("build fw.wasm", opened)).toMatchInlineSnapshot(`
    "error: fw.wasm is a module already
      way out: give the .ts file it was built from, or a board with --target; \`wakeful check\` and \`wakeful size\` read modules
    "
  `);
  expect(await refusal("check fw.ts", opened)).toMatchInlineSnapshot(`
    "error: fw.ts is source, and check reads modules and boards
      way out: build it first, wakeful build fw.ts, and give the .wasm that it writes; or give a diagram.json
    "
  `);
});
