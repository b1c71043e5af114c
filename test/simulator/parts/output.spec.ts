import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bareBoard, type Board } from "../../../simulator/core/board.ts";
import type { Circuit } from "../../../simulator/nets/circuit.ts";
import { partDefinitions } from "../../../simulator/parts/all.ts";
import { outputSwitches, PartOutput } from "../../../simulator/parts/output.ts";
import type { OutputTerminal } from "../../../simulator/parts/part.ts";
import { Supply } from "../../../simulator/parts/supply.ts";
import { bench, uno } from "../../support/board.ts";

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

const outputOf = (circuit: Circuit): PartOutput => new PartOutput(new Supply(circuit, "s"), "OUT");

const pushPull: OutputTerminal = { terminal: "OUT", low: "GND", high: "VCC" };

test("an output drives its net low and high, and lets go of it", () => {
  const { circuit } = bench(board(pushPull));
  const output = outputOf(circuit);
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
  const output = outputOf(circuit);
  output.pull(0);
  expect(circuit.level(4)).toBe(0);
  output.pull(1);
  expect(circuit.level(4)).toBe(1);
});

test("a part without power drives nothing, low neither", () => {
  const { circuit } = bench(board(pushPull, false));
  outputOf(circuit).drive(1);
  expect(circuit.level(4)).toBe("z");
  const ground = { ground: ["s:GND"], supply: [] };
  const grounded = bench({ ...board(pushPull), ...ground }).circuit;
  outputOf(grounded).drive(0);
  expect(grounded.level(4)).toBe("z");
  const drain = bench({ ...board({ terminal: "OUT", low: "GND" }), ...ground }).circuit;
  drain.configure(4, PinMode.InputPullUp);
  outputOf(drain).pull(0);
  expect(drain.level(4)).toBe(1);
});

test("an output lets go when the power does, and waits to be driven when that is back", () => {
  const pushed = board(pushPull);
  const wire = ["s:VCC", "board:D5"] as const;
  const { circuit } = bench({
    ...pushed,
    connections: [...pushed.connections, wire],
    supply: [],
  });
  circuit.drive(5, 1);
  const output = outputOf(circuit);
  output.drive(0);
  expect(circuit.level(4)).toBe(0);
  circuit.release(5);
  expect(circuit.level(4)).toBe("z");
  circuit.drive(5, 1);
  expect(circuit.level(4)).toBe("z");
  output.drive(0);
  expect(circuit.level(4)).toBe(0);
});

const driving = partDefinitions.flatMap((definition) => {
  const { outputs = [] } = definition.inside(definition.attrs.parse({}) as Record<string, string>);
  const [type] = definition.types;
  const supply = definition.terminals.find((name) => /^V(CC|DD)/.test(name))!;
  const ground = definition.terminals.find((name) => /^(GND|VSS)/.test(name))!;
  return outputs.length > 0 ? [{ type: type!, outputs, supply, ground }] : [];
});

test.for(driving)("a $type whose supply goes drives no output low", (part) => {
  const { type, outputs, supply, ground } = part;
  const wires = [`uno:7 p:${supply}`, `uno:GND.1 p:${ground}`];
  const { circuit, diagnostics } = bench(uno({ p: type }, ...wires));
  circuit.drive(7, 1);
  circuit.release(7);
  for (const { terminal } of outputs) {
    const isDriven =
      circuit.levelAt(`p:${terminal}`) === 0 && circuit.ohmsAt(`p:${terminal}`) === 0;
    expect(isDriven, terminal).toBe(false);
  }
  expect(diagnostics).toEqual([]);
});

test("an output against an output is a conflict that names both", () => {
  const { circuit, diagnostics } = bench(board(pushPull));
  circuit.configure(4, PinMode.OutputLow);
  outputOf(circuit).drive(1);
  expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "pin 4 (output low) and s:OUT (output high) drive one net both ways",
    ]
  `);
});
