import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bareBoard, type Board, type Resistor } from "../../../simulator/core/board.ts";
import { bench } from "../../support/board.ts";

/** A 5 V board with resistors between terminals, of which `GND`, `VCC` and `3V3` are rails. */
function board(...resistors: (readonly [a: string, b: string, ohms: number])[]): Board {
  const bare = bareBoard();
  const rails = ["GND", "VCC", "3V3"];
  const inner = resistors.flatMap(([a, b]) => [a, b]).filter((t) => !t.startsWith("board:"));
  return {
    ...bare,
    terminals: [...bare.terminals, ...new Set([...rails, ...inner])],
    resistors: resistors.map(([a, b, ohms], i): Resistor => {
      return { id: `r${i + 1}`, a, b, ohms, variable: true };
    }),
    ground: ["GND"],
    supply: ["VCC", "3V3"],
    railVolts: { "3V3": 3.3 },
  };
}

test("two resistors divide the supply", () => {
  const { circuit } = bench(board(["VCC", "board:D4", 3000], ["board:D4", "GND", 2000]));
  expect(circuit.voltage(4)).toBeCloseTo(2, 12);
  expect(circuit.voltageAt("board:D4")).toBeCloseTo(2, 12);
});

test("a resistor that changes moves the voltage, and the level with it", () => {
  const { circuit, diagnostics } = bench(board(["VCC", "board:D4", 1e4], ["board:D4", "GND", 1e4]));
  const levels: unknown[] = [];
  circuit.onLevel((pin, level) => levels.push(level));
  circuit.setOhms("r2", 1e3);
  expect(circuit.voltage(4)).toBeCloseTo(5 / 11, 12);
  circuit.setOhms("r1", 100);
  expect(circuit.voltage(4)).toBeCloseTo(5 / 1.1, 12);
  expect(levels).toEqual([0, 1]);
  expect(diagnostics).toEqual([]);
});

test("parallel paths all count, where a level follows from the lowest", () => {
  const { circuit } = bench(
    board(["VCC", "board:D4", 4000], ["VCC", "board:D4", 4000], ["board:D4", "GND", 2000]),
  );
  expect(circuit.voltage(4)).toBeCloseTo(2.5, 12);
});

test("a bridge of five resistors has the voltages of its equations", () => {
  const { circuit } = bench(
    board(
      ["VCC", "board:D4", 1000],
      ["VCC", "board:D5", 2000],
      ["board:D4", "board:D5", 3000],
      ["board:D4", "GND", 4000],
      ["board:D5", "GND", 5000],
    ),
  );
  const [a, b] = [circuit.voltage(4)!, circuit.voltage(5)!];
  expect((5 - a) / 1000 + (b - a) / 3000 - a / 4000).toBeCloseTo(0, 12);
  expect((5 - b) / 2000 + (a - b) / 3000 - b / 5000).toBeCloseTo(0, 12);
});

test("the pull-up of a pin counts as the resistor that it is", () => {
  const { circuit } = bench(board(["board:D4", "GND", 35_000]));
  circuit.configure(4, PinMode.InputPullUp);
  expect(circuit.voltage(4)).toBeCloseTo(2.5, 12);
});

test("a rail of 3.3 V is not 5 V, and an output has the voltage of the board", () => {
  const { circuit } = bench(board(["3V3", "board:D4", 1000], ["board:D4", "GND", 1000]));
  expect(circuit.voltage(4)).toBeCloseTo(1.65, 12);
  expect(circuit.voltageAt("3V3")).toBe(3.3);
  circuit.configure(4, PinMode.OutputHigh);
  expect(circuit.voltage(4)).toBe(5);
});

test("what nothing reaches floats", () => {
  const { circuit } = bench(board(["board:D4", "board:D5", 1000]));
  expect(circuit.voltage(4)).toBeUndefined();
  expect(bench().circuit.voltage(7)).toBeUndefined();
});

test("an input takes less than 0.3 of the supply for low and more than 0.6 for high", () => {
  const { circuit } = bench(board(["VCC", "board:D4", 1000], ["board:D4", "GND", 1000]));
  const readAt = (share: number): number => {
    circuit.setOhms("r2", (1000 * share) / (1 - share));
    return circuit.read(4);
  };
  expect(readAt(0.29)).toBe(0);
  expect(readAt(0.61)).toBe(1);
});
