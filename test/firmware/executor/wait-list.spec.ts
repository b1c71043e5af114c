import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { BorderExports } from "../../../hal/generated/border.ts";
import { loadParts, type Parts } from "../../support/parts.ts";

interface List extends BorderExports {
  append(index: number): void;
  remove(index: number): number;
  grantFirst(): number;
  grantAll(): void;
  answer(index: number): number;
  first(): number;
  after(index: number): number;
  spawnWaits(id: number): number;
  abort(handle: number): void;
}

const LINKED = -1;
const IDLE = 0;
const GRANTED = 1;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/executor/wait-list.firmware.ts");
});

function open(): { list: List; take: () => string[] } {
  const events: string[] = [];
  const list = parts.instantiate<List>(
    {},
    {
      polled: (id: number, answer: number) =>
        void events.push(`poll ${id}${answer ? " granted" : ""}`),
    },
  );
  return { list, take: () => events.splice(0) };
}

function content(list: List): number[] {
  const found: number[] = [];
  for (let at = list.first(); at >= 0; at = list.after(at)) found.push(at);
  return found;
}

test("the longest waiting is granted first, and nobody is woken without a grant", () => {
  const { list, take } = open();
  for (const id of [1, 2, 3]) list.spawnWaits(id);
  list.poll();
  expect(take()).toEqual(["poll 1", "poll 2", "poll 3"]);
  list.grantFirst();
  list.poll();
  list.poll();
  expect(take()).toEqual(["poll 1 granted"]);
  list.grantAll();
  list.poll();
  expect(take()).toEqual(["poll 2 granted", "poll 3 granted"]);
});

test("a grant is handed on when the granted waiter is dropped before it is polled", () => {
  const { list, take } = open();
  const first = list.spawnWaits(1);
  list.spawnWaits(2);
  list.poll();
  take();
  list.grantFirst();
  list.abort(first);
  list.poll();
  expect(take()).toEqual(["poll 2 granted"]);
});

test("a cancelled waiter is unlinked, and the rest keep their order", () => {
  const { list, take } = open();
  list.spawnWaits(1);
  const second = list.spawnWaits(2);
  list.spawnWaits(3);
  list.poll();
  take();
  list.abort(second);
  list.grantAll();
  list.poll();
  expect(take()).toEqual(["poll 1 granted", "poll 3 granted"]);
});

test("agrees with a plain list for any appends, removals and grants", () => {
  const step = fc.oneof(
    fc.record({ append: fc.nat(15) }),
    fc.record({ remove: fc.nat(15) }),
    fc.constant("grantFirst" as const),
    fc.constant("grantAll" as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: "max" }), (steps) => {
      const { list } = open();
      const waiting: number[] = [];
      const answers = new Map<number, number>();
      for (const s of steps) {
        if (s === "grantFirst") {
          const granted = waiting.shift();
          expect(list.grantFirst()).toBe(granted === undefined ? 0 : 1);
          if (granted !== undefined) answers.set(granted, GRANTED);
        } else if (s === "grantAll") {
          for (const granted of waiting.splice(0)) answers.set(granted, GRANTED);
          list.grantAll();
        } else if ("append" in s) {
          if (waiting.includes(s.append)) continue;
          list.append(s.append);
          waiting.push(s.append);
        } else {
          const at = waiting.indexOf(s.remove);
          const held = at < 0 && answers.get(s.remove) === GRANTED;
          expect(list.remove(s.remove)).toBe(held ? 1 : 0);
          if (at >= 0) waiting.splice(at, 1);
          answers.set(s.remove, IDLE);
        }
        expect(content(list)).toEqual(waiting);
      }
      for (let i = 0; i < 16; i++) {
        expect(list.answer(i)).toBe(waiting.includes(i) ? LINKED : (answers.get(i) ?? IDLE));
      }
    }),
    { numRuns: 200 },
  );
});
