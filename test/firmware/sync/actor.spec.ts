import { beforeAll, test } from "vitest";
import { type Duelist, play, SECOND, type Started } from "../../support/duel.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { Line, type PlainExecutor, type PlainFuture, select, Waiter } from "../../support/plain.ts";

interface Firmware extends Duelist {
  spawnAsks(id: number, question: number): number;
  spawnServes(id: number): number;
  close(): void;
}

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/sync/actor.firmware.ts");
});

class Question extends Waiter {
  result = 0;

  constructor(readonly text: number) {
    super();
  }
}

class PlainActor {
  readonly #asking: Line;
  readonly #idle: Line;
  /** The question at hand; it stays in line until it is answered. */
  #serving: Question | undefined;
  isClosed = false;

  constructor(executor: PlainExecutor) {
    this.#asking = new Line(executor);
    this.#idle = new Line(executor);
  }

  #answer(question: Question, result: number): void {
    question.result = result;
    this.#asking.grant(question);
  }

  reply(answer: number): boolean {
    if (!this.#serving) return false;
    this.#answer(this.#serving, answer);
    this.#serving = undefined;
    return true;
  }

  close(): void {
    this.isClosed = true;
    this.#serving = undefined;
    for (const question of [...this.#asking.waiters]) this.#answer(question as Question, -1);
    this.#idle.grantAll();
  }

  ask(text: number): PlainFuture & { result: number } {
    const question = new Question(text);
    return {
      get result() {
        return question.result;
      },
      poll: () => {
        if (this.#asking.has(question)) return false;
        if (question.answer) return true;
        if (this.isClosed) {
          question.result = -1;
          return true;
        }
        this.#asking.add(question);
        this.#idle.grantAll();
        return false;
      },
      drop: () => {
        if (this.#serving === question) this.#serving = undefined;
        this.#asking.remove(question);
      },
    };
  }

  next(): PlainFuture & { question: number | undefined } {
    const waiter = new Waiter();
    const next = {
      question: undefined as number | undefined,
      poll: () => {
        if (this.#idle.has(waiter)) return false;
        if (this.#serving) this.#answer(this.#serving, -1);
        this.#serving = this.#asking.waiters[0] as Question | undefined;
        next.question = this.#serving?.text;
        if (this.#serving || this.isClosed) return true;
        this.#idle.add(waiter);
        return false;
      },
      drop: () => void this.#idle.remove(waiter),
    };
    return next;
  }
}

test("questions are answered in order, each once; those of who is gone are forgotten", () => {
  play<Firmware, "ask" | "serve" | "close">(
    parts,
    ["ask", "ask", "ask", "serve", "serve", "close"],
    (duel) => {
      const { firmware } = duel;
      const actor = new PlainActor(duel.executor);
      let server: Started | undefined;
      let asked = 0;
      let closings = 0;
      const acts = {
        ask: () => {
          const text = ++asked;
          duel.start(
            (id) => firmware.spawnAsks(id, text),
            function* (id) {
              const answer = actor.ask(text);
              const which = yield* select(duel.gates.of(id), answer);
              duel.tell(id, which === 0 ? 0 : answer.result);
            },
          );
        },
        serve: () => {
          if (server?.task.isAlive) return;
          server = duel.start(
            (id) => firmware.spawnServes(id),
            function* (id) {
              for (;;) {
                const next = actor.next();
                if ((yield* select(duel.gates.of(id + SECOND), next)) === 0) {
                  duel.tell(id, 0);
                  continue;
                }
                if (next.question === undefined) break;
                duel.tell(id, next.question);
                const gates = [duel.gates.of(id + SECOND), duel.gates.of(id)];
                if ((yield* select(...gates)) === 0) continue;
                duel.tell(id, actor.reply(next.question + 1000) ? -2 : -3);
              }
              duel.tell(id, -1);
            },
          );
        },
        // Only the fourth one counts, or most runs would be over soon.
        close: () => {
          if (++closings < 4) return;
          firmware.close();
          actor.close();
        },
      };
      const gone = (): void => {
        acts.ask();
        acts.serve();
        duel.settle();
        for (let i = 0; i < 4; i++) acts.close();
        duel.settle();
      };
      return { act: (name) => void acts[name](), gone };
    },
  );
});
