import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bench, uno } from "../../support/board.ts";

const r220 = ["resistor", { value: "220" }] as const;

test.each([
  ["behind the LED", ["uno:13 d:A", "d:C r:1", "r:2 uno:GND.1"], 1],
  ["before the LED", ["uno:13 r:1", "r:2 d:A", "d:C uno:GND.1"], 1],
  ["behind it, to VCC", ["uno:5V d:A", "d:C r:1", "r:2 uno:13"], 0],
  ["before it, to VCC", ["uno:5V r:1", "r:2 d:A", "d:C uno:13"], 0],
] as const)("a LED with its resistor %s is lit by its pin", (_, wires, lit) => {
  const { circuit, parts, diagnostics } = bench(uno({ d: "led", r: r220 }, ...wires));
  const led = parts.led("d");
  expect(led.on).toBe(false);
  const dark = lit === 1 ? 0 : 1;
  circuit.configure(13, lit === 1 ? PinMode.OutputLow : PinMode.OutputHigh);
  expect(led.on).toBe(false);
  circuit.write(13, lit);
  expect(led.on).toBe(true);
  circuit.write(13, dark);
  expect(led.on).toBe(false);
  expect(led.changes).toEqual([
    { time: 0n, on: true },
    { time: 0n, on: false },
  ]);
  expect(diagnostics).toEqual([]);
});

test("a LED the wrong way round stays dark, and one between the rails is lit at t=0", () => {
  const board = uno(
    { wrong: "led", always: ["led", { color: "green", label: "ON" }], r1: r220, r2: r220 },
    "uno:13 wrong:C",
    "wrong:A r1:1",
    "r1:2 uno:GND.1",
    "uno:5V always:A",
    "always:C r2:1",
    "r2:2 uno:GND.3",
  );
  const { circuit, parts } = bench(board);
  circuit.configure(13, PinMode.OutputHigh);
  expect(parts.led("wrong").on).toBe(false);
  const { on, initial, color, label, changes } = parts.led("always");
  expect({ on, initial, color, label, changes }).toEqual({
    on: true,
    initial: true,
    color: "green",
    label: "ON",
    changes: [],
  });
  expect(parts.leds.map(({ id }) => id)).toEqual(["wrong", "always"]);
});

test("two LEDs between two pins light by turns, without a dark instant in between", () => {
  const board = uno(
    { d1: "led", d2: "led", r: r220 },
    "uno:2 r:1",
    "r:2 d1:A",
    "r:2 d2:C",
    "d1:C uno:3",
    "d2:A uno:3",
  );
  const { circuit, parts } = bench(board);
  const seen: string[] = [];
  for (const led of parts.leds) led.onChange((on) => seen.push(`${led.id} ${on ? "on" : "off"}`));
  circuit.configure(3, PinMode.OutputLow);
  circuit.configure(2, PinMode.OutputHigh);
  circuit.write(2, 0);
  circuit.write(3, 1);
  expect(seen).toEqual(["d1 on", "d1 off", "d2 on"]);
});

test("a LED lit without a resistor is reported once", () => {
  const { circuit, diagnostics, parts } = bench(uno({ d: "led" }, "uno:13 d:A", "d:C uno:GND.1"));
  circuit.configure(13, PinMode.InputPullUp);
  expect(parts.led("d").on).toBe(true);
  expect(diagnostics).toEqual([]);
  circuit.configure(13, PinMode.OutputLow);
  circuit.configure(13, PinMode.OutputHigh);
  circuit.write(13, 0);
  circuit.write(13, 1);
  expect(diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "led-without-resistor",
        "hint": "Put a resistor in series with it, such as 220 Ω.",
        "message": "d is lit with no resistor in its loop",
        "severity": "warning",
        "time": 0n,
      },
    ]
  `);
});

test("an unknown LED or button is refused with the nearest name and all there are", () => {
  const { parts } = bench(uno({ led1: "led", led2: "led" }));
  expect(() => parts.led("LED3")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: no LED "LED3" on the board; did you mean "led1"?]`,
  );
  expect(() => parts.button("led1")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: no button "led1" on the board]`,
  );
  expect(hintOf(() => parts.led("x"))).toBe("The board has led1, led2.");
  expect(hintOf(() => parts.button("x"))).toBe("The board has no button.");
});

function hintOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as { hint: string }).hint;
  }
  return undefined;
}
