/** Tasks that are ready for long before they have their turn. */
import { formatTime } from "../core/time.ts";
import type { Poll, Sight } from "./poll-observer.ts";
import type { Ran, ReadyTimes } from "./ready-times.ts";
import { sitesOf } from "./sites.ts";
import { nameTask } from "./tasks.ts";
import { type Found, ToldOnce } from "./told-once.ts";

/** Tasks whose shares are told. */
const MOST_SHARES = 3;

const HINT =
  "let the others give way inside long work: `await yieldNow()`; a higher priority moves a task forward in its round, and no further; if it may wait so long, say so: `cpu: { starvation: millis(500) }`";

export class Starvation {
  readonly #times: ReadyTimes;
  readonly #sight: Sight;
  readonly #limit: bigint;
  readonly told: ToldOnce;

  /** @param limit nanoseconds from which it is told. */
  constructor(times: ReadyTimes, sight: Sight, limit: bigint) {
    this.#times = times;
    this.#sight = sight;
    this.#limit = limit;
    const kind = {
      code: "starvation",
      hint: HINT,
      message: (who: string, { count, longest, time, detail }: Found): string => {
        const [late, from] = [formatTime(longest), formatTime(time)];
        const what =
          count === 1
            ? `${who} was ready at ${from} and had its turn ${late} later`
            : `${who} was ready for more than ${formatTime(limit)} ${count} times before it had its turn, the longest ${late} from ${from} on`;
        return `${what}; meanwhile ${detail}`;
      },
    };
    this.told = new ToldOnce(kind, sight.report);
  }

  onBegin({ task, address, began }: Poll): void {
    if (began - this.#times.earliest < this.#limit) return;
    const since = this.#times.since(task, address, began);
    const length = began - since;
    if (length < this.#limit) return;
    const { name, place } = task;
    const sites = sitesOf(
      new DataView(this.#sight.memory().buffer),
      this.#sight.table,
      task,
      address,
    );
    const detail = describeShares(this.#times.ranSince(since), since, length);
    this.told.add(nameTask({ name, place, sites }), { length, time: since, detail });
  }
}

/** How much of `ran` lies behind `since`. */
export function timeSince(ran: Ran, since: bigint): bigint {
  return ran.to - (ran.from > since ? ran.from : since);
}

/** `crunch ran for 62 % and fill for 37 % of that time`. */
function describeShares(ran: readonly Ran[], since: bigint, length: bigint): string {
  const sums = sumsOf(ran, since);
  const shares = sums.slice(0, MOST_SHARES).map(([name, sum], i) => {
    const percent = Math.round((Number(sum) / Number(length)) * 100);
    return `${name} ${i === 0 ? "ran for" : "for"} ${percent} %`;
  });
  const rest = sums.length - shares.length;
  if (rest > 0) shares.push(`${rest} more for the rest`);
  const last = shares.pop();
  if (last === undefined) return "no task ran";
  return `${shares.length > 0 ? `${shares.join(", ")} and ` : ""}${last} of that time`;
}

/** How long each task has run since, the longest first. */
export function sumsOf(
  ran: readonly Ran[],
  since: bigint,
): (readonly [name: string, sum: bigint])[] {
  const sums = new Map<string, bigint>();
  for (const one of ran) {
    const { name } = one.task;
    sums.set(name, (sums.get(name) ?? 0n) + timeSince(one, since));
  }
  return [...sums].sort(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1));
}
