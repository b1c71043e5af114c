/** What a firmware that is written in a test logs, and when. */
import { millis, Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { compileText } from "./virtual.ts";

/** Lines as `time in milliseconds: text`. */
export async function timedLogs(
  text: string,
  { until = millis(1000), ...options }: SimulatorOptions & { readonly until?: bigint } = {},
): Promise<string[]> {
  const { wasm, table } = await compileText(text);
  const sim = Simulator.load(wasm, { table, ...options });
  sim.runFor(until);
  return sim.logs.map((line) => `${Number(line.time) / 1e6}: ${line.text}`);
}
