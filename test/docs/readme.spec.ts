import { millis } from "wakeful";
import { expect, test } from "wakeful/vitest";

test("the first LED blinks once a second", async ({ simulate }) => {
  const sim = await simulate("../../examples/blink/blink.ts");
  sim.runFor(millis(5000));
  expect(sim.pin(13)).toBlink({ period: millis(1000) });
  expect(sim.pin(12)).toBlink({ period: millis(600) });
});
