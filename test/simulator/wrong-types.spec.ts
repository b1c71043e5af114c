/** What plain JavaScript may give, where types would have refused it. */
import { expect, test } from "vitest";
import { millis, Simulator, UsageError } from "../../simulator/index.ts";
import { firmware } from "../support/wat.ts";

/** The message of a wrong use, and its way out. */
function refusal(use: () => unknown): string {
  try {
    use();
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}: ${error.hint}`;
    throw error;
  }
  return "it was taken";
}

test("a number where a time is wanted says so, and how to write it", async () => {
  const sim = Simulator.load(await firmware({}));
  expect(refusal(() => sim.runFor(1000 as never))).toMatchInlineSnapshot(
    `"what runFor(...) was given is 1000, and a time is a bigint of nanoseconds: write millis(1000) for milliseconds, or seconds(1000), or nanos(1000)"`,
  );
  expect(refusal(() => sim.runFor(undefined as never))).toMatchInlineSnapshot(
    `"what runFor(...) was given is undefined, and a time is a bigint of nanoseconds: write millis(500) or seconds(2)"`,
  );
  expect(refusal(() => sim.runUntil(0.5 as never))).toMatchInlineSnapshot(
    `"what runUntil(...) was given is 0.5, and a time is a bigint of nanoseconds: write millis(0.5) for milliseconds, or seconds(0.5), or nanos(0.5)"`,
  );
  expect(refusal(() => sim.runUntil(() => false, 10 as never))).toMatchInlineSnapshot(
    `"the limit of runUntil(condition, limit) is 10, and a time is a bigint of nanoseconds: write millis(10) for milliseconds, or seconds(10), or nanos(10)"`,
  );
  expect(refusal(() => sim.runUntil((() => true) as never))).toMatchInlineSnapshot(
    `"the limit of runUntil(condition, limit) is undefined, and a time is a bigint of nanoseconds: write millis(500) or seconds(2)"`,
  );
  expect(refusal(() => sim.press("BTN1", { for: 50 as never }))).toMatchInlineSnapshot(
    `"\`for\` of press(...) is 50, and a time is a bigint of nanoseconds: write millis(50) for milliseconds, or seconds(50), or nanos(50)"`,
  );
  expect(
    refusal(() => sim.press("BTN1", { at: 5 as never, for: millis(50) })),
  ).toMatchInlineSnapshot(
    `"\`at\` of press(...) is 5, and a time is a bigint of nanoseconds: write millis(5) for milliseconds, or seconds(5), or nanos(5)"`,
  );
  expect(refusal(() => sim.press("BTN1", undefined as never))).toMatchInlineSnapshot(
    `"press(...) was given undefined where it wants how long: write sim.press(id, { for: millis(50) })"`,
  );
  expect(sim.now).toBe(0n);
});

test("other things of a wrong type are refused as well", async () => {
  const wasm = await firmware({});
  const sim = Simulator.load(wasm);
  expect(refusal(() => sim.pin("13" as never))).toMatchInlineSnapshot(
    `"there is no pin "13": this board has pins 0 to 39"`,
  );
  expect(refusal(() => sim.pin(2).drive(true as never))).toMatchInlineSnapshot(
    `"drive(true): a level is wanted: give 0 or 1"`,
  );
  expect(refusal(() => Simulator.load("blink.wasm" as never))).toMatchInlineSnapshot(
    `"Simulator.load was given "blink.wasm", not the bytes of a module: give \`wasm\` of \`await compile(...)\`, or what \`readFileSync\` reads from a .wasm file"`,
  );
  expect(refusal(() => Simulator.load(Promise.resolve(wasm) as never))).toMatchInlineSnapshot(
    `"Simulator.load was given a promise, not the bytes of a module: await it first: \`const { wasm, table } = await compile(...)\`"`,
  );
  expect(refusal(() => Simulator.load(wasm, { startTime: 5 as never }))).toMatchInlineSnapshot(
    `"\`startTime\` is 5, and a time is a bigint of nanoseconds: write millis(5) for milliseconds, or seconds(5), or nanos(5)"`,
  );
});

test("an option that there is not is refused, and not left out in silence", async () => {
  const wasm = await firmware({});
  const load = (options: object) => (): unknown => Simulator.load(wasm, options);
  expect(refusal(load({ histroy: true }))).toMatchInlineSnapshot(
    `"a simulator has no option \`histroy\`; did you mean "history"?: it has table, board, seed, startTime, cpu, ring, pollLimit, turnLimit, inspect, record, imports, importState, flash, date, history"`,
  );
  expect(refusal(load({ cpu: { HZ: 16_000_000 } }))).toMatchInlineSnapshot(
    `"\`cpu\` has no option \`HZ\`; did you mean "hz"?: it has wakeLatency, turnTime, hz, instructionsPerCycle, longPoll, starvation, inversion"`,
  );
  expect(refusal(load({ cpu: 16_000_000 }))).toMatchInlineSnapshot(
    `"the options of \`cpu\` are 16000000: such as { hz: 16_000_000 }"`,
  );
  expect(refusal(load(null as never))).toMatchInlineSnapshot(
    `"the options of a simulator are null: such as { seed: 42 }"`,
  );
});
