/** Boards on the command line: what is told of them, and what a run does about it. */
import { expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { type Shell, shell } from "./shell.ts";

const strange = `{
  "version": 1,
  "parts": [
    { "type": "wokwi-arduino-uno", "id": "uno" },
    { "type": "wokwi-led", "id": "led1", "attrs": { "top": "3" } },
    { "type": "wokwi-resistor", "id": "r1" },
    { "type": "wokwi-resistor", "id": "r2" }
  ],
  "connections": [
    ["uno:13", "r1:1"],
    ["r1:2", "led1:C"],
    ["led1:A", "uno:GND.1"]
  ]
}
`;

const unsupported = `{
  "version": 1,
  "parts": [
    { "type": "wokwi-arduino-uno", "id": "uno" },
    { "type": "wokwi-hx711", "id": "cell1" },
    { "type": "chip-inverter", "id": "chip1" },
    { "type": "wokwi-led", "id": "led1" },
    { "type": "wokwi-resistor", "id": "r1" }
  ],
  "connections": [
    ["cell1:VCC", "uno:5V"],
    ["cell1:GND", "uno:GND.2"],
    ["cell1:DT", "uno:13"],
    ["chip1:IN", "uno:13"],
    ["chip1:OUT", "uno:12"],
    ["uno:13", "r1:1"],
    ["r1:2", "led1:A"],
    ["led1:C", "uno:GND.1"]
  ]
}
`;

/** Raises pin 13 at the start. */
async function withBoard(diagram: string): Promise<Shell> {
  const opened = shell();
  opened.write(
    "fw.wasm",
    await firmware({ start: "(call $configure (i32.const 13) (i32.const 4))" }),
  );
  opened.write("diagram.json", diagram);
  return opened;
}

test("check tells all of a board with its ways out", async () => {
  const opened = await withBoard(strange);
  const { code, out, err } = await opened.wakeful("check diagram.json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatchInlineSnapshot(`
    "diagram.json has 0 errors, 3 warnings

    diagram.json:5:5 warning: led1 never lights: its anode A is at GND [led-reversed]
      way out: Swap its two wires: A goes to the side that is high, C to the side that is low.

    diagram.json:5:53 warning: "top" of led1 is among its attributes, where it places nothing [misplaced-coords]
      way out: Move it out of "attrs", to the part itself.

    diagram.json:7:5 warning: r2 has no wire [redundant-parts]
      way out: Wire it, or take it out.
    "
  `);
});

test("check of a board as one document", async () => {
  const opened = await withBoard(strange.replace("led1:C", "led1:K"));
  const { code, out } = await opened.wakeful("check diagram.json --json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchInlineSnapshot(`
    {
      "board": "diagram.json",
      "findings": [
        {
          "column": 53,
          "hint": "Move it out of "attrs", to the part itself.",
          "line": 5,
          "message": ""top" of led1 is among its attributes, where it places nothing",
          "rule": "misplaced-coords",
          "severity": "warning",
        },
        {
          "column": 14,
          "hint": "docs/simulator.md and docs/boards.md list the terminals of each part.",
          "line": 11,
          "message": "led1 has no terminal "K"; known are A, C",
          "rule": "invalid-pin",
          "severity": "error",
        },
      ],
      "ok": false,
      "version": 1,
    }
  `);
});

test("check of a board that keeps all rules, and of one that is not there", async () => {
  const opened = await withBoard(
    '{ "version": 1, "parts": [{ "type": "wokwi-arduino-uno", "id": "uno" }], "connections": [] }',
  );
  expect((await opened.wakeful("check diagram.json")).out).toBe("diagram.json keeps all rules\n");
  const { code, err } = await opened.wakeful("check nowhere.json");
  expect({ code, err }).toMatchInlineSnapshot(`
    {
      "code": 2,
      "err": "error: the board nowhere.json cannot be read: there is no such file or folder
      way out: give a file that you may read
    ",
    }
  `);
});

test("a run tells warnings in a line each, before anything else", async () => {
  const opened = await withBoard(strange);
  const { code, err, out } = await opened.wakeful("run fw.wasm --for 1ms");
  expect(code).toBe(0);
  expect(out).toMatch(/^fw\.wasm on Arduino Uno/);
  expect(err).toMatchInlineSnapshot(`
    "diagram.json:5:5 warning: led1 never lights: its anode A is at GND [led-reversed]
    diagram.json:5:53 warning: "top" of led1 is among its attributes, where it places nothing [misplaced-coords]
    diagram.json:7:5 warning: r2 has no wire [redundant-parts]
    "
  `);
});

test("a run tells five warnings and how many more there are", async () => {
  const more = Array.from({ length: 9 }, (_, i) => `{ "type": "wokwi-led", "id": "l${i}" },`);
  const opened = await withBoard(strange.replace('"parts": [', `"parts": [${more.join("")}`));
  const { err } = await opened.wakeful("run fw.wasm --for 1ms");
  expect(err.split("\n").length).toBe(7);
  expect(err).toMatch(/\nand 7 more; `wakeful check diagram\.json` tells all\n$/);
});

test("parts that are not supported are listed, and keep a board from running", async () => {
  const opened = await withBoard(unsupported);
  const { code, err, out } = await opened.wakeful("run fw.wasm --for 1ms");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatchInlineSnapshot(`
    "error: diagram.json:5:15: cell1 is a "wokwi-hx711", which is not supported yet
    diagram.json:6:15: chip1 is a "chip-inverter", a chip of somebody's own, which is not supported yet
      way out: --ignore-unsupported goes on without such parts: their terminals are there and conduct nothing.
    "
  `);
});

test("with --ignore-unsupported it runs: their terminals are there and conduct nothing", async () => {
  const opened = await withBoard(unsupported);
  const { code, err, out } = await opened.wakeful(
    "run fw.wasm --for 1ms --json --ignore-unsupported",
  );
  expect(code).toBe(0);
  expect(err).toMatchInlineSnapshot(`
    "diagram.json:5:15 warning: cell1 is a "wokwi-hx711", which is not supported yet [unsupported-part]
    diagram.json:6:15 warning: chip1 is a "chip-inverter", a chip of somebody's own, which is not supported yet [unsupported-part]
    "
  `);
  const { leds, pins } = JSON.parse(out) as { leds: { on: boolean }[]; pins: { name: string }[] };
  expect(leds.map(({ on }) => on)).toEqual([true]);
  expect(pins.map(({ name }) => name)).toEqual(["D12", "D13"]);
});

test("--ignore-unsupported does not go on without a board, nor with a type that nobody knows", async () => {
  const opened = await withBoard(
    unsupported.replace("arduino-uno", "attiny85").replace("wokwi-led", "wokwi-lde"),
  );
  const { code, err } = await opened.wakeful("run fw.wasm --ignore-unsupported");
  expect(code).toBe(2);
  expect(err).toMatchInlineSnapshot(`
    "error: diagram.json:4:15: uno is a "wokwi-attiny85", a board that is not supported yet; docs/boards.md lists the boards
    diagram.json:7:15: led1 is of unknown type "wokwi-lde"; did you mean "wokwi-led"?
      way out: A diagram has one microcontroller board; docs/boards.md lists them. docs/simulator.md and docs/boards.md list the types.
    "
  `);
});

test("check with --ignore-unsupported of a module is wrong use", async () => {
  const opened = await withBoard(strange);
  const { code, err } = await opened.wakeful("check fw.wasm --ignore-unsupported");
  expect({ code, err }).toMatchInlineSnapshot(`
    {
      "code": 2,
      "err": "error: --ignore-unsupported is for a board
      way out: give a diagram.json, or leave it out
    ",
    }
  `);
});
