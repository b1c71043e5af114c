/** Pins of the microcontroller boards, by what is printed beside them. */
import { expect, test } from "vitest";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import { PinMode } from "../../../hal/generated/border.ts";
import { partDefinitions } from "../../../simulator/parts/all.ts";
import type { BoardPart } from "../../../simulator/core/board.ts";
import { findDefinition } from "../../../simulator/parts/registry.ts";
import { bench } from "../../support/board.ts";

/** The numbers of terminals. */
function numbers(type: string, ...terminals: readonly string[]): (number | undefined)[] {
  const { pins } = findDefinition(type)!.board!;
  return terminals.map((one) => pins.find((pin) => pin.terminals.includes(one))?.logical);
}

test("firmware's numbers of pins whose print says something else", () => {
  expect(numbers("wokwi-arduino-uno", "13", "A0", "A5", "A5.2")).toEqual([13, 14, 19, 19]);
  expect(numbers("wokwi-arduino-nano", "13.2", "A0", "A6", "A7")).toEqual([13, 14, 20, 21]);
  expect(numbers("wokwi-arduino-mega", "53", "A0", "A15", "SDA", "SCL")).toEqual([
    53, 54, 69, 20, 21,
  ]);
  expect(numbers("wokwi-esp32-devkit-v1", "D2", "TX0", "RX2", "VP", "VN")).toEqual([
    2, 1, 16, 36, 39,
  ]);
  expect(numbers("board-esp32-devkit-c-v4", "2", "TX", "D2", "VP", "VN")).toEqual([
    2, 1, 9, 36, 39,
  ]);
  expect(numbers("board-pi-pico-w", "GP22", "GP26", "GP25")).toEqual([22, 26, undefined]);
});

const boards = partDefinitions.filter(({ board }) => board !== undefined);

test.each(boards.map((part) => [part.types[0]!, part] as const))(
  "%s: pins ascend, and buses are at pins that can drive",
  (_type, { board, terminals }) => {
    const logical = board!.pins.map((pin) => pin.logical);
    expect(logical).toEqual([...logical].sort((a, b) => a - b));
    expect(new Set(terminals).size).toBe(terminals.length);
    const { uart, i2c, spi } = board!.functions;
    const used = [...uart, ...i2c, ...spi].flatMap((bus) => Object.values<number>({ ...bus }));
    const usable = board!.pins.filter(({ inputOnly, flash }) => !inputOnly && !flash);
    expect(usable.map((pin) => pin.logical)).toEqual(expect.arrayContaining(used));
  },
);

test.each([
  ["wokwi-esp32-devkit-v1", "3V3", 3.3],
  ["wokwi-esp32-devkit-v1", "VIN", 5],
  ["board-esp32-devkit-c-v4", "5V", 5],
  ["wokwi-arduino-nano", "3.3V", 3.3],
  ["wokwi-arduino-mega", "5V.2", 5],
  ["wokwi-arduino-uno", "GND", 0],
])("%s has at %s %d V", (type, terminal, volts) => {
  const { circuit } = bench(assembleBoard([{ id: "mc", type, attrs: {} }], []));
  expect(circuit.voltageAt(`mc:${terminal}`)).toBe(volts);
});

test("the pull-up of an ESP32 is of 45 kΩ: one of 20 kΩ beats it, one of 30 kΩ does not", () => {
  const read = (value: string): string => {
    const parts: BoardPart[] = [
      { id: "esp", type: "wokwi-esp32-devkit-v1", attrs: {} },
      { id: "r", type: "wokwi-resistor", attrs: { value } },
    ];
    const { circuit } = bench(
      assembleBoard(parts, [
        ["esp:D4", "r:1"],
        ["r:2", "esp:GND.1"],
      ]),
    );
    circuit.configure(4, PinMode.InputPullUp);
    return String(circuit.level(4));
  };
  expect([read("20k"), read("30k")]).toEqual(["0", "x"]);
});
