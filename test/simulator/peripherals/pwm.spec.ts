import { PinMode, ResetCause } from "../../../hal/generated/border.ts";
import { bareBoard } from "../../../simulator/core/board.ts";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import type { Diagnostic } from "../../../simulator/core/context.ts";
import { SeededRandom } from "../../../simulator/core/random.ts";
import { millis, seconds, Simulator } from "../../../simulator/index.ts";
import { Circuit } from "../../../simulator/nets/circuit.ts";
import { createGpio } from "../../../simulator/peripherals/gpio.ts";
import { createPwm } from "../../../simulator/peripherals/pwm.ts";
import { expect, test } from "../../../simulator/vitest/index.ts";
import { lent } from "../../support/lent.ts";
import { firmware } from "../../support/wat.ts";

interface Imports {
  pwm_set(pin: number, period: number, high: number): void;
  pwm_stop(pin: number, level: number): void;
  gpio_configure(pin: number, mode: number): void;
  gpio_write(pin: number, level: number): void;
}

/** Pins on a bench; `edges` are those of pin 9: `+ns` rises, `-ns` falls. */
function setUp() {
  const clock = new VirtualClock(0n);
  const circuit = new Circuit(bareBoard(), SeededRandom.from(1), clock);
  const told: Diagnostic[] = [];
  circuit.onDiagnostic((diagnostic) => told.push(diagnostic));
  const edges: string[] = [];
  circuit.onLevel((pin, level) => {
    if (pin === 9) edges.push(`${level === 1 ? "+" : "-"}${clock.now}`);
  });
  const context = lent({ clock, circuit, report: (diagnostic) => told.push(diagnostic) });
  const pwm = createPwm(context);
  const gpio = createGpio(context);
  const run = (time: number): string[] => {
    clock.advance(BigInt(time));
    return edges.splice(0);
  };
  const imports = { ...pwm.imports, ...gpio.imports } as unknown as Imports;
  return { pwm, ...imports, circuit, clock, told, run };
}

test("edges are at their exact nanoseconds, also of periods that no microsecond divides", () => {
  const { pwm_set, run } = setUp();
  run(17);
  pwm_set(9, 333, 111);
  expect(run(1000)).toEqual(["+17", "-128", "+350", "-461", "+683", "-794"]);
  // No error adds up.
  run(332_999 + 17 + 1);
  expect(run(333_400).slice(0, 2)).toEqual(["-333128", "+333350"]);
});

test.each([50, 250, 299, 301, 999])(
  "a change %i ns into a period cuts no pulse and begins with the next period",
  (moment) => {
    const { pwm_set, run } = setUp();
    pwm_set(9, 1000, 300);
    run(1000 + moment);
    pwm_set(9, 500, 400);
    expect(run(3000)).toEqual([
      ...(moment < 300 ? ["-1300"] : []),
      ...["+2000", "-2400", "+2500", "-2900", "+3000"],
    ]);
  },
);

test("of several changes within a period the last one counts", () => {
  const { pwm_set, run } = setUp();
  pwm_set(9, 1000, 300);
  run(100);
  for (const high of [1, 900, 700]) pwm_set(9, 1000, high);
  expect(run(2000)).toEqual(["-300", "+1000", "-1700", "+2000"]);
});

test("nothing high and all of it high are levels without an edge, from the end of a period on", () => {
  const { pwm_set, run } = setUp();
  pwm_set(9, 1000, 400);
  run(1500);
  pwm_set(9, 1000, 0);
  expect(run(3500)).toEqual([]);
  pwm_set(9, 1000, 1000);
  // Periods go on meanwhile, without an event.
  expect(run(6300)).toEqual(["+4000"]);
  pwm_set(9, 1000, 999);
  expect(run(8500)).toEqual(["-7999", "+8000"]);
  pwm_set(9, 1000, 4000);
  expect(run(20_000)).toEqual(["-8999", "+9000"]);
  pwm_set(9, 1000, 0);
  expect(run(30_000)).toEqual(["-21000"]);
});

test("one that begins with nothing high is low from the first instant", () => {
  const { pwm_set, circuit, clock, run } = setUp();
  pwm_set(9, 1000, 0);
  expect([circuit.level(9), circuit.isOutput(9), clock.next]).toEqual([0, true, undefined]);
  run(2300);
  pwm_set(9, 1000, 500);
  expect(run(4000)).toEqual(["+3000", "-3500", "+4000"]);
});

test("a stop is at once, and leaves an output with its level", () => {
  const { pwm, pwm_set, pwm_stop, circuit, run } = setUp();
  pwm_set(9, 1000, 400);
  run(1100);
  pwm_stop(9, 0);
  expect(run(5000)).toEqual(["-1100"]);
  expect([circuit.level(9), circuit.isOutput(9)]).toEqual([0, true]);
  pwm_set(9, 1000, 400);
  run(5900);
  pwm_stop(9, 1);
  expect(run(9000)).toEqual(["+5900"]);
  expect((pwm.view as { at(pin: number): unknown }).at(9)).toBeUndefined();
});

test.each([
  ["falls in each period", 300],
  ["is high all of the time", 1000],
])("a stop at the end of a period leaves no pulse of no width where the next one %s", (_, high) => {
  const { pwm_set, pwm_stop, clock, run } = setUp();
  pwm_set(9, 1000, 300);
  run(500);
  pwm_set(9, 1000, high);
  // As a timer of the firmware's at the instant at which the next pulse rises.
  clock.at(1000n, () => pwm_stop(9, 0));
  expect(run(3000)).toEqual([]);
});

test("another width that is set at the end of a period waits for the next one", () => {
  const { pwm_set, clock, run } = setUp();
  pwm_set(9, 1000, 300);
  run(500);
  clock.at(1000n, () => pwm_set(9, 1000, 700));
  expect(run(3000)).toEqual(["+1000", "-1300", "+2000", "-2700", "+3000"]);
});

test("any number of pins run at once", () => {
  const { pwm_set, circuit, clock } = setUp();
  const highs = new Array<number>(40).fill(0);
  circuit.onLevel((pin, level) => (highs[pin] = highs[pin]! + Number(level === 1)));
  for (let pin = 0; pin < 40; pin++) pwm_set(pin, 1000 + 10 * pin, 500);
  clock.advance(100_000n);
  expect(highs).toEqual(highs.map((_, pin) => 1 + Math.floor(100_000 / (1000 + 10 * pin))));
});

test("a reset ends all pulses", () => {
  const { pwm, pwm_set, clock } = setUp();
  pwm_set(9, 1000, 400);
  pwm.reset(ResetCause.Pin);
  expect(clock.next).toBeUndefined();
});

test("a pin that is used as a plain one while its PWM runs is told", () => {
  const { pwm_set, gpio_configure, gpio_write, run, told } = setUp();
  gpio_configure(9, PinMode.OutputLow);
  pwm_set(9, 1000, 400);
  run(500);
  gpio_write(9, 1);
  gpio_write(9, 1);
  gpio_configure(9, PinMode.InputPullUp);
  expect(told.map(({ time, code, message, hint }) => `${time} ${code}: ${message}; ${hint}`))
    .toMatchInlineSnapshot(`
      [
        "0 pin-used-twice: pin 9 becomes a PWM output, and it is an output already; give each job a pin of its own, or end one of them first",
        "500 pin-used-twice: pin 9 was written while it is a PWM output; give each job a pin of its own, or end one of them first",
        "500 pin-used-twice: pin 9 becomes an input with pull-up, and it is a PWM output already; give each job a pin of its own, or end one of them first",
      ]
    `);
});

test("what is no period is refused", () => {
  const { pwm_set } = setUp();
  expect(() => pwm_set(9, 99, 10)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 9 was given PWM with a period of 99 ns, of which 10 ns high]`,
  );
  expect(() => pwm_set(9, 1000, -1)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 9 was given PWM with a period of 1000 ns, of which -1 ns high]`,
  );
  expect(() => pwm_set(40, 1000, 1)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 40: this board has pins 0 to 39]`,
  );
  pwm_set(9, 100, 10);
});

test("20 kHz for ten seconds are 400,000 edges, which take no memory without a record", async () => {
  const bytes = await firmware({
    start: "(call $pwm_set (i32.const 9) (i32.const 50000) (i32.const 12500))",
  });
  const sim = Simulator.load(bytes, { record: false });
  sim.runFor(seconds(10));
  expect(sim.summary().edges).toBe(1 + 2 * 200_000);
  expect(() => sim.trace).toThrow();
});

test("the matcher of duties measures it", async () => {
  const bytes = await firmware({
    start: "(call $pwm_set (i32.const 9) (i32.const 1000000) (i32.const 250000))",
  });
  const sim = Simulator.load(bytes);
  sim.runFor(millis(100));
  expect(sim.pin(9)).toHaveDuty(0.25, { from: 0n, to: millis(100) });
  expect(sim.pin(9)).not.toHaveDuty(0.3, { tolerance: 0.04 });
});
