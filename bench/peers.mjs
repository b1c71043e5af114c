// Beside other algorithms in the same language: a run queue that is a stack, room for one waiter; the linear list of
// timers is in growth.mjs. Tasks of the peers are written by hand, and can neither end nor be joined or aborted:
// what is compared is the algorithm at its best. Prints tables, and writes them to out/bench/peers.md and peers.json.
import "./executor/optimised.mjs";
import { fileURLToPath } from "node:url";
import { boot, prepare } from "./executor/board.mjs";
import { instructions } from "./executor/count.mjs";
import { interleaved } from "./executor/rounds.mjs";
import { pingPong, yields } from "./executor/workloads.mjs";
import { buildPeer } from "./peers/build.mjs";
import { measureOrder } from "./peers/order.mjs";
import { peerTable, waiterTable } from "./peers/tables.mjs";
import { measureWaiters } from "./peers/waiters.mjs";
import { publish } from "./report/publish.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const ROUNDS = 21;

const compared = [
  ...[1, 10, 100, 1000].map((n) => [yields(n), "yield", { tasks: n }]),
  [pingPong, "ping-pong", {}],
];

/** @param turns of each workload a round; 0: instructions only. */
export async function measurePeers(turns) {
  const rows = [];
  for (const [workload, name, shape] of compared) {
    const prepared = await prepare(workload, root);
    const theirs = await buildPeer(name, shape);
    const [ourModule, theirModule] = [prepared.wasm, theirs].map((w) => new WebAssembly.Module(w));
    const count = (module) =>
      instructions({ name: workload.name, perTurn: prepared.perTurn }, module);
    const row = { what: workload.what, ours: count(prepared), theirs: count({ wasm: theirs }) };
    if (turns > 0) {
      const [, peer] = await interleaved(
        [
          { what: "ours", boot: () => boot(ourModule), drive: prepared.drive, turns },
          { what: "peer", boot: () => boot(theirModule), drive: workload.drive, turns },
        ],
        ROUNDS,
      );
      Object.assign(row, { ratio: peer.ratio, spread: peer.spread });
    }
    rows.push(row);
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measurePeers(50_000);
  const waiters = await measureWaiters();
  const order = await measureOrder();
  const result = { rows, waiters, order };
  publish("peers", `${peerTable(result)}\n\n${waiterTable(result)}`, result);
}
