/** Published diagrams with one thing wrong each, and what is said of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DiagramError, parseDiagram } from "../../../simulator/boards/diagram.ts";
import { projectRoot } from "../../support/parts.ts";

/** What is said of a published diagram in which `from` became `to`. */
function errorOf(name: string, from: string | RegExp, to: string): string {
  const path = join(projectRoot, "test/simulator/boards/published", `${name}.json`);
  const text = readFileSync(path, "utf8");
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  try {
    parseDiagram(changed, "d.json");
  } catch (error) {
    if (error instanceof DiagramError) return error.message;
    throw error;
  }
  return "no error";
}

test("1: a comma that is missing", () => {
  expect(
    errorOf("uno-blink-breadboard", '"black", [ "v0" ] ],', '"black", [ "v0" ] ]'),
  ).toMatchInlineSnapshot(`"d.json:13:5: not valid JSON: comma expected"`);
});

test("2: a comma too many", () => {
  expect(
    errorOf("uno-by-hand", '["button:2.r", "uno:GND.3"]', '["button:2.r", "uno:GND.3"],'),
  ).toMatchInlineSnapshot(`"d.json:15:3: not valid JSON: value expected"`);
});

test("3: a file that ends in its middle", () => {
  expect(errorOf("esp32-blink", /"connections"[^]*/, "")).toMatchInlineSnapshot(`
    "d.json:10:3: not valid JSON: property name expected
    d.json:10:3: not valid JSON: value expected
    d.json:10:3: not valid JSON: close brace expected"
  `);
});

test("4: a version that there is not yet", () => {
  expect(errorOf("nano-traffic-light", '"version": 1', '"version": 2')).toMatchInlineSnapshot(
    `"d.json:2:14: "version" of the diagram should be 1"`,
  );
});

test("5: a version that is a text", () => {
  expect(errorOf("nano-traffic-light", '"version": 1', '"version": "1"')).toMatchInlineSnapshot(
    `"d.json:2:14: "version" of the diagram should be 1"`,
  );
});

test("6: a section under a wrong name", () => {
  expect(errorOf("pico-rgb", '"connections"', '"connection"')).toMatchInlineSnapshot(`
    "d.json:1:1: the diagram has no "connections"
    d.json:14:3: unknown key "connection" in the diagram; did you mean "connections"?"
  `);
});

test("7: a part without a type", () => {
  expect(errorOf("uno-by-hand", '"type": "wokwi-led", ', "")).toMatchInlineSnapshot(
    `"d.json:5:5: lamp-1 has no "type""`,
  );
});

test("8: a type with a slip of the pen", () => {
  expect(errorOf("uno-by-hand", "wokwi-resistor", "wokwi-resister")).toMatchInlineSnapshot(
    `"d.json:6:27: r_1 is of unknown type "wokwi-resister"; did you mean "wokwi-resistor"?"`,
  );
});

test("9: a type without its wokwi-", () => {
  expect(errorOf("uno-by-hand", "wokwi-pushbutton", "pushbutton")).toMatchInlineSnapshot(
    `"d.json:7:30: button is of unknown type "pushbutton"; did you mean "wokwi-pushbutton"?"`,
  );
});

test("10: a part that is not supported, and a chip of somebody's own", () => {
  const two = '"type": "wokwi-hx711"}, {"id": "c1", "type": "chip-inverter"';
  expect(errorOf("uno-by-hand", '"type": "wokwi-resistor"', two)).toMatchInlineSnapshot(`
    "d.json:6:27: r_1 is a "wokwi-hx711", which is not supported yet
    d.json:6:64: c1 is a "chip-inverter", a chip of somebody's own, which is not supported yet"
  `);
});

test("11: a microcontroller that is not supported", () => {
  expect(
    errorOf("esp32-blink", "board-esp32-devkit-c-v4", "board-esp32-c3-devkitm-1"),
  ).toMatchInlineSnapshot(
    `"d.json:6:15: esp is a "board-esp32-c3-devkitm-1", a board that is not supported yet; docs/boards.md lists the boards"`,
  );
});

test("12: x and y in place of left and top", () => {
  expect(errorOf("mega-lights", '"top": 0.6, "left": 5.4', '"y": 0.6, "x": 5.4'))
    .toMatchInlineSnapshot(`
    "d.json:6:51: "y" of mega should be "top"
    d.json:6:61: "x" of mega should be "left""
  `);
});

test("13: an attribute with a slip of the pen", () => {
  expect(errorOf("nano-traffic-light", '"color": "red"', '"colour": "red"')).toMatchInlineSnapshot(
    `"d.json:7:77: unknown attribute "colour" in red; did you mean "color"?"`,
  );
});

test("14: ohms as they are written in a schematic", () => {
  expect(
    errorOf("uno-button-pull-down", '"value": "10000"', '"value": "10k Ω"'),
  ).toMatchInlineSnapshot(
    `"d.json:9:106: "value" of r1 should be ohms such as "220", "4.7k" or "1M", more than 0"`,
  );
});

test("15: an attribute that is a number", () => {
  expect(errorOf("esp32-v1-button", '"value": "100"', '"value": 100')).toMatchInlineSnapshot(
    `"d.json:9:102: "value" of r1 should be a string"`,
  );
});

test("16: one id for two parts", () => {
  expect(errorOf("pico-rgb", '"id": "r2"', '"id": "r1"')).toMatchInlineSnapshot(`
    "d.json:11:39: the id "r1" is given twice
    d.json:19:20: no part "r2"; did you mean "r"?
    d.json:20:7: no part "r2"; did you mean "r"?"
  `);
});

test("17: a wire to a part that is not there", () => {
  expect(errorOf("mega-lights", '"left:C"', '"led:C"')).toMatchInlineSnapshot(
    `"d.json:21:7: no part "led"; did you mean "left"?"`,
  );
});

test("18: a wire to a terminal as another board prints it", () => {
  expect(errorOf("esp32-v1-button", "esp:D5", "esp:5")).toMatchInlineSnapshot(
    `"d.json:16:7: esp has no terminal "5"; did you mean "D5"?"`,
  );
});

test("19: a hole that the breadboard has not", () => {
  expect(errorOf("pico-w-mini-breadboard", "bb1:17b.j", "bb1:18b.j")).toMatchInlineSnapshot(
    `"d.json:17:20: bb1 has no terminal "18b.j"; its columns are 1t.a to 17t.e and 1b.f to 17b.j"`,
  );
});

test("20: a wire with one end", () => {
  expect(errorOf("uno-by-hand", '["uno:A4.2", "r_1:1"]', '["uno:A4.2"]')).toMatchInlineSnapshot(
    `"d.json:10:5: connection 1 has fewer than 2 elements"`,
  );
});

test("21: a terminal without its part, and a wire that is no list", () => {
  expect(errorOf("uno-by-hand", '["uno:A4.2", "r_1:1"]', '["A4", "r_1:1"]')).toMatchInlineSnapshot(
    `"d.json:10:6: "A4" should name a part and its terminal, such as "uno:13""`,
  );
  expect(errorOf("uno-by-hand", '["uno:A4.2", "r_1:1"]', '"uno:A4.2 r_1:1"')).toMatchInlineSnapshot(
    `"d.json:10:5: connection 1 should be an array"`,
  );
});

test("22: two boards", () => {
  expect(errorOf("uno-by-hand", '"wokwi-led"', '"wokwi-pi-pico"')).toMatchInlineSnapshot(`
    "d.json:5:30: lamp-1 is a second microcontroller board, beside uno
    d.json:5:57: unknown attribute "color" in lamp-1; known are env, builder, version, fullBoot, frequency, cpuFrequency, flashSize, psramSize, serialInterface
    d.json:11:15: lamp-1 has no terminal "A"; docs/boards.md and docs/simulator.md list them
    d.json:12:6: lamp-1 has no terminal "C"; docs/boards.md and docs/simulator.md list them"
  `);
});
