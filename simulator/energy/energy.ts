/**
 * What a run would take from a battery: why the processor woke, how long it was awake, and an estimate of the
 * charge from the datasheet of the board's chip, and from the resistor of each LED.
 */
import { Source } from "../../hal/generated/border.ts";
import type { Board, Currents } from "../core/board.ts";
import type { Cpu } from "../core/cpu.ts";
import { UsageError } from "../core/errors.ts";
import type { Led } from "../parts/index.ts";
import { notesOf } from "./notes.ts";

/** Currents that were measured, in milliamperes, in place of the datasheet's. */
export interface MeasuredCurrents {
  /** While the processor runs. */
  readonly active: number;
  /** While it sleeps. */
  readonly asleep: number;
}

/** How often the processor left its sleep for one reason. */
export interface WakeCount {
  readonly cause: "reset" | "timer" | "pin" | "other";
  /** `reset`, `timer`, the label of the pin, or the number of the source. */
  readonly name: string;
  /** The pin whose edge it was. */
  readonly pin?: number | undefined;
  readonly count: number;
  readonly perSecond: number;
}

/** What the chip alone took: currents of its data sheet, or those that were measured. */
export interface ChipEnergy {
  readonly volts: number;
  /** Clock that the currents belong to; null if they were measured. */
  readonly hz: number | null;
  /** Milliamperes while it runs, and while it sleeps. */
  readonly active: number;
  readonly asleep: number;
  /** How the port makes it sleep. */
  readonly sleep: string;
  /** Where the currents are from. */
  readonly source: string;
  /** The mean of the run. */
  readonly milliamps: number;
  readonly microampHours: number;
}

/** What a LED took while it was lit. */
export interface LedEnergy {
  readonly id: string;
  readonly litNs: bigint;
  /** From 0 to 1. */
  readonly litShare: number;
  /** Volts across it while it is lit. */
  readonly forwardVolts: number;
  /** The mean of the run. Null if no resistor limits the current. */
  readonly milliamps: number | null;
  readonly microampHours: number | null;
}

/** What a run takes, from its beginning to now. */
export interface Energy {
  /** Nanoseconds. */
  readonly span: bigint;
  readonly awakeNs: bigint;
  /** From 0 to 1. */
  readonly awakeShare: number;
  /** Whether code takes time. If not, the charge of the chip is that of its sleep: the least that it can be. */
  readonly codeTakesTime: boolean;
  /** By reset and timer, then by pins in ascending order, then by other sources. */
  readonly wakes: readonly WakeCount[];
  /** Null if the currents are not known; `notes` tell why. */
  readonly chip: ChipEnergy | null;
  /** In the order of the board file. */
  readonly leds: readonly LedEnergy[];
  /** What the figures leave out, in sentences. */
  readonly notes: readonly string[];
}

/** What the account is made from. */
export interface Run {
  readonly span: bigint;
  readonly board: Board;
  readonly cpu: Pick<Cpu, "awakeNs" | "wakes" | "wakeSources">;
  readonly codeTakesTime: boolean;
  /** The clock of a metered processor. */
  readonly hz: number | undefined;
  readonly leds: readonly Led[];
}

const NS_PER_SECOND = 1e9;
/** The source of currents that were measured. */
const MEASURED = "as they were given";

/** @throws UsageError if a measured current is no number of milliamperes. */
export function accountOf(run: Run, measured?: MeasuredCurrents): Energy {
  const { span, board, cpu, codeTakesTime } = run;
  const awakeShare = share(cpu.awakeNs, span);
  const chip = chipEnergy(measured ? checked(measured) : board.currents, run, awakeShare);
  const leds = run.leds.map((led) => ledEnergy(led, board.volts, span));
  return {
    span,
    awakeNs: cpu.awakeNs,
    awakeShare,
    codeTakesTime,
    wakes: wakesOf(run),
    chip,
    leds,
    notes: notesOf({ board, chip, leds, codeTakesTime, hz: run.hz }),
  };
}

function checked({ active, asleep }: MeasuredCurrents): MeasuredCurrents {
  for (const [name, value] of Object.entries({ active, asleep })) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new UsageError(
      `the current \`${name}\` is ${value}`,
      "give milliamperes: { active: 22, asleep: 14 }",
    );
  }
  return { active, asleep };
}

function share(part: bigint, span: bigint): number {
  return span === 0n ? 0 : Number(part) / Number(span);
}

function wakesOf({ cpu, board, span }: Run): WakeCount[] {
  const counted = (count: number): Pick<WakeCount, "count" | "perSecond"> => ({
    count,
    perSecond: span === 0n ? 0 : (count * NS_PER_SECOND) / Number(span),
  });
  const labels = new Map(board.pins.map(({ logical, label }) => [logical, label]));
  const bySource = [...cpu.wakeSources]
    .sort(([a], [b]) => a - b)
    .map(([source, count]): WakeCount => {
      const [kind, index] = [source >>> 16, source & 0xffff];
      if (kind !== Source.Gpio) {
        return { cause: "other", name: `source ${kind}.${index}`, ...counted(count) };
      }
      const name = labels.get(index) ?? `pin ${index}`;
      return { cause: "pin", name, pin: index, ...counted(count) };
    });
  return [
    { cause: "reset", name: "reset", ...counted(cpu.wakes.reset) },
    { cause: "timer", name: "timer", ...counted(cpu.wakes.timer) },
    ...bySource.filter(({ cause }) => cause === "pin"),
    ...bySource.filter(({ cause }) => cause !== "pin"),
  ];
}

function chipEnergy(
  currents: Currents | MeasuredCurrents | undefined,
  { board, span }: Run,
  awakeShare: number,
): ChipEnergy | null {
  if (!currents) return null;
  const { active, asleep } = currents;
  if (active === null || asleep === null) return null;
  const { sleep = "as it was measured" } = board.currents ?? {};
  const { source, hz } = "source" in currents ? currents : { source: MEASURED, hz: null };
  const milliamps = active * awakeShare + asleep * (1 - awakeShare);
  const microampHours = chargeOf(milliamps, span);
  return { volts: board.volts, hz, active, asleep, sleep, source, milliamps, microampHours };
}

function ledEnergy({ id, forwardVolts, lit }: Led, volts: number, span: bigint): LedEnergy {
  const amps = Math.max(0, volts - forwardVolts) * lit.nsPerOhm;
  const milliamps = span === 0n ? 0 : (1e3 * amps) / Number(span);
  const isKnown = Number.isFinite(milliamps);
  return {
    id,
    litNs: lit.ns,
    litShare: share(lit.ns, span),
    forwardVolts,
    milliamps: isKnown ? milliamps : null,
    microampHours: isKnown ? chargeOf(milliamps, span) : null,
  };
}

/** Microampere hours. */
function chargeOf(milliamps: number, span: bigint): number {
  return (milliamps * 1e3 * Number(span)) / (3600 * NS_PER_SECOND);
}
