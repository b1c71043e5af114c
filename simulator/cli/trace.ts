/** `wakeful trace`: draws what `wakeful run --trace` wrote, in the terminal and as SVG. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { fromJson } from "../trace/from-json.ts";
import { toSvg } from "../trace/svg.ts";
import type { TraceData } from "../trace/trace.ts";
import { drawWaveform } from "../trace/waveform.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { durationOf } from "./flag-value.ts";
import { readInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { reasonOf } from "./system-error.ts";
import { printable } from "../core/printable.ts";

export const traceCommand: Command = {
  name: "trace",
  operand: "<trace.json>",
  operandHelp: "a trace that `wakeful run --trace` wrote",
  summary: "draws a trace in the terminal, and as SVG",
  flags: {
    svg: { value: "file", help: "writes the picture as SVG, too" },
    from: {
      value: "time",
      help: "since reset, where the picture begins; default: the trace's start",
    },
    to: { value: "time", help: "since reset, where it ends; default: the trace's end" },
    signals: { value: "names", help: "pins, LEDs and buttons, such as D13,led1; default: all" },
    ascii: { help: "draws with ASCII characters only" },
  },
  examples: ["wakeful trace run.json --from 1s --to 1.2s --signals D13,D12 --svg run.svg"],
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const hint = "give what `wakeful run --trace out.json` wrote";
  const bytes = readInput(resolve(io.cwd, args.operand), args.operand, hint);
  const text = new TextDecoder().decode(bytes);
  refuseVcd(args.operand, text);
  const { end: last, ...whole } = fromJson(text);
  const trace = choose(whole, args.value("signals"));
  const start = durationOf(args, "from") ?? whole.start;
  const end = durationOf(args, "to") ?? last;
  if (end <= start) {
    throw new UsageError(
      `the picture would end at ${formatTime(end)} and begin at ${formatTime(start)}`,
      `the trace is from ${formatTime(whole.start)} to ${formatTime(last)}: give --from and --to in it`,
    );
  }
  const svg = args.value("svg");
  if (svg !== undefined) writeSvg(svg, toSvg(trace, { start, end }), io);
  const width = io.columns ?? 80;
  io.stdout.write(drawWaveform(trace, { start, end, width, ascii: args.has("ascii") }));
  return ExitCode.done;
}

/** VCD begins with a keyword after a `$`, whatever the file is called. */
function refuseVcd(path: string, text: string): void {
  if (!/^\s*\$[a-z]+\s/.test(text)) return;
  throw new UsageError(
    `${printable(path)} is VCD, and \`wakeful trace\` draws JSON`,
    "run once more with --trace run.json and draw that: one run writes both; a VCD of anything else opens in GTKWave, Surfer or PulseView",
  );
}

/** The signals that are asked for, in that order. */
function choose(trace: TraceData, names: string | undefined): TraceData {
  const known = trace.signals.map((signal) => ({ ...signal, name: printable(signal.name) }));
  if (names === undefined) return { ...trace, signals: known };
  const signals = names.split(",").map((name) => {
    const found = known.find((signal) => signal.name === name);
    if (found) return found;
    throw new UsageError(
      `the trace has no signal ${name}`,
      `it has ${known.map((signal) => signal.name).join(", ")}`,
    );
  });
  return { ...trace, signals };
}

function writeSvg(path: string, text: string, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, path), text);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `${path} cannot be written: ${reason}`,
      "give --svg a path in a folder that exists and that you may write to",
    );
  }
}
