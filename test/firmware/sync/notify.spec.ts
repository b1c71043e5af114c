import { beforeAll, test } from "vitest";
import { type Duelist, play } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import {
  select,
  Line,
  type PlainExecutor,
  type PlainFuture,
  until,
  Waiter,
} from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnListens(id: number): number;
  spawnTwice(id: number): number;
  notifyOne(): void;
  notifyAll(): void;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/notify.firmware.ts");
});

class PlainNotify {
  readonly line: Line;
  isSet = false;

  constructor(executor: PlainExecutor) {
    this.line = new Line(executor);
  }

  one(): void {
    if (!this.line.grantFirst("one")) this.isSet = true;
  }

  all(): void {
    this.line.grantAll("all");
  }

  notified(): PlainFuture {
    const waiter = new Waiter();
    return {
      poll: () => {
        if (this.line.has(waiter)) return false;
        if (waiter.takeAnswer()) return true;
        if (this.isSet) {
          this.isSet = false;
          return true;
        }
        this.line.add(waiter);
        return false;
      },
      drop: () => {
        if (this.line.remove(waiter) === "one") this.one();
      },
    };
  }
}

test("a notification wakes one, the longest waiting, is kept for the next, and outlives who was cut off", () => {
  play<Firmware, "listen" | "twice" | "one" | "all">(
    parts,
    ["listen", "twice", "one", "one", "all"],
    (duel) => {
      const notify = new PlainNotify(duel.executor);
      const { firmware } = duel;
      const acts = {
        listen: () =>
          duel.start(
            (id) => firmware.spawnListens(id),
            function* (id) {
              duel.tell(id, yield* select(duel.gates.of(id), notify.notified()));
            },
          ),
        twice: () =>
          duel.start(
            (id) => firmware.spawnTwice(id),
            function* (id) {
              for (const what of [2, 3]) {
                yield* until(notify.notified());
                duel.tell(id, what);
              }
            },
          ),
        one: () => {
          firmware.notifyOne();
          notify.one();
        },
        all: () => {
          firmware.notifyAll();
          notify.all();
        },
      };
      const gone = (): void => {
        acts.twice();
        duel.settle();
      };
      return { act: (name) => void acts[name](), gone };
    },
  );
});
