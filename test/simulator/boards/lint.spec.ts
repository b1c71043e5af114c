/** What is told of boards that can be run, and were wired strangely. */
import { describe, expect, test } from "vitest";
import { lintDiagram } from "../../../simulator/boards/diagram.ts";
import { formatRules } from "../../../simulator/boards/lint/format-rules.ts";
import { allRules, wiringRules } from "../../../simulator/boards/lint/rules.ts";
import { Subject } from "../../../simulator/boards/lint/subject.ts";
import { bareBoard } from "../../../simulator/core/board.ts";
import { outputSwitches } from "../../../simulator/parts/output.ts";
import { findDefinition } from "../../../simulator/parts/registry.ts";

/** A type without `wokwi-`, or with attributes. */
type Placed = string | readonly [type: string, attrs: Record<string, string>];

/**
 * The findings of a board, without what it has to do with documentation. It has a part a line from line 4 on, the
 * microcontroller first.
 * @param wires Such as `uno:13 r1:1`; one a line, behind the parts.
 */
function lint(
  controller: string,
  parts: Readonly<Record<string, Placed>>,
  ...wires: readonly string[]
): string[] {
  const all = { uno: controller, ...parts };
  const placed = Object.entries(all).map(([id, part]) => {
    const [type, attrs] = typeof part === "string" ? [part, {}] : part;
    return JSON.stringify({
      type: /^(board|chip)-/.test(type) ? type : `wokwi-${type}`,
      id,
      attrs,
    });
  });
  const connections = wires.map((wire) => JSON.stringify(wire.split(" ")));
  const text = `{\n"version": 1,\n"parts": [\n${placed.join(",\n")}],\n"connections": [\n${connections.join(",\n")}]}`;
  return lintDiagram(text, { ignoreUnsupported: true })
    .filter(({ rule }) => rule !== "undocumented-part")
    .map(({ line, severity, message, rule }) => `${line} ${severity}: ${message} [${rule}]`);
}

const uno = (parts: Readonly<Record<string, Placed>>, ...wires: readonly string[]): string[] =>
  lint("arduino-uno", parts, ...wires);

describe("parts", () => {
  test("without a wire; a text needs none", () => {
    expect(uno({ led1: "led", t: "text", bb1: "breadboard" })).toMatchInlineSnapshot(`
      [
        "5 warning: led1 has no wire [redundant-parts]",
        "7 warning: bb1 has no wire [redundant-parts]",
      ]
    `);
  });

  test("with one wire, on a breadboard in a column of their own, or to a side of a button twice", () => {
    expect(
      uno(
        {
          led1: "led",
          r1: "resistor",
          b1: "pushbutton",
          b2: "pushbutton-6mm",
          bb1: "breadboard-mini",
        },
        "uno:13 led1:A",
        "led1:C bb1:1t.a",
        "uno:12 bb1:3t.a",
        "r1:1 bb1:3t.b",
        "r1:2 bb1:4t.b",
        "uno:2 b1:1.l",
        "b1:1.r uno:GND.1",
        "uno:3 b2:2.l",
      ),
    ).toMatchInlineSnapshot(`
      [
        "5 warning: nothing is wired to C of led1 [half-wired]",
        "6 warning: nothing is wired to 2 of r1 [half-wired]",
        "7 warning: b1 is wired at 1.l and 1.r only, which are one side: a press joins nothing [half-wired]",
        "8 warning: b2 is wired at 2.l and 2.r only, which are one side: a press joins nothing [half-wired]",
      ]
    `);
  });

  test("with both sides in one column, or at GND", () => {
    expect(
      uno(
        { led1: "led", r1: "resistor", bb1: "breadboard-mini" },
        "uno:13 bb1:1t.a",
        "led1:A bb1:1t.b",
        "led1:C bb1:1t.c",
        "r1:1 uno:GND.1",
        "r1:2 uno:GND.2",
      ),
    ).toMatchInlineSnapshot(`
      [
        "5 warning: both sides of led1 are on one net [both-on-one-net]",
        "6 warning: both sides of r1 are at GND [both-on-one-net]",
      ]
    `);
  });

  test("wired well are told nothing of, on and off a breadboard", () => {
    const parts = { led1: "led", r1: "resistor", b1: "pushbutton", bb1: "breadboard-half" };
    const button = ["uno:2 b1:1.l", "b1:2.r uno:GND.1"];
    expect(
      uno({ ...parts, bb1: "text" }, "uno:13 led1:A", "led1:C r1:1", "r1:2 uno:GND.2", ...button),
    ).toEqual([]);
    expect(
      uno(
        parts,
        "uno:13 bb1:1t.a",
        "led1:A bb1:1t.b",
        "led1:C bb1:2t.b",
        "r1:1 bb1:2t.a",
        "r1:2 bb1:tn.1",
        "bb1:tn.25 uno:GND.2",
        ...button,
      ),
    ).toEqual([]);
  });
});

describe("LEDs", () => {
  test("without a resistor; with one on either side there is nothing to say", () => {
    expect(uno({ led1: "led" }, "uno:13 led1:A", "led1:C uno:GND.1")).toMatchInlineSnapshot(`
      [
        "5 warning: led1 has no resistor: on a real board the LED or the pin is damaged [led-without-resistor]",
      ]
    `);
    expect(
      uno({ led1: "led", r: "resistor" }, "uno:13 r:1", "r:2 led1:A", "led1:C uno:GND.1"),
    ).toEqual([]);
    expect(
      uno({ led1: "led", r: "resistor" }, "uno:13 led1:A", "led1:C r:1", "r:2 uno:GND.1"),
    ).toEqual([]);
  });

  test("the wrong way round, lit by a pin that is high or low", () => {
    const parts = { led1: "led", r1: "resistor" };
    expect(uno(parts, "uno:13 r1:1", "r1:2 led1:C", "led1:A uno:GND.1")).toMatchInlineSnapshot(`
      [
        "5 warning: led1 never lights: its anode A is at GND [led-reversed]",
      ]
    `);
    expect(uno(parts, "uno:5V r1:1", "r1:2 led1:C", "led1:A uno:13")).toMatchInlineSnapshot(`
      [
        "5 warning: led1 never lights: its cathode C is at the supply [led-reversed]",
      ]
    `);
    expect(uno(parts, "uno:5V r1:1", "r1:2 led1:A", "led1:C uno:13")).toEqual([]);
  });

  test("between two pins, which light it from either side, and behind a button", () => {
    expect(
      uno({ led1: "led", r1: "resistor" }, "uno:13 r1:1", "r1:2 led1:A", "led1:C uno:12"),
    ).toEqual([]);
    expect(
      uno(
        { led1: "led", r: "resistor", b: "pushbutton" },
        "uno:5V b:1.l",
        "b:2.l r:1",
        "r:2 led1:A",
        "led1:C uno:GND.1",
      ),
    ).toEqual([]);
  });

  test("at a pin that can only read", () => {
    const parts = { led1: "led", r1: "resistor" };
    const wires = ["led1:A r1:1", "led1:C uno:GND.1"];
    const esp = "board-esp32-devkit-c-v4";
    expect(lint(esp, parts, "r1:2 uno:34", ...wires)).toMatchInlineSnapshot(`
      [
        "8 warning: led1 is at pin 34, which is an input only and cannot light it [led-at-input]",
      ]
    `);
    expect(lint(esp, parts, "r1:2 uno:33", ...wires)).toEqual([]);
    expect(lint("arduino-nano", parts, "r1:2 uno:A7", ...wires)).toMatchInlineSnapshot(`
      [
        "8 warning: led1 is at pin 21 (A7), which is an input only and cannot light it [led-at-input]",
      ]
    `);
  });
});

describe("pins", () => {
  test("a button to the supply without a pull-down, where the chip has none", () => {
    const wires = ["uno:2 b:1.l", "b:2.l uno:5V"];
    expect(uno({ b: "pushbutton" }, ...wires)).toMatchInlineSnapshot(`
      [
        "7 warning: pin 2 floats while b is open: it has no pull-down [floating-input]",
      ]
    `);
    expect(uno({ b: "pushbutton", r: "resistor" }, ...wires, "uno:2 r:1", "r:2 uno:GND.1")).toEqual(
      [],
    );
    expect(lint("pi-pico", { b: "pushbutton" }, "uno:GP2 b:1.l", "b:2.l uno:3V3")).toEqual([]);
  });

  test("a button at a pin without pulls, on a breadboard", () => {
    const esp = "esp32-devkit-v1";
    const wires = ["uno:VN bb1:1t.a", "bb1:1t.b b:1.l", "b:2.l uno:GND.1"];
    const parts = { b: "pushbutton", bb1: "breadboard-mini" };
    expect(lint(esp, parts, ...wires)).toMatchInlineSnapshot(`
      [
        "8 warning: pin 39 (VN) floats while b is open: it has no pulls [floating-input]",
      ]
    `);
    expect(lint(esp, { ...parts, r: "resistor" }, ...wires, "uno:3V3 r:1", "r:2 bb1:1t.e")).toEqual(
      [],
    );
  });

  test("5 V at pins of 3.3 V: by a wire, a button, a pull-up; a divider makes it less", () => {
    const pico = (parts: Record<string, Placed>, ...wires: string[]): string[] =>
      lint("pi-pico", parts, ...wires);
    expect(pico({}, "uno:VBUS uno:GP2")).toMatchInlineSnapshot(`
      [
        "6 warning: 5 V are wired to pin 2, whose board has 3.3 V [over-voltage]",
      ]
    `);
    expect(pico({ b: "pushbutton" }, "uno:GP2 b:1.l", "b:2.l uno:VBUS")).toMatchInlineSnapshot(`
      [
        "7 warning: b puts 5 V on pin 2, whose board has 3.3 V [over-voltage]",
      ]
    `);
    expect(pico({ r: "resistor" }, "uno:GP2 r:1", "r:2 uno:VSYS")).toMatchInlineSnapshot(`
      [
        "7 warning: r puts 5 V on pin 2, whose board has 3.3 V [over-voltage]",
      ]
    `);
    expect(pico({ r: "resistor" }, "uno:GP2 r:1", "r:2 uno:3V3")).toEqual([]);
    const divider = ["uno:GP2 r:1", "r:2 uno:VSYS", "uno:GP2 s:1", "s:2 uno:GND.1"];
    expect(pico({ r: "resistor", s: "resistor" }, ...divider)).toEqual([]);
    expect(uno({ r: "resistor" }, "uno:2 r:1", "r:2 uno:5V")).toEqual([]);
  });

  test("two on one net", () => {
    expect(uno({ bb1: "breadboard-mini" }, "uno:2 bb1:1t.a", "bb1:1t.e uno:A4"))
      .toMatchInlineSnapshot(`
      [
        "7 warning: pin 2 and pin 18 (A4) are wired together: outputs would be against each other [pins-joined]",
      ]
    `);
    expect(uno({}, "uno:A4 uno:A4.2")).toEqual([]);
    expect(uno({}, "uno:2 uno:GND.1", "uno:3 uno:GND.1")).toEqual([]);
  });

  test("those of an ESP32 that its start or its flash needs", () => {
    const parts = { led1: "led", r1: "resistor" };
    const wires = ["led1:A r1:1", "led1:C uno:GND.1"];
    const esp = "board-esp32-devkit-c-v4";
    expect(lint(esp, parts, "r1:2 uno:D2", ...wires)).toMatchInlineSnapshot(`
      [
        "8 warning: pin 9 (D2) belongs to the flash: a real board does not run with anything else there [flash-pin]",
      ]
    `);
    expect(lint(esp, parts, "r1:2 uno:12", ...wires)).toMatchInlineSnapshot(`
      [
        "8 info: pin 12: high at the start means a flash of 1.8 V, and the board does not boot [strapping-pin]",
      ]
    `);
    expect(lint("esp32-devkit-v1", parts, "r1:2 uno:D4", ...wires)).toEqual([]);
  });
});

describe("nets", () => {
  test("GND and the supply wired together", () => {
    expect(
      uno({ bb1: "breadboard-half" }, "uno:5V bb1:tp.1", "uno:GND.1 bb1:tn.1", "bb1:tp.3 bb1:tn.3"),
    ).toMatchInlineSnapshot(`
      [
        "7 warning: a short: uno:5V and uno:GND.1 are wired together [rails-shorted]",
      ]
    `);
  });

  test("supplies of 5 V and of 3.3 V wired together", () => {
    const bb1 = "breadboard-half";
    expect(uno({ bb1 }, "uno:5V bb1:tp.1", "uno:3.3V bb1:tp.2")).toMatchInlineSnapshot(`
      [
        "7 warning: uno:5V (5 V) and uno:3.3V (3.3 V) are wired together [supplies-joined]",
      ]
    `);
    expect(lint("pi-pico", { bb1 }, "uno:VBUS bb1:tp.1", "uno:VSYS bb1:tp.2")).toEqual([]);
  });

  test("the serial monitor wired to what does the same", () => {
    expect(uno({}, "$serialMonitor:TX uno:1", "uno:0 $serialMonitor:RX")).toMatchInlineSnapshot(`
      [
        "6 warning: TX of the serial monitor is wired to uno:1, which is TX as well [serial-crossed]",
        "7 warning: RX of the serial monitor is wired to uno:0, which is RX as well [serial-crossed]",
      ]
    `);
    expect(uno({}, "$serialMonitor:TX uno:0", "uno:1 $serialMonitor:RX")).toEqual([]);
  });
});

/** A bare board with parts of any kind, as sensors are: `id` and terminals. */
function sensors(
  parts: Readonly<Record<string, readonly string[]>>,
  wires: readonly string[],
  more = {},
): string[] {
  const bare = bareBoard();
  const definition = (terminals: readonly string[]) => ({
    ...findDefinition("wokwi-gnd")!,
    terminals,
  });
  const controller = {
    index: 0,
    id: "board",
    type: "x",
    definition: findDefinition("wokwi-arduino-uno"),
  };
  const rails = ["rail:GND", "rail:VCC"];
  const subject = new Subject({
    board: {
      ...bare,
      terminals: [...bare.terminals, ...rails],
      ground: ["rail:GND"],
      supply: ["rail:VCC"],
      connections: wires.map((wire) => wire.split(" ") as [string, string]),
      ...more,
    },
    parts: [
      controller,
      ...Object.entries(parts).map(([id, terminals], i) => ({
        index: i + 1,
        id,
        type: "y",
        definition: definition(terminals),
      })),
    ],
    connections: wires.map((wire) => wire.split(" ") as [string, string]),
  });
  return wiringRules.flatMap((rule) =>
    rule.check(subject).map(({ message }) => `${message} [${rule.name}]`),
  );
}

describe("sensors", () => {
  const pins = ["VCC", "GND", "SDA", "SCL"];
  const bus = ["s:SDA board:D18", "s:SCL board:D19"];
  const power = ["s:VCC rail:VCC", "s:GND rail:GND"];
  const pullUps = {
    resistors: [
      { id: "r1", a: "s:SDA", b: "rail:VCC", ohms: 4700 },
      { id: "r2", a: "rail:VCC", b: "board:D19", ohms: 4700 },
    ],
  };

  test("without power, or half of it; a pin may give it", () => {
    expect(sensors({ s: pins }, bus, pullUps)).toMatchInlineSnapshot(`
      [
        "s has no power: nothing feeds VCC, nor GND [part-unpowered]",
      ]
    `);
    expect(sensors({ s: pins }, [...bus, power[0]!], pullUps)).toMatchInlineSnapshot(`
      [
        "s has no power: nothing feeds GND [part-unpowered]",
      ]
    `);
    expect(sensors({ s: pins }, [...bus, "s:VCC board:D7", "s:GND rail:GND"], pullUps)).toEqual([]);
  });

  test("on a bus without pull-ups, told once a bus", () => {
    const both = ["t:SDA s:SDA", "t:SCL s:SCL", "t:VCC rail:VCC", "t:GND rail:GND"];
    expect(sensors({ s: pins, t: pins }, [...bus, ...power, ...both])).toMatchInlineSnapshot(`
      [
        "SDA and SCL of s have no pull-up [bus-without-pull-ups]",
      ]
    `);
    expect(sensors({ s: pins }, [...bus, ...power], pullUps)).toEqual([]);
  });

  test("two that drive one pin", () => {
    const out = ["VCC", "GND", "OUT"];
    const wires = [
      ...power,
      "t:VCC rail:VCC",
      "t:GND rail:GND",
      "s:OUT board:D2",
      "t:OUT board:D2",
    ];
    const outputs = ["s", "t"].flatMap((id) =>
      outputSwitches(id, { terminal: "OUT", low: "GND", high: "VCC" }),
    );
    expect(sensors({ s: out, t: out }, wires, { switches: outputs })).toMatchInlineSnapshot(`
      [
        "s:OUT and t:OUT are outputs on one net, against each other [outputs-joined]",
      ]
    `);
    const drains = ["s", "t"].flatMap((id) => outputSwitches(id, { terminal: "OUT", low: "GND" }));
    expect(sensors({ s: out, t: out }, wires, { switches: drains })).toEqual([]);
  });
});

describe("the rules of Wokwi's linter", () => {
  test("are all there, nine of them", () => {
    expect(allRules.flatMap(({ wokwi }) => wokwi ?? []).sort()).toEqual([
      "duplicate-id",
      "invalid-attribute",
      "invalid-pin",
      "misplaced-coords",
      "missing-component",
      "redundant-parts",
      "unknown-part-type",
      "unsupported-part",
      "wrong-coord-names",
    ]);
    expect(new Set(allRules.map(({ name }) => name)).size).toBe(allRules.length);
    expect(formatRules["wrong-coord-names"].severity).toBe("error");
  });

  test("a place among the attributes is told, and does no harm", () => {
    expect(uno({ led1: ["led", { left: "20", top: "3" }] }, "uno:2 led1:A", "led1:C uno:GND.1"))
      .toMatchInlineSnapshot(`
      [
        "5 warning: led1 has no resistor: on a real board the LED or the pin is damaged [led-without-resistor]",
        "5 warning: "left" of led1 is among its attributes, where it places nothing [misplaced-coords]",
        "5 warning: "top" of led1 is among its attributes, where it places nothing [misplaced-coords]",
      ]
    `);
  });

  test("a part that is not documented is told of", () => {
    const text = `{ "version": 1, "parts": [{ "type": "wokwi-esp32-devkit-v1", "id": "esp" }], "connections": [] }`;
    expect(lintDiagram(text)).toMatchInlineSnapshot(`
      [
        {
          "column": 37,
          "hint": "Nothing to do here; Wokwi may change it.",
          "line": 1,
          "message": ""wokwi-esp32-devkit-v1" of esp is not documented",
          "rule": "undocumented-part",
          "severity": "info",
        },
      ]
    `);
  });
});

test("a sensor on a bus has no power from the bus, or from its own pull-ups", () => {
  expect(uno({ bme: "bme280" }, "bme:SDA uno:A4", "bme:SCL uno:A5", "bme:VCC uno:5V"))
    .toMatchInlineSnapshot(`
    [
      "5 warning: bme has no power: nothing feeds GND [part-unpowered]",
    ]
  `);
  expect(uno({ bme: "bme280" }, "bme:SDA uno:A4", "bme:SCL uno:A5", "bme:GND uno:GND.1"))
    .toMatchInlineSnapshot(`
    [
      "5 warning: bme has no power: nothing feeds VCC or VIN [part-unpowered]",
      "5 warning: SDA and SCL of bme have no pull-up [bus-without-pull-ups]",
    ]
  `);
});
