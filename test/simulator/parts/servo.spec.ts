import { expect, test } from "vitest";
import { micros, millis } from "../../../simulator/index.ts";
import { Servo } from "../../../simulator/parts/index.ts";
import { bench, uno } from "../../support/board.ts";

function setUp(...wires: string[]) {
  const { circuit, clock, parts, diagnostics, run } = bench(
    uno({ servo1: "servo" }, "uno:9 servo1:PWM", ...wires),
  );
  const servo = parts.get(Servo, "servo1", "servo");
  /** One pulse, and what is left of `period`. */
  const pulse = (width: bigint, period = millis(20)): void => {
    const begin = clock.now;
    circuit.drive(9, 1);
    run(begin + width);
    circuit.drive(9, 0);
    run(begin + period);
  };
  circuit.drive(9, 0);
  return { servo, pulse, diagnostics, run, clock };
}

const powered = (): ReturnType<typeof setUp> => setUp("uno:5V servo1:V+", "uno:GND.1 servo1:GND");

test.each([
  [544, 0],
  [1008, 45],
  [1472, 90],
  [2400, 180],
])("a pulse of %i µs is %i°", (width, degrees) => {
  const { servo, pulse, diagnostics } = powered();
  expect(servo.target).toBeUndefined();
  pulse(micros(width));
  expect(servo.target).toBe(degrees);
  expect(diagnostics).toEqual([]);
});

test("it turns by 60° in 120 ms, also when it is told another place on the way", () => {
  const { servo, pulse, run, clock } = powered();
  pulse(micros(1472));
  const told = micros(1472);
  run(told + millis(60));
  expect(servo.angle).toBe(30);
  pulse(micros(544));
  run(clock.now + millis(20));
  expect(servo.target).toBe(0);
  // Told 0.544 ms later, and turning back for 39.456 ms since.
  expect(servo.angle).toBeCloseTo(30 + (0.544 - 39.456) / 2, 9);
  run(clock.now + millis(40));
  expect(servo.angle).toBe(0);
});

test("pulses beyond its ends are told once for each end, and it stands there", () => {
  const { servo, pulse, diagnostics } = powered();
  pulse(micros(544) - 1n);
  expect(servo.target).toBe(0);
  pulse(micros(2400) + 1n);
  expect(servo.target).toBe(180);
  pulse(micros(300));
  pulse(micros(3000));
  expect(diagnostics.map(({ code, message, hint }) => `${code}: ${message}; ${hint}`))
    .toMatchInlineSnapshot(`
    [
      "servo-pulse: servo1 gets a pulse of 543.999us: it turns from 544us (0°) to 2.4ms (180°), and stands at its end; \`Servo.at(pin).angle(degrees)\` gives the pulses that it takes",
      "servo-pulse: servo1 gets a pulse of 2.400001ms: it turns from 544us (0°) to 2.4ms (180°), and stands at its end; \`Servo.at(pin).angle(degrees)\` gives the pulses that it takes",
    ]
  `);
});

test("pulses that come too fast are told", () => {
  const near = powered();
  near.pulse(micros(1000), millis(3));
  near.pulse(micros(1000), millis(3));
  expect(near.diagnostics).toEqual([]);
  const fast = powered();
  for (let i = 0; i < 3; i++) fast.pulse(micros(1000), millis(3) - 1n);
  expect(fast.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "servo1 gets pulses every 2.999999ms: a servo takes one every 20 ms",
    ]
  `);
});

test("without power it does not turn, and says so", () => {
  const { servo, pulse, diagnostics } = setUp("uno:GND.1 servo1:GND");
  pulse(micros(1472));
  pulse(micros(1472));
  expect(servo.target).toBeUndefined();
  expect(diagnostics.map(({ message, hint }) => `${message}; ${hint}`)).toMatchInlineSnapshot(`
    [
      "servo1 gets pulses, but it has no power: nothing feeds its V+; Wire servo1:V+ to the supply and servo1:GND to ground.",
    ]
  `);
});
