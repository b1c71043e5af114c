import type { SideTable } from "../hal/border/side-table.ts";
import type { Board } from "./core/board.ts";
import { bareBoard } from "./core/board.ts";
import type { HostImports } from "./core/admission.ts";
import { UsageError } from "./core/errors.ts";
import { instructionTime } from "./core/rate.ts";
import type { InstructionTime } from "./core/rate.ts";
import { stateless, type Snapshotted } from "./core/snapshotted.ts";
import { checkTime, formatTime, micros, millis } from "./core/time.ts";
import { checkNames } from "./wrong-use.ts";
import type { HistoryOptions } from "./travel/history.ts";

/** A processor: an ideal one, one whose polls take a fixed time, or a metered one, with `hz`. */
export interface CpuDescription {
  /** Nanoseconds from the interrupt or alarm that ends a sleep to the poll. Default 0. */
  readonly wakeLatency?: bigint | undefined;
  /** Nanoseconds that each poll takes. Not together with `hz`. Default 0. */
  readonly turnTime?: bigint | undefined;
  /**
   * Clock cycles a second: 16_000_000. Then instructions are counted, and time passes while code runs.
   * Default: code takes no time.
   */
  readonly hz?: number | undefined;
  /**
   * WebAssembly instructions that the board executes in a cycle, however it runs them. Less than 1 on most.
   * Default 1.
   */
  readonly instructionsPerCycle?: number | undefined;
  /** Polls that take more nanoseconds are reported, with `hz`. Default 100 µs. */
  readonly longPoll?: bigint | undefined;
  /** A task that is ready for so many nanoseconds before its turn is reported, with `hz`. Default 100 ms. */
  readonly starvation?: bigint | undefined;
  /**
   * Reported is a task that waits for what one of lower priority holds, if tasks of a priority in between have
   * kept that one from its turn for so many nanoseconds, with `hz`. Default 1 ms.
   */
  readonly inversion?: bigint | undefined;
}

/** How firmware is simulated. Everything has a default. */
export interface SimulatorOptions {
  /** What the compiler wrote beside the module: texts, places, tasks. */
  readonly table?: SideTable | undefined;
  /** Default: pins 0 to 39 with nothing wired to them. */
  readonly board?: Board | undefined;
  /** Decides bounces and floating levels; a whole number. Default 1. */
  readonly seed?: number | undefined;
  /** Nanoseconds since reset at which virtual time begins. Default 0. */
  readonly startTime?: bigint | undefined;
  /** What the board's flash holds before it is switched on. Default: it is erased. */
  readonly flash?: Uint8Array | undefined;
  /** Microseconds since 1970-01-01 UTC that the clock of the chip shows at the start. Default: it was never set. */
  readonly date?: bigint | undefined;
  /** The processor. Default: an ideal one, that takes no time. */
  readonly cpu?: CpuDescription | undefined;
  /** How many interrupts can wait to be delivered. Default 64. */
  readonly ring?: number | undefined;
  /** Loop iterations and calls of the firmware at one instant, up to 2^31 - 1. Default 50 million. */
  readonly pollLimit?: number | undefined;
  /** Polls at one instant before it counts as livelock. Default 100,000. */
  readonly turnLimit?: number | undefined;
  /** Whether the polls of each task are counted for `inspect`; with `cpu.hz` they always are. Default false. */
  readonly inspect?: boolean | undefined;
  /**
   * Whether the whole past is kept. Without it no levels are recorded, and of logs, diagnostics and changes of
   * LEDs the newest 10,000 are kept at least: a run of any length takes the same memory. Default true.
   */
  readonly record?: boolean | undefined;
  /** More functions for the firmware, by module and name; one of module `hal` replaces our own. */
  readonly imports?: HostImports | undefined;
  /** What the functions in `imports` remember, so that snapshots hold it as well. */
  readonly importState?: Snapshotted | undefined;
  /**
   * Whether the past is kept, for `stepBack` and `runBackUntil`. Default false. `every` is the number of
   * events between two keyframes, 512; `keyframes` is how many are kept, 64.
   */
  readonly history?:
    | boolean
    | { readonly every?: number | undefined; readonly keyframes?: number | undefined }
    | undefined;
}

export interface CompleteOptions {
  readonly table: SideTable | undefined;
  readonly board: Board;
  readonly seed: number;
  readonly startTime: bigint;
  readonly flash: Uint8Array | undefined;
  readonly date: bigint | undefined;
  readonly wakeLatency: bigint;
  readonly turnTime: bigint;
  /** The clock of a metered processor. */
  readonly hz: number | undefined;
  /** What an instruction takes; undefined if code takes no time. */
  readonly rate: InstructionTime | undefined;
  readonly longPoll: bigint;
  readonly starvation: bigint;
  readonly inversion: bigint;
  readonly ring: number;
  readonly pollLimit: number;
  readonly turnLimit: number;
  readonly inspect: boolean;
  readonly record: boolean;
  readonly imports: HostImports;
  readonly importState: Snapshotted;
  readonly history: HistoryOptions | undefined;
}

function count(name: string, value: number | undefined, fallback: number, least = 1): number {
  if (value === undefined) return fallback;
  const most = 2 ** 31 - 1;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`\`${name}\` is ${value}`, `give a whole number from ${least} to ${most}`);
}

function time(name: string, value: bigint | undefined): bigint {
  if (value === undefined) return 0n;
  checkTime(`\`${name}\``, value);
  if (value >= 0n) return value;
  throw new UsageError(`\`${name}\` is ${formatTime(value)}`, "give a time of 0 or more");
}

function date(value: bigint | undefined): bigint | undefined {
  if (value === undefined || (typeof value === "bigint" && value >= 0n)) return value;
  throw new UsageError(
    `\`date\` is ${String(value)}`,
    "give microseconds since 1970-01-01 UTC, as a bigint: 1_700_000_000_000_000n",
  );
}

function completeHistory(given: SimulatorOptions["history"]): HistoryOptions | undefined {
  if (given === undefined || given === false) return undefined;
  const { every, keyframes } = given === true ? {} : given;
  return {
    every: count("history.every", every, 512),
    keyframes: count("history.keyframes", keyframes, 64, 3),
  };
}

/** What only a processor with a clock has. */
const METERED = ["instructionsPerCycle", "longPoll", "starvation", "inversion"] as const;

function rate(cpu: CpuDescription = {}): InstructionTime | undefined {
  const { hz, instructionsPerCycle, turnTime } = cpu;
  if (hz === undefined) {
    const name = METERED.find((option) => cpu[option] !== undefined);
    if (name === undefined) return undefined;
    throw new UsageError(
      `\`cpu.${name}\` is given without \`cpu.hz\``,
      "give the clock of the processor as well: `hz: 16_000_000`",
    );
  }
  if (turnTime) {
    throw new UsageError(
      "`cpu.hz` and `cpu.turnTime` exclude each other: a turn takes what its instructions take, or a fixed time",
      "give one of them",
    );
  }
  return instructionTime({ hz, instructionsPerCycle });
}

const optionNames: Readonly<Record<keyof SimulatorOptions, true>> = {
  table: true,
  board: true,
  seed: true,
  startTime: true,
  cpu: true,
  ring: true,
  pollLimit: true,
  turnLimit: true,
  inspect: true,
  record: true,
  imports: true,
  importState: true,
  flash: true,
  date: true,
  history: true,
};

const cpuNames: Readonly<Record<keyof CpuDescription, true>> = {
  wakeLatency: true,
  turnTime: true,
  hz: true,
  instructionsPerCycle: true,
  longPoll: true,
  starvation: true,
  inversion: true,
};

/** @throws UsageError if an option is unknown or out of its range. */
export function completeOptions(options: SimulatorOptions): CompleteOptions {
  checkNames("a simulator", options, Object.keys(optionNames), "{ seed: 42 }");
  checkNames("`cpu`", options.cpu ?? {}, Object.keys(cpuNames), "{ hz: 16_000_000 }");
  return {
    table: options.table,
    board: options.board ?? bareBoard(),
    seed: options.seed ?? 1,
    startTime: time("startTime", options.startTime),
    flash: options.flash,
    date: date(options.date),
    wakeLatency: time("cpu.wakeLatency", options.cpu?.wakeLatency),
    turnTime: time("cpu.turnTime", options.cpu?.turnTime),
    hz: options.cpu?.hz,
    rate: rate(options.cpu),
    longPoll: time("cpu.longPoll", options.cpu?.longPoll ?? micros(100)),
    starvation: time("cpu.starvation", options.cpu?.starvation ?? millis(100)),
    inversion: time("cpu.inversion", options.cpu?.inversion ?? millis(1)),
    ring: count("ring", options.ring, 64),
    pollLimit: count("pollLimit", options.pollLimit, 50_000_000),
    turnLimit: count("turnLimit", options.turnLimit, 100_000),
    inspect: options.inspect ?? false,
    record: options.record ?? true,
    imports: options.imports ?? {},
    importState: options.importState ?? stateless,
    history: completeHistory(options.history),
  };
}
