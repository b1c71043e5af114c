import { expect, test } from "vitest";
import { Edges, PinMode } from "../../../hal/generated/border.ts";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import { bareBoard, type Board } from "../../../simulator/core/board.ts";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import type { Diagnostic } from "../../../simulator/core/context.ts";
import { SeededRandom } from "../../../simulator/core/random.ts";
import { Circuit } from "../../../simulator/nets/circuit.ts";
import { createGpio, describePins } from "../../../simulator/peripherals/gpio.ts";
import type { Peripheral } from "../../../simulator/peripherals/peripheral.ts";
import { lent } from "../../support/lent.ts";

interface Imports {
  gpio_configure(pin: number, mode: number): void;
  gpio_write(pin: number, level: number): void;
  gpio_read(pin: number): number;
  gpio_listen(pin: number, edges: number): void;
}

function setUp(
  seed = 1,
  board: Board = bareBoard(),
): {
  gpio: Peripheral;
  imports: Imports;
  circuit: Circuit;
  raised: [pin: number, level: number][];
  told: Diagnostic[];
} {
  const clock = new VirtualClock(0n);
  const circuit = new Circuit(board, SeededRandom.from(seed), clock);
  const raised: [number, number][] = [];
  const told: Diagnostic[] = [];
  const context = lent({
    clock,
    circuit,
    raise: (_kind, index, value) => raised.push([index, value]),
    report: (diagnostic) => told.push(diagnostic),
  });
  const gpio = createGpio(context);
  return { gpio, imports: gpio.imports as unknown as Imports, circuit, raised, told };
}

test("a board without pull-downs says so, once a pin, and the pin floats", () => {
  const part = { id: "uno", type: "wokwi-arduino-uno", attrs: {} };
  const { imports, circuit } = setUp(1, assembleBoard([part], []));
  const told: string[] = [];
  circuit.onDiagnostic(({ code, message, hint }) => told.push(`${code}: ${message}\n  ${hint}`));
  imports.gpio_configure(3, PinMode.InputPullDown);
  imports.gpio_configure(3, PinMode.InputPullDown);
  imports.gpio_configure(4, PinMode.InputPullUp);
  expect([circuit.level(3), circuit.level(4)]).toEqual(["z", 1]);
  expect(told.join("\n")).toMatchInlineSnapshot(`
    "no-pull-down: pin 3 cannot be given a pull-down: pins of Arduino Uno have pull-ups only, so it floats
      put a resistor of 10 kΩ from it to GND, or wire the contact to GND and use \`Pull.Up\`"
  `);
});

test("a pin that is an input only stays one, without a pull, and that is told once", () => {
  const part = { id: "esp", type: "wokwi-esp32-devkit-v1", attrs: {} };
  const { imports, circuit } = setUp(1, assembleBoard([part], []));
  const told: string[] = [];
  circuit.onDiagnostic(({ code, message }) => told.push(`${code}: ${message}`));
  imports.gpio_configure(34, PinMode.Input);
  imports.gpio_configure(33, PinMode.OutputHigh);
  expect([told, circuit.level(33)]).toEqual([[], 1]);
  imports.gpio_configure(34, PinMode.OutputHigh);
  imports.gpio_configure(34, PinMode.OutputHigh);
  expect(circuit.level(34)).toBe("z");
  imports.gpio_configure(34, PinMode.InputPullUp);
  expect(circuit.level(34)).toBe("z");
  expect(told).toMatchInlineSnapshot(`
    [
      "input-only-pin: pin 34 cannot be an output: on ESP32 DevKit V1 it is an input without pulls, and stays one",
      "input-only-pin: pin 34 cannot be given a pull-up: on ESP32 DevKit V1 it is an input without pulls, and stays one",
    ]
  `);
});

test.each([
  ["rising", Edges.Rising, [1, 1]],
  ["falling", Edges.Falling, [0, 0]],
  ["both", Edges.Both, [0, 1, 0, 1]],
  ["none", Edges.None, []],
])("edges asked for: %s", (_name, edges, levels) => {
  const { imports, circuit, raised } = setUp();
  imports.gpio_configure(2, PinMode.InputPullUp);
  imports.gpio_listen(2, edges);
  for (let i = 0; i < 2; i++) {
    circuit.drive(2, 0);
    circuit.drive(2, 0);
    circuit.release(2);
  }
  expect(raised).toEqual(levels.map((level) => [2, level]));
});

test("a pin whose edges are watched is not made another input behind the watcher's back", () => {
  const { imports, told } = setUp();
  imports.gpio_configure(2, PinMode.InputPullUp);
  imports.gpio_configure(2, PinMode.Input);
  imports.gpio_configure(2, PinMode.InputPullUp);
  imports.gpio_listen(2, Edges.Both);
  imports.gpio_configure(2, PinMode.InputPullUp);
  expect(told).toEqual([]);
  imports.gpio_configure(2, PinMode.Input);
  imports.gpio_configure(2, PinMode.OutputHigh);
  expect(told.map(({ code, message }) => [code, message])).toMatchInlineSnapshot(`
    [
      [
        "pin-reconfigured",
        "pin 2 becomes an input without a pull while its edges are watched as of an input with pull-up",
      ],
      [
        "pin-reconfigured",
        "pin 2 becomes an output while its edges are watched as of an input without a pull",
      ],
    ]
  `);
});

test("an edge is a change of what the pin reads, on a floating pin too", () => {
  for (const seed of [1, 2, 3, 4]) {
    const { imports, circuit, raised } = setUp(seed);
    imports.gpio_configure(2, PinMode.Input);
    const floats = imports.gpio_read(2);
    imports.gpio_listen(2, Edges.Both);
    circuit.drive(2, floats as 0 | 1);
    circuit.drive(2, floats === 1 ? 0 : 1);
    circuit.release(2);
    expect(raised).toEqual([
      [2, 1 - floats],
      [2, floats],
    ]);
  }
});

test("edges count from listening on, and changing the set swallows none", () => {
  const { imports, circuit, raised } = setUp();
  imports.gpio_configure(2, PinMode.InputPullUp);
  circuit.drive(2, 0);
  imports.gpio_listen(2, Edges.Rising);
  imports.gpio_listen(2, Edges.Both);
  circuit.release(2);
  imports.gpio_listen(2, Edges.None);
  circuit.drive(2, 0);
  imports.gpio_listen(2, Edges.Both);
  circuit.release(2);
  expect(raised).toEqual([
    [2, 1],
    [2, 1],
  ]);
});

test("it knows whether anything is listened to", () => {
  const { gpio, imports } = setUp();
  expect(gpio.listening).toBe(false);
  imports.gpio_listen(2, Edges.Both);
  imports.gpio_listen(2, Edges.Rising);
  imports.gpio_listen(3, Edges.Rising);
  imports.gpio_listen(2, Edges.None);
  expect(gpio.listening).toBe(true);
  imports.gpio_listen(3, Edges.None);
  expect(gpio.listening).toBe(false);
});

test("any level but 0 is high", () => {
  const { imports, circuit, told } = setUp();
  imports.gpio_configure(5, PinMode.OutputLow);
  imports.gpio_write(5, -7);
  expect(circuit.level(5)).toBe(1);
  expect(told).toEqual([]);
});

test("wrong pins and modes", () => {
  const { imports } = setUp();
  expect(() => imports.gpio_read(-1)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin -1: this board has pins 0 to 39]`,
  );
  expect(() => imports.gpio_configure(2, 9)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: pin 2 was configured as 9: the modes are 0 to 4]`,
  );
});

test("pins are told in runs", () => {
  expect(describePins([0, 1, 2])).toBe("pins 0 to 2");
  expect(describePins([0, 1, 2, 7, 9, 10])).toBe("pins 0 to 2, 7 and 9 to 10");
  expect(describePins([])).toBe("no pins");
});
