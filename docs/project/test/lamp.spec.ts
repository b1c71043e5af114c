import { millis, seconds } from "wakeful";
import { expect, test } from "wakeful/vitest";

const firmware = "../firmware/lamp.ts";

test("a press switches the lamp at its first edge", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.pin(2).drive(0); // the door is closed
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.press("BTN1", { at: millis(700), for: millis(50) });
  sim.runFor(seconds(1));
  expect(sim.pin(13)).toStay(0, { to: millis(100) });
  expect(sim.pin(13)).toPulse({ level: 1, width: millis(600), count: 1 });
});

test("the door is told of when it opens and when it closes", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.pin(2).drive(0);
  sim.runUntil(seconds(1));
  expect(sim).toBeQuiescent();
  sim.pin(2).drive(1);
  sim.runFor(seconds(2));
  sim.pin(2).drive(0);
  sim.runFor(millis(1));
  expect(sim.logs).toEqual([
    { time: seconds(1), text: "the door is open" },
    { time: seconds(3), text: "the door is closed" },
  ]);
});
