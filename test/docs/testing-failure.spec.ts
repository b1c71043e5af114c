/** The failure that docs/testing.md shows. */
import { test as plain, expectTypeOf } from "vitest";
import { millis, seconds, type Simulator } from "wakeful";
import { expect, test, type Simulate } from "wakeful/vitest";
import { failureOf } from "../support/failure.ts";

test("a period that is off", async ({ simulate }) => {
  const sim = await simulate("../../examples/button/button.ts");
  sim.press("BTN1", { at: millis(1000), for: millis(200) });
  sim.runFor(seconds(3));
  const text = failureOf(() => expect(sim.pin(13)).toBlink({ period: millis(1200) }));
  await expect(text).toMatchFileSnapshot("testing-failure.txt");
});

plain("the types of the package refuse what the matchers refuse", () => {
  expectTypeOf<Parameters<Simulate>[0]>().toBeString();
  expectTypeOf<Awaited<ReturnType<Simulate>>>().toEqualTypeOf<Simulator>();
  const check = (sim: Simulator): void => {
    expect(sim.pin(13)).toBlink({ period: millis(500) });
    expect(sim.pin(13)).not.toStay(1, { from: 0n });
    // @ts-expect-error a number is no time
    expect(sim.pin(13)).toBlink({ period: 500 });
    // @ts-expect-error there is no such level
    expect(sim.pin(13)).toStay(2);
    // @ts-expect-error an edge has a time and a level
    expect(sim.pin(13)).toHaveEdges([[1n]]);
    // @ts-expect-error a share is a number
    expect(sim.pin(13)).toHaveDuty(1n);
    // @ts-expect-error the width is missing
    expect(sim.pin(13)).toPulse({ level: 1 });
    // @ts-expect-error a line is matched by a text or an expression
    expect(sim).toPrint(5);
    // @ts-expect-error it asks for nothing
    expect(sim).toBeQuiescent(1);
    // @ts-expect-error a golden file has a name
    expect(sim).toMatchWaveform();
  };
  expectTypeOf(check).toBeFunction();
});
