import { millis, seconds } from "wakeful";
import { expect, test } from "wakeful/vitest";

const firmware = "../firmware/main.ts";

test("the red LED blinks once a second", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.runFor(seconds(5));
  expect(sim.pin(13)).toBlink({ period: seconds(1) });
});

test("each press of the button switches the yellow LED", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.press("BTN1", { at: millis(700), for: millis(50) });
  sim.runFor(seconds(1));
  expect(sim.pin(12)).toPulse({ level: 1, width: millis(600), count: 1 });
  expect(sim).toPrint("press 2");
});
