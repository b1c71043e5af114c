import { describe, expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { bareBoard } from "../../../simulator/core/board.ts";
import { VirtualClock } from "../../../simulator/core/clock.ts";
import type { Level } from "../../../simulator/core/context.ts";
import { SeededRandom } from "../../../simulator/core/random.ts";
import { Circuit } from "../../../simulator/nets/circuit.ts";
import { bench, uno } from "../../support/board.ts";

const buttonToGround = uno({ BTN1: "pushbutton" }, "uno:4 BTN1:1.l", "BTN1:2.l uno:GND.1");

describe("levels", () => {
  test("are valid before anything ran: a pin wired to a rail has its level, a loose one floats", () => {
    const { circuit } = bench(uno({}, "uno:2 uno:GND.2", "uno:3 uno:5V"));
    expect([circuit.level(2), circuit.level(3), circuit.level(4)]).toEqual([0, 1, "z"]);
    expect([circuit.levelAt("uno:GND.1"), circuit.levelAt("uno:3.3V")]).toEqual([0, 1]);
    expect(circuit.levelAt("uno:AREF")).toBe("z");
  });

  test("driven beats pull beats floating", () => {
    const { circuit } = bench();
    expect(circuit.level(7)).toBe("z");
    circuit.configure(7, PinMode.InputPullUp);
    expect(circuit.level(7)).toBe(1);
    expect(circuit.read(7)).toBe(1);
    circuit.configure(7, PinMode.InputPullDown);
    expect(circuit.read(7)).toBe(0);
    circuit.drive(7, 1);
    expect(circuit.read(7)).toBe(1);
    circuit.release(7);
    expect(circuit.read(7)).toBe(0);
    circuit.configure(7, PinMode.Input);
    expect(circuit.level(7)).toBe("z");
  });

  test("a pulled-up pin reads 1, and 0 while a button to GND is closed", () => {
    const { circuit, diagnostics } = bench(buttonToGround);
    circuit.configure(4, PinMode.InputPullUp);
    expect(circuit.read(4)).toBe(1);
    circuit.setSwitch("BTN1", true);
    expect(circuit.read(4)).toBe(0);
    circuit.setSwitch("BTN1", false);
    expect(circuit.read(4)).toBe(1);
    expect(diagnostics).toEqual([]);
  });

  test("an output has its level from the instant it is configured, and its latch only as an output", () => {
    const { circuit } = bench();
    const seen: [number, Level][] = [];
    circuit.onLevel((pin, level) => seen.push([pin, level]));
    circuit.write(5, 1);
    expect(circuit.level(5)).toBe("z");
    circuit.configure(5, PinMode.OutputHigh);
    circuit.write(5, 1);
    circuit.write(5, 0);
    circuit.configure(5, PinMode.OutputLow);
    expect(seen).toEqual([
      [5, 1],
      [5, 0],
    ]);
  });

  test.each([
    ["10k", 0],
    ["17k", 0],
    ["22k", "x"],
    ["47k", "x"],
    ["75k", 1],
    ["1M", 1],
  ])("a pull-up of 35 kΩ against %s to GND gives %s", (value, level) => {
    const { circuit } = bench(uno({ r1: ["resistor", { value }] }, "uno:4 r1:1", "r1:2 uno:GND.1"));
    expect(circuit.level(4)).toBe(0);
    circuit.configure(4, PinMode.InputPullUp);
    expect(circuit.level(4)).toBe(level);
  });

  test("resistors in series add", () => {
    const half = ["resistor", { value: "50k" }] as const;
    const { circuit } = bench(
      uno({ r1: half, r2: half }, "uno:4 r1:1", "r1:2 r2:1", "r2:2 uno:GND.1"),
    );
    circuit.configure(4, PinMode.InputPullUp);
    expect(circuit.level(4)).toBe(1);
    // 85 kΩ up against 50 kΩ down, with no pin to read it.
    expect(circuit.levelAt("r1:2")).toBe("x");
    expect(circuit.ohmsAt("r1:2")).toBe(50_000);
  });

  test("no path leads through a driven net", () => {
    const board = uno(
      { r1: ["resistor", { value: "1k" }], r2: ["resistor", { value: "10" }] },
      "uno:4 r1:1",
      "r1:2 uno:5",
      "uno:5 r2:1",
      "r2:2 uno:GND.1",
    );
    const { circuit, diagnostics } = bench(board);
    circuit.configure(5, PinMode.OutputHigh);
    expect(circuit.level(4)).toBe(1);
    expect(diagnostics).toEqual([]);
  });

  test("a closed switch between two pins makes them one net, and opening it parts them", () => {
    const { circuit } = bench(uno({ sw: "pushbutton" }, "uno:2 sw:1.r", "uno:3 sw:2.r"));
    const seen: [number, Level][] = [];
    circuit.onLevel((pin, level) => seen.push([pin, level]));
    circuit.configure(3, PinMode.OutputHigh);
    circuit.setSwitch("sw", true);
    circuit.write(3, 0);
    circuit.setSwitch("sw", false);
    expect(seen).toEqual([
      [3, 1],
      [2, 1],
      [2, 0],
      [3, 0],
      [2, "z"],
    ]);
  });

  test("both header places of A4 are one pin", () => {
    const { circuit } = bench(uno({}, "uno:A4.2 uno:7"));
    circuit.configure(7, PinMode.OutputHigh);
    expect(circuit.read(18)).toBe(1);
  });
});

describe("floating pins", () => {
  const readAll = (seed: number): string => {
    const { circuit } = bench(bareBoard(), seed);
    return circuit.pins.map((pin) => circuit.read(pin)).join("");
  };

  test("read a seeded value that stays", () => {
    const { circuit } = bench();
    const before = circuit.read(9);
    circuit.configure(9, before === 1 ? PinMode.OutputLow : PinMode.OutputHigh);
    circuit.configure(9, PinMode.Input);
    expect(circuit.read(9)).toBe(before);
    expect(readAll(1)).toBe(readAll(1));
    expect(readAll(1)).not.toBe(readAll(2));
    expect(readAll(1)).toMatch(/01|10/);
  });
});

describe("conflicts", () => {
  test("of an output and a pressed button are named, once", () => {
    const { circuit, diagnostics } = bench(buttonToGround);
    circuit.configure(4, PinMode.OutputHigh);
    circuit.setSwitch("BTN1", true);
    expect(circuit.level(4)).toBe("x");
    circuit.setSwitch("BTN1", false);
    expect(circuit.level(4)).toBe(1);
    circuit.setSwitch("BTN1", true);
    expect(diagnostics).toMatchInlineSnapshot(`
      [
        {
          "code": "pin-conflict",
          "hint": "Make all but one of them an input, or put a resistor between them.",
          "message": "pin 4 (output high) and BTN1 to GND drive one net both ways",
          "severity": "warning",
          "time": 0n,
        },
      ]
    `);
    // GND itself stays GND for everything else.
    expect(circuit.levelAt("uno:GND.1")).toBe(0);
  });

  test("of every other kind name their drivers", () => {
    const board = uno(
      { sw: "pushbutton", short: "pushbutton" },
      "uno:2 uno:3",
      "uno:5 uno:GND.1",
      "uno:6 sw:1.l",
      "uno:A0 sw:2.l",
      "short:1.l uno:5V",
      "short:2.l uno:GND.3",
    );
    const { circuit, diagnostics } = bench(board);
    circuit.configure(2, PinMode.OutputLow);
    circuit.configure(3, PinMode.OutputHigh);
    circuit.configure(5, PinMode.OutputHigh);
    circuit.drive(7, 0);
    circuit.configure(7, PinMode.OutputHigh);
    circuit.configure(6, PinMode.OutputHigh);
    circuit.configure(14, PinMode.OutputLow);
    circuit.setSwitch("sw", true);
    circuit.setSwitch("short", true);
    expect(diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "pin 2 (output low) and pin 3 (output high) drive one net both ways",
        "pin 5 (output high) and GND wired to pin 5 drive one net both ways",
        "pin 7 (output high) and a probe on pin 7 (low) drive one net both ways",
        "pin 6 (output high) and pin 14/A0 (output low), joined by sw, drive one net both ways",
        "short connects GND to VCC",
      ]
    `);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["pin-conflict"]));
  });

  test("of two pulls are told apart, and a real conflict next door is not told twice", () => {
    const board = uno(
      { r1: ["resistor", { value: "22k" }], r2: ["resistor", { value: "1k" }] },
      "uno:4 r1:1",
      "r1:2 uno:GND.1",
      "uno:8 uno:9",
      "uno:9 r2:1",
      "r2:2 uno:10",
    );
    const { circuit, diagnostics } = bench(board);
    circuit.configure(4, PinMode.InputPullUp);
    circuit.configure(8, PinMode.OutputHigh);
    circuit.configure(9, PinMode.OutputLow);
    expect(circuit.level(10)).toBe("x");
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toMatchInlineSnapshot(`
      [
        "weak-conflict: pin 4 reads neither 0 nor 1: the pull-up of pin 4 (35 kΩ) and r1 to GND (22 kΩ) are about equally strong",
        "pin-conflict: pin 8 (output high) and pin 9 (output low) drive one net both ways",
      ]
    `);
  });

  test("found before anyone listens are told to the first listener", () => {
    const circuit = new Circuit(
      uno({}, "uno:5V uno:GND.1", "uno:13 uno:GND.2"),
      SeededRandom.from(1),
      new VirtualClock(0n),
    );
    const messages: string[] = [];
    circuit.onDiagnostic(({ message }) => messages.push(message));
    expect(messages).toMatchInlineSnapshot(`
      [
        "GND and VCC are wired together: uno:GND.1, uno:5V",
      ]
    `);
  });
});

describe("listeners", () => {
  test("hear of several pins in ascending order, and nothing after they are removed", () => {
    const { circuit } = bench(uno({}, "uno:9 uno:2", "uno:2 uno:5"));
    const seen: [number, Level][] = [];
    const remove = circuit.onLevel((pin, level) => seen.push([pin, level]));
    circuit.configure(9, PinMode.OutputHigh);
    remove();
    remove();
    circuit.write(9, 0);
    expect(seen).toEqual([
      [2, 1],
      [5, 1],
      [9, 1],
    ]);
  });

  test("may change the circuit; what follows queues behind what is being told", () => {
    const { circuit } = bench(uno({}, "uno:2 uno:3"));
    const seen: [string, number, Level][] = [];
    circuit.onLevel((pin, level) => {
      seen.push(["a", pin, level]);
      if (pin === 2) circuit.configure(7, level === 1 ? PinMode.OutputHigh : PinMode.OutputLow);
    });
    circuit.onLevel((pin, level) => seen.push(["b", pin, level]));
    circuit.configure(2, PinMode.OutputHigh);
    expect(seen).toEqual([
      ["a", 2, 1],
      ["b", 2, 1],
      ["a", 3, 1],
      ["b", 3, 1],
      ["a", 7, 1],
      ["b", 7, 1],
    ]);
  });

  test("that throw leave the circuit as it is, and nothing is told twice", () => {
    const { circuit } = bench();
    const seen: [number, Level][] = [];
    const remove = circuit.onLevel(() => {
      throw new Error("from a listener");
    });
    circuit.onLevel((pin, level) => seen.push([pin, level]));
    expect(() => circuit.configure(3, PinMode.OutputHigh)).toThrow("from a listener");
    expect(circuit.level(3)).toBe(1);
    remove();
    circuit.write(3, 0);
    expect(seen).toEqual([[3, 0]]);
  });

  test("of changes run only when a level changed, watchers only for their own terminals", () => {
    const { circuit } = bench(buttonToGround);
    const seen: string[] = [];
    circuit.onChange(() => seen.push("any"));
    circuit.watch(["BTN1:1.l"], () => seen.push("button"));
    circuit.configure(2, PinMode.OutputLow);
    circuit.configure(2, PinMode.OutputLow);
    circuit.drive(4, 0);
    expect(seen).toEqual(["any", "button", "any"]);
  });
});

test("wrong pins, modes, terminals and switches are refused with the way out", () => {
  const { circuit } = bench(buttonToGround);
  expect(circuit.has(19)).toBe(true);
  expect(circuit.has(20)).toBe(false);
  expect(() => circuit.read(20)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: Arduino Uno has no pin 20]`,
  );
  expect(() => circuit.configure(1, 9)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: pin 1 has no mode 9]`,
  );
  expect(() => circuit.levelAt("btn1:1.l")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: no terminal "btn1:1.l" on the board; did you mean "BTN1:1.l"?]`,
  );
  expect(() => circuit.setSwitch("BTN2", true)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: no switch "BTN2" on the board; did you mean "BTN1"?]`,
  );
});

test("pins are active once configured or driven, or when wired", () => {
  const { circuit } = bench(buttonToGround);
  circuit.configure(6, PinMode.Input);
  circuit.drive(8, 1);
  circuit.write(9, 1);
  expect(circuit.pins.filter((pin) => circuit.isActive(pin))).toEqual([4, 6, 8]);
});
