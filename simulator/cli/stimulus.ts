/** `--stimulus`: a recording, such as of a logic analyser, drives pins. */
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { stimuliFromVcd } from "../script/from-vcd.ts";
import type { Happening } from "../script/happening.ts";
import type { Arguments } from "./arguments.ts";
import { readInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { within } from "./within.ts";

export const stimulusFlags = {
  stimulus: { value: "file", help: "drives pins as a VCD file says, with --map" },
  map: {
    value: "signal=pin,...",
    help: "which signal of --stimulus drives which pin, such as D0=2,D1=3",
    multiple: true,
  },
} as const;

/**
 * What a recording does; nothing if none is asked for.
 * @param duration when the run ends, in nanoseconds.
 * @throws UsageError if the flags or the file are wrong, or the run ends before.
 */
export function readStimulus(args: Arguments, duration: bigint, io: Io): readonly Happening[] {
  const file = args.value("stimulus");
  const pairs = args.values("map").flatMap(parseMap);
  const map = Object.fromEntries(pairs);
  const twice = pairs.find(([signal], i) => pairs.findIndex(([name]) => name === signal) < i);
  if (twice) throw new UsageError(`--map names ${twice[0]} twice`, "map a signal to one pin");
  if (file === undefined) {
    if (!args.has("map")) return [];
    throw new UsageError("--map is given without --stimulus", "give the VCD file with --stimulus");
  }
  const bytes = readInput(
    resolve(io.cwd, file),
    `the recording ${file}`,
    "give --stimulus a VCD file, such as PulseView or `wakeful run --vcd` writes",
  );
  const happenings = within(file, () => stimuliFromVcd(new TextDecoder().decode(bytes), { map }));
  const last = happenings.at(-1);
  if (!last || last.at <= duration) return happenings;
  throw new UsageError(
    `--stimulus: the last change comes at ${formatTime(last.at)}, but the run ends at ${formatTime(duration)}`,
    `run longer: --for ${formatTime(last.at + 1_000_000_000n)}`,
  );
}

/** Reads `D0=2,D1=3`. */
function parseMap(text: string): [signal: string, pin: number][] {
  return text.split(",").map((pair) => {
    const [, signal, pin] = /^\s*(.+?)\s*=\s*(\d+)\s*$/.exec(pair) ?? [];
    if (pin !== undefined) return [signal!, Number(pin)];
    throw new UsageError(`--map "${pair}" is no signal and pin`, "write signal=pin, such as D0=2");
  });
}
