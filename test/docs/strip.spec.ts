import { expect, test } from "vitest";
import { millis, NeoPixels } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";

test("the colours of docs/strip.md", async () => {
  const sim = await simulate("examples/rainbow/rainbow.ts", {
    board: board("examples/rainbow/diagram.json"),
  });
  const ring = sim.parts.get(NeoPixels, "ring", "ring");
  sim.runUntil(millis(21));
  expect(ring.colors[0]).toBe("#ff0000");
});
