/** Looks out for tasks that wait for each other while the rest of the firmware goes on. */
import { futureLayouts } from "../../hal/border/layouts.ts";
import type { SideTable } from "../../hal/border/side-table.ts";
import type { Diagnostic } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { millis } from "../core/time.ts";
import { describeCircle } from "./circle.ts";
import { CIRCLE_HINT } from "./deadlock.ts";
import { WaitReader } from "./waits.ts";

/** A circle stays, so it need not be looked for at each sleep. */
const INTERVAL = millis(10);

export interface CircleWatchState {
  readonly next: bigint;
  readonly told: readonly string[];
}

export class CircleWatch implements Snapshotted<CircleWatchState> {
  readonly #table: SideTable;
  readonly #memory: () => WebAssembly.Memory;
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #isPossible: boolean;
  #next = 0n;
  #told: readonly string[] = [];

  constructor(
    table: SideTable,
    memory: () => WebAssembly.Memory,
    report: (diagnostic: Diagnostic) => void,
  ) {
    this.#table = table;
    this.#memory = memory;
    this.#report = report;
    const types = [
      ...table.frames.flatMap(({ awaits }) => awaits.flatMap(({ keeps }) => keeps)),
      ...table.tasks.flatMap(({ parts }) => parts),
    ];
    this.#isPossible = types.some(({ type }) => futureLayouts[type]?.holds === true);
  }

  /** The circle there is now. */
  find(): string | undefined {
    return describeCircle(new WaitReader(this.#memory(), this.#table));
  }

  /** The processor goes to sleep, and will wake. */
  onSleep(now: bigint): void {
    if (!this.#isPossible || now < this.#next) return;
    this.#next = now + INTERVAL;
    const circle = this.find();
    if (circle === undefined || this.#told.includes(circle)) return;
    this.#told = [...this.#told, circle];
    this.#report({
      severity: "warning",
      code: "circular-wait",
      time: now,
      message: `tasks wait for each other for ever: ${circle}; others go on`,
      hint: CIRCLE_HINT,
    });
  }

  save(): CircleWatchState {
    return { next: this.#next, told: this.#told };
  }

  restore({ next, told }: CircleWatchState): void {
    this.#next = next;
    this.#told = told;
  }
}
