/** `toHaveEdges`, `toStay`, `toHaveDuty` and `toPulse`. */
import { micros, millis, seconds, type Simulator } from "../../../simulator/index.ts";
import { expect, type Simulate, test } from "../../../simulator/vitest/index.ts";
import { failureOf } from "../../support/failure.ts";

/** Pin 13 is low for 500 ms, then high for as long; pin 12 the same in 300 ms. */
async function leds(simulate: Simulate, time = seconds(2)): Promise<Simulator> {
  const sim = await simulate("../../../examples/button/button.ts", { seed: 3 });
  sim.runFor(time);
  return sim;
}

test("exactly these edges", async ({ simulate }) => {
  const sim = await leds(simulate);
  const pin = sim.pin(13);
  expect(pin).toHaveEdges([
    [0n, 0],
    [millis(500), 1],
    [seconds(1), 0],
    { time: seconds(1.5), level: 1 },
    { time: seconds(2), level: 0 },
  ]);
  expect(pin).toHaveEdges(pin.edges);
  expect(pin).toHaveEdges([[millis(505), 1]], {
    from: millis(1),
    to: seconds(1),
    tolerance: millis(5),
  });
  expect(pin).toHaveEdges([], { from: millis(501), to: seconds(1) });
  expect(pin).not.toHaveEdges([[millis(500), 1]]);
  expect(
    failureOf(() => expect(pin).not.toHaveEdges([[millis(500), 1]], { from: 1n, to: seconds(1) })),
  ).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) not to have exactly the 1 edge given from 1ns to 1s,
    but it has them

                           200ms         400ms         600ms         800ms
              ─────────────┬─────────────┬─────────────┬─────────────┬──────────────
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
});

test("an edge at another time", async ({ simulate }) => {
  const { edges } = (await leds(simulate, seconds(4))).pin(13);
  const sim = await leds(simulate, seconds(4));
  const late = edges.map(
    ({ time, level }, i) => [i === 5 ? time - micros(20) : time, level] as const,
  );
  expect(failureOf(() => expect(sim.pin(13)).toHaveEdges(late))).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to have exactly the 9 edges given from 0s to 4s,
    but edge 6 comes 20us late

         expected           actual
         (1 equal)
      2  500ms         1    500ms         1
      3  1s            0    1s            0
      4  1.5s          1    1.5s          1
      5  2s            0    2s            0
    ≠ 6  2.49998s      1    2.5s          1
      7  3s            0    3s            0
      8  3.5s          1    3.5s          1
      9  4s            0    4s            0

                           1s                 2s                 3s
              ─────────────┬──────────────────┬──────────────────┬─────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▁▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▔▔▔▔▔▔▁▁▁▁▁▁▔▔
    D13 led1  ▁▁▁▁▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▁
                                                       ▲ 2.49998s

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 4s
    "
  `);
});

test("an edge to another level, edges that are missing, and edges too many", async ({
  simulate,
}) => {
  const sim = await leds(simulate);
  const edges = sim.pin(13).edges.slice(1);
  const use = (list: readonly { time: bigint; level: 0 | 1 | "z" | "x" }[]): string =>
    failureOf(() => expect(sim.pin(13)).toHaveEdges(list, { from: 1n }))
      .split("\n\n")
      .slice(0, 3)
      .join("\n\n");
  expect(use(edges.map((e) => (e.time === seconds(1) ? { ...e, level: "z" } : e))))
    .toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to have exactly the 4 edges given from 1ns to 2s,
    but edge 2, at 1s, is to low, not to floating

         expected           actual
      1  500ms         1    500ms         1
    ≠ 2  1s            z    1s            0
      3  1.5s          1    1.5s          1
      4  2s            0    2s            0

                               500ms            1s                1.5s
              ─────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                                ▲ 1s"
  `);
  expect(use([...edges, { time: seconds(3), level: 1 }])).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to have exactly the 5 edges given from 1ns to 2s,
    but 1 of them is missing, the first at 3s

         expected           actual
      1  500ms         1    500ms         1
      2  1s            0    1s            0
      3  1.5s          1    1.5s          1
      4  2s            0    2s            0
    ≠ 5  3s            1    none

                               500ms            1s                1.5s
              ─────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                                                                2s ▲"
  `);
  expect(use(edges.slice(0, 3))).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to have exactly the 3 edges given from 1ns to 2s,
    but it has 1 more, the first at 2s

         expected           actual
      1  500ms         1    500ms         1
      2  1s            0    1s            0
      3  1.5s          1    1.5s          1
    ≠ 4  none               2s            0

                               500ms            1s                1.5s
              ─────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                                                                2s ▲"
  `);
  expect(use([{ time: millis(400), level: 0 }, ...edges.slice(1)])).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to have exactly the 4 edges given from 1ns to 2s,
    but edge 1 comes 100ms late, and to high, not to low

         expected           actual
    ≠ 1  400ms         0    500ms         1
      2  1s            0    1s            0
      3  1.5s          1    1.5s          1
      4  2s            0    2s            0

                               500ms            1s                1.5s
              ─────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                           ▲ 400ms"
  `);
});

test("edges of a wrong form", async ({ simulate }) => {
  const sim = await leds(simulate);
  const use = (list: unknown): string =>
    failureOf(() => expect(sim.pin(13)).toHaveEdges(list as never));
  expect(use(undefined)).toMatchInlineSnapshot(`
    "toHaveEdges is given undefined where it wants a list
      way out: write toHaveEdges([[millis(500), 1], [millis(1000), 0]])"
  `);
  expect(use([[500, 1]])).toMatchInlineSnapshot(`
    "toHaveEdges has 500 as time of edge 1, and a time is a bigint of nanoseconds
      way out: write millis(500) for milliseconds, or seconds(500); both come from "wakeful""
  `);
  expect(use([[1n, true]])).toMatchInlineSnapshot(`
    "toHaveEdges has true as level of edge 1, and a level is 0, 1, "z" or "x"
      way out: write toHaveEdges([[millis(500), 1], [millis(1000), 0]])"
  `);
  expect(use([1n])).toMatchInlineSnapshot(`
    "toHaveEdges has 1n as edge 1
      way out: write toHaveEdges([[millis(500), 1], [millis(1000), 0]])"
  `);
  expect(
    use([
      [millis(2), 1],
      [millis(1), 0],
    ]),
  ).toMatchInlineSnapshot(`
    "toHaveEdges has edge 2 at 1ms, before edge 1 at 2ms
      way out: give the edges in the order of their times"
  `);
});

test("a level that stays", async ({ simulate }) => {
  const sim = await leds(simulate);
  expect(sim.pin(13)).toStay(0, { to: millis(500) });
  expect(sim.pin(13)).toStay(1, { from: millis(500), to: seconds(1) });
  expect(sim.pin(4)).toStay(1);
  expect(sim.pin(13)).not.toStay(0);
  expect(failureOf(() => expect(sim.pin(13)).toStay(0, { to: millis(500) + 1n })))
    .toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to stay low from 0s to 500.000001ms,
    but at 500ms it becomes high

              0s               500ms            1s                1.5s
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                               ▲ 500ms

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(13)).toStay(0, { from: millis(700), to: millis(800) })))
    .toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to stay low from 700ms to 800ms,
    but at 700ms it is high

              0s               500ms            1s                1.5s
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                      ▲ 700ms

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(4)).not.toStay(1))).toMatchInlineSnapshot(`
    "expected pin 4 (D4 BTN1) not to stay high from 0s to 2s,
    but it does

              0s               500ms            1s                1.5s
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(4)).toStay("high" as never))).toMatchInlineSnapshot(`
    "toStay is given the level "high", and a level is 0 or 1
      way out: write toStay(1, { from: 0n, to: millis(500) })"
  `);
});

test("a share of the time", async ({ simulate }) => {
  const sim = await leds(simulate);
  expect(sim.pin(13)).toHaveDuty(0.5);
  expect(sim.pin(13)).toHaveDuty(0.1, { from: millis(100), to: millis(1000), tolerance: 0.5 });
  expect(sim.pin(12)).toHaveDuty(0.45);
  expect(sim.pin(12)).toHaveDuty(0.5, { from: millis(600), to: millis(1800) });
  expect(sim.pin(12)).not.toHaveDuty(0.4501);
  expect(failureOf(() => expect(sim.pin(12)).toHaveDuty(0.5, { tolerance: 0.01 })))
    .toMatchInlineSnapshot(`
    "expected pin 12 (D12 led2) to be high for 50 % ± 1 % of the time from 0s to 2s,
    but it is for 45 %: 900ms of 2s

              0s               500ms             1s               1.5s
              ┬────────────────┬─────────────────┬────────────────┬─────────────────
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(13)).not.toHaveDuty(0.5))).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) not to be high for 50 % of the time from 0s to 2s,
    but it is for 50 %: 1s of 2s

              0s               500ms             1s               1.5s
              ┬────────────────┬─────────────────┬────────────────┬─────────────────
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(13)).toHaveDuty(50))).toMatchInlineSnapshot(`
    "toHaveDuty is given the share 50, and a share is a number from 0 to 1
      way out: write toHaveDuty(0.5, { from: 0n, to: seconds(2) })"
  `);
  expect(failureOf(() => expect(sim.pin(13)).toHaveDuty(0.5, { tolerance: millis(1) as never })))
    .toMatchInlineSnapshot(`
    "toHaveDuty has \`tolerance\` 1000000n, and a share is a number from 0 to 1
      way out: write toHaveDuty(0.5, { from: 0n, to: seconds(2) })"
  `);
});

test("pulses of one width", async ({ simulate }) => {
  const sim = await leds(simulate);
  expect(sim.pin(13)).toPulse({ level: 1, width: millis(500) });
  expect(sim.pin(13)).toPulse({ level: 1, width: millis(500), count: 2 });
  expect(sim.pin(13)).toPulse({ level: 0, width: millis(490), tolerance: millis(10), count: 1 });
  expect(sim.pin(13)).not.toPulse({ level: 1, width: millis(499) });
  expect(sim.pin(4)).toPulse({ level: 0, width: millis(1), count: 0 });
  expect(
    failureOf(() =>
      expect(sim.pin(13)).toPulse({ level: 1, width: millis(499), tolerance: micros(5) }),
    ),
  ).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to give high pulses of 499ms ± 5us from 0s to 2s,
    but the one at 500ms lasts for 500ms

              0s               500ms            1s                1.5s
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                                ▲ 1s

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(failureOf(() => expect(sim.pin(13)).toPulse({ level: 1, width: millis(500), count: 1 })))
    .toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to give 1 high pulse of 500ms from 0s to 2s,
    but there are 2 high pulses

              0s               500ms            1s                1.5s
              ┬────────────────┬────────────────┬─────────────────┬────────────────┬
    D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁
                                                                  ▲ 1.5s

    tasks
      2 × blink (examples/button/button.ts:12:5: await sleep(millis(period)))
      follow (examples/button/button.ts:24:5: await button.anyEdge())

    replay
      npx wakeful run examples/button/button.ts --seed 3 --for 2s
    "
  `);
  expect(
    failureOf(() => expect(sim.pin(4)).toPulse({ level: 0, width: millis(5) })).split("\n\n")[0],
  ).toMatchInlineSnapshot(`
    "expected pin 4 (D4 BTN1) to give low pulses of 5ms from 0s to 2s,
    but there are no low pulses"
  `);
  expect(
    failureOf(() => expect(sim.pin(13)).not.toPulse({ level: 1, width: millis(500) })).split(
      "\n\n",
    )[0],
  ).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) not to give high pulses of 500ms from 0s to 2s,
    but it gives 2 high pulses"
  `);
  expect(failureOf(() => expect(sim.pin(13)).toPulse({ width: millis(500) } as never)))
    .toMatchInlineSnapshot(`
    "toPulse has \`level\` undefined, and a level is 0 or 1
      way out: write toPulse({ level: 1, width: millis(20) })"
  `);
  sim.runUntil(seconds(2.9));
  expect(
    failureOf(() =>
      expect(sim.pin(13)).toPulse({
        level: 0,
        width: millis(100),
        from: seconds(1.6),
        to: seconds(2.3),
      }),
    ).split("\n\n")[0],
  ).toMatchInlineSnapshot(`
    "expected pin 13 (D13 led1) to give low pulses of 100ms from 1.6s to 2.3s,
    but the one at 2s lasts for 300ms and has not ended"
  `);
});
