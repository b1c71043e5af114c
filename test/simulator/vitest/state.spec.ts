/** `toPrint` and `toBeQuiescent`. */
import { millis, seconds } from "../../../simulator/index.ts";
import { expect, test } from "../../../simulator/vitest/index.ts";
import { failureOf } from "../../support/failure.ts";

const button = "../../../examples/button/button.ts";

test("a line of the log, by text or by expression", async ({ simulate }) => {
  const sim = await simulate(button, { seed: 1 });
  expect(failureOf(() => expect(sim).toPrint(/ready/))).toMatchInlineSnapshot(`
    "expected the log to have a line that matches /ready/,
    but it is empty

    replay
      npx wakeful run examples/button/button.ts --seed 1 --for 0s
    "
  `);
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.runFor(millis(200));
  expect(sim).toPrint("edge 1 shows");
  expect(sim).toPrint(/^edge \d+ shows the button down$/);
  expect(sim).not.toPrint(/up/);
  expect(failureOf(() => expect(sim).toPrint(/ready/))).toMatchInlineSnapshot(`
    "expected the log to have a line that matches /ready/,
    but none of its 4 lines does

              0s               50ms             100ms             150ms
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
              ▒ several edges

    logs
      100ms         edge 1 shows the button down
      100.086ms     edge 2 shows the button down
      100.39ms      edge 3 shows the button down
      150.25ms      edge 4 shows the button down

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 1 --for 200ms --press BTN1@100ms:50ms
    "
  `);
  expect(failureOf(() => expect(sim).not.toPrint("down"))).toMatchInlineSnapshot(`
    "expected the log not to have a line with "down",
    but it has 4 lines

      edge 1 shows the button down
      edge 2 shows the button down
      edge 3 shows the button down
      edge 4 shows the button down

              0s               50ms             100ms             150ms
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
              ▒ several edges

    logs
      100ms         edge 1 shows the button down
      100.086ms     edge 2 shows the button down
      100.39ms      edge 3 shows the button down
      150.25ms      edge 4 shows the button down

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 1 --for 200ms --press BTN1@100ms:50ms
    "
  `);
});

test("an expression that remembers where it was is asked afresh", async ({ simulate }) => {
  const sim = await simulate(button);
  sim.press("BTN1", { at: 0n, for: millis(50) });
  sim.runFor(millis(100));
  const edge = /edge/g;
  expect(sim).toPrint(edge);
  expect(sim).toPrint(edge);
});

test("whatever has lines, as texts or with their times", () => {
  const lines = ["booting", "ready"];
  expect({ lines }).toPrint(/^ready$/);
  expect({ lines: [{ time: 5n, text: "ready" }] }).toPrint("ready");
  expect(failureOf(() => expect({ lines }).toPrint("gone"))).toMatchInlineSnapshot(`
    "expected the output to have a line with "gone",
    but none of its 2 lines does

      booting
      ready
    "
  `);
  expect(failureOf(() => expect({ lines }).not.toPrint("ready"))).toMatchInlineSnapshot(`
    "expected the output not to have a line with "ready",
    but it has 1 line

      ready
    "
  `);
  expect(failureOf(() => expect({ lines: [] }).toPrint("gone"))).toMatchInlineSnapshot(`
    "expected the output to have a line with "gone",
    but it is empty
    "
  `);
  expect(failureOf(() => expect("ready").toPrint("ready"))).toMatchInlineSnapshot(`
    "toPrint is about a simulator, or something else with \`lines\`, and was given "ready"
      way out: write expect(sim).toPrint(/ready/)"
  `);
  expect(failureOf(() => expect({ lines }).toPrint(5 as never))).toMatchInlineSnapshot(`
    "toPrint is given 5
      way out: write toPrint(/ready/) or toPrint("ready")"
  `);
});

test("a firmware that waits for something outside is quiescent", async ({ simulate }) => {
  const sim = await simulate("../../../docs/project/firmware/lamp.ts", { seed: 1 });
  expect(failureOf(() => expect(sim).toBeQuiescent())).toMatchInlineSnapshot(`
    "toBeQuiescent cannot tell: the firmware has not been started
      way out: run it first, if only for no time: \`sim.runFor(0n)\`"
  `);
  sim.pin(2).drive(0);
  sim.runFor(seconds(1));
  expect(sim).toBeQuiescent();
  expect(failureOf(() => expect(sim).not.toBeQuiescent())).toMatchInlineSnapshot(`
    "expected the firmware not to be quiescent at 1s,
    but it waits for something outside, and no timer runs

              0s           200ms         400ms         600ms         800ms
              ┬────────────┬─────────────┬─────────────┬─────────────┬─────────────┬
    D2        ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁

    tasks
      lamp (docs/project/firmware/lamp.ts:9:5: await button.pressed())
      door (docs/project/firmware/lamp.ts:19:5: await contact.high())

    replay
      npx wakeful run docs/project/firmware/lamp.ts --replay "seed 1; 0s drive 2 low" --for 1s
    "
  `);
});

test("one whose timer runs is not", async ({ simulate }) => {
  const sim = await simulate("../../../examples/blink/blink.ts", { seed: 1 });
  sim.runFor(seconds(1));
  expect(sim).not.toBeQuiescent();
  expect(failureOf(() => expect(sim).toBeQuiescent())).toMatchInlineSnapshot(`
    "expected the firmware to be quiescent at 1s,
    but a timer runs

              0s           200ms         400ms         600ms         800ms
              ┬────────────┬─────────────┬─────────────┬─────────────┬─────────────┬
    D12 led2  ▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔
              ▒ several edges

    tasks
      2 × blink (examples/blink/blink.ts:8:5: await sleep(millis(period)))

    replay
      npx wakeful run examples/blink/blink.ts --seed 1 --for 1s
    "
  `);
  expect(failureOf(() => expect(sim.pin(13)).toBeQuiescent())).toMatchInlineSnapshot(`
    "toBeQuiescent is about a simulator, and was given a pin
      way out: write expect(sim).toBeQuiescent(...)"
  `);
});
