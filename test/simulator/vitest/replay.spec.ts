/** The line that shows a failure again. */
import { micros, millis, nanos, seconds } from "../../../simulator/index.ts";
import { expect, type SimulateOptions, test } from "../../../simulator/vitest/index.ts";
import { failureOf } from "../../support/failure.ts";

const firmware = "../../../examples/button/button.ts";
const processors: [flags: string, cpu: SimulateOptions["cpu"]][] = [
  [
    "--cpu 16MHz --ipc 0.25 --long-poll 50us --wake-latency 40ns",
    { hz: 16_000_000, instructionsPerCycle: 0.25, longPoll: micros(50), wakeLatency: nanos(40) },
  ],
  ["--cpu 32768Hz", { hz: 32_768 }],
  ["--cpu 1193181.67Hz", { hz: 1_193_181.67 }],
  ["--poll-time 2us", { turnTime: micros(2) }],
];

test.for(processors)("a replay has the processor: %s", async ([flags, cpu], { simulate }) => {
  const sim = await simulate(firmware, { seed: 3, cpu });
  sim.runFor(millis(1));
  const text = failureOf(() => expect(sim.pin(13)).toStay(1));
  const [, after] = /npx wakeful run \S+ --seed 3 --for \S+ (.*)/.exec(text)!;
  expect(after).toBe(flags);
});

test("a replay is the test itself where `--cpu` cannot say the clock", async ({ simulate }) => {
  const sim = await simulate(firmware, { seed: 3, cpu: { hz: 1e21 } });
  sim.runFor(seconds(1));
  expect(failureOf(() => expect(sim.pin(13)).toStay(1))).toContain(
    "seed 3; `wakeful run` has no flag for hz 1e+21",
  );
});
