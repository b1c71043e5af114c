import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { BorderExports } from "../../../hal/generated/border.ts";
import { loadParts, type Parts } from "../../support/parts.ts";

interface Channel extends BorderExports {
  spawnReceiver(id: number): number;
  spawnSender(id: number, value: number): number;
  abort(handle: number): void;
  trySend(value: number): number;
  tryReceive(otherwise: number): number;
  length(): number;
  widths(rounds: number): number;
}

const NONE = 0xffffffff | 0;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/channel.firmware.ts");
});

function open(): { channel: Channel; take: () => string[] } {
  const events: string[] = [];
  const channel = parts.instantiate<Channel>(
    {},
    {
      received: (id: number, value: number) => void events.push(`${id} got ${value}`),
      sent: (id: number, value: number) => void events.push(`${id} sent ${value}`),
    },
  );
  channel.start();
  return { channel, take: () => events.splice(0) };
}

function settle(channel: Channel): void {
  while (channel.poll() === 0n);
}

test("values come out in the order in which they went in, and receivers wait in line", () => {
  const { channel, take } = open();
  for (const id of [1, 2, 3]) channel.spawnReceiver(id);
  settle(channel);
  for (const value of [10, 20]) expect(channel.trySend(value)).toBe(1);
  settle(channel);
  channel.trySend(30);
  settle(channel);
  expect(take()).toEqual(["1 got 10", "2 got 20", "3 got 30"]);
});

test("senders wait while it is full, and go on in line", () => {
  const { channel, take } = open();
  for (const id of [1, 2, 3, 4]) channel.spawnSender(id, id * 10);
  settle(channel);
  expect(take()).toEqual(["1 sent 10", "2 sent 20"]);
  expect([channel.trySend(99), channel.length()]).toEqual([0, 2]);
  expect(channel.tryReceive(NONE)).toBe(10);
  // The free place is kept for the sender who waits longest.
  expect(channel.trySend(99)).toBe(0);
  settle(channel);
  expect(take()).toEqual(["3 sent 30"]);
  expect([20, 30].map(() => channel.tryReceive(NONE))).toEqual([20, 30]);
});

test("what was promised to one who is gone goes to the next", () => {
  const { channel, take } = open();
  const [first] = [1, 2].map((id) => channel.spawnReceiver(id));
  settle(channel);
  channel.trySend(10);
  expect(channel.tryReceive(NONE)).toBe(NONE);
  channel.abort(first!);
  settle(channel);
  expect(take()).toEqual(["2 got 10"]);
});

test("values of other widths, around the end of the memory", () => {
  expect(open().channel.widths(40)).toBe(1);
});

test("no value is lost or doubled, whoever is cut off when", () => {
  const act = fc.oneof(
    fc.record({ do: fc.constantFrom("receive" as const, "send" as const, "settle" as const) }),
    fc.record({ do: fc.constant("abort" as const), which: fc.nat({ max: 9 }) }),
    fc.record({ do: fc.constantFrom("trySend" as const, "tryReceive" as const) }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40, size: "max" }), (acts) => {
      const { channel, take } = open();
      const handles: number[] = [];
      const inside = new Set<number>();
      let next = 1;
      let alive = 0;
      const put = (value: number): void => {
        expect(inside.has(value)).toBe(false);
        inside.add(value);
      };
      const got = (value: number): void => {
        expect(inside.delete(value), `value ${value} came out`).toBe(true);
      };
      const read = (): void => {
        // A value may be received in the same turn in which it is sent.
        const events = take().map((e) => e.split(" ") as [string, string, string]);
        for (const [, what, value] of events) if (what === "sent") put(Number(value));
        for (const [, what, value] of events) if (what === "got") got(Number(value));
        alive -= events.length;
      };
      for (const step of acts) {
        if (step.do === "receive" && alive < 8) {
          alive++;
          handles.push(channel.spawnReceiver(1));
        } else if (step.do === "send" && alive < 8) {
          alive++;
          handles.push(channel.spawnSender(1, next++));
        } else if (step.do === "settle") settle(channel);
        else if (step.do === "abort" && handles.length > 0) {
          settle(channel);
          read();
          channel.abort(handles[step.which % handles.length]!);
        } else if (step.do === "trySend") {
          settle(channel);
          read();
          if (channel.trySend(next) === 1) put(next);
          next++;
        } else if (step.do === "tryReceive") {
          settle(channel);
          read();
          const value = channel.tryReceive(NONE);
          if (value !== NONE) got(value);
        }
        if (alive >= 8) {
          settle(channel);
          read();
          for (const handle of handles.splice(0)) channel.abort(handle);
          settle(channel);
          read();
          alive = 0;
        }
      }
      for (const handle of handles) channel.abort(handle);
      settle(channel);
      read();
      for (let value = channel.tryReceive(NONE); value !== NONE;) {
        got(value);
        settle(channel);
        value = channel.tryReceive(NONE);
      }
      expect([...inside]).toEqual([]);
      expect(channel.length()).toBe(0);
    }),
  );
});
