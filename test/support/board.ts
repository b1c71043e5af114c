import { assembleBoard } from "../../simulator/boards/assemble.ts";
import { bareBoard, type Board, type BoardPart } from "../../simulator/core/board.ts";
import { VirtualClock } from "../../simulator/core/clock.ts";
import type { Diagnostic } from "../../simulator/core/context.ts";
import { SeededRandom } from "../../simulator/core/random.ts";
import { Circuit } from "../../simulator/nets/circuit.ts";
import { createParts, type Parts } from "../../simulator/parts/index.ts";

/** A circuit on a bench, without firmware. */
export interface Bench {
  readonly clock: VirtualClock;
  readonly circuit: Circuit;
  readonly parts: Parts;
  /** Everything reported since the bench was set up. */
  readonly diagnostics: readonly Diagnostic[];
  /** Runs everything up to and including `time`, in nanoseconds. */
  run(time: bigint): void;
}

export function bench(board: Board = bareBoard(), seed = 1): Bench {
  const clock = new VirtualClock(0n);
  const random = SeededRandom.from(seed);
  const circuit = new Circuit(board, random, clock);
  const diagnostics: Diagnostic[] = [];
  circuit.onDiagnostic((diagnostic) => diagnostics.push(diagnostic));
  const parts = createParts(board, { clock, circuit, random });
  return {
    clock,
    circuit,
    parts,
    diagnostics,
    run(time) {
      while (clock.step(time));
      clock.skipTo(time);
    },
  };
}

/**
 * An Arduino Uno `uno` with parts wired to it.
 * @param parts `id: type` or `id: [type, attrs]`; types without `wokwi-`, or with `board-`.
 * @param wires Such as `uno:13 r1:1`.
 */
export function uno(
  parts: Readonly<Record<string, string | readonly [string, Record<string, string>]>>,
  ...wires: string[]
): Board {
  const placed = Object.entries(parts).map(([id, part]): BoardPart => {
    const [type, attrs] = typeof part === "string" ? [part, {}] : part;
    return { id, type: type.startsWith("board-") ? type : `wokwi-${type}`, attrs };
  });
  return assembleBoard(
    [{ id: "uno", type: "wokwi-arduino-uno", attrs: {} }, ...placed],
    wires.map((wire) => wire.split(" ") as [string, string]),
  );
}
