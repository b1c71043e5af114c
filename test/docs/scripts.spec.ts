import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import {
  millis,
  parseDiagram,
  parseScript,
  playScript,
  replayString,
  seconds,
  Simulator,
  stimuliFromVcd,
} from "../../simulator/index.ts";
import { kinds } from "../../simulator/script/kinds.ts";

test("what was done is done again", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const script = parseScript("seed 7; 600ms press BTN1 300ms; 1s drive 4 low; 1.5s release 4");
  const sim = Simulator.load(wasm, { table, board, seed: script.seed });
  playScript(sim, script);
  sim.runFor(seconds(2));
  expect(sim.led("led3").changes.at(-2)).toEqual({ time: seconds(1), on: true });
  expect(replayString(sim.script())).toBe(replayString(script));
});

test("one LED blinks on while the wires of the others fail", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const board = parseDiagram(readFileSync("examples/button/diagram.json", "utf8"));
  const sim = Simulator.load(wasm, { table, board });
  sim.pin(4).noise({ spikes: 50, at: millis(100), for: millis(20) });
  sim.pin(4).stick(0, { at: millis(200), for: millis(100) });
  sim.pin(12).cut({ at: millis(400) });
  sim.pin(12).mend(millis(1000));
  sim.runFor(seconds(2));
  expect(sim.led("led3").on).toBe(false);
  expect(sim.led("led1").changes).toHaveLength(4);
  expect(sim.led("led2").changes.map(({ time }) => time)).toEqual(
    [300, 400, 1000, 1200, 1500, 1800].map(millis),
  );
});

test("a recording of a contact drives a pin", async () => {
  const { wasm, table } = await compile("examples/button/button.ts");
  const text = readFileSync("test/docs/contact.vcd", "utf8");
  const sim = Simulator.load(wasm, { table });
  playScript(sim, { seed: 1, happenings: stimuliFromVcd(text, { map: { D0: 4 } }) });
  sim.runFor(seconds(1));
  expect(sim.logs).toEqual([
    { time: millis(120), text: "edge 1 shows the button down" },
    { time: millis(123), text: "edge 2 shows the button down" },
  ]);
});

test("the page lists all kinds", () => {
  const page = readFileSync("docs/scripts.md", "utf8");
  const rows = [...page.matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm)].map(([, what, happens]) => [
    what!.replaceAll("\\|", "|"),
    happens,
  ]);
  expect(rows).toEqual(
    kinds.map(({ name, usage, summary }) => [`${name} ${usage}`.trimEnd(), summary]),
  );
});
