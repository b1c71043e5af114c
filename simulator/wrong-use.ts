/** Plain words for what plain JavaScript gives us, where types would have refused it. */
import { UsageError } from "./core/errors.ts";
import { didYouMean } from "./core/nearest.ts";
import { checkTime, formatTime } from "./core/time.ts";
import type { Circuit } from "./nets/circuit.ts";
import { describePins } from "./peripherals/gpio.ts";

/** @throws UsageError unless it is the bytes of something. */
export function checkModule(bytes: unknown): void {
  if (ArrayBuffer.isView(bytes)) return;
  const isPromise = typeof (bytes as { then?: unknown } | null)?.then === "function";
  throw new UsageError(
    `Simulator.load was given ${isPromise ? "a promise" : nameOf(bytes)}, not the bytes of a module`,
    isPromise
      ? "await it first: `const { wasm, table } = await compile(...)`"
      : "give `wasm` of `await compile(...)`, or what `readFileSync` reads from a .wasm file",
  );
}

/**
 * Without types a misspelt option would be left out in silence.
 * @throws UsageError unless it is an object with no fields but `known`.
 */
export function checkNames(
  whose: string,
  options: unknown,
  known: readonly string[],
  example: string,
): void {
  if (typeof options !== "object" || options === null) {
    throw new UsageError(`the options of ${whose} are ${nameOf(options)}`, `such as ${example}`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(
    `${whose} has no option \`${unknown}\`${didYouMean(unknown, known)}`,
    `it has ${known.join(", ")}`,
  );
}

/** @throws UsageError unless it tells how long. */
export function checkPress(press: unknown): void {
  if (typeof press !== "object" || press === null) {
    throw new UsageError(
      `press(...) was given ${nameOf(press)} where it wants how long`,
      "write sim.press(id, { for: millis(50) })",
    );
  }
  const { at, for: span } = press as { readonly at?: unknown; readonly for?: unknown };
  checkTime("`for` of press(...)", span);
  if (at !== undefined) checkTime("`at` of press(...)", at);
}

/** @throws UsageError if the board has no such pin. */
export function checkPin(circuit: Circuit, pin: unknown): void {
  if (circuit.has(pin as number)) return;
  const shown = typeof pin === "number" ? `${pin}` : JSON.stringify(pin);
  throw new UsageError(`there is no pin ${shown}`, `this board has ${describePins(circuit.pins)}`);
}

/** @throws UsageError if `time` has passed. */
export function checkAhead(time: unknown, now: bigint, what = "nothing can happen"): void {
  checkTime("what atEndOf(...) was given", time);
  if ((time as bigint) >= now) return;
  throw new UsageError(
    `${what} at ${formatTime(time as bigint)}: it is ${formatTime(now)} already`,
    "ask for it before the simulation runs past that",
  );
}

/** How often a condition may let something happen at the instant of which it is asked; reached within a second. */
const MOST_REPEATS = 100_000;

/**
 * Counts the times that an instant which was over went on: only the condition of a run can have done that.
 * @returns `repeats`.
 * @throws UsageError if it does so for ever.
 */
export function checkRepeats(now: bigint, repeats: number): number {
  if (repeats < MOST_REPEATS) return repeats;
  throw new UsageError(
    `a condition let something happen at ${formatTime(now)} ${repeats} times, and virtual time does not move`,
    "a condition, or `always`, is asked again after what it did: let it look only, or act at a later time",
  );
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
