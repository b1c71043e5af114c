import { micros, millis, seconds } from "wakeful";
import { describe, expect, test } from "wakeful/vitest";

const button = "../../examples/button/button.ts";

test("the third LED follows the button", async ({ simulate }) => {
  const sim = await simulate(button);
  sim.press("BTN1", { at: millis(100), for: millis(50) });
  sim.runFor(seconds(1));
  expect(sim.pin(11)).toStay(0, { to: millis(100) });
  expect(sim.pin(11)).toStay(1, { from: millis(105), to: millis(150) });
  expect(sim).toPrint(/edge 1 shows the button down/);
});

describe("what can be said", () => {
  test("of a pin", async ({ simulate }) => {
    const sim = await simulate(button);
    sim.runFor(seconds(3));
    const led = sim.pin(13);
    expect(led).toBlink({ period: millis(1000) });
    expect(led).toBlink({ period: millis(1010), tolerance: millis(10), cycles: 2 });
    expect(led).toStay(0, { from: 0n, to: millis(500) });
    expect(led).toHaveDuty(0.5, { from: 0n, to: seconds(2) });
    expect(led).toPulse({ level: 1, width: millis(500), tolerance: micros(1), count: 3 });
    expect(led).toHaveEdges(
      [
        [millis(500), 1],
        [millis(1000), 0],
      ],
      { from: millis(1), to: millis(1500) },
    );
    expect(led).not.toBlink({ period: millis(600) });
  });

  test("of the firmware", async ({ simulate }) => {
    const sim = await simulate("../../docs/project/firmware/lamp.ts");
    sim.pin(2).drive(0);
    sim.runUntil(seconds(1));
    expect(sim).toBeQuiescent();
    sim.pin(2).drive(1);
    sim.runFor(0n);
    expect(sim).toPrint("the door is open");
    expect(sim).not.toPrint("closed");
  });
});

test("the waveform is as it was", async ({ simulate }) => {
  const sim = await simulate(button, { seed: 42 });
  sim.press("BTN1", { at: millis(600), for: millis(300) });
  sim.runFor(seconds(1));
  expect(sim).toMatchWaveform("one press");
});
