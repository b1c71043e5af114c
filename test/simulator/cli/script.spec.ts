import { describe, expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { buttonShell, shell, type Shell } from "./shell.ts";

const replay = (text: string, ...more: string[]): string[] => [
  ...["run", "button.wasm", "--for", "2s", "--json", "--replay", text],
  ...more,
];

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
        way out: what can happen: press, drive, release, send, reset, brownout, drift, jump, spurious
      "
    `);
    expect(await refusal(opened, replay("1s press BTN2 1s"))).toMatchInlineSnapshot(`
      "error: no button "BTN2" on the board; did you mean "BTN1"?
        way out: The board has BTN1.
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
