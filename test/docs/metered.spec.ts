import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { micros, millis, seconds, Simulator } from "../../simulator/index.ts";

test("a long poll is told, and how long polls take", async () => {
  const { wasm, table } = await compile("examples/blocking/blocking.ts");
  const sim = Simulator.load(wasm, { table, cpu: { hz: 16_000_000 } });
  sim.pin(5).drive(1);
  sim.runFor(millis(250));
  sim.pin(5).drive(0); // the button "holds"
  sim.runFor(seconds(2));

  const [warning] = sim.diagnostics;
  expect(warning?.code).toBe("long-poll");
  expect(warning?.message).toMatch(/^a poll of count .* took 1\.3\d+s; nobody else had a turn/);

  const blink = sim.polls.find(({ name }) => name === "blink")!;
  expect(blink.longest).toBeLessThan(micros(20));
});
