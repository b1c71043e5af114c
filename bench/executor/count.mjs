// WebAssembly instructions that an operation takes, counted by the simulator's metered processor: the same on any
// machine, whatever else it does.
import { micros, seconds, Simulator } from "../../dist/simulator.js";

/** An instruction a nanosecond. */
const cpu = { hz: 1_000_000_000, longPoll: seconds(60), starvation: seconds(60) };

/** Turns before counting begins: by then every task stands where it will stand again. */
const WARM = 2_000;
const TURNS = 4_000;

/**
 * @param prepared what `prepare` in board.mjs gave.
 * @param {{ warm: number, turns: number }} [span] turns before counting begins, and that are counted.
 */
export function instructions(
  { name, perTurn },
  { wasm, table },
  { warm: before, turns: counted } = { warm: WARM, turns: TURNS },
) {
  const sim = Simulator.load(wasm, { table, record: false, cpu });
  if (name === "interrupt") raiseEdges(sim);
  const warm = turns(sim, before);
  const end = turns(sim, before + counted);
  return Number(end.awakeNs - warm.awakeNs) / ((end.polls - warm.polls) * perTurn);
}

/** Runs until so many turns were taken. */
function turns(sim, count) {
  // A turn that is always followed by another takes no virtual time but its own.
  while (sim.summary().polls < count) {
    const before = sim.summary().polls;
    sim.runFor(micros(20));
    if (sim.summary().polls === before) sim.step();
  }
  return sim.summary();
}

/** An edge each 10 µs, at ten pins in turn. */
function raiseEdges(sim) {
  for (let i = 0; i < WARM + TURNS + 10; i++) {
    const level = Math.floor(i / 10) % 2 === 0 ? 0 : 1;
    sim.pin(i % 10).drive(level, micros(10 * (i + 1)));
  }
}
