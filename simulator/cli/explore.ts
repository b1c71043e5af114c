/** `wakeful explore`: looks for what makes a firmware fail, on as many threads as there are cores. */
import { availableParallelism } from "node:os";
import { chainsOf } from "../explore/campaign.ts";
import {
  completeRequest,
  explore,
  type Exploration,
  found,
  replay,
  type Request,
  type Strategy,
} from "../explore/explore.ts";
import type { Scenario } from "../explore/scenario.ts";
import { formatTime } from "../core/time.ts";
import { parseScript, replayString } from "../script/script.ts";
import { parseWhole, type Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { runInThreads } from "./explore-workers.ts";
import { countOf } from "./flag-value.ts";
import type { Io } from "./io.ts";
import { openScenario } from "./scenario-file.ts";
import { count } from "./text.ts";

const MOST_WORKERS = 256;

export const exploreCommand: Command = {
  name: "explore",
  operand: "<scenario>",
  operandHelp: "a .mjs, .js or .ts file that exports a `scenario`",
  summary: "looks for presses, edges and orders of them that make a firmware fail",
  flags: {
    strategy: {
      value: "name",
      help: "random, pct (close to the firmware's steps) or exhaustive; default pct",
    },
    runs: { value: "number", help: "how many at most; default 1000" },
    seed: { value: "number", help: "decides all that is drawn; default 1" },
    shard: { value: "k/n", help: "makes the kth of n parts of the runs, such as 1/4" },
    workers: { value: "number", help: "threads; default as many as there are cores" },
    replay: { value: "script", help: "makes one run only: what a finding gave to replay it" },
    json: { help: "prints one JSON document instead of text" },
  },
  examples: [
    "wakeful explore examples/lost-update/scenario.mjs",
    "wakeful explore examples/lost-update/scenario.mjs --strategy random --runs 10000",
    'wakeful explore scenario.mjs --replay "seed 1; 10ms press BTN1 20ms"',
  ],
  run: runExplore,
};

async function runExplore(args: Arguments, io: Io): Promise<number> {
  const seed = args.value("seed");
  const request = completeRequest({
    strategy: args.value("strategy") as Strategy | undefined,
    runs: countOf(args, "runs", Number.MAX_SAFE_INTEGER),
    seed: seed === undefined ? undefined : parseWhole("seed", seed),
    shard: args.value("shard"),
  });
  const workers = countOf(args, "workers", MOST_WORKERS) ?? availableParallelism();
  const scenario = await openScenario(args.operand, io.cwd);
  const script = args.value("replay");
  if (script !== undefined) return replayOnce(scenario, script, args, io);
  const result = await campaign(scenario, request, workers, args.operand, io);
  if (args.has("json")) io.stdout.write(`${JSON.stringify(documentOf(result))}\n`);
  else io.stdout.write(describe(result, args.operand));
  return result.failure ? ExitCode.firmware : ExitCode.done;
}

async function campaign(
  scenario: Scenario,
  request: Request,
  workers: number,
  file: string,
  io: Io,
): Promise<Exploration> {
  const { strategy, seed, runs, shard } = request;
  const chains = [...chainsOf(runs, shard)];
  const onProgress = (done: number): void => {
    if (io.isTTY) io.stderr.write(`\r${count(done, "run")} `);
  };
  try {
    if (strategy === "exhaustive" || workers === 1 || chains.length <= 1) {
      const text = `${shard.k}/${shard.n}`;
      return explore(scenario, { strategy, seed, runs, shard: text, onProgress });
    }
    const data = { file, cwd: io.cwd, campaign: { strategy, seed } };
    const threads = Math.min(workers, chains.length);
    const failing = await runInThreads(data, threads, chains, onProgress);
    if (failing) return found(scenario, request, failing);
    const made = chains.reduce((sum, [first, end]) => sum + end - first, 0);
    return { strategy, seed, runs: made, complete: false };
  } finally {
    if (io.isTTY) io.stderr.write("\r\x1b[K");
  }
}

function replayOnce(scenario: Scenario, text: string, args: Arguments, io: Io): number {
  const script = parseScript(text);
  const { sim, failure } = replay(scenario, script);
  if (args.has("json")) {
    const told = failure && { kind: failure.kind, message: failure.message };
    const result = { version: 1, replay: replayString(script), failure: told };
    io.stdout.write(`${JSON.stringify(result)}\n`);
  } else if (failure) io.stdout.write(failure.text);
  else io.stdout.write(`nothing failed until ${formatTime(sim.now)}\n`);
  return failure ? ExitCode.firmware : ExitCode.done;
}

function documentOf({ failure, ...rest }: Exploration): object {
  if (!failure) return { version: 1, ...rest };
  const { run, kind, message, replay: line, script, shrinkRuns } = failure;
  const events = script.happenings.length;
  return { version: 1, ...rest, failure: { run, kind, message, replay: line, events, shrinkRuns } };
}

function describe(
  { strategy, runs, seed, complete, needed, failure }: Exploration,
  file: string,
): string {
  if (failure) {
    const again = `npx wakeful explore ${file} --replay "${failure.replay}"`;
    return `${failure.text}\nagain\n  ${again}\n`;
  }
  const made = `nothing failed in ${count(runs, "run")} (${strategy}, seed ${seed})`;
  if (strategy !== "exhaustive") return `${made}\n`;
  if (complete) return `${made}: these are all placements that differ\n`;
  return `${made}; all placements that differ are about ${needed} runs\n`;
}
