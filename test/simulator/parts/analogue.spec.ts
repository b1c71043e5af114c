/** Knobs and sensors that give a voltage. */
import { describe, expect, test } from "vitest";
import { micros, millis } from "../../../simulator/index.ts";
import { Joystick, PhotoresistorSensor, Potentiometer } from "../../../simulator/parts/index.ts";
import { bench, uno } from "../../support/board.ts";

const powered = (id: string): string[] => [`uno:GND.1 ${id}:GND`, `uno:5V ${id}:VCC`];

describe.each(["potentiometer", "slide-potentiometer"])("%s", (type) => {
  const knob = (attrs = {}, ...wires: string[]): ReturnType<typeof bench> =>
    bench(uno({ pot1: [type, attrs] }, "pot1:SIG uno:A0", ...wires));

  test("stands at GND at first and divides the voltage between its ends", () => {
    const { circuit, parts, diagnostics } = knob({}, ...powered("pot1"));
    expect(circuit.voltage(14)).toBeCloseTo(0, 3);
    parts.set("pot1", "value", 256);
    expect(circuit.voltage(14)).toBeCloseTo((5 * 256) / 1023, 12);
    parts.set("pot1", "position", 0.75);
    expect(circuit.voltage(14)).toBeCloseTo(3.75, 12);
    expect(parts.get(Potentiometer, "pot1", "knob").value).toBe(767.25);
    parts.set("pot1", "value", 1023);
    expect(circuit.voltage(14)).toBeCloseTo(5, 3);
    expect(circuit.read(14)).toBe(1);
    expect(diagnostics).toEqual([]);
  });

  test("turns the other way round with its ends swapped, and follows the voltage it is given", () => {
    const swapped = knob({ value: "200" }, "uno:5V pot1:GND", "uno:GND.1 pot1:VCC");
    expect(swapped.circuit.voltage(14)).toBeCloseTo((5 * 823) / 1023, 12);
    const low = knob({ value: "1023" }, "uno:GND.1 pot1:GND", "uno:3.3V pot1:VCC");
    expect(low.circuit.voltage(14)).toBeCloseTo(3.3, 3);
  });

  test("has 10 kΩ from end to end, which what is wired to it feels", () => {
    const loaded = bench(
      uno(
        { pot1: [type, { value: "511.5" }], r1: ["resistor", { value: "5k" }] },
        ...powered("pot1"),
        ...["pot1:SIG uno:A0", "r1:1 uno:A0", "r1:2 uno:GND.2"],
      ),
    );
    expect(loaded.circuit.voltage(14)).toBeCloseTo(5 / 3, 12);
  });

  test("tells what is not wired", () => {
    const said = (...wires: string[]): string[] =>
      knob({}, ...wires).diagnostics.map(({ message, hint }) => `${message}; ${hint}`);
    expect([...said(), ...said("uno:5V pot1:VCC")]).toMatchInlineSnapshot(`
      [
        "pot1 has nothing at GND and VCC: its voltage does not follow the knob; wire GND to a GND of the board, and VCC to what the board measures against: 5V of an Uno, 3V3 of a Pico",
        "pot1 has nothing at GND: its voltage does not follow the knob; wire GND to a GND of the board, and VCC to what the board measures against: 5V of an Uno, 3V3 of a Pico",
      ]
    `);
  });
});

test("a knob refuses values beyond its ends", () => {
  const { parts } = bench(uno({ pot1: "potentiometer" }, ...powered("pot1")));
  expect(() => parts.set("pot1", "value", 1024)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: value of pot1 cannot be "1024"]`,
  );
  expect(() => parts.set("pot1", "position", -0.1)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: position of pot1 cannot be "-0.1"]`,
  );
  expect(() => uno({ pot1: ["potentiometer", { value: "-1" }] })).toThrow(
    "a number from 0 to 1023",
  );
});

describe("photoresistor-sensor", () => {
  const sensor = (attrs = {}): ReturnType<typeof bench> =>
    bench(
      uno(
        { ldr: ["photoresistor-sensor", attrs] },
        ...powered("ldr"),
        ...["ldr:AO uno:A0", "ldr:DO uno:2"],
      ),
    );

  // The table of Wokwi's page of the part: rl10 = 50 kΩ, γ = 0.7.
  test.each([
    [0.1, 4.96],
    [1, 4.81],
    [10, 4.17],
    [50, 3.09],
    [100, 2.5],
    [400, 1.37],
    [1_000, 0.83],
    [10_000, 0.19],
    [100_000, 0.04],
  ])("%f lux are %f V", (lux, volts) => {
    expect(sensor({ lux: `${lux}` }).circuit.voltage(14)).toBeCloseTo(volts, 2);
  });

  test("a GL5528 has another curve", () => {
    const { circuit, parts } = sensor({ rl10: "14", gamma: "0.6", lux: "10" });
    expect(circuit.voltage(14)).toBeCloseTo((5 * 14) / 24, 12);
    parts.set("ldr", "lux", 100);
    const ohms = 14 / 10 ** 0.6;
    expect(circuit.voltage(14)).toBeCloseTo((5 * ohms) / (10 + ohms), 12);
    expect(parts.get(PhotoresistorSensor, "ldr", "sensor").lux).toBe(100);
  });

  test("DO is high in the dark and low in the light, 1.3 µs after the threshold is passed", () => {
    const { circuit, parts, run, clock } = sensor();
    const changes: [bigint, unknown][] = [];
    circuit.onLevel((pin, level) => void (pin === 2 && changes.push([clock.now, level])));
    expect(circuit.level(2)).toBe(0);
    // 2.5 V are 99.67 lux.
    clock.at(millis(1), () => parts.set("ldr", "lux", 99.7));
    clock.at(millis(2), () => parts.set("ldr", "lux", 99.6));
    clock.at(millis(3), () => parts.set("ldr", "lux", 5000));
    run(millis(4));
    expect(changes).toEqual([
      [millis(2) + 1300n, 1],
      [millis(3) + 1300n, 0],
    ]);
  });

  test("a flash that is shorter than the comparator's response leaves DO as it is", () => {
    const { circuit, parts, run, clock } = sensor({ lux: "1" });
    expect(circuit.level(2)).toBe(1);
    clock.at(micros(10), () => parts.set("ldr", "lux", 5000));
    clock.at(micros(10) + 1299n, () => parts.set("ldr", "lux", 1));
    run(millis(1));
    expect(circuit.level(2)).toBe(1);
  });

  test("the threshold is an attribute", () => {
    expect(sensor({ lux: "500", threshold: "1" }).circuit.level(2)).toBe(1);
    expect(sensor({ lux: "500", threshold: "1.3" }).circuit.level(2)).toBe(0);
  });

  test("without power it says so and drives nothing", () => {
    const { circuit, diagnostics } = bench(
      uno({ ldr: "photoresistor-sensor" }, "ldr:DO uno:2", "ldr:AO uno:A0"),
    );
    expect([circuit.level(2), circuit.voltage(14)]).toEqual(["z", undefined]);
    expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "ldr has nothing at GND and VCC: it measures nothing",
      ]
    `);
  });
});

describe("ntc-temperature-sensor", () => {
  const sensor = (attrs = {}): ReturnType<typeof bench> =>
    bench(uno({ ntc: ["ntc-temperature-sensor", attrs] }, ...powered("ntc"), "ntc:OUT uno:A0"));

  test.each([-55, -10, 0, 24, 25, 60, 125])(
    "%i °C are read back by the formula of its page",
    (celsius) => {
      const { circuit, parts } = sensor();
      parts.set("ntc", "temperature", celsius);
      const share = circuit.voltage(14)! / 5;
      const read = 1 / (Math.log(1 / (1 / share - 1)) / 3950 + 1 / 298.15) - 273.15;
      expect(read).toBeCloseTo(celsius, 9);
    },
  );

  test("has 10 kΩ at 25 °C, and its beta is an attribute", () => {
    expect(sensor({ temperature: "25", beta: "3435" }).circuit.voltage(14)).toBeCloseTo(2.5, 12);
    const { circuit } = sensor({ temperature: "85", beta: "3435" });
    // 10 kΩ, B 3435: 1,451 Ω at 85 °C.
    expect(circuit.voltage(14)).toBeCloseTo((5 * 1451) / 11451, 2);
  });

  test("refuses a temperature at which it breaks", () => {
    const { parts } = sensor();
    expect(() => parts.set("ntc", "temperature", 126)).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: temperature of ntc cannot be "126"]`,
    );
  });
});

describe("analog-joystick", () => {
  const stick = (): ReturnType<typeof bench> =>
    bench(
      uno(
        { joy: ["analog-joystick", { bounce: "0" }] },
        ...powered("joy"),
        ...["joy:HORZ uno:A0", "joy:VERT uno:A1", "joy:SEL uno:2"],
      ),
    );

  test("stands in the middle, and moves in both directions", () => {
    const { circuit, parts, diagnostics } = stick();
    expect([circuit.voltage(14), circuit.voltage(15)]).toEqual([2.5, 2.5]);
    parts.set("joy", "x", 1);
    parts.set("joy", "y", -0.5);
    expect(circuit.voltage(14)).toBeCloseTo(5, 3);
    expect(circuit.voltage(15)).toBeCloseTo(1.25, 12);
    expect(diagnostics).toEqual([]);
  });

  test("its button closes SEL to ground", () => {
    const { circuit, parts } = stick();
    circuit.configure(2, 1);
    expect(circuit.level(2)).toBe(1);
    parts.set("joy", "pressed", true);
    expect(circuit.level(2)).toBe(0);
    expect(parts.get(Joystick, "joy", "joystick").pressed).toBe(true);
    parts.set("joy", "pressed", false);
    expect(circuit.level(2)).toBe(1);
  });
});
