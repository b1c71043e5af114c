import { describe, expect, test } from "vitest";
import { micros, millis, seconds, Simulator } from "../../simulator/index.ts";
import { board, build, simulate } from "../support/firmware.ts";

const uno = board("examples/button/diagram.json");
const firmware = "test/system/button.firmware.ts";

/** 1,000 presses in ten minutes, at times and of lengths that no pattern fits. */
function pressOften(sim: Simulator): void {
  let state = 12345;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state % limit;
  };
  for (let i = 0; i < 1000; i++) {
    const at = millis(590 * i) + micros(below(200_000));
    sim.press("BTN1", { at, for: micros(20 + below(300_000)) });
  }
}

describe.each([1, 2, 3])("1,000 presses with bounces, seed %i", (seed) => {
  test("every edge is counted and none is lost", async () => {
    const sim = await simulate(firmware, { board: uno, seed });
    pressOften(sim);
    sim.runFor(seconds(601));
    const edges = sim.pin(4).edges.filter((e) => e.time > 0n).length;
    expect(edges).toBeGreaterThan(2500);
    expect(sim.logs.map((l) => l.text)).toEqual([`${edges} edges taken, ${edges} seen, 0 lost`]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("nor when several fall into one poll", async () => {
    const sim = await simulate(firmware, { board: uno, seed, cpu: { wakeLatency: millis(1) } });
    pressOften(sim);
    sim.runFor(seconds(601));
    const edges = sim.pin(4).edges.filter((e) => e.time > 0n).length;
    expect(sim.logs.map((l) => l.text)).toEqual([`${edges} edges taken, ${edges} seen, 0 lost`]);
    expect(sim.summary().polls).toBeLessThan(edges * 0.8);
    expect(sim.diagnostics).toEqual([]);
  });
});

test("an overflow of the interrupt ring is reported, counted, and leaves no wrong level behind", async () => {
  const sim = await simulate(firmware, { board: uno, ring: 2, cpu: { wakeLatency: millis(8) } });
  pressOften(sim);
  sim.runFor(seconds(601));
  const overruns = sim.diagnostics.filter((d) => d.code === "ring-overrun");
  expect(overruns.length).toBeGreaterThan(100);
  expect(overruns[0]).toMatchInlineSnapshot(`
    {
      "code": "ring-overrun",
      "hint": "shorten the turns, listen to fewer edges, or give the ring more room: \`wakeful run --ring 256\`, or \`ring\` in \`Simulator.load\`",
      "message": "3 interrupts were lost from 132.691ms on: the ring of 2 was full; the first came from pin 4",
      "severity": "warning",
      "time": 132691000n,
    }
  `);
  const [, , lost] = /(\d+) seen, (\d+) lost/.exec(sim.logs[0]!.text)!;
  expect(Number(lost)).toBeGreaterThan(100);
  // The button rests: its pin is pulled up, and the LED shows it.
  expect([sim.pin(4).level, sim.pin(11).level]).toEqual([1, 1]);
});

test("a press at the very first instant is seen", async () => {
  const sim = await simulate(firmware, { board: uno });
  sim.press("BTN1", { at: 0n, for: millis(100) });
  sim.runFor(seconds(601));
  const edges = sim.pin(4).edges.filter((e) => e.level !== "z").length;
  expect(edges).toBeGreaterThanOrEqual(2);
  expect(sim.logs[0]!.text).toMatch(/^\d+ edges taken, \d+ seen, 0 lost$/);
});

test("the same seed bounces the same, another seed differs", async () => {
  const { wasm, table } = await build(firmware);
  const bounces = (seed: number): string => {
    const sim = Simulator.load(wasm, { table, board: uno, seed });
    pressOften(sim);
    sim.runFor(seconds(60));
    return sim
      .pin(4)
      .edges.map((e) => `${e.time} ${e.level}`)
      .join("\n");
  };
  expect(bounces(7)).toBe(bounces(7));
  expect(bounces(7)).not.toBe(bounces(8));
});
