import { describe, expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { buttonShell, shell, type Shell } from "./shell.ts";

const replay = (text: string, ...more: string[]): string[] => [
  ...["run", "button.wasm", "--for", "2s", "--json", "--replay", text],
  ...more,
];

const vcdOf = (body: string): string =>
  `$timescale 1 s $end\n$var wire 1 ! D0 $end\n$enddefinitions $end\n${body}`;

async function refusal(opened: Shell, command: string | readonly string[]): Promise<string> {
  const { code, out, err } = await opened.wakeful(command);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  return err;
}

test("a script, a replay and flags that say the same do the same", async () => {
  const opened = await buttonShell();
  opened.write("two.script", "seed 7\n600ms press BTN1 300ms # long\n1.2s press BTN1 20ms\n");
  const flags = "--seed 7 --press BTN1@1.2s:20ms --press BTN1@600ms:300ms";
  const byFlags = await opened.wakeful(`run button.wasm --for 2s --json ${flags}`);
  expect(byFlags.code).toBe(0);
  const byScript = await opened.wakeful("run button.wasm --for 2s --json --script two.script");
  expect(byScript).toEqual(byFlags);
  const text = "seed 7; 600ms press BTN1 300ms; 1.2s press BTN1 20ms";
  expect(await opened.wakeful(replay(text))).toEqual(byFlags);
  const rest = ["--seed", "7", "--press", "BTN1@1.2s:20ms"];
  expect(await opened.wakeful(replay("600ms press BTN1 300ms", ...rest))).toEqual(byFlags);
  expect(await opened.wakeful(replay(text, "--seed", "7"))).toEqual(byFlags);
});

test("what was done is recorded, and the record does it again", async () => {
  const opened = await buttonShell();
  const run = "run button.wasm --for 2s --json";
  const first = await opened.wakeful(
    `${run} --seed 3 --press BTN1@600ms:300ms --press BTN1@100ms:5ms --record a.script`,
  );
  expect(opened.read("a.script")).toBe("seed 3\n100ms press BTN1 5ms\n600ms press BTN1 300ms\n");
  const again = await opened.wakeful(`${run} --script a.script --record b.script`);
  expect(again).toEqual(first);
  expect(opened.read("b.script")).toBe(opened.read("a.script"));
});

test("a failure tells how to see it again, if anything was done to the board", async () => {
  const opened = shell();
  opened.write(
    "fw.wasm",
    await firmware({
      start: `(call $configure (i32.const 2) (i32.const 0)) (call $listen (i32.const 2) (i32.const 3))`,
      raise: `(call $panic (i32.const 3))`,
    }),
  );
  const { code, err } = await opened.wakeful(
    ["run", "fw.wasm", "--replay"].concat("5ms drive 2 high; 6ms drive 2 low; 20ms release 2"),
  );
  expect(code).toBe(1);
  expect(err.split("\n").slice(-3).join("\n")).toMatchInlineSnapshot(`
    "  way out: load the side table that lies beside the module (.wakeful.json) to read the text and place
      replay: --replay "seed 1; 5ms drive 2 high"
    "
  `);
});

test("a recording drives pins, beside presses, and is recorded as a script", async () => {
  const opened = await buttonShell();
  const run = "run button.wasm --for 2s --json";
  const first = await opened.wakeful(`${run} --press BTN1@600ms:300ms --vcd a.vcd`);
  expect(first.code).toBe(0);
  // What pin 4 did then, the button does not do now.
  const again = await opened.wakeful([
    ...`${run} --stimulus a.vcd --vcd b.vcd --record b.script --map`.split(" "),
    "D4=4, pins.D11=7",
  ]);
  expect(again.code).toBe(0);
  const times = (out: string): unknown[] =>
    (JSON.parse(out) as { logs: { time: string }[] }).logs.map(({ time }) => time);
  expect(times(again.out)).toEqual(times(first.out));
  expect(opened.read("b.script")).toContain("600ms drive 4 low\n");
  expect(opened.read("b.script")).toContain("600ms drive 7 high\n");
  const replayed = await opened.wakeful(`${run} --script b.script --vcd c.vcd`);
  expect(replayed.code).toBe(0);
  expect(opened.read("c.vcd")).toBe(opened.read("b.vcd"));
  const both = `${run} --stimulus a.vcd --map D12=8 --map D13=9 --press BTN1@100ms:5ms`;
  expect((await opened.wakeful(`${both} --record d.script`)).code).toBe(0);
  expect(opened.read("d.script")).toMatch(
    /^seed 1\n0s drive 8 low\n0s drive 9 low\n100ms press BTN1 5ms\n300ms drive 8/,
  );
});

describe("wrong use", () => {
  test("flags that exclude each other", async () => {
    const opened = await buttonShell();
    opened.write("a.script", "seed 7\n");
    const both = replay("seed 7", "--script", "a.script");
    expect(await refusal(opened, both)).toMatchInlineSnapshot(`
      "error: --script and --replay exclude each other: both say all that is done, and the seed
        way out: give one of them, and more presses with --press
      "
    `);
    const seeds = "run button.wasm --script a.script --seed 8";
    expect(await refusal(opened, seeds)).toMatchInlineSnapshot(`
      "error: --seed is 8, and --script says seed 7
        way out: leave --seed away, or take the seed out of the script
      "
    `);
  });

  test("a script that is wrong, late, or not there", async () => {
    const opened = await buttonShell();
    opened.write("bad.script", "seed 7\n\n600 press BTN1 1s\n");
    opened.write("late.script", "7s press BTN1 1s\n");
    const run = "run button.wasm --script";
    expect(await refusal(opened, `${run} bad.script`)).toMatchInlineSnapshot(`
      "error: bad.script: line 3: "600" has no unit
        way out: write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)
      "
    `);
    expect(await refusal(opened, `${run} late.script`)).toMatchInlineSnapshot(`
      "error: --script: "press" comes at 7s, but the run ends at 5s
        way out: run longer: --for 8s
      "
    `);
    expect(await refusal(opened, `${run} no.script`)).toMatchInlineSnapshot(`
      "error: the script no.script cannot be read: there is no such file or folder
        way out: give --script a file such as \`wakeful run --record\` writes
      "
    `);
    expect(await refusal(opened, replay("1s pres BTN1 1s"))).toMatchInlineSnapshot(`
      "error: --replay: line 1: nothing is called "pres"; did you mean "press"?
        way out: what can happen: press, drive, release, set, send, reset, brownout, drift, jump, spurious, stuck, float, mend, noise
      "
    `);
    expect(await refusal(opened, replay("1s press BTN2 1s"))).toMatchInlineSnapshot(`
      "error: no button "BTN2" on the board; did you mean "BTN1"?
        way out: The board has BTN1.
      "
    `);
  });

  test("a recording that is wrong, too long, or without a map", async () => {
    const opened = await buttonShell();
    opened.write("a.vcd", vcdOf("#0 0! #3 1!"));
    opened.write("back.vcd", vcdOf("#5 0!\n#3 1!\n"));
    const run = "run button.wasm --stimulus";
    const refusals = [
      `${run} a.vcd`,
      `${run} a.vcd --map D1=2`,
      `${run} a.vcd --map D0:2`,
      `${run} a.vcd --map D0=2,D0=3`,
      `${run} a.vcd --map D0=99`,
      `${run} a.vcd --map D0=2 --for 2s`,
      `${run} back.vcd --map D0=2`,
      `${run} button.wasm --map D0=2`,
      `${run} no.vcd --map D0=2`,
      "run button.wasm --map D0=2",
      `${run} a.vcd --map D0=2 --vcd a.vcd`,
    ];
    const told: string[] = [];
    for (const command of refusals) told.push(await refusal(opened, command));
    expect(told.join("")).toMatchInlineSnapshot(`
      "error: a.vcd: no signal is mapped to a pin
        way out: name a signal and its pin in the map; its signals of one bit are D0
      error: a.vcd: there is no signal "D1" in the VCD; did you mean "D0"?
        way out: its signals of one bit are D0
      error: --map "D0:2" is no signal and pin
        way out: write signal=pin, such as D0=2
      error: --map names D0 twice
        way out: map a signal to one pin
      error: there is no pin 99
        way out: this board has pins 0 to 19
      error: --stimulus: the last change comes at 3s, but the run ends at 2s
        way out: run longer: --for 4s
      error: back.vcd: line 5: time goes back from 5s to 3s
        way out: times must ascend: if these are two recordings in one file, part them
      error: button.wasm: this is no VCD: it begins with "?asm?????*?\`???\`????..."
        way out: export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd
      error: the recording no.vcd cannot be read: there is no such file or folder
        way out: give --stimulus a VCD file, such as PulseView or \`wakeful run --vcd\` writes
      error: --map is given without --stimulus
        way out: give the VCD file with --stimulus
      error: --vcd a.vcd would overwrite what the run is made of
        way out: give --vcd a file of its own
      "
    `);
  });

  test("a record that would overwrite what the run is made of", async () => {
    const opened = await buttonShell();
    opened.write("a.script", "seed 7\n");
    const run = "run button.wasm --script a.script --record a.script";
    expect(await refusal(opened, run)).toMatchInlineSnapshot(`
      "error: --record a.script would overwrite what the run is made of
        way out: give --record a file of its own
      "
    `);
    expect(opened.read("a.script")).toBe("seed 7\n");
  });
});
