import { expect, test } from "vitest";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import { Cpu } from "../../../simulator/core/cpu.ts";
import { NEVER, type CpuOptions } from "../../../simulator/core/cpu-border.ts";
import { InterruptRing } from "../../../simulator/core/interrupts.ts";

interface Setup extends Partial<CpuOptions> {
  readonly start?: bigint;
  /** What the polls return in order; then for ever NEVER. */
  readonly polls?: readonly (bigint | ((cpu: Cpu) => bigint))[];
}

/** A processor whose program writes down what is called, with the firmware's clock. */
function setUp({ start = 0n, polls = [], ...options }: Setup): {
  cpu: Cpu;
  clock: VirtualClock;
  calls: string[];
  run(until: bigint): void;
} {
  const calls: string[] = [];
  const clock = new VirtualClock(start);
  const ring = new InterruptRing(4, () => undefined);
  let next = 0;
  const cpu: Cpu = new Cpu(
    {
      start: () => calls.push(`start @${cpu.micros}`),
      poll: () => {
        calls.push(`poll @${cpu.micros}`);
        const result = polls[next++] ?? NEVER;
        return typeof result === "bigint" ? result : result(cpu);
      },
      raise: (source, value, time) => calls.push(`raise ${source}=${value} of ${time}`),
    },
    clock,
    ring,
    { wakeLatency: 0n, turnTime: 0n, turnLimit: 100, ...options },
    {
      onSleep: (deadline) => calls.push(deadline === null ? "sleep" : `sleep to ${deadline}`),
      onLivelock: (reason) => {
        throw new Error(reason);
      },
    },
  );
  cpu.reset();
  const run = (until: bigint): void => {
    while (clock.step(until));
    clock.skipTo(until);
  };
  return { cpu, clock, calls, run };
}

test("reset comes before every stimulus of the first instant", () => {
  const { cpu, clock, calls, run } = setUp({});
  clock.at(0n, () => cpu.interrupt(7, 1));
  run(0n);
  expect(calls).toEqual(["start @0", "poll @0", "sleep", "raise 7=1 of 0", "poll @0", "sleep"]);
  expect(cpu.wakes).toEqual({ reset: 1, timer: 0, interrupt: 1 });
});

test("stimuli of the alarm's instant are seen in the alarm's poll, whenever they were scheduled", () => {
  for (const early of [true, false]) {
    const { cpu, clock, calls, run } = setUp({ polls: [10n] });
    const stimulate = (): void => {
      clock.at(10_000n, () => cpu.interrupt(7, 1));
    };
    if (early) stimulate();
    else clock.at(5_000n, stimulate);
    run(20_000n);
    expect(calls.slice(2)).toEqual(["sleep to 10000", "raise 7=1 of 10", "poll @10", "sleep"]);
    expect(cpu.polls).toBe(2);
  }
});

test("an interrupt before the alarm wakes, and the alarm comes again if it is asked for", () => {
  const { cpu, clock, calls, run } = setUp({ polls: [10n, 10n] });
  clock.at(4_000n, () => cpu.interrupt(7, 1));
  run(20_000n);
  expect(calls.slice(2)).toEqual([
    "sleep to 10000",
    "raise 7=1 of 4",
    "poll @4",
    "sleep to 10000",
    "poll @10",
    "sleep",
  ]);
  expect(cpu.wakes).toEqual({ reset: 1, timer: 1, interrupt: 1 });
});

test("an interrupt between two microseconds is served at the next, and time stamped by the last", () => {
  const { cpu, clock, calls, run } = setUp({});
  clock.at(4_001n, () => cpu.interrupt(7, 1));
  clock.at(4_999n, () => cpu.interrupt(7, 0));
  run(20_000n);
  expect(calls.slice(3)).toEqual(["raise 7=1 of 4", "raise 7=0 of 4", "poll @5", "sleep"]);
  expect(cpu.awakeNs).toBe(0n);
});

test("0 polls again, at the same instant on an ideal processor", () => {
  const { cpu, calls, run } = setUp({ polls: [0n, 0n, NEVER] });
  run(1_000n);
  expect(calls).toEqual(["start @0", "poll @0", "poll @0", "poll @0", "sleep"]);
  expect(cpu.wakes).toEqual({ reset: 1, timer: 0, interrupt: 0 });
});

test("a deadline that has passed, or is now, does not sleep", () => {
  const { cpu, calls, run } = setUp({ start: 10_000n, polls: [9n, 10n, -1n, 11n] });
  run(11_000n);
  expect(calls).toEqual([
    "start @10",
    "poll @10",
    "poll @10",
    "poll @10",
    "poll @10",
    "sleep to 11000",
    "poll @11",
    "sleep",
  ]);
  expect(cpu.polls).toBe(5);
});

test("an interrupt raised by the firmware itself is served after its poll", () => {
  const { calls, run } = setUp({
    polls: [
      (cpu) => {
        cpu.interrupt(7, 1);
        return 50n;
      },
      50n,
    ],
  });
  run(1_000n);
  expect(calls).toEqual(["start @0", "poll @0", "raise 7=1 of 0", "poll @0", "sleep to 50000"]);
});

test("latency delays the poll, and a second interrupt meanwhile is in the same poll", () => {
  const { cpu, clock, calls, run } = setUp({ wakeLatency: 2_500n, polls: [20n] });
  clock.at(4_000n, () => cpu.interrupt(7, 1));
  clock.at(6_999n, () => cpu.interrupt(7, 0));
  run(50_000n);
  // 4 + 2.5 = 6.5, so the turn begins at 7.
  expect(calls.slice(2)).toEqual([
    "sleep to 20000",
    "raise 7=1 of 4",
    "raise 7=0 of 6",
    "poll @7",
    "sleep",
  ]);
  expect(cpu.awakeNs).toBe(2_500n);
});

test("a turn takes its time, and what comes meanwhile waits in the ring", () => {
  const { cpu, clock, calls, run } = setUp({ turnTime: 3_000n, polls: [0n, 5n, NEVER] });
  clock.at(1_000n, () => cpu.interrupt(7, 1));
  clock.at(2_000n, () => cpu.interrupt(7, 0));
  run(50_000n);
  expect(calls).toEqual([
    "start @0",
    "poll @0",
    "raise 7=1 of 1",
    "raise 7=0 of 2",
    "poll @3",
    // The deadline 5 has passed at 6, when the second turn ends.
    "poll @6",
    "sleep",
  ]);
  expect(cpu.awakeNs).toBe(9_000n);
});

test("an interrupt at the very end of a turn is not lost, on either side of it", () => {
  for (const early of [true, false]) {
    const { cpu, clock, calls, run } = setUp({ turnTime: 3_000n });
    const stimulate = (): void => {
      clock.at(3_000n, () => cpu.interrupt(7, 1));
    };
    if (early) stimulate();
    else clock.at(2_000n, stimulate);
    run(50_000n);
    expect(calls.filter((call) => call.startsWith("raise"))).toEqual(["raise 7=1 of 3"]);
    expect(cpu.polls).toBe(2);
  }
});

test("polls without an end at one instant are a livelock, and name the reason", () => {
  const always = (result: bigint | ((cpu: Cpu) => bigint)): Setup => ({
    polls: new Array(200).fill(result) as Setup["polls"] & object,
  });
  const ready = setUp(always(0n));
  expect(() => ready.run(1_000n)).toThrow("ready");
  expect(ready.cpu.polls).toBe(100);
  expect(() => setUp(always(-1n)).run(1_000n)).toThrow("past-deadline");
  const looped = always((cpu) => {
    cpu.interrupt(7, 1);
    return NEVER;
  });
  expect(() => setUp(looped).run(1_000n)).toThrow("interrupt");
  const slow = setUp({ ...always(0n), turnTime: 1n });
  slow.run(300_000n);
  expect(slow.cpu.polls).toBe(201);
});

test("the largest deadlines and clocks", () => {
  const start = 2n ** 62n * 1_000n;
  const { calls, run } = setUp({ start, polls: [NEVER - 1n] });
  run((NEVER - 1n) * 1_000n);
  expect(calls.at(-2)).toBe(`poll @${NEVER - 1n}`);
});
