/** What an account of energy leaves out, in plain sentences. */
import type { Board } from "../core/board.ts";
import type { ChipEnergy, LedEnergy } from "./energy.ts";

/** What the notes go by. */
interface Account {
  readonly board: Board;
  readonly chip: ChipEnergy | null;
  readonly leds: readonly LedEnergy[];
  readonly codeTakesTime: boolean;
  readonly hz: number | undefined;
}

export function notesOf({ board, chip, leds, codeTakesTime, hz }: Account): string[] {
  const notes: string[] = [];
  if (chip) {
    notes.push(
      `an estimate of the chip alone: its currents are ${chip.source}, asleep in ${chip.sleep}; the rest of the board is not in it`,
    );
  } else {
    const reason = board.currents?.source ?? `${board.name} is of no kind in particular`;
    notes.push(`no charge of the chip: ${reason}; give currents that were measured`);
  }
  if (!codeTakesTime) {
    const so = chip
      ? "the charge is that of sleep alone: the least that it can be"
      : "it is never awake";
    notes.push(`code takes no time on an ideal CPU, so ${so}; give the CPU a clock`);
  }
  if (chip?.hz && hz !== undefined && hz !== chip.hz) {
    notes.push(
      `the currents are those of ${chip.hz / 1e6} MHz, and the CPU of this run has ${hz / 1e6} MHz`,
    );
  }
  if (leds.some(({ milliamps }) => milliamps !== null)) {
    notes.push(
      "a LED takes (supply - forward voltage) / resistance, as if its resistor were its own",
    );
  }
  const unlimited = leds.filter(({ milliamps }) => milliamps === null).map(({ id }) => id);
  if (unlimited.length > 0) {
    notes.push(`no current of ${unlimited.join(", ")}: no resistor limits it`);
  }
  return notes;
}
