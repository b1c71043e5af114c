/** One thread of a campaign. */
import { parentPort, workerData } from "node:worker_threads";
import { type Failing, runRange } from "../explore/campaign.ts";
import type { Answer, Stretch, ThreadData } from "./explore-workers.ts";
import { openScenario } from "./scenario-file.ts";

const { file, cwd, campaign } = workerData as ThreadData;
const port = parentPort!;
const scenario = openScenario(file, cwd);

port.on("message", (stretch: Stretch) => void answer(stretch));

async function answer(stretch: Stretch): Promise<void> {
  let result: Answer;
  try {
    result = { failing: run(await scenario, stretch) };
  } catch (error) {
    const { name, message, hint } = error as Error & { hint?: string };
    result = { error: { name, message, ...(hint !== undefined && { hint }) } };
  }
  port.postMessage(result);
}

function run(scenario: Parameters<typeof runRange>[0], stretch: Stretch): Failing | undefined {
  for (const [first, end] of stretch) {
    const failing = runRange(scenario, campaign, first, end);
    if (failing) return failing;
  }
  return undefined;
}
