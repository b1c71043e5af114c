/** What is to be done to the board, from all flags that tell it. */
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import type { Happening } from "../core/context.ts";
import { formatTime, parseDuration } from "../core/time.ts";
import { kindOf } from "../script/kinds.ts";
import { byTime, readScript, type Script, type WrittenScript } from "../script/script.ts";
import { parseWhole, type Arguments } from "./arguments.ts";
import { within } from "./within.ts";
import { parsePress } from "./flag-value.ts";
import { readInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { readStimulus, stimulusFlags } from "./stimulus.ts";

/** Flags of `run` that are read here. */
export const scriptFlags = {
  press: {
    value: "button@time:duration",
    help: "presses a button, such as BTN1@1.2s:80ms; may be given several times",
    multiple: true,
  },
  type: {
    value: "text[@time]",
    help: "types into the serial monitor, such as 'on\\n@1.2s'; may be given several times",
    multiple: true,
  },
  script: { value: "file", help: "does what a script says, a line each: 600ms press BTN1 300ms" },
  replay: { value: "text", help: 'a script on one line: "seed 7; 600ms press BTN1 300ms"' },
  ...stimulusFlags,
} as const;

/**
 * All that is to be done, with the seed.
 * @param run `duration`: when the run ends, in nanoseconds. `monitor`: the serial port that the monitor is at.
 * @throws UsageError if two flags exclude each other, or something is wrong in what one says.
 */
export function readScriptFlags(
  args: Arguments,
  { duration, monitor }: { readonly duration: bigint; readonly monitor: number },
  io: Io,
): Script {
  const [flag, ...others] = ["script", "replay"].filter((name) => args.has(name));
  if (others.length > 0) {
    throw new UsageError(
      "--script and --replay exclude each other: both say all that is done, and the seed",
      "give one of them, and more presses with --press",
    );
  }
  const written = flag === undefined ? undefined : readWritten(flag, args.value(flag)!, io);
  const presses = args.values("press").map(parsePress);
  const late = presses.find(({ at }) => at > duration);
  if (late) {
    throw new UsageError(
      `--press: ${late.button} would be pressed at ${formatTime(late.at)}, but the run ends at ${formatTime(duration)}`,
      `run longer: --for ${formatTime(late.at + late.duration)}`,
    );
  }
  const last = written?.happenings.at(-1);
  if (last && last.at > duration) {
    throw new UsageError(
      `--${flag}: "${last.kind}" comes at ${formatTime(last.at)}, but the run ends at ${formatTime(duration)}`,
      `run longer: --for ${formatTime(last.at + 1_000_000_000n)}`,
    );
  }
  const pressed = presses.map(({ button, at, duration: span }) => ({
    kind: kindOf("press").name,
    at,
    words: [button, formatTime(span)],
  }));
  const recorded = readStimulus(args, duration, io);
  const typed = args.values("type").map((text) => readTyped(text, duration, monitor));
  const happenings = byTime([...(written?.happenings ?? []), ...recorded, ...pressed, ...typed]);
  return { seed: seedOf(args, flag, written), happenings };
}

/** Reads `on\n@1.2s`; without a time it is typed at once, and sent when the firmware has opened the port. */
function readTyped(given: string, duration: bigint, port: number): Happening {
  const [, text = given, time] = /^(.*)@(\d[\d.]*[a-zµ]+)$/s.exec(given) ?? [];
  const at = time === undefined ? 0n : within(`--type ${given}`, () => parseDuration(time));
  if (at > duration) {
    throw new UsageError(
      `--type: "${text}" would be typed at ${formatTime(at)}, but the run ends at ${formatTime(duration)}`,
      `run longer: --for ${formatTime(at + 1_000_000_000n)}`,
    );
  }
  return { kind: kindOf("send").name, at, words: [`${port}`, ...text.split(" ")] };
}

function readWritten(flag: string, value: string, io: Io): WrittenScript {
  if (flag === "replay") return within("--replay", () => readScript(value));
  const bytes = readInput(
    resolve(io.cwd, value),
    `the script ${value}`,
    "give --script a file such as `wakeful run --record` writes",
  );
  return within(value, () => readScript(new TextDecoder().decode(bytes)));
}

function seedOf(args: Arguments, flag: string | undefined, written?: WrittenScript): number {
  const text = args.value("seed");
  const asked = text === undefined ? undefined : parseWhole("seed", text);
  const own = written?.seed;
  if (asked !== undefined && own !== undefined && asked !== own) {
    throw new UsageError(
      `--seed is ${asked}, and --${flag} says seed ${own}`,
      "leave --seed away, or take the seed out of the script",
    );
  }
  return asked ?? own ?? 1;
}
