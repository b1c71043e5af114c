import { beforeAll, expect, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { lent, type PlainExecutor, PlainSleep, select, until } from "../../support/plain.ts";
import { PlainChannel, type PlainStream } from "../../support/plain-channel.ts";

interface Firmware extends Duelist {
  spawnFollows(id: number, kind: number, waits: number): number;
  send(isRight: number, value: number): number;
  close(isRight: number): void;
}

const SPAN = 20n;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/future/stream-model.firmware.ts");
});

/** The values for which `change` gives one; after `most` of them it ends. */
function changed(
  of: PlainStream,
  change: (value: number) => number | undefined,
  most = Infinity,
): PlainStream {
  let count = 0;
  const stream: PlainStream = {
    value: undefined,
    poll: () => {
      stream.value = undefined;
      if (count === most) return true;
      while (of.poll()) {
        if (of.value === undefined) return true;
        stream.value = change(of.value);
        if (stream.value === undefined) continue;
        count++;
        return true;
      }
      return false;
    },
    drop: () => of.drop(),
  };
  return stream;
}

function merged(a: PlainStream, b: PlainStream): PlainStream {
  // Who had the last value comes last.
  let order = [a, b];
  const stream: PlainStream = {
    value: undefined,
    poll: () => {
      for (const one of [...order]) {
        if (!one.poll()) continue;
        stream.value = one.value;
        order = order.filter((other) => other !== one);
        if (one.value === undefined) continue;
        order.push(one);
        return true;
      }
      stream.value = undefined;
      return order.length === 0;
    },
    drop: () => {
      a.drop();
      b.drop();
    },
  };
  return stream;
}

function debounced(executor: PlainExecutor, of: PlainStream): PlainStream {
  const timer = new PlainSleep(executor, 0n);
  let last: number | undefined;
  let hasEnded = false;
  const stream: PlainStream = {
    value: undefined,
    poll: () => {
      while (!hasEnded && of.poll()) {
        timer.drop();
        if (of.value === undefined) hasEnded = true;
        else last = of.value;
        timer.deadline = executor.time + SPAN;
      }
      stream.value = undefined;
      if (last === undefined || !(hasEnded || timer.poll())) return hasEnded;
      [stream.value, last] = [last, undefined];
      return true;
    },
    drop: () => {
      timer.drop();
      of.drop();
    },
  };
  return stream;
}

type Make = (executor: PlainExecutor, left: PlainChannel, right: PlainChannel) => PlainStream;

const streams: [string, Make][] = [
  [
    "filter, map and take",
    (_, left) => changed(left.receive(), (n) => (n % 2 === 0 ? n + 1000 : undefined), 3),
  ],
  ["merge", (_, left, right) => merged(left.receive(), right.receive())],
  [
    "throttle",
    (executor, left) => {
      let opens = 0n;
      return changed(left.receive(), (value) => {
        if (executor.time < opens) return undefined;
        opens = executor.time + SPAN;
        return value;
      });
    },
  ],
  ["debounce", (executor, left) => debounced(executor, left.receive())],
];

test.each(streams)("%s: nothing is lost with a wait that is cut off, nor kept", (name, make) => {
  const kind = streams.findIndex(([other]) => other === name);
  play<Firmware, "follow" | "wait" | "left" | "right" | "late" | "close">(
    parts,
    ["follow", "follow", "wait", "left", "left", "left", "right", "late", "late", "close"],
    (duel) => {
      const { executor, firmware } = duel;
      const channels = [new PlainChannel(executor, 4), new PlainChannel(executor, 4)] as const;
      let next = 1;
      let closings = 0;
      const start = (waits: boolean): void => {
        duel.start(
          (id) => firmware.spawnFollows(id, kind, waits ? 1 : 0),
          function* (id) {
            const stream = make(executor, ...channels);
            try {
              for (;;) {
                const which = yield* select(duel.gates.of(id + SECOND), lent(stream));
                if (which === 1 && stream.value === undefined) break;
                duel.tell(id, which === 0 ? 0 : stream.value!);
                if (which === 1 && waits) yield* until(duel.gates.of(id));
              }
              duel.tell(id, -1);
            } finally {
              stream.drop();
            }
          },
        );
      };
      const send = (isRight: 0 | 1): void => {
        const value = next++;
        expect(firmware.send(isRight, value)).toBe(channels[isRight].trySend(value) ? 1 : 0);
      };
      const acts = {
        follow: () => start(false),
        wait: () => start(true),
        left: () => send(0),
        right: () => send(1),
        late: (n: number) => void (executor.time += BigInt(n)),
        // Only the fourth one counts for each, or most runs would be over soon.
        close: () => {
          const isRight = ++closings % 2;
          if (closings < 7) return;
          firmware.close(isRight);
          channels[isRight]!.close();
        },
      };
      const gone = (): void => {
        start(false);
        duel.settle();
        send(0);
        executor.time += 100n;
        duel.settle();
        for (let i = 0; i < 8; i++) acts.close();
        duel.settle();
      };
      return { act: (act, n) => acts[act](n), gone };
    },
  );
});
