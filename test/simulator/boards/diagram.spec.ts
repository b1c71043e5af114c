import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { DiagramError, parseDiagram } from "../../../simulator/boards/diagram.ts";
import { bench } from "../../support/board.ts";

interface Draft {
  version?: unknown;
  parts?: unknown;
  connections?: unknown;
  [key: string]: unknown;
}

const unoPart = { type: "wokwi-arduino-uno", id: "uno", top: 0, left: 0, attrs: {} };

/** One part and one connection a line, so that positions are easy to check by eye. */
function write(draft: Draft): string {
  const { parts = [unoPart], connections = [], ...rest } = draft;
  const all = { version: 1, author: "test", editor: "wokwi", ...rest };
  const head = Object.entries(all).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  const list = (items: unknown): string =>
    Array.isArray(items)
      ? `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`
      : JSON.stringify(items);
  return `{\n${head.join("")}  "parts": ${list(parts)},\n  "connections": ${list(connections)}\n}\n`;
}

function errorsOf(text: string): string {
  try {
    parseDiagram(text, "d.json");
  } catch (error) {
    if (error instanceof DiagramError) return error.message;
    throw error;
  }
  return "no error";
}

describe("a diagram of the published shape", () => {
  const text = readFileSync(
    new URL("../../../examples/button/diagram.json", import.meta.url),
    "utf8",
  );

  test("reads as the board of the button example", () => {
    const board = parseDiagram(text);
    expect(board.name).toBe("Arduino Uno");
    expect(board.pins.map(({ logical, label }) => `${logical} ${label}`).slice(12, 16)).toEqual([
      "12 D12",
      "13 D13",
      "14 A0",
      "15 A1",
    ]);
    expect(board.parts.map(({ id }) => id)).toEqual([
      "uno",
      "led1",
      "led2",
      "led3",
      "r1",
      "r2",
      "r3",
      "BTN1",
    ]);
    expect(board.switches[0]).toEqual({ id: "BTN1", a: "BTN1:1.l", b: "BTN1:2.l" });
    expect(board.resistors[0]).toEqual({ id: "r1", a: "r1:1", b: "r1:2", ohms: 220 });
  });

  test("works: its LEDs light and its button reads", () => {
    const { circuit, parts, run, diagnostics } = bench(parseDiagram(text));
    for (const pin of [13, 12, 11]) circuit.configure(pin, PinMode.OutputHigh);
    circuit.configure(4, PinMode.InputPullUp);
    expect(parts.leds.map(({ id, color, on }) => `${id} ${color} ${on}`)).toEqual([
      "led1 red true",
      "led2 yellow true",
      "led3 green true",
    ]);
    expect(circuit.read(4)).toBe(1);
    parts.button("BTN1").press(1_000_000n, 100_000_000n);
    run(50_000_000n);
    expect(circuit.read(4)).toBe(0);
    expect(diagnostics).toEqual([]);
  });

  test("may be of a Pico, with power parts, a serial monitor, comments, and sparse fields", () => {
    const board = parseDiagram(`{
      // drawn by hand
      "version": 1,
      "serialMonitor": { "display": "auto", "newline": "lf", "convertEol": false },
      "parts": [
        { "type": "board-pi-pico", "id": "pico", "attrs": { "builder": "pico-sdk" } },
        { "type": "wokwi-pushbutton-6mm", "id": "b", "rotate": 90, "hide": false, "attrs": { "xray": "1" } },
        { "type": "wokwi-resistor", "id": "r" },
        { "type": "wokwi-vcc", "id": "vcc1", "attrs": {} },
        { "type": "wokwi-gnd", "id": "gnd1" }
      ],
      "connections": [
        ["pico:GP0", "$serialMonitor:RX", "", []],
        ["$serialMonitor:TX", "pico:GP1", ""],
        ["pico:GP28", "b:1.r"],
        ["b:2.r", "vcc1:VCC"],
        ["r:1", "pico:GP28"],
        ["r:2", "gnd1:GND", "black"]
      ]
    }`);
    const { circuit } = bench(board);
    expect(board.name).toBe("Raspberry Pi Pico");
    expect(circuit.pins.at(-1)).toBe(28);
    expect(circuit.read(28)).toBe(0);
    circuit.setSwitch("b", true);
    expect(circuit.read(28)).toBe(1);
    expect(circuit.isActive(0)).toBe(false);
  });
});

test.each<[string, number, string[][]]>([
  ["no wires", 0, []],
  [
    "port 1",
    1,
    [
      ["$serialMonitor:TX", "pico:GP5"],
      ["pico:GP4", "$serialMonitor:RX"],
    ],
  ],
  ["one wire of port 1", 1, [["pico:GP4", "$serialMonitor:RX"]]],
  ["a pin that is no serial port's", 0, [["pico:GP9", "$serialMonitor:RX"]]],
])("the serial monitor with %s is at port %d", (_name, port, connections) => {
  const parts = [{ type: "wokwi-pi-pico", id: "pico" }];
  expect(parseDiagram(JSON.stringify({ version: 1, parts, connections })).serialMonitor).toBe(port);
});

describe("errors carry file, line and column", () => {
  test("text that is not JSON", () => {
    expect(errorsOf('{\n  "version": 1,\n  "parts": [}\n')).toMatchInlineSnapshot(`
      "d.json:3:13: not valid JSON: value expected
      d.json:4:1: not valid JSON: close bracket expected
      d.json:4:1: not valid JSON: close brace expected"
    `);
    expect(errorsOf("")).toMatchInlineSnapshot(`"d.json:1:1: not valid JSON: value expected"`);
    expect(errorsOf("[]")).toMatchInlineSnapshot(`"d.json:1:1: the diagram should be an object"`);
  });

  test("a key given twice", () => {
    expect(
      errorsOf('{ "version": 1,\n  "version": 1,\n  "parts": [], "connections": [] }'),
    ).toMatchInlineSnapshot(`"d.json:2:3: the key "version" is given twice"`);
  });

  test("a version other than 1", () => {
    expect(errorsOf(write({ version: 2 }))).toMatchInlineSnapshot(
      `"d.json:2:14: "version" of the diagram should be 1"`,
    );
  });

  test("missing keys", () => {
    expect(errorsOf("{}")).toMatchInlineSnapshot(`
      "d.json:1:1: the diagram has no "version"
      d.json:1:1: the diagram has no "parts"
      d.json:1:1: the diagram has no "connections""
    `);
    expect(errorsOf(write({ parts: [{ id: "uno" }], connections: [["uno:13"]] })))
      .toMatchInlineSnapshot(`
      "d.json:6:5: uno has no "type"
      d.json:9:5: connection 1 has fewer than 2 elements"
    `);
  });

  test("values of a wrong type", () => {
    const parts = [{ ...unoPart, top: "12", attrs: { value: 220 } }, 3];
    expect(errorsOf(write({ parts, connections: [["uno:1", "uno:2", "", ["v0"], 5], {}] })))
      .toMatchInlineSnapshot(`
      "d.json:6:50: "top" of uno should be a number
      d.json:6:81: "value" of uno should be a string
      d.json:7:5: part 2 should be an object
      d.json:10:5: connection 1 has more than 4 elements
      d.json:11:5: connection 2 should be an array"
    `);
    expect(errorsOf(write({ parts: {}, serialMonitor: { newline: "LF" } }))).toMatchInlineSnapshot(`
      "d.json:5:31: "newline" of serialMonitor should be "lf" or "cr" or "crlf" or "none"
      d.json:6:12: "parts" of the diagram should be an array"
    `);
  });

  test("unknown keys, with the nearest name", () => {
    const parts = [
      { ...unoPart, rotation: 90 },
      { type: "wokwi-led", id: "led1", attrs: { colour: "red", power: "1" } },
    ];
    const extra = { conections: [], serialMonitor: { baud: 9600 } };
    expect(errorsOf(write({ parts, ...extra }))).toMatchInlineSnapshot(`
      "d.json:5:3: unknown key "conections" in the diagram; did you mean "connections"?
      d.json:6:21: unknown key "baud" in serialMonitor; known are display, newline, convertEol, collapse
      d.json:8:72: unknown key "rotation" in uno; known are type, id, top, left, rotate, hide, attrs
      d.json:9:46: unknown attribute "colour" in led1; did you mean "color"?
      d.json:9:61: unknown attribute "power" in led1; known are color, label, forwardVoltage, lightColor, gamma, flip, fps"
    `);
  });

  test("types of parts that are not supported, and that nobody knows", () => {
    const parts = [
      unoPart,
      { type: "wokwi-hx711", id: "cell1" },
      { type: "wokwi-lde", id: "led1" },
    ];
    expect(errorsOf(write({ parts, connections: [["cell1:DT", "uno:9"]] }))).toMatchInlineSnapshot(
      `
      "d.json:7:13: cell1 is a "wokwi-hx711", which is not supported yet
      d.json:8:13: led1 is of unknown type "wokwi-lde"; did you mean "wokwi-led"?"
    `,
    );
  });

  test("no board, and two boards", () => {
    expect(errorsOf(write({ parts: [{ type: "wokwi-led", id: "led1" }] }))).toMatchInlineSnapshot(
      `"d.json:5:12: no microcontroller board among the parts; add one, such as wokwi-arduino-uno"`,
    );
    const second = { type: "wokwi-pi-pico", id: "pico" };
    expect(errorsOf(write({ parts: [unoPart, second] }))).toMatchInlineSnapshot(
      `"d.json:7:13: pico is a second microcontroller board, beside uno"`,
    );
  });

  test("an id given twice", () => {
    const led = { type: "wokwi-led", id: "led1" };
    expect(errorsOf(write({ parts: [unoPart, led, led] }))).toMatchInlineSnapshot(
      `"d.json:8:30: the id "led1" is given twice"`,
    );
  });

  test("bad attributes", () => {
    const parts = [
      unoPart,
      { type: "wokwi-resistor", id: "r1", attrs: { value: "4k7" } },
      { type: "wokwi-resistor", id: "r2", attrs: { value: "0" } },
      { type: "wokwi-pushbutton", id: "b", attrs: { bounce: "yes" } },
    ];
    expect(errorsOf(write({ parts }))).toMatchInlineSnapshot(`
      "d.json:7:57: "value" of r1 should be ohms such as "220", "4.7k" or "1M", more than 0
      d.json:8:57: "value" of r2 should be ohms such as "220", "4.7k" or "1M", more than 0
      d.json:9:59: "bounce" of b should be "0" or "1""
    `);
  });

  test("connections to parts and terminals that do not exist", () => {
    const parts = [unoPart, { type: "wokwi-led", id: "led1", attrs: {} }];
    const connections = [
      ["uno:13", "led2:A", "red", []],
      ["uno:GND1", "led1:B", "black", []],
      ["uno", "led1:C", "", []],
      ["$serialMonitor:RXD", "uno:1", "", []],
    ];
    expect(errorsOf(write({ parts, connections }))).toMatchInlineSnapshot(`
      "d.json:10:15: no part "led2"; did you mean "led1"?
      d.json:11:6: uno has no terminal "GND1"; did you mean "GND.1"?
      d.json:11:17: led1 has no terminal "B"; known are A, C
      d.json:12:6: "uno" should name a part and its terminal, such as "uno:13"
      d.json:13:6: $serialMonitor has no terminal "RXD"; did you mean "RX"?"
    `);
  });
});

test("the hint is that of the rule that is broken", () => {
  expect(() => parseDiagram("")).toThrow(
    expect.objectContaining({
      hint: "Correct the text at this place. Comments are allowed, trailing commas are not.",
      issues: [
        {
          rule: "json",
          severity: "error",
          line: 1,
          column: 1,
          message: "not valid JSON: value expected",
          hint: "Correct the text at this place. Comments are allowed, trailing commas are not.",
        },
      ],
    }),
  );
});

test("a byte order mark is no error", () => {
  expect(parseDiagram(`\ufeff${write({})}`).name).toBe("Arduino Uno");
});

test("nesting without end is an error at its place, not a crash", () => {
  const deep = `{"version": 1,\n"parts": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
  expect(errorsOf(deep)).toMatchInlineSnapshot(`"d.json:2:109: nested deeper than 100 levels"`);
});

test("ids that could not be wired or printed", () => {
  for (const id of ["", "a:b", "a b", "$serialMonitor", "\u001b[31m"]) {
    const parts = [unoPart, { type: "wokwi-led", id }];
    expect(errorsOf(write({ parts })), JSON.stringify(id)).toMatch(/cannot be an id/);
  }
});

test("thousands of errors are told in a moment", () => {
  const parts = [
    unoPart,
    ...Array.from({ length: 6000 }, (_, i) => ({ type: "x", id: `p${i}`, y: 1 })),
  ];
  expect(errorsOf(write({ parts })).split("\n").length).toBeGreaterThan(6000);
});

test("a resistor of more ohms than a number holds", () => {
  const parts = [unoPart, { type: "wokwi-resistor", id: "r1", attrs: { value: "9".repeat(400) } }];
  expect(errorsOf(write({ parts }))).toMatch(/should be ohms/);
});
