/** Options of a simulator as flags of `wakeful run`. */
import { formatTime } from "../../core/time.ts";
import type { CpuDescription, SimulatorOptions } from "../../options.ts";

export interface Flags {
  readonly flags: readonly string[];
  /** Options for which there is no flag. */
  readonly beyond: readonly string[];
}

/** All options that change what happens, but for the board and the seed. */
export function flagsOf({
  cpu = {},
  ring,
  pollLimit,
  startTime,
  turnLimit,
  imports,
}: SimulatorOptions): Flags {
  const flags = cpuFlags(cpu);
  if (pollLimit !== undefined) flags.push("--poll-limit", `${pollLimit}`);
  if (ring !== undefined) flags.push("--ring", `${ring}`);
  const { hz, instructionsPerCycle: ipc } = cpu;
  const beyond = [
    ...(hz !== undefined && clockText(hz) === undefined ? [`hz ${hz}`] : []),
    ...(ipc !== undefined && !isPlain(ipc) ? [`instructionsPerCycle ${ipc}`] : []),
    ...(startTime ? ["startTime"] : []),
    ...(turnLimit === undefined ? [] : ["turnLimit"]),
    ...(imports === undefined ? [] : ["imports"]),
  ];
  return { flags, beyond };
}

function cpuFlags(cpu: CpuDescription): string[] {
  const { hz, instructionsPerCycle, longPoll, turnTime, wakeLatency } = cpu;
  const flags: string[] = [];
  const clock = hz === undefined ? undefined : clockText(hz);
  if (clock !== undefined) flags.push("--cpu", clock);
  if (instructionsPerCycle !== undefined) flags.push("--ipc", `${instructionsPerCycle}`);
  if (longPoll !== undefined) flags.push("--long-poll", formatTime(longPoll));
  if (turnTime !== undefined) flags.push("--poll-time", formatTime(turnTime));
  if (wakeLatency !== undefined) flags.push("--wake-latency", formatTime(wakeLatency));
  return flags;
}

/** As `--cpu` reads back exactly; undefined if no text does. */
function clockText(hz: number): string | undefined {
  if (!isPlain(hz)) return undefined;
  return hz % 1_000 === 0 ? `${hz / 1e6}MHz` : `${hz}Hz`;
}

/** Whether it is written without an exponent, as flags take it. */
function isPlain(value: number): boolean {
  return /^\d+(\.\d+)?$/.test(`${value}`);
}
