import fc from "fast-check";
import { expect, test } from "vitest";
import { SeededRandom } from "../../../simulator/core/random.ts";
import type { Random } from "../../../simulator/core/context.ts";
import {
  micros,
  millis,
  parseScript,
  playScript,
  seconds,
  Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { board, build } from "../../support/firmware.ts";
import { loadMetered, meteredScript, meteredSpan } from "../../support/metered.ts";
import { observe, play, type Stimulus } from "../../support/observe.ts";
import { firmware } from "../../support/wat.ts";

/** Listens to both edges of pin 2, logs each event, and answers on pin 13. */
const listener = {
  start: `(call $configure (i32.const 2) (i32.const 1)) (call $listen (i32.const 2) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3))`,
  fields: "(global $count (mut i64) (i64.const 0)) (global $part (mut f64) (f64.const 1))",
  raise: `(global.set $count (i64.add (global.get $count) (i64.const 1)))
    (global.set $part (f64.div (global.get $part) (f64.const 1.25)))
    (call $write (i32.const 13) (i32.wrap_i64 (i64.and (global.get $count) (i64.const 1))))
    (call $log (i32.const 0x3222) (i64.extend_i32_u (local.get $source))
      (global.get $count) (local.get $time) (i64.reinterpret_f64 (global.get $part)))`,
};

const press = (at: bigint, span: bigint, id = "BTN1"): Stimulus => ({
  at,
  act: (sim) => sim.press(id, { for: span }),
});

const drive = (at: bigint, pin: number, level: 0 | 1 | null): Stimulus => ({
  at,
  act: (sim) => (level === null ? sim.pin(pin).release() : sim.pin(pin).drive(level)),
});

interface Scenario {
  readonly load: () => Promise<Simulator>;
  readonly script?: readonly Stimulus[];
  readonly span: bigint;
}

const example =
  (name: string, options: SimulatorOptions = {}) =>
  async (): Promise<Simulator> => {
    const { wasm, table } = await build(`examples/${name}/${name}.ts`);
    const { startTime } = options;
    const wired = board(`examples/${name}/diagram.json`);
    return Simulator.load(wasm, { table, board: wired, startTime, ...options });
  };

/** Six edges come in a turn of 250 µs, of which a ring of 3 loses some. */
const storm = Array.from({ length: 200 }, (_, i) =>
  drive(micros(41 * i + (i % 7)), 2, i % 2 === 0 ? 0 : null),
);

const nearWrap = 2n ** 32n * 1_000n - millis(400);

const scenarios: Record<string, Scenario> = {
  "a button that bounces": {
    load: example("button"),
    script: [
      press(millis(50), millis(80)),
      press(millis(130), millis(1)),
      press(millis(131), millis(70)),
      press(millis(400), micros(700)),
    ],
    span: seconds(1),
  },
  "a button, with polls and wake-ups that take time": {
    load: example("button", { cpu: { turnTime: micros(130), wakeLatency: micros(7) } }),
    script: [press(millis(50), millis(80)), press(millis(400), micros(700))],
    span: seconds(1),
  },
  "shorts, cuts and noise at a button and a LED": {
    load: async () => {
      const sim = await example("button")();
      playScript(
        sim,
        parseScript(`40ms noise 4 9 30ms; 55ms noise 4 4 20ms; 90ms stuck 4 high 25ms; 100ms stuck 4 low 60ms
          200ms float 4 90ms; 230ms noise 4 5 100ms; 250ms+ stuck 12 high; 300ms float 13 300ms; 450ms stuck 4 low
          520ms mend 4; 620ms mend 12; 700ms brownout 50ms; 720ms noise 4 7 100ms; 740ms drive 11 high`),
      );
      return sim;
    },
    script: [
      press(millis(50), millis(80)),
      press(millis(220), millis(100)),
      ...[70, 110, 260, 460, 730].flatMap((at) => [
        {
          at: millis(at),
          act: (sim: Simulator) => sim.pin(11).noise({ spikes: 3, for: millis(20) }),
        },
        { at: millis(at + 5), act: (sim: Simulator) => sim.pin(4).cut({ for: millis(8) }) },
      ]),
    ].sort((a, b) => Number(a.at - b.at)),
    span: seconds(1),
  },
  "a channel that closes": { load: example("messages"), span: seconds(1) },
  "a race of two": { load: example("race"), span: seconds(2) },
  "tickers, as 32 bits of microseconds wrap": {
    load: example("metronome", { startTime: nearWrap }),
    span: seconds(3),
  },
  "interrupts that wait in the ring, and some that are lost": {
    load: async () =>
      Simulator.load(await firmware(listener), { ring: 3, cpu: { turnTime: micros(250) } }),
    script: storm,
    span: millis(10),
  },
  "a metered processor, with long polls and interrupts that come while they run": {
    load: loadMetered,
    script: meteredScript,
    span: meteredSpan,
  },
};

/** When something happens next. */
function peek(sim: Simulator): bigint | null {
  return sim.branch(() => (sim.step("event") ? sim.now : null));
}

/** Plays to a random instant, and then some events on, so that most points lie within an instant. */
function playToSomePoint(
  sim: Simulator,
  { script = [], span }: Scenario,
  start: bigint,
  random: Random,
): Stimulus[] {
  const left = play(sim, script, start + random.between(0n, span));
  for (let events = random.below(5); events > 0; events--) {
    const next = peek(sim);
    if (next === null || next > start + span || (left[0] && next > left[0].at)) break;
    sim.step("event");
  }
  return left;
}

test.each(Object.entries(scenarios))(
  "%s: 1,000 random points, restored and continued, give the bytes of the whole run",
  async (_name, scenario) => {
    const { script = [], span } = scenario;
    const sim = await scenario.load();
    const start = sim.now;
    const end = start + span;
    const reset = sim.snapshot();
    play(sim, script, end);
    const whole = observe(sim);
    expect(sim.summary().edges).toBeGreaterThan(5);
    const random = SeededRandom.from(7);
    for (let i = 0; i < 1_000; i++) {
      sim.restore(reset);
      const left = playToSomePoint(sim, scenario, start, random);
      const point = sim.snapshot();
      const there = i % 10 === 0 ? observe(sim) : undefined;
      play(sim, left, end);
      if (i % 2 === 0) expect(observe(sim)).toEqual(whole);
      sim.restore(point);
      if (there) expect(observe(sim)).toEqual(there);
      play(sim, left, end);
      expect(observe(sim)).toEqual(whole);
    }
  },
);

test("what is counted at one instant is counted on", async () => {
  const hot = await firmware({ poll: "(i64.const 0)" });
  const spin = await firmware({
    fields: "(global $turns (mut i32) (i32.const 0))",
    poll: `(local $i i32) (global.set $turns (i32.add (global.get $turns) (i32.const 1)))
      (local.set $i (i32.mul (global.get $turns) (global.get $turns)))
      (loop $l (drop (call $now)) (br_if $l (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (i64.const 0)`,
  });
  const end = (sim: Simulator): unknown[] => {
    let failure: unknown;
    try {
      sim.runFor(0n);
    } catch (error) {
      failure = error;
    }
    return [failure, sim.summary().polls];
  };
  for (const [bytes, options, code] of [
    [hot, { turnLimit: 50 }, "livelock"],
    [spin, { pollLimit: 3_000 }, "endless-poll"],
  ] as const) {
    const sim = Simulator.load(bytes, options);
    for (let i = 0; i < 15; i++) sim.step("event");
    const here = sim.snapshot();
    const first = end(sim);
    expect(first).toMatchObject([{ code }, code === "livelock" ? 50 : 21]);
    sim.restore(here);
    expect(end(sim)).toEqual(first);
  }
});

test("generated stimuli: a point, another future, and the first one again", async () => {
  const { wasm, table } = await build("examples/button/button.ts");
  const wired = board("examples/button/diagram.json");
  const time = fc.integer({ min: 0, max: 200_000 }).map((us) => micros(us));
  const stimulus = fc.oneof(
    fc.record({ at: time, span: time }).map(({ at, span }) => press(at, span + 1n)),
    fc
      .record({ at: time, pin: fc.constantFrom(4, 7, 13), level: fc.constantFrom(0, 1, null) })
      .map(({ at, pin, level }) => drive(at, pin, level as 0 | 1 | null)),
  );
  const script = fc
    .array(stimulus, { maxLength: 8 })
    .map((all) => all.sort((a, b) => Number(a.at - b.at)));
  const end = millis(300);
  fc.assert(
    fc.property(script, script, time, fc.nat(5), (first, second, point, events) => {
      const sim = Simulator.load(wasm, { table, board: wired, seed: 3 });
      const left = play(sim, first, point);
      for (let i = 0; i < events; i++) {
        const next = peek(sim);
        if (next === null || (left[0] && next > left[0].at)) break;
        sim.step("event");
      }
      const here = sim.snapshot();
      const finish = sim.now > end ? sim.now : end;
      play(sim, left, finish);
      const once = observe(sim);
      const late = sim.snapshot();
      sim.restore(here);
      play(
        sim,
        second.filter(({ at }) => at >= sim.now),
        finish,
      );
      const other = observe(sim);
      sim.restore(here);
      play(sim, left, finish);
      expect(observe(sim)).toEqual(once);
      sim.restore(late);
      expect(observe(sim)).toEqual(once);
      sim.restore(here);
      play(
        sim,
        second.filter(({ at }) => at >= sim.now),
        finish,
      );
      expect(observe(sim)).toEqual(other);
    }),
    { numRuns: 300 },
  );
});

test("a press after a snapshot gives another future; without it the first one comes again", async () => {
  const sim = await example("button")();
  sim.runFor(millis(10));
  const here = sim.snapshot();
  sim.runFor(millis(500));
  const quiet = observe(sim);
  expect(sim.led("led3").on).toBe(false);
  sim.restore(here);
  expect(here.time).toBe(millis(10));
  expect(sim.now).toBe(millis(10));
  sim.press("BTN1", { at: millis(20), for: millis(300) });
  expect(sim.runUntil(() => sim.led("led3").on, millis(100))).toBe(true);
  sim.restore(here);
  sim.runFor(millis(500));
  expect(observe(sim)).toEqual(quiet);
});

test("`branch` comes back from each future, also from one that fails", async () => {
  const sim = Simulator.load(
    await firmware({
      ...listener,
      raise: `${listener.raise} (if (i64.eq (global.get $count) (i64.const 2)) (then unreachable))`,
    }),
  );
  sim.runFor(millis(1));
  const before = observe(sim);
  const logsAfter = (...levels: (0 | 1)[]): string[] =>
    sim.branch(() => {
      for (const level of levels) {
        sim.pin(2).drive(level);
        sim.runFor(millis(1));
      }
      return sim.logs.map(({ text }) => text);
    });
  const one = logsAfter(0);
  expect(one).toHaveLength(1);
  expect(observe(sim)).toEqual(before);
  expect(() => logsAfter(0, 1)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: raise() trapped: unreachable]`,
  );
  expect(observe(sim)).toEqual(before);
  expect(sim.state).toBe("waiting");
  expect(logsAfter(0)).toEqual(one);
});

test("a simulator that crashed is put back, and crashes again in the same way", async () => {
  const sim = Simulator.load(
    await firmware({ ...listener, raise: `${listener.raise} unreachable` }),
  );
  sim.runFor(millis(1));
  const before = sim.snapshot();
  const crash = (): unknown => {
    sim.pin(2).drive(0);
    try {
      sim.runFor(millis(1));
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const first = crash();
  expect(sim.state).toBe("crashed");
  const crashed = sim.snapshot();
  const at = observe(sim);
  sim.restore(before);
  expect(sim.state).toBe("waiting");
  expect(sim.failure).toBe(undefined);
  sim.runFor(millis(5));
  sim.restore(crashed);
  expect(observe(sim)).toEqual(at);
  expect(() => sim.runFor(0n)).toThrow(first as Error);
  sim.restore(before);
  expect(crash()).toEqual(first);
});

test("listeners stay attached; what they collect is theirs to cut", async () => {
  const sim = Simulator.load(await firmware(listener));
  const seen: bigint[] = [];
  sim.circuit.onLevel((pin) => pin === 2 && seen.push(sim.now));
  sim.runFor(millis(1));
  const here = sim.snapshot();
  sim.pin(2).drive(0);
  sim.restore(here);
  sim.runFor(millis(1));
  sim.pin(2).drive(0);
  expect(seen).toEqual([0n, millis(1), millis(2)]);
});

test("what imported functions remember is kept if they say how", async () => {
  const bytes = await firmware({
    ...listener,
    poll: `(call $log (i32.const 0x20000) (call $now) (i64.const 0) (i64.const 0) (i64.const 0))
      (i64.add (call $now) (i64.const 1000))`,
  });
  let calls = 0;
  const sim = Simulator.load(bytes, {
    imports: { hal: { log: () => void calls++ } },
    importState: { save: () => calls, restore: (state) => (calls = state as number) },
  });
  sim.runFor(millis(3));
  const here = sim.snapshot();
  sim.runFor(millis(3));
  expect(calls).toBe(7);
  sim.restore(here);
  expect(calls).toBe(4);
});

test("a snapshot of another simulator, and one within an event, are refused", async () => {
  const bytes = await firmware(listener);
  const sim = Simulator.load(bytes);
  const other = Simulator.load(bytes);
  expect(() => sim.restore(other.snapshot())).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: the snapshot is not of this simulator]`,
  );
  const refusals: string[] = [];
  const here = sim.snapshot();
  sim.circuit.onLevel(() => {
    for (const act of [
      () => sim.snapshot(),
      () => sim.restore(here),
      () => sim.branch(() => 0),
      () => sim.step(),
    ]) {
      try {
        act();
      } catch (error) {
        refusals.push((error as Error).message);
      }
    }
  });
  sim.pin(2).drive(1);
  expect(refusals).toMatchInlineSnapshot(`
    [
      "cannot take a snapshot within an event",
      "cannot restore a snapshot within an event",
      "cannot branch within an event",
      "cannot step within an event",
    ]
  `);
});

test("a firmware with state elsewhere is told so", async () => {
  const bytes = await firmware({
    fields: `(table 1 funcref) (func $f)`,
    raise: `(drop (memory.grow (i32.const 1)))`,
  });
  const sim = Simulator.load(bytes);
  sim.runFor(millis(1));
  expect(() => sim.snapshot()).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: no snapshot can be taken of this firmware: it has state outside its memory and globals (memory.grow)]`,
  );
  expect(() => Simulator.load(bytes, { history: true })).toThrow("memory.grow");
});

test("a firmware may not export the names under which its globals are kept", async () => {
  const bytes = await firmware({
    fields: `(global (export "wakeful_global_0") (mut i32) (i32.const 0))`,
  });
  expect(() => Simulator.load(bytes)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: the firmware exports wakeful_global_0, a name the simulator needs for itself]`,
  );
});
