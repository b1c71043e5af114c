import { describe, expect, test } from "vitest";
import { FirmwareError, micros, millis, seconds } from "../../simulator/index.ts";
import { simulate } from "../support/firmware.ts";

describe("a task that yields for ever at the highest priority", () => {
  test("delays a 1 ms ticker by no more than one round", async () => {
    const round = micros(70);
    const sim = await simulate("test/system/fairness.firmware.ts", { cpu: { turnTime: round } });
    sim.runFor(seconds(2));
    const edges = sim.pin(13).edges.filter((e) => e.time > 0n);
    expect(edges.length).toBe(2000 - 1);
    const delays = edges.map((e, k) => e.time - BigInt(k + 1) * millis(1));
    expect(delays.filter((d) => d < 0n || d > round)).toEqual([]);
    // The ticker is really in the greedy task's way: a round is never free.
    expect(sim.summary().awakeShare).toBe(1);
  });

  test("is reported as livelock on a processor that takes no time, with its name", async () => {
    const sim = await simulate("test/system/fairness.firmware.ts");
    let caught: unknown;
    try {
      sim.runFor(seconds(1));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(FirmwareError);
    const { code, message, hint } = caught as FirmwareError;
    expect({ code, message, hint }).toMatchInlineSnapshot(`
      {
        "code": "livelock",
        "hint": "a task that wakes itself, or tasks that wake each other, must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: \`wakeful run --poll-time 1ms\`, or \`cpu: { turnTime: millis(1) }\` in \`Simulator.load\`",
        "message": "100000 turns at 0s and virtual time does not move: something is always ready; Greedy (test/system/fairness.firmware.ts:5:7) wakes itself",
      }
    `);
  });
});
