import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { BorderExports } from "../../../hal/generated/border.ts";
import { loadParts, type Parts } from "../../support/parts.ts";

interface Messages extends BorderExports {
  start1(kind: number, id: number, value: number): number;
  go(id: number): void;
  abort(handle: number): void;
  signalWith(value: number): void;
  resetSignal(): void;
  tryTake(): number;
  notifyOne(): void;
  notifyAll(): void;
  publish(value: number): void;
  closeNews(): void;
  setWatch(value: number): void;
  openOneshot(): number;
  reply(handle: number, value: number): number;
  closeReply(handle: number): void;
  closeActor(): void;
  closePipe(): void;
  forceSend(value: number): number;
  tryReceive(): number;
  clearPairs(): number;
  closePairs(): void;
  lengthOfPairs(): number;
  lostPairs(): number;
}

const Kind = {
  receives: 0,
  sends: 1,
  reserves: 2,
  waits: 3,
  listens: 4,
  follows: 5,
  watches: 6,
  asks: 7,
  receivesOne: 8,
  writes: 9,
  reads: 10,
  answers: 11,
} as const;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/messages.firmware.ts");
});

function open(): { m: Messages; take: () => [number, number][]; settle: () => void } {
  const events: [number, number][] = [];
  const m = parts.instantiate<Messages>(
    {},
    { got: (id: number, value: number) => void events.push([id, value]) },
  );
  m.start();
  const settle = (): void => {
    while (m.poll() === 0n);
  };
  return { m, take: () => events.splice(0), settle };
}

test("a channel loses and doubles nothing, whoever sends, reserves, overwrites, clears or is cut off", () => {
  const act = fc.record({
    do: fc.constantFrom(
      "receive" as const,
      "send" as const,
      "reserve" as const,
      "go" as const,
      "abort" as const,
      "force" as const,
      "take" as const,
      "clear" as const,
    ),
    n: fc.nat({ max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40, size: "max" }), fc.boolean(), (acts, closes) => {
      const { m, take, settle } = open();
      const alive = new Map<number, { handle: number; kind: number }>();
      const sent: number[] = [];
      const out: number[] = [];
      let dropped = 0;
      let next = 1;
      const read = (): void => {
        settle();
        const events = take();
        for (const [id, value] of events) {
          const kind = alive.get(id)!.kind;
          alive.delete(id);
          if (value < 0) continue;
          if (kind === Kind.receives) out.push(value);
          else sent.push(value);
        }
      };
      const begin = (kind: number): void => {
        const id = [...Array(10).keys()].find((i) => !alive.has(i));
        if (id === undefined) return;
        alive.set(id, { handle: m.start1(kind, id, next++), kind });
      };
      for (const { do: what, n } of acts) {
        if (what === "receive") begin(Kind.receives);
        else if (what === "send") begin(Kind.sends);
        else if (what === "reserve") begin(Kind.reserves);
        else if (what === "go") m.go(n);
        else if (what === "abort") {
          const [id, task] = [...alive][n % Math.max(1, alive.size)] ?? [];
          if (id !== undefined) {
            m.abort(task!.handle);
            alive.delete(id);
          }
        } else if (what === "force") {
          const before = m.lengthOfPairs();
          const value = next++;
          if (m.forceSend(value) === 1) sent.push(value);
          else if (m.lengthOfPairs() === before && before > 0) {
            sent.push(value);
            dropped++;
          }
        } else if (what === "take") {
          const value = m.tryReceive();
          if (value >= 0) out.push(value);
        } else dropped += m.clearPairs();
        read();
      }
      if (closes) m.closePairs();
      for (let i = 0; i < 10; i++) {
        m.go(i);
        read();
      }
      for (let value = m.tryReceive(); value >= 0; value = m.tryReceive()) {
        out.push(value);
        read();
      }
      for (let i = 0; i < 30 && m.lengthOfPairs() > 0; i++) {
        const value = m.tryReceive();
        if (value >= 0) out.push(value);
        read();
      }
      expect(new Set(out).size, "a value came twice").toBe(out.length);
      expect(out.filter((value) => !sent.includes(value))).toEqual([]);
      expect(sent.length - out.length, "values that are neither here nor there").toBe(dropped);
      if (closes) expect([...alive.values()]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("what a receiver gets after the end of a channel is nothing, and what was in it before", () => {
  const { m, take, settle } = open();
  for (const value of [1, 2]) m.forceSend(value);
  m.closePairs();
  for (const id of [0, 1, 2]) m.start1(Kind.receives, id, 0);
  m.start1(Kind.sends, 3, 9);
  settle();
  expect(take().sort()).toEqual([
    [0, 1],
    [1, 2],
    [2, -1],
    [3, -1],
  ]);
});

test("a full channel that is forced loses the oldest, and counts", () => {
  const { m } = open();
  const answers = [1, 2, 3, 4, 5].map((value) => m.forceSend(value));
  expect(answers).toEqual([1, 1, 1, 0, 0]);
  expect([m.lostPairs(), m.tryReceive(), m.tryReceive(), m.tryReceive()]).toEqual([2, 3, 4, 5]);
});

test("a signal gives each value to one, the longest waiting, and keeps the latest", () => {
  const act = fc.record({
    do: fc.constantFrom("wait", "signal", "signal", "reset", "take", "abort", "settle"),
    n: fc.nat({ max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40, size: "max" }), (acts) => {
      const { m, take, settle } = open();
      const waiting: { id: number; handle: number }[] = [];
      let held = -1;
      let next = 1;
      const read = (): void => {
        settle();
        for (const [id, value] of take()) {
          expect([id, value]).toEqual([waiting.shift()!.id, held]);
          held = -1;
        }
        expect(held < 0 || waiting.length === 0, "somebody was forgotten").toBe(true);
      };
      for (const { do: what, n } of acts) {
        if (what === "wait" && waiting.length < 9) {
          const id = [...Array(10).keys()].find((i) => waiting.every((w) => w.id !== i))!;
          waiting.push({ id, handle: m.start1(Kind.waits, id, 0) });
        } else if (what === "signal") m.signalWith((held = next++));
        else if (what === "reset") {
          read();
          m.resetSignal();
          held = -1;
        } else if (what === "take") {
          read();
          expect(m.tryTake()).toBe(held);
          held = -1;
        } else if (what === "abort" && waiting.length > 0) {
          settle();
          read();
          const [gone] = waiting.splice(n % Math.max(1, waiting.length), 1);
          if (gone) m.abort(gone.handle);
        }
        read();
      }
    }),
    { numRuns: 300 },
  );
});

test("a waiter that was promised a signal and is cut off passes it on", () => {
  const { m, take, settle } = open();
  const [first] = [0, 1].map((id) => m.start1(Kind.waits, id, 0));
  settle();
  m.signalWith(7);
  m.resetSignal();
  m.abort(first!);
  settle();
  expect(take()).toEqual([[1, 7]]);
});

test("reset does not throw a waiter away", () => {
  const { m, take, settle } = open();
  m.start1(Kind.waits, 0, 0);
  settle();
  m.resetSignal();
  m.signalWith(3);
  settle();
  expect(take()).toEqual([[0, 3]]);
});

test("two tasks that wait for one notification do not wake each other", () => {
  const { m, take, settle } = open();
  const [first] = [0, 1, 2].map((id) => m.start1(Kind.listens, id, 0));
  settle();
  expect(m.poll()).not.toBe(0n);
  m.notifyOne();
  m.abort(first!);
  settle();
  expect(take()).toEqual([[1, 0]]);
  m.notifyAll();
  settle();
  expect(take()).toEqual([[2, 0]]);
  m.notifyOne();
  m.notifyOne();
  for (const id of [3, 4]) m.start1(Kind.listens, id, 0);
  settle();
  expect(take()).toEqual([[3, 0]]);
});

test("a subscriber gets every value in order, or is told how many it missed", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 40, size: "max" }), (acts) => {
      const { m, take, settle } = open();
      const seen = [0, 0];
      const waits = [false, false];
      let sent = 0;
      for (const id of [0, 1]) m.start1(Kind.follows, id, 0);
      settle();
      expect(take()).toEqual([
        [0, -1],
        [1, -1],
      ]);
      const read = (): void => {
        settle();
        for (const [id, told] of take()) {
          const behind = sent - seen[id]!;
          const missed = Math.max(0, behind - 3);
          expect(told).toBe(missed * 1000 + seen[id]! + missed);
          seen[id]! += missed + 1;
          waits[id] = false;
        }
        for (const id of [0, 1]) if (waits[id]) expect(seen[id]).toBe(sent);
      };
      for (const n of acts) {
        if (n < 4) m.publish(sent++);
        else {
          waits[n - 4] = true;
          m.go(n - 4);
        }
        read();
      }
      m.closeNews();
      for (let i = 0; i < 10; i++) {
        for (const id of [0, 1]) m.go(id);
        settle();
      }
      expect(take().filter(([, told]) => told === -2)).toHaveLength(2);
    }),
  );
});

test("a watcher sees the latest value, once, and no older one", () => {
  const { m, take, settle } = open();
  m.setWatch(1);
  m.start1(Kind.watches, 0, 0);
  m.start1(Kind.watches, 1, 0);
  settle();
  for (const value of [2, 3]) m.setWatch(value);
  settle();
  m.go(0);
  settle();
  m.setWatch(4);
  m.go(1);
  settle();
  expect(take()).toEqual([
    [0, 1],
    [1, 1],
    [0, 3],
    [1, 4],
  ]);
});

test("an answer to an earlier question is refused", () => {
  const { m, take, settle } = open();
  const first = m.openOneshot();
  m.start1(Kind.receivesOne, 0, 0);
  settle();
  const second = m.openOneshot();
  expect(m.reply(first, 5)).toBe(0);
  settle();
  expect(take()).toEqual([]);
  expect([m.reply(second, 6), m.reply(second, 7)]).toEqual([1, 0]);
  settle();
  expect(take()).toEqual([[0, 6]]);
  const third = m.openOneshot();
  m.start1(Kind.receivesOne, 1, 0);
  m.closeReply(third);
  settle();
  expect(take()).toEqual([[1, -1]]);
});

test("an actor answers in order, and forgets the question of who went away", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 30, size: "max" }), (acts) => {
      const { m, take, settle } = open();
      m.start1(Kind.answers, 0, 0);
      let asking: { id: number; handle: number }[] = [];
      let count = 0;
      for (const n of acts) {
        if (n < 3 && asking.length < 9) {
          const id = count++ % 10;
          if (asking.every((a) => a.id !== id))
            asking.push({ id, handle: m.start1(Kind.asks, id, id) });
        } else if (n === 3 && asking.length > 0) {
          const [gone] = asking.splice(count % asking.length, 1);
          m.abort(gone!.handle);
        } else m.go(15);
        settle();
        for (const [id, answer] of take()) {
          expect([id, answer]).toEqual([asking[0]!.id, asking[0]!.id + 100]);
          asking = asking.slice(1);
        }
      }
      m.closeActor();
      settle();
      expect(take()).toEqual(asking.map(({ id }) => [id, -1]));
    }),
    { numRuns: 300 },
  );
});

test("bytes come through a pipe whole and in order, and no write is mixed with another", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 7 }),
      (counts, most) => {
        const { m, take, settle } = open();
        counts.forEach((count, id) => m.start1(Kind.writes, id, count));
        settle();
        m.start1(Kind.reads, 99, most);
        settle();
        m.closePipe();
        settle();
        const events = take();
        const bytes = events.filter(([id]) => id === 99).map(([, byte]) => byte);
        const expected = counts.flatMap((count, id) =>
          Array.from({ length: count }, (_, i) => id * 10 + i),
        );
        expect(bytes).toEqual([...expected, -1]);
        expect(events.filter(([id]) => id !== 99).sort((a, b) => a[0] - b[0])).toEqual(
          counts.map((count, id) => [id, count]),
        );
      },
    ),
  );
});
