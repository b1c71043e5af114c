/**
 * A campaign on several threads. Each is given the next stretch of runs when it is done with one; the failure with
 * the lowest number counts, so that the result is the same for any number of threads.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "../../compiler/front/files.ts";
import { UsageError } from "../core/errors.ts";
import type { Campaign, Failing } from "../explore/campaign.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly file: string;
  readonly cwd: string;
  readonly campaign: Campaign;
}

/** Chains of runs. */
export type Stretch = readonly (readonly [first: number, end: number])[];

/** What a thread answers to a stretch. */
export type Answer =
  | { readonly failing: Failing | undefined }
  | { readonly error: { readonly name: string; readonly message: string; readonly hint?: string } };

/** Enough that talking costs nothing, and few enough that a finding is told soon. */
const CHAINS = 32;

/** @returns the first run that failed. */
export async function runInThreads(
  data: ThreadData,
  count: number,
  chains: Iterable<readonly [number, number]>,
  onProgress: (done: number) => void,
): Promise<Failing | undefined> {
  const source = chains[Symbol.iterator]();
  let failing: Failing | undefined;
  let done = 0;
  const next = (): Stretch => {
    const stretch: (readonly [number, number])[] = [];
    while (!failing && stretch.length < CHAINS) {
      const { value, done: isOver } = source.next();
      if (isOver) break;
      stretch.push(value);
    }
    return stretch;
  };
  const work = async (worker: Worker): Promise<void> => {
    for (let stretch = next(); stretch.length > 0; stretch = next()) {
      const answer = await ask(worker, stretch);
      if ("error" in answer) throw asError(answer.error);
      if (answer.failing && (!failing || answer.failing.run < failing.run))
        failing = answer.failing;
      for (const [first, end] of stretch) done += end - first;
      onProgress(done);
    }
  };
  const file = join(packageRoot(), "dist/explore-worker.js");
  const workers = Array.from({ length: count }, () => new Worker(file, { workerData: data }));
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return failing;
}

function ask(worker: Worker, stretch: Stretch): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const finish = (answer: Answer): void => {
      worker.off("error", reject);
      resolve(answer);
    };
    worker.once("message", finish);
    worker.once("error", reject);
    worker.postMessage(stretch);
  });
}

function asError({ name, message, hint }: { name: string; message: string; hint?: string }): Error {
  if (name === "UsageError") return new UsageError(message, hint ?? "");
  return Object.assign(new Error(message), { name });
}
