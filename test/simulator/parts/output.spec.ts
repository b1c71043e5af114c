import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bareBoard, type Board } from "../../../simulator/core/board.ts";
import { outputSwitches, PartOutput } from "../../../simulator/parts/output.ts";
import type { OutputTerminal } from "../../../simulator/parts/part.ts";
import { bench } from "../../support/board.ts";

/** A sensor whose output is wired to pin 4. */
function board(output: OutputTerminal, powered = true): Board {
  const bare = bareBoard();
  const terminals = ["s:OUT", "s:VCC", "s:GND"];
  return {
    ...bare,
    terminals: [...bare.terminals, ...terminals],
    connections: [["s:OUT", "board:D4"]],
    switches: outputSwitches("s", output),
    ground: powered ? ["s:GND"] : [],
    supply: powered ? ["s:VCC"] : [],
  };
}

const pushPull: OutputTerminal = { terminal: "OUT", low: "GND", high: "VCC" };

test("an output drives its net low and high, and lets go of it", () => {
  const { circuit } = bench(board(pushPull));
  const output = new PartOutput(circuit, "s", "OUT");
  expect(circuit.level(4)).toBe("z");
  output.drive(1);
  expect(circuit.level(4)).toBe(1);
  output.drive(0);
  expect(circuit.level(4)).toBe(0);
  output.release();
  expect(circuit.level(4)).toBe("z");
});

test("an open drain pulls low, and a pull-up does the rest", () => {
  const { circuit } = bench(board({ terminal: "OUT", low: "GND" }));
  circuit.configure(4, PinMode.InputPullUp);
  const output = new PartOutput(circuit, "s", "OUT");
  output.pull(0);
  expect(circuit.level(4)).toBe(0);
  output.pull(1);
  expect(circuit.level(4)).toBe(1);
});

test("a part without power drives nothing", () => {
  const { circuit } = bench(board(pushPull, false));
  new PartOutput(circuit, "s", "OUT").drive(1);
  expect(circuit.level(4)).toBe("z");
});

test("an output against an output is a conflict that names both", () => {
  const { circuit, diagnostics } = bench(board(pushPull));
  circuit.configure(4, PinMode.OutputLow);
  new PartOutput(circuit, "s", "OUT").drive(1);
  expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "pin 4 (output low) and s:OUT (output high) drive one net both ways",
    ]
  `);
});
