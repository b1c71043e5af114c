// How the cost of a timer grows with the tasks that are asleep: ours, a linear list in the same language, a binary
// heap of callbacks in JavaScript. Up to 100,000 tasks, with `--full` to 1,000,000. Prints a table, and writes it to
// out/bench/growth.md and growth.json.
import "./executor/optimised.mjs";
import { fileURLToPath } from "node:url";
import { boot, prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { heapTimers } from "./executor/javascript.mjs";
import { interleaved } from "./executor/rounds.mjs";
import { timers } from "./executor/workloads.mjs";
import { growthTable } from "./growth/table.mjs";
import { buildPeer } from "./peers/build.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Many short rounds, as far as setting up so many tasks lets them be short. */
const roundsOf = (n) => (n <= 1_000 ? 21 : n <= 10_000 ? 9 : 3);

/** A list of so many takes half a millisecond a turn; of ten times as many, hours to set up and measure. */
const LINEAR_MOST = 100_000;

/** Nodes that a list goes through in a round: what bounds the time that it takes. */
const LINEAR_NODES = 4_000_000;

const bare = (n) => ({
  name: "timer",
  perTurn: 1,
  warm: 2 * n,
  turns: Math.min(Math.max(n, 4_000), 100_000),
});

/** Expiries a round. */
const turnsOf = (n) => Math.min(Math.max(n, 20_000), 200_000);

async function ours(n) {
  const workload = timers(n);
  const { wasm, table, drive } = await prepare(workload, root);
  const module = new WebAssembly.Module(wasm);
  // A heap is as it will stay when each task has slept twice.
  const counted = instructions(bare(n), { wasm, table }, bare(n));
  const [task] = table.tasks;
  return {
    rider: { what: "ours", boot: settled(module, drive, n), drive, turns: turnsOf(n) },
    counts: { instructions: counted, wasm: wasm.length, ramATask: task.slotBytes },
  };
}

/** Boots, and lets each task sleep once. */
function settled(module, drive, n) {
  return () => {
    const board = boot(module);
    drive(board, n);
    return board;
  };
}

async function linear(n) {
  const wasm = await buildPeer("nap", { tasks: n, timers: true });
  const module = new WebAssembly.Module(wasm);
  const turns = Math.max(100, Math.min(20_000, Math.round(LINEAR_NODES / n)));
  const { drive } = timers(n);
  const span = { warm: Math.round(turns / 5), turns: Math.min(turns, 2_000) };
  return {
    rider: { what: "linear list", boot: () => boot(module), drive, turns },
    counts: { instructions: instructions(bare(n), { wasm }, span) },
  };
}

function heap(n) {
  const { what, boot, drive } = heapTimers(n);
  const settle = () => {
    const heap = boot();
    drive(heap, n);
    return heap;
  };
  return { what, boot: settle, drive, turns: turnsOf(n) };
}

/**
 * @param {number[]} sizes how many tasks.
 * @param {(tasks: number) => number} [rounds]
 */
export async function measureGrowth(sizes, rounds = roundsOf) {
  const rows = [];
  for (const n of sizes) {
    const mine = await ours(n);
    const list = n <= LINEAR_MOST ? await linear(n) : undefined;
    const riders = [mine.rider, heap(n), ...(list ? [list.rider] : [])];
    const [first, js, other] = await interleaved(riders, rounds(n));
    rows.push({
      tasks: n,
      ...mine.counts,
      ns: first.ns,
      spread: first.spread,
      heap: { ns: js.ns, spread: js.spread, ratio: js.ratio },
      linear: list && {
        ...list.counts,
        ns: other.ns,
        spread: other.spread,
        ratio: other.ratio,
      },
    });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = [10, 100, 1_000, 10_000, 100_000];
  if (process.argv.includes("--full")) sizes.push(1_000_000);
  const rows = await measureGrowth(sizes);
  publish("growth", growthTable(rows), rows);
}
