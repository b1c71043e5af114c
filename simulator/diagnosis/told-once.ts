/** Diagnostics of one kind that are told once for each place, and go on counting there. */
import type { Diagnostic } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";

/** What was found at one place. Times are in nanoseconds. */
export interface Found {
  count: number;
  longest: bigint;
  /** When the longest began. */
  time: bigint;
  /** More about the longest, in words. */
  detail: string;
}

export interface Kind {
  readonly code: string;
  /** The way out. */
  readonly hint: string;
  message(who: string, found: Found): string;
}

export type ToldState = readonly (readonly [who: string, found: Found, then: Found])[];

export class ToldOnce implements Snapshotted<ToldState> {
  readonly #kind: Kind;
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #found = new Map<string, Found>();

  constructor(kind: Kind, report: (diagnostic: Diagnostic) => void) {
    this.#kind = kind;
    this.#report = report;
  }

  /**
   * Counts what took `length`, and tells it if it is the first at its place.
   * @param who the task and the await, which are the place.
   */
  add(who: string, given: { length: bigint; time: bigint; detail?: string; count?: number }): void {
    const { length, time, detail = "", count = 1 } = given;
    const known = this.#found.get(who);
    if (known) {
      known.count += count;
      if (length > known.longest) Object.assign(known, { longest: length, time, detail });
      return;
    }
    const found: Found = { count, longest: length, time, detail };
    this.#found.set(who, found);
    const { code, hint, message } = this.#kind;
    this.#report({
      severity: "warning",
      code,
      time,
      // Asked when the run is over, and then it has all of them.
      get message() {
        return message(who, found);
      },
      hint,
    });
  }

  save(): ToldState {
    return Array.from(this.#found, ([who, found]) => [who, found, { ...found }] as const);
  }

  restore(state: ToldState): void {
    this.#found.clear();
    // Diagnostics of that moment speak of these same objects.
    for (const [who, found, then] of state) this.#found.set(who, Object.assign(found, then));
  }
}
