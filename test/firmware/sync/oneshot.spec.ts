import { beforeAll, expect, test } from "vitest";
import { type Duelist, play } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { Line, type PlainExecutor, type PlainFuture, select, Waiter } from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnReceives(id: number): number;
  ask(): number;
  isOpen(reply: number): number;
  send(reply: number, value: number): number;
  close(reply: number): void;
  isDone(): number;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/oneshot.firmware.ts");
});

class PlainOneshot {
  readonly #line: Line;
  /** The question that may still be answered; questions are numbered. */
  expected = 0;
  /** The answer that nobody has taken: -1 says that none will come. */
  answer: number | undefined;
  /** Whether one who waited was woken to take the answer. */
  isPromised = false;
  asked = 0;

  constructor(executor: PlainExecutor) {
    this.#line = new Line(executor);
  }

  ask(): void {
    this.expected = ++this.asked;
    this.answer = undefined;
  }

  reply(question: number, answer: number): boolean {
    if (question !== this.expected) return false;
    this.expected = 0;
    this.answer = answer;
    this.#settle();
    return true;
  }

  get isDone(): boolean {
    return this.answer !== undefined && !this.isPromised;
  }

  #settle(): void {
    if (this.isDone) this.isPromised = this.#line.grantFirst();
  }

  receive(): PlainFuture & { value: number } {
    const waiter = new Waiter();
    const received = {
      value: 0,
      poll: () => {
        if (this.#line.has(waiter)) return false;
        if (waiter.takeAnswer()) this.isPromised = false;
        if (!this.isDone) {
          this.#line.add(waiter);
          return false;
        }
        received.value = this.answer!;
        this.answer = undefined;
        return true;
      },
      drop: () => {
        if (!this.#line.remove(waiter)) return;
        this.isPromised = false;
        this.#settle();
      },
    };
    return received;
  }
}

test("an answer is got once, by who waited longest, if it is to the last question", () => {
  play<Firmware, "receive" | "ask" | "send" | "sendOld" | "close" | "closeOld">(
    parts,
    ["receive", "receive", "ask", "send", "send", "sendOld", "close", "closeOld"],
    (duel) => {
      const { firmware } = duel;
      const oneshot = new PlainOneshot(duel.executor);
      const replies: number[] = [];
      let last = 0;
      const send = (question: number): void => {
        if (!replies[question - 1]) return;
        const isTaken = oneshot.reply(question, ++last);
        expect(firmware.send(replies[question - 1]!, last)).toBe(isTaken ? 1 : 0);
        expect(firmware.isOpen(replies[question - 1]!)).toBe(0);
      };
      const close = (question: number): void => {
        if (!replies[question - 1]) return;
        oneshot.reply(question, -1);
        firmware.close(replies[question - 1]!);
      };
      const acts = {
        receive: () =>
          duel.start(
            (id) => firmware.spawnReceives(id),
            function* (id) {
              const answer = oneshot.receive();
              const which = yield* select(duel.gates.of(id), answer);
              duel.tell(id, which === 0 ? 0 : answer.value);
            },
          ),
        ask: () => {
          oneshot.ask();
          replies.push(firmware.ask());
        },
        send: () => send(replies.length),
        sendOld: (n: number) => send(n),
        close: () => close(replies.length),
        closeOld: (n: number) => close(n),
      };
      return {
        act: (name, n) => {
          acts[name](n);
          expect(firmware.isDone()).toBe(oneshot.isDone ? 1 : 0);
        },
        gone: () => {
          acts.receive();
          duel.settle();
          acts.ask();
          acts.send();
          duel.settle();
        },
      };
    },
  );
});
