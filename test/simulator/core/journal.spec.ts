import fc from "fast-check";
import { expect, test } from "vitest";
import { Journal, type JournalState } from "../../../simulator/core/journal.ts";

test("a journal goes back to any moment that was kept, whatever came after it", () => {
  const command = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("push" as const), by: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("save" as const), by: fc.nat(0) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("restore" as const), by: fc.nat(99) }) },
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      const journal = new Journal<number>();
      let model: number[] = [];
      const kept: { state: JournalState<number>; items: number[] }[] = [];
      let next = 0;
      for (const { kind, by } of commands) {
        if (kind === "push") {
          for (let i = 0; i <= by; i++) {
            model.push(next);
            journal.push(next++);
          }
        } else if (kind === "save") {
          kept.push({ state: journal.save(), items: [...model] });
        } else if (kept.length > 0) {
          const { state, items } = kept[by % kept.length]!;
          journal.restore(state);
          model = [...items];
        }
        expect(journal.items).toEqual(model);
      }
    }),
    { numRuns: 1000 },
  );
});

test("going back again and again copies nothing: the list is cut where it is", () => {
  const journal = new Journal<number>();
  journal.push(1);
  const early = journal.save();
  journal.push(2);
  const late = journal.save();
  journal.restore(early);
  const { items } = journal;
  for (let i = 0; i < 3; i++) {
    journal.push(i);
    journal.restore(early);
    expect(journal.items).toBe(items);
  }
  journal.restore(late);
  expect(journal.items).toEqual([1, 2]);
});

test("a journal that forgets keeps the newest items, and those that a snapshot needs", () => {
  const journal = new Journal<number>(3);
  for (let i = 0; i < 5; i++) journal.push(i);
  const early = journal.save();
  for (let i = 5; i < 100; i++) journal.push(i);
  expect(journal.items.length).toBeLessThanOrEqual(6);
  expect(journal.items.slice(-3)).toEqual([97, 98, 99]);
  journal.restore(early);
  expect(journal.items).toEqual([0, 1, 2, 3, 4]);
  for (let i = 5; i < 8; i++) journal.push(i);
  expect(journal.items).toEqual([3, 4, 5, 6, 7]);
});
