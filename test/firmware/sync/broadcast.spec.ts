import { beforeAll, test } from "vitest";
import { type Duelist, play, SECOND } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  Line,
  type PlainExecutor,
  type PlainFuture,
  select,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnDawdles(id: number): number;
  spawnFollows(id: number): number;
  publish(value: number): void;
  close(): void;
}

const CAPACITY = 3;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/broadcast.firmware.ts");
});

/** Keeps all values for ever; only those who are behind may not see the old ones. */
class PlainBroadcast {
  readonly #line: Line;
  readonly sent: number[] = [];
  isClosed = false;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  publish(value: number): void {
    if (this.isClosed) return;
    this.sent.push(value);
    this.#line.grantAll();
  }

  close(): void {
    this.isClosed = true;
    this.#line.grantAll();
  }

  next(mine: { seen: number }): PlainFuture & { value: number | undefined; missed: number } {
    const waiter = new Waiter();
    const next = {
      value: undefined as number | undefined,
      missed: 0,
      poll: () => {
        if (this.#line.has(waiter)) return false;
        const at = Math.max(mine.seen, this.sent.length - CAPACITY);
        next.value = this.sent[at];
        next.missed = at - mine.seen;
        if (next.value === undefined) {
          if (!this.isClosed) this.#line.add(waiter);
          return this.isClosed;
        }
        mine.seen = at + 1;
        return true;
      },
      drop: () => void this.#line.remove(waiter),
    };
    return next;
  }
}

test("each subscriber gets every value in order, or is told how many it missed, up to the end", () => {
  play<Firmware, "dawdle" | "follow" | "publish" | "close">(
    parts,
    ["dawdle", "dawdle", "follow", "publish", "publish", "publish", "close"],
    (duel) => {
      const { firmware } = duel;
      const news = new PlainBroadcast(duel.executor);
      let last = 0;
      let closings = 0;
      const acts = {
        dawdle: () =>
          duel.start(
            (id) => firmware.spawnDawdles(id),
            function* (id) {
              const mine = { seen: news.sent.length };
              for (;;) {
                yield* until(duel.gates.of(id));
                const next = news.next(mine);
                const which = yield* select(duel.gates.of(id + SECOND), next);
                if (which === 0) duel.tell(id, news.sent.length - mine.seen, 0);
                else if (next.value === undefined) break;
                else duel.tell(id, next.missed, next.value);
              }
              duel.tell(id, 0, -1);
            },
          ),
        follow: () =>
          duel.start(
            (id) => firmware.spawnFollows(id),
            function* (id) {
              const mine = { seen: news.sent.length };
              const next = news.next(mine);
              for (;;) {
                yield* until(next);
                if (next.value === undefined) break;
                duel.tell(id, news.sent.length - mine.seen, next.value);
              }
              duel.tell(id, 0, -1);
            },
          ),
        publish: () => {
          firmware.publish(++last);
          news.publish(last);
        },
        // Only the third one counts, or most runs would be over soon.
        close: () => {
          if (++closings < 3) return;
          firmware.close();
          news.close();
        },
      };
      const gone = (): void => {
        acts.follow();
        duel.settle();
        acts.publish();
        duel.settle();
        for (let i = 0; i < 3; i++) acts.close();
        duel.settle();
      };
      return { act: (name) => void acts[name](), gone };
    },
  );
});
