import { micros, millis, seconds } from "wakeful";
import { expect, test } from "wakeful/vitest";

const firmware = "../../examples/serial/serial.ts";

test("a line that is sent switches the LED and comes back", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.uart().send("on\n", { at: millis(100) });
  sim.runFor(seconds(1));
  expect(sim.uart()).toPrint("ready");
  expect(sim.uart()).toPrint(/^> on$/);
  expect(sim.uart()).not.toPrint("lines: ");
  expect(sim.led("led1").on).toBe(true);
});

test("a terminal with another baud rate makes no sense of it", async ({ simulate }) => {
  const sim = await simulate(firmware, { allow: ["uart-framing"] });
  sim.uart().use({ baud: 19_200 });
  sim.runFor(millis(100));
  expect(sim.uart()).not.toPrint("ready");
  expect(sim.uart().errors).toBeGreaterThan(0);
});

test("a glitch on the line is no byte", async ({ simulate }) => {
  const sim = await simulate(firmware);
  sim.pin(0).drive(0, millis(100));
  sim.pin(0).release(millis(100) + micros(40));
  sim.runFor(millis(200));
  expect(sim.uart().text).toBe("ready\n");
});
