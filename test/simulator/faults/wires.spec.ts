/** Faults of wires: shorts, cuts and noise. */
import { describe, expect, test } from "vitest";
import {
  explore,
  formatTime,
  millis,
  parseScript,
  playScript,
  replay,
  replayString,
  type Scenario,
  seconds,
  Simulator,
  type SimulatorOptions,
  toVcd,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { board, build } from "../../support/firmware.ts";
import { observe } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

async function button(text: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await build("examples/button/button.ts");
  const wired = board("examples/button/diagram.json");
  const script = parseScript(text);
  const sim = Simulator.load(wasm, { table, board: wired, seed: script.seed, ...options });
  playScript(sim, script);
  return sim;
}

const edgesOf = (sim: Simulator, pin: number): string[] =>
  sim.pin(pin).edges.map(({ time, level }) => `${formatTime(time)} ${level}`);

const told = (sim: Simulator): string[] =>
  sim.diagnostics.map(({ code, time, message }) => `${formatTime(time)} ${code}: ${message}`);

describe("stuck", () => {
  test("an output is held, whatever the firmware writes, and told as the fault", async () => {
    const sim = await button("700ms stuck 13 low; 1.2s mend 13");
    sim.runFor(seconds(1.6));
    // `toggle` inverts what the pin shows, so at 1 s it asks for high once more.
    expect(edgesOf(sim, 13)).toEqual(["0s 0", "500ms 1", "700ms 0", "1.2s 1", "1.5s 0"]);
    expect(sim.led("led1").changes.map(({ time, on }) => [time, on])).toEqual([
      [millis(500), true],
      [millis(700), false],
      [millis(1200), true],
      [millis(1500), false],
    ]);
    expect(told(sim)).toEqual([
      "700ms stuck-pin: pin 13 is stuck low, against pin 13 (output high)",
    ]);
    expect(sim.diagnostics[0]!.hint).toMatchInlineSnapshot(
      `"That is a fault which was asked for, and not the wiring; \`mend\` ends it."`,
    );
  });

  test("an input is held for a span, and what was meanwhile comes to light", async () => {
    const sim = await button("100ms stuck 4 high 100ms; 150ms press BTN1 100ms", { seed: 2 });
    sim.runFor(millis(240));
    expect(edgesOf(sim, 4)).toEqual(["0s 1", "200ms 0"]);
    expect(sim.logs.map(({ time }) => time)).toEqual([millis(200)]);
    expect(sim.pin(11).edges.at(-1)).toEqual({ time: millis(200), level: 1 });
    expect(told(sim)).toEqual(["150ms stuck-pin: pin 4 is stuck high, against BTN1 to GND"]);
  });

  test("a press that it hides is no unseen press", async () => {
    const sim = await button(
      "100ms stuck 4 low 500ms; 150ms press BTN1 100ms; 300ms press BTN1 50ms",
    );
    sim.runFor(seconds(1));
    expect(told(sim)).toEqual([]);
    expect(sim.unseenPresses).toEqual([]);
    expect(edgesOf(sim, 4)).toEqual(["0s 1", "100ms 0", "600ms 1"]);
  });

  test("the end of an older one is not the end of a newer one", async () => {
    const sim = await button(
      "100ms stuck 4 low 100ms; 150ms stuck 4 low 100ms; 160ms stuck 4 high 30ms",
    );
    sim.runFor(seconds(1));
    expect(edgesOf(sim, 4)).toEqual(["0s 1", "100ms 0", "160ms 1"]);
  });

  test("a pin at a rail, and one that was never used", async () => {
    const sim = Simulator.load(await firmware({}), { board: uno({}, "uno:2 uno:GND.2") });
    playScript(sim, parseScript("1ms stuck 2 high 1ms; 1ms stuck 7 low 1ms"));
    sim.runFor(millis(5));
    expect(edgesOf(sim, 2)).toEqual(["1ms 1", "2ms 0"]);
    expect(edgesOf(sim, 7)).toEqual(["1ms 0", "2ms z"]);
    expect(told(sim)).toEqual(["1ms stuck-pin: pin 2 is stuck high, against GND wired to pin 2"]);
  });

  test("shorts to both rails on one net are told as such", async () => {
    const wired = uno(
      { BTN1: ["pushbutton", { bounce: "0" }] },
      "uno:2 BTN1:1.l",
      "uno:3 BTN1:2.l",
    );
    const sim = Simulator.load(await firmware({}), { board: wired });
    playScript(sim, parseScript("1ms stuck 2 high; 1ms stuck 3 low; 2ms press BTN1 1ms"));
    sim.runFor(millis(5));
    expect(edgesOf(sim, 2)).toEqual(["1ms 1", "2ms x", "3ms 1"]);
    expect(told(sim)).toEqual([
      "2ms stuck-pin: pin 2 is stuck high and pin 3 is stuck low, on one net",
    ]);
  });

  test("behind a resistor it is one side of a divider, and told as the fault", async () => {
    const r = ["resistor", { value: "10k" }] as const;
    const wired = uno({ r1: r, r2: r }, "uno:2 r1:1", "r1:2 uno:3", "uno:2 r2:1", "r2:2 uno:5V");
    const sim = Simulator.load(await firmware({}), { board: wired });
    playScript(sim, parseScript("1ms stuck 3 low 1ms; 3ms noise 3 1 1ms"));
    sim.runFor(millis(5));
    expect(sim.pin(2).edges.map(({ level }) => level)).toEqual(["x", 1, "x", 1]);
    expect(told(sim)).toEqual([
      "1ms stuck-pin: pin 2 reads neither 0 nor 1: r2 to VCC (10 kΩ) and r1 to the short of pin 3 (10 kΩ) are about equally strong",
    ]);
  });

  test("a LED that is lit by it lacks no resistor", async () => {
    const wired = uno({ led1: "led" }, "uno:2 led1:A", "led1:C uno:3");
    const sim = Simulator.load(await firmware({}), { board: wired });
    playScript(sim, parseScript("1ms stuck 2 high; 1ms stuck 3 low"));
    sim.runFor(millis(5));
    expect(sim.led("led1").on).toBe(true);
    expect(told(sim)).toEqual([]);
  });
});

describe("float", () => {
  test("the firmware's pulses do not come to the parts", async () => {
    const sim = await button("700ms float 13; 1.2s mend 13");
    sim.runFor(seconds(1.6));
    expect(edgesOf(sim, 13)).toEqual(["0s 0", "500ms 1", "1s 0", "1.5s 1"]);
    expect(sim.led("led1").changes.map(({ time, on }) => [time, on])).toEqual([
      [millis(500), true],
      [millis(700), false],
      [millis(1500), true],
    ]);
    expect(told(sim)).toEqual([]);
  });

  test("an input reads its pull, and presses do not come to it", async () => {
    const sim = await button("100ms float 4 200ms; 150ms press BTN1 100ms; 400ms press BTN1 100ms");
    sim.runFor(millis(390));
    expect(edgesOf(sim, 4)).toEqual(["0s 1"]);
    sim.runFor(seconds(1));
    expect(sim.pin(4).edges[1]).toEqual({ time: millis(400), level: 0 });
    expect(told(sim)).toEqual([]);
  });

  test("without a pull it reads the level that the seed says, though something drives the wire", async () => {
    const bytes = await firmware({
      start:
        "(call $configure (i32.const 2) (i32.const 0)) (call $listen (i32.const 2) (i32.const 3))",
      raise: `(call $log (i32.const 0x10000) (i64.extend_i32_u (local.get $value))
        (i64.const 0) (i64.const 0) (i64.const 0))`,
    });
    const read = new Set<number>();
    for (let seed = 1; seed <= 8; seed++) {
      const sim = Simulator.load(bytes, { seed });
      const floating = sim.circuit.read(2);
      read.add(floating);
      const driven = floating === 1 ? "low" : "high";
      playScript(
        sim,
        parseScript(`1ms drive 2 ${driven}; 2ms float 2; 3ms drive 2 high; 4ms mend 2`),
      );
      sim.runUntil(millis(3));
      expect(sim.circuit.read(2)).toBe(floating);
      expect(sim.pin(2).level).toBe("z");
      sim.runUntil(millis(5));
      expect(sim.pin(2).level).toBe(1);
      expect(sim.logs.map(({ time }) => time)).toEqual(
        floating === 1 ? [millis(1), millis(2)] : [millis(1), millis(2), millis(4)],
      );
    }
    expect(read.size).toBe(2);
  });

  test("a short lies outside of the cut, and noise at the pin", async () => {
    const sim = await button("100ms float 4; 110ms stuck 4 low; 120ms noise 4 3 1ms; 130ms mend 4");
    sim.runFor(millis(200));
    expect(sim.pin(4).edges.map(({ level }) => level)).toEqual([1, 0, 1, 0, 1, 0, 1]);
    expect(sim.pin(4).edges[1]!.time).toBeGreaterThanOrEqual(millis(120));
    expect(sim.pin(4).edges.at(-1)!.time).toBeLessThan(millis(121));
  });
});

describe("noise", () => {
  test("so many spikes within the time, from the seed", async () => {
    const burst = async (seed: number): Promise<string[]> => {
      const sim = await button("100ms noise 4 20 5ms", { seed });
      sim.runFor(millis(300));
      const edges = sim.pin(4).edges.slice(1);
      expect(edges.map(({ level }) => level)).toEqual(Array.from({ length: 40 }, (_, i) => i % 2));
      for (const { time } of edges) {
        expect(time).toBeGreaterThanOrEqual(millis(100));
        expect(time).toBeLessThan(millis(105));
      }
      expect(told(sim)).toEqual([]);
      return edgesOf(sim, 4);
    };
    const first = await burst(1);
    expect(await burst(1)).toEqual(first);
    expect(await burst(2)).not.toEqual(first);
  });

  test("the shortest time has room for all", async () => {
    const sim = await button("100ms noise 4 500 1us");
    sim.runFor(millis(300));
    const [, ...edges] = sim.pin(4).edges;
    expect(edges.map(({ time }) => time)).toEqual(
      Array.from({ length: 1000 }, (_, i) => millis(100) + BigInt(i)),
    );
  });

  test("it acts on an output as well, and is stronger than a press and weaker than a short", async () => {
    const sim = await button(
      "50ms stuck 11 high 30ms; 60ms noise 11 2 1ms; 100ms noise 13 2 1ms; 200ms press BTN1 50ms; 220ms noise 4 2 1ms",
    );
    sim.runFor(millis(240));
    expect(edgesOf(sim, 11).slice(0, 3)).toEqual(["0s 0", "50ms 1", "80ms 0"]);
    expect(sim.pin(13).edges.map(({ level }) => level)).toEqual([0, 1, 0, 1, 0]);
    const late = sim.pin(4).edges.filter(({ time }) => time >= millis(220));
    expect(late.map(({ level }) => level)).toEqual([1, 0, 1, 0]);
  });

  test("a burst that comes earlier has the same spikes, and bursts differ", async () => {
    const spikes = async (at: number): Promise<bigint[]> => {
      const sim = await button(`${at}ms noise 4 5 1ms; 200ms noise 4 5 1ms`);
      sim.runFor(millis(300));
      return sim
        .pin(4)
        .edges.map(({ time }) => time % millis(10))
        .slice(1);
    };
    const first = await spikes(100);
    expect(await spikes(50)).toEqual(first);
    expect(first.slice(0, 10)).not.toEqual(first.slice(10));
  });
});

describe("all of them", () => {
  const text =
    "seed 4; 50ms stuck 13 high 20ms; 60ms float 4; 70ms noise 4 3 1ms; 80ms+ mend 4; 90ms stuck 4 low";

  test("are recorded, and played again do the same", async () => {
    const sim = await button(text);
    expect(replayString(sim.script())).toBe(text);
    sim.runFor(millis(200));
    expect(replayString(sim.script())).toBe(text);
    const again = await button(replayString(sim.script()));
    again.runFor(millis(200));
    expect(toVcd(again.trace, { end: again.now })).toBe(toVcd(sim.trace, { end: sim.now }));
  });

  test("come again after steps back, those asked for on the way as well", async () => {
    const sim = await button(text, { history: { every: 16, keyframes: 4 } });
    sim.runFor(millis(75));
    sim.pin(11).noise({ spikes: 4, for: millis(20) });
    sim.pin(12).stick(1, { for: millis(30) });
    sim.runUntil(millis(200));
    const whole = observe(sim);
    for (let i = 0; i < 12; i++) sim.stepBack("event");
    expect(sim.now).toBeGreaterThan(0n);
    sim.runUntil(millis(200));
    expect(observe(sim)).toEqual(whole);
    while (sim.stepBack());
    sim.runUntil(millis(200));
    expect(observe(sim)).toEqual(whole);
  });

  test("outlive a reset of the processor", async () => {
    const sim = await button("50ms float 13; 60ms stuck 4 low; 100ms brownout 100ms");
    sim.runFor(seconds(1));
    expect(sim.pin(4).level).toBe(0);
    expect(edgesOf(sim, 13).slice(1)).toEqual(["100ms z", "200ms 0", "700ms 1"]);
    expect(sim.led("led1").changes).toEqual([]);
  });

  test("are asked for at a pin, too", async () => {
    const sim = await button("");
    sim.pin(4).stick(0, { at: millis(10), for: millis(5) });
    sim.pin(4).cut({ at: millis(20) });
    sim.pin(4).mend(millis(30));
    sim.pin(4).noise({ spikes: 2, at: millis(40), for: millis(1) });
    sim.runFor(millis(50));
    expect(replayString(sim.script())).toBe(
      "seed 1; 10ms stuck 4 low 5ms; 20ms float 4; 30ms mend 4; 40ms noise 4 2 1ms",
    );
    expect(edgesOf(sim, 4).slice(0, 3)).toEqual(["0s 1", "10ms 0", "15ms 1"]);
    sim.pin(13).stick(1);
    sim.runFor(0n);
    expect(sim.pin(13).level).toBe(1);
    expect(() => sim.pin(13).stick(1, { at: 0n })).toThrow(
      '"stuck" cannot come at 0s: it is 50ms already',
    );
    expect(() => sim.pin(13).noise({ spikes: 0, for: 1n })).toThrow(
      "a whole number from 1 to 10000",
    );
    expect(() => sim.pin(13).cut({ for: 5 as never })).toThrow("`for` of cut(...) is 5");
  });

  test("what cannot be is refused", async () => {
    const refused = async (what: string): Promise<string> =>
      button(`1s ${what}`).then(
        () => "accepted",
        (error: Error & { hint: string }) => `${error.message}\n  way out: ${error.hint}`,
      );
    expect(
      await Promise.all(
        [
          "stuck 99 low",
          "stuck 4",
          "stuck 4 up",
          "float 4 0s",
          "noise 4 0 1ms",
          "noise 4 9 10ns",
        ].map(refused),
      ),
    ).toMatchInlineSnapshot(`
      [
        "there is no pin 99
        way out: this board has pins 0 to 19",
        ""stuck 4": the level is missing
        way out: write stuck <pin> <low|high> [duration]",
        ""stuck 4 up": a level is low or high, not up
        way out: write stuck <pin> <low|high> [duration]",
        ""float 4 0s": how long cannot be 0
        way out: write float <pin> [duration]",
        ""noise 4 0 1ms": the number of spikes is 0, not a whole number from 1 to 10000
        way out: write noise <pin> <spikes> <duration>",
        ""noise 4 9 10ns": 9 spikes take 18ns at least
        way out: write noise <pin> <spikes> <duration>",
      ]
    `);
  });

  test("exploration finds a firmware that a spike or a short confuses", async () => {
    // A second press without a release between is thought to be impossible.
    const bytes = await firmware({
      start:
        "(call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 2))",
      fields: "(global $count (mut i32) (i32.const 0)) (global $last (mut i64) (i64.const 0))",
      raise: `(if (i32.and (i32.gt_u (global.get $count) (i32.const 1))
          (i64.lt_u (i64.sub (local.get $time) (global.get $last)) (i64.const 300)))
        (then (call $panic (i32.const 7))))
        (global.set $count (i32.add (global.get $count) (i32.const 1)))
        (global.set $last (local.get $time))`,
    });
    const between = [millis(1), millis(50)] as const;
    for (const what of ["noise 2 5 1ms", "stuck 2 low 200us"]) {
      const scenario: Scenario = {
        load: (given) => Simulator.load(bytes, given),
        may: [
          { what, between, times: [0, 3] },
          { what: "drive 2 low", between },
          { what: "float 2 1ms", between },
        ],
        until: millis(60),
      };
      const { failure } = explore(scenario);
      expect(failure?.kind).toBe("panic");
      expect(failure?.replay).toContain(what);
      expect(replay(scenario, failure!.script).failure?.kind).toBe("panic");
    }
  });
});
