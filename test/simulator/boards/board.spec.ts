import { expect, test } from "vitest";
import { assembleBoard } from "../../../simulator/boards/assemble.ts";
import { bareBoard } from "../../../simulator/core/board.ts";
import { nearestName } from "../../../simulator/core/nearest.ts";
import { partDefinitions } from "../../../simulator/parts/all.ts";
import { partTypes } from "../../../simulator/parts/registry.ts";

test("the bare board has pins 0 to 39 and nothing else", () => {
  const { pins, parts, connections } = bareBoard();
  expect(pins.map(({ logical, label }) => [logical, label])).toEqual(
    Array.from({ length: 40 }, (_, n) => [n, `D${n}`]),
  );
  expect([parts, connections]).toEqual([[], []]);
});

test("a part of unknown type is refused with the nearest name", () => {
  expect(() =>
    assembleBoard([{ id: "d", type: "wokwi-lead", attrs: {} }], []),
  ).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: d is of unknown type "wokwi-lead"; did you mean "wokwi-led"?]`,
  );
});

test("the registry names each type once, and what is inside a part lies between its terminals", () => {
  expect(new Set(partTypes).size).toBe(partTypes.length);
  for (const part of partDefinitions) {
    const { joins = [], resistors = [], switches = [], ground = [], supply = [] } = part.inside({});
    const ends = [
      ...joins.flat(),
      ...[...resistors, ...switches].flatMap(({ a, b }) => [a, b]),
      ...ground,
      ...supply,
      ...(part.board?.pins ?? []).flatMap(({ terminals }) => terminals),
    ];
    for (const end of ends) expect(part.terminals, part.types[0]).toContain(end);
    expect(new Set(part.terminals).size).toBe(part.terminals.length);
  }
});

test.each([
  ["btn1", ["BTN1", "BTN2"], "BTN1"],
  ["colour", ["color", "label"], "color"],
  ["zzz", ["led1"], undefined],
])("nearest to %s", (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

test.each(partDefinitions.flatMap(({ board }) => board ?? []))(
  "the buses of the $name are at pins that it has, two signals at no pin",
  ({ pins, functions }) => {
    const numbers = pins.map(({ logical }) => logical);
    for (const bus of Object.values(functions)) {
      const used = bus.flatMap((signals: object) => Object.values<number>({ ...signals }));
      expect(new Set(used).size).toBe(used.length);
      for (const pin of used) expect(numbers).toContain(pin);
    }
  },
);
