/** The tables of parts in docs/simulator.md and docs/boards.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { partDefinitions } from "../../simulator/parts/all.ts";
import { projectRoot } from "../support/parts.ts";

/** The names in a cell: `GND.1` to `GND.3` are three. */
function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`(?: to `([^`]+)`)?/g)].flatMap(([, first, last]) => {
    if (last === undefined) return [first!];
    const [, stem, from, tail] = /^(\D*)(\d+)(\D*)$/.exec(first!)!;
    const count = Number(/\d+/.exec(last)![0]) - Number(from) + 1;
    return Array.from({ length: count }, (_, i) => `${stem}${Number(from) + i}${tail}`);
  });
}

test("the pages list all parts with their terminals and attributes", () => {
  const read = (page: string): string => readFileSync(join(projectRoot, page), "utf8");
  const text = read("docs/simulator.md") + read("docs/boards.md");
  // Three columns: the table of the boards' pins has more.
  const rows = [
    ...text.matchAll(/^\| (`(?:wokwi|board|wakeful)-[^|]+)\|([^|]+)\|([^|]+)\|$/gm),
  ].map((row) => row.slice(1).map((cell) => names(cell)));
  const sorted = (list: readonly string[]): string[] => [...list].sort();
  const byType = new Map(rows.map((row) => [row[0]!.join(), row]));
  expect([...byType.keys()].sort()).toEqual(
    partDefinitions.map(({ types }) => types.join()).sort(),
  );
  for (const part of partDefinitions) {
    const row = byType.get(part.types.join())!;
    expect(sorted(row[1]!), part.types[0]).toEqual(sorted(part.terminals));
    expect(Object.keys(part.attrs.shape), part.types[0]).toEqual(expect.arrayContaining(row[2]!));
  }
});

test("each part tells what its figures were checked against, or has none", () => {
  const unfounded = partDefinitions.filter(({ figures }) => {
    if (figures === null) return false;
    const { source, checked = "", unchecked = "" } = figures;
    return source === "" || `${checked}${unchecked}` === "";
  });
  expect(unfounded.map(({ types }) => types[0])).toEqual([]);
  const none = partDefinitions.filter(({ figures }) => figures === null);
  expect(none.map(({ types }) => types[0]!.replace("wokwi-", "")).join(", ")).toMatchInlineSnapshot(
    `"breadboard, breadboard-half, breadboard-mini, buzzer, text, logo, junction, led-bar-graph, potentiometer, slide-potentiometer, vcc, gnd, resistor, rgb-led, 7segment"`,
  );
});
