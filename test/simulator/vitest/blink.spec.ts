import { describe } from "vitest";
import { micros, millis, seconds, type Simulator } from "../../../simulator/index.ts";
import { expect, type Simulate, test } from "../../../simulator/vitest/index.ts";
import { failureOf } from "../../support/failure.ts";

/** Two LEDs, of 1 s and 600 ms. */
async function blink(simulate: Simulate, time = seconds(3)): Promise<Simulator> {
  const sim = await simulate("../../../examples/blink/blink.ts", { seed: 1 });
  sim.runFor(time);
  return sim;
}

test("a pin that blinks, exactly or within a tolerance", async ({ simulate }) => {
  const sim = await blink(simulate);
  expect(sim.pin(13)).toBlink({ period: millis(1000) });
  expect(sim.pin(13)).toBlink({ period: millis(990), tolerance: millis(10), cycles: 3 });
  expect(sim.pin(12)).toBlink({ period: millis(600), from: seconds(1), to: seconds(2.5) });
  expect(sim.pin(13)).not.toBlink({ period: millis(999) });
  expect(sim.pin(5)).not.toBlink({ period: millis(100) });
});

test("a period that is off", async ({ simulate }) => {
  const sim = await blink(simulate);
  expect(
    failureOf(() => expect(sim.pin(13)).toBlink({ period: millis(990), tolerance: micros(100) })),
  ).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to blink with a period of 990ms ± 100us,
    but from the rise at 0s to the one at 1s it takes 1s

              0s                     1s                     2s
              ┬──────────────────────┬──────────────────────┬──────────────────────┬
    D12 led2  ▒▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔
    D13 led1  ▒▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔
                                     ▲ 1s
              ▒ several edges

    tasks
      2 × blink (examples/blink/blink.ts:8:5: await sleep(millis(period)))

    replay
      npx wakeful run examples/blink/blink.ts --seed 1 --for 3s
    "
  `);
});

test("a pin that stops, in the middle of a longer run", async ({ simulate }) => {
  const sim = await blink(simulate);
  sim.pin(13).drive(1);
  sim.runFor(seconds(2));
  expect(failureOf(() => expect(sim.pin(13)).toBlink({ period: seconds(1) })))
    .toMatchInlineSnapshot(`
      "expected pin 13 (D13 led1) to blink with a period of 1s,
      but at 3.5s it is driven both ways

                             2s                 3s                 4s
                ─────────────┬──────────────────┬──────────────────┬─────────────────┬
      D12 led2  ▔▔▔▔▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔
      D13 led1  ▔▔▔▔▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳╳
                                                         ▲ 3.5s
                ╳ driven high and low

      tasks
        2 × blink (examples/blink/blink.ts:8:5: await sleep(millis(period)))

      diagnostics
        warning at 3.5s: pin 13 (output low) and a probe on pin 13 (high) drive one net both ways [pin-conflict]
          way out: Make all but one of them an input, or put a resistor between them.

      replay
        npx wakeful run examples/blink/blink.ts --replay "seed 1; 3s drive 13 high" --for 5s
      "
    `);
});

test("a pin that never moves", async ({ simulate }) => {
  const sim = await blink(simulate);
  expect(failureOf(() => expect(sim.pin(3)).toBlink({ period: millis(500) })))
    .toMatchInlineSnapshot(`
    "expected pin 3 (D3) to blink with a period of 500ms,
    but it is floating all the time from 0s to 3s

              0s                     1s                     2s
              ┬──────────────────────┬──────────────────────┬──────────────────────┬
    D12 led2  ▒▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔
    D13 led1  ▒▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔
                         ▲ 500ms
              ▒ several edges

    tasks
      2 × blink (examples/blink/blink.ts:8:5: await sleep(millis(period)))

    replay
      npx wakeful run examples/blink/blink.ts --seed 1 --for 3s
    "
  `);
});

test("a pin that should not blink, and does", async ({ simulate }) => {
  const sim = await blink(simulate);
  expect(failureOf(() => expect(sim.pin(12)).not.toBlink({ period: millis(600) })))
    .toMatchInlineSnapshot(`
    "expected pin 12 (D12 led2) not to blink with a period of 600ms,
    but it does so for 5 periods from 0s to 3s

              0s                     1s                     2s
              ┬──────────────────────┬──────────────────────┬──────────────────────┬
    D12 led2  ▒▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔▔▔▔▔▔▔▁▁▁▁▁▁▁▔
    D13 led1  ▒▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔
              ▒ several edges

    tasks
      2 × blink (examples/blink/blink.ts:8:5: await sleep(millis(period)))

    replay
      npx wakeful run examples/blink/blink.ts --seed 1 --for 3s
    "
  `);
});

describe("what cannot be told is an error, with .not as well", () => {
  test("a run that is too short", async ({ simulate }) => {
    const sim = await blink(simulate, seconds(1.5));
    expect(failureOf(() => expect(sim.pin(13)).toBlink({ period: seconds(1) })))
      .toMatchInlineSnapshot(`
        "toBlink cannot tell whether pin 13 (D13 led1) blinks: from 0s to 1.5s it sees 1 of the 2 periods that it wants
          way out: run longer before, or ask for fewer: \`cycles: 1\`"
      `);
    expect(failureOf(() => expect(sim.pin(13)).not.toBlink({ period: seconds(1) }))).toContain(
      "cannot tell",
    );
    expect(sim.pin(13)).toBlink({ period: seconds(1), cycles: 1 });
  });

  test("arguments of a wrong type or value", async ({ simulate }) => {
    const sim = await blink(simulate);
    const pin = sim.pin(13);
    const use = (options: unknown): string =>
      failureOf(() => expect(pin).toBlink(options as never));
    expect(use({ period: 500 })).toMatchInlineSnapshot(`
      "toBlink has \`period\` 500, and a time is a bigint of nanoseconds
        way out: write millis(500) for milliseconds, or seconds(500); both come from "wakeful""
    `);
    expect(use({ period: "500ms" })).toMatchInlineSnapshot(`
      "toBlink has \`period\` "500ms", and a time is a bigint of nanoseconds
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use(seconds(1))).toMatchInlineSnapshot(`
      "toBlink is given 1000000000n where it wants an object
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use({})).toMatchInlineSnapshot(`
      "toBlink wants \`period\`
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use({ period: 0n })).toMatchInlineSnapshot(`
      "toBlink has \`period\` 0n, and it is more than 0
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use({ period: -1n })).toMatchInlineSnapshot(`
      "toBlink has \`period\` -1n, and a time is 0 or more
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use({ period: 1n, cycles: 0.5 })).toMatchInlineSnapshot(`
      "toBlink has \`cycles\` 0.5, and it is a whole number from 1 on
        way out: write toBlink({ period: millis(1000) })"
    `);
    expect(use({ period: 1n, tolerence: 1n })).toMatchInlineSnapshot(`
      "toBlink has no option \`tolerence\`; did you mean "tolerance"?
        way out: it has period, tolerance, cycles, from, to"
    `);
    expect(use({ period: 1n, to: seconds(4) })).toMatchInlineSnapshot(`
      "toBlink has \`to\` 4s, but the simulation has come to 3s only
        way out: run further before: sim.runUntil(...)"
    `);
    expect(use({ period: 1n, from: seconds(2), to: seconds(1) })).toMatchInlineSnapshot(`
      "toBlink has \`from\` 2s, and its window ends at 1s
        way out: let it begin before it ends; times count from reset, not from now"
    `);
    expect(use({ period: 1n, from: seconds(4) })).toMatchInlineSnapshot(`
      "toBlink has \`from\` 4s, and its window ends now, at 3s
        way out: let it begin before it ends; times count from reset, not from now"
    `);
    expect(failureOf(() => expect(sim).toBlink({ period: 1n }))).toMatchInlineSnapshot(`
      "toBlink is about a pin, and was given a simulator
        way out: write expect(sim.pin(13)).toBlink(...)"
    `);
    expect(failureOf(() => expect(13).toBlink({ period: 1n }))).toMatchInlineSnapshot(`
      "toBlink is about a pin, and was given 13
        way out: write expect(sim.pin(13)).toBlink(...)"
    `);
    expect(failureOf(() => expect(sim.led("led1")).toBlink({ period: 1n }))).toMatchInlineSnapshot(`
      "toBlink is about a pin, and was given an LED: say the pin that drives it
        way out: write expect(sim.pin(13)).toBlink(...)"
    `);
  });
});
