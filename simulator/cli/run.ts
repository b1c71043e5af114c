/** `wakeful run`: firmware on a simulated board, watched on a terminal or written to a pipe. */
import { dirname, join, resolve } from "node:path";
import { formatDiagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { CompileError } from "../../compiler/diagnostics/compile-error.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import type { CpuDescription } from "../options.ts";
import { formatScript, playScript, replayString } from "../script/script.ts";
import { Simulator } from "../simulator.ts";
import { seconds } from "../core/time.ts";
import { toJson } from "../trace/json.ts";
import type { TraceData } from "../trace/trace.ts";
import { toVcd } from "../trace/vcd.ts";
import type { Arguments } from "./arguments.ts";
import { openBoard } from "./board-file.ts";
import { describeBriefly } from "./board-findings.ts";
import type { Command } from "./command.ts";
import { drive, type Outcome } from "./drive.ts";
import { ExitCode } from "./exit-code.ts";
import { describeEnergy } from "./energy-table.ts";
import { withTime } from "../explain/failure.ts";
import { fail } from "./fail.ts";
import { findFirmware, openFirmware, type Firmware, type FirmwareFile } from "./firmware-file.ts";
import { clockOf, countOf, currentsOf, dateOf, durationOf, ratioOf } from "./flag-value.ts";
import type { Io } from "./io.ts";
import { jsonRefusal, jsonReport } from "./json-report.ts";
import { LiveView } from "./live-view.ts";
import { describePolls } from "./poll-table.ts";
import { paletteFor, type Palette } from "./palette.ts";
import { reachedBy } from "../parts/reach.ts";
import { OutputFile } from "./output-file.ts";
import { RollingTrace } from "./rolling-trace.ts";
import type { RunRecord, RunRequest } from "./run-request.ts";
import { readScriptFlags, scriptFlags } from "./script-request.ts";
import { describeSerial, streamOf } from "./serial-text.ts";
import {
  describeDiagnostics,
  describeLogs,
  describeRun,
  describeSummary,
  drawRun,
  findDeadlockReport,
} from "./text-report.ts";
import { sideTablePath } from "./side-table-file.ts";
import { topLines } from "./top-table.ts";

/** What a live view remembers at most. */
const VIEW_WINDOW = seconds(5);

/** All of it is memory. */
const LARGEST_RING = 2 ** 20;

export const runCommand: Command = {
  name: "run",
  operand: "<firmware>",
  operandHelp: "a .ts or .wasm file, or a folder with <folder>.ts, main.ts or index.ts",
  summary: "runs firmware on a simulated board",
  flags: {
    board: { value: "file", help: "a diagram.json; default: the one beside the firmware" },
    "ignore-unsupported": {
      help: "goes on without the parts of the board that there are none of yet",
    },
    for: { value: "duration", help: "virtual time to run, such as 80ms or 2m; default 5s" },
    realtime: { help: "not faster than real time; the default on a terminal" },
    fast: { help: "at full speed and without a live view; the default in a pipe" },
    seed: { value: "number", help: "decides bounces and floating pins; default 1" },
    ...scriptFlags,
    clock: {
      value: "date",
      help: "what the clock of the chip shows at the start; default: never set",
    },
    record: { value: "file", help: "writes what was done to the board as a script" },
    vcd: { value: "file", help: "writes the waveforms for GTKWave, Surfer or PulseView" },
    trace: {
      value: "file",
      help: "writes the waveforms as JSON, for `wakeful trace` and programs",
    },
    "no-cache": { help: "compiles anew, even what was built before" },
    json: { help: "prints one JSON document instead of text" },
    "poll-time": { value: "duration", help: "what each poll takes; default: an ideal CPU, 0" },
    cpu: { value: "clock", help: "counts instructions, so that code takes time, such as 16MHz" },
    ipc: { value: "number", help: "instructions a cycle, with --cpu; default 1" },
    "long-poll": { value: "duration", help: "longer polls are told, with --cpu; default 100us" },
    "wake-latency": { value: "duration", help: "from interrupt or alarm to poll; default 0" },
    "poll-limit": {
      value: "number",
      help: "loop iterations and calls at one instant, at most; default 50 million",
    },
    ring: { value: "number", help: "how many interrupts can wait to be delivered; default 64" },
    top: { help: "tells what each task does: live on a terminal, else once at the end" },
    energy: { help: "estimates what the run takes from a battery" },
    currents: {
      value: "awake,asleep",
      help: "of the chip, for --energy, if you measured them: 22mA,14mA",
    },
    ascii: { help: "draws with ASCII characters only" },
  },
  examples: [
    "wakeful run examples/blink",
    "wakeful run blink.wasm --for 10s --press BTN1@1.2s:80ms --vcd blink.vcd",
  ],
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const file = findFirmware(args.operand, io);
  const request = readRequest(args, file, io);
  const isJson = args.has("json");
  const isLive = io.isTTY && !isJson && !args.has("fast");
  // A view that may be left on for days remembers only what it shows.
  const isRolling = isLive && request.vcd === undefined && request.trace === undefined;
  let built: Firmware | undefined;
  let sim: Simulator;
  try {
    built = await openFirmware(file, io, args.has("no-cache") ? { cache: false } : {});
    sim = load(built, request, !isRolling);
  } catch (error) {
    const isRefusal = error instanceof CompileError || error instanceof FirmwareError;
    if (isJson && isRefusal) io.stdout.write(jsonRefusal(request, error));
    return fail(error, io, built?.sourceText);
  }
  const window = viewWindow(request);
  const trace = isRolling ? new RollingTrace(sim, window) : sim.trace;
  const ids = sim.parts.all.map(({ id }) => id);
  const record: RunRecord = { request, built, trace, parts: reachedBy(request.board, ids) };
  const board = args.value("board") ?? join(dirname(file.path), "diagram.json");
  const table = sideTablePath(dirname(file.path), file.name);
  const given = [args.value("script"), args.value("stimulus")].filter((path) => path !== undefined);
  const inputs = [file.path, board, table, ...given].map((path) => resolve(io.cwd, path));
  const files = openFiles(request, io, inputs);

  const palette = paletteFor(io);
  const title = `${palette.bold(describeRun(request))}\n\n`;
  const isStream = args.has("realtime") && !isLive && !isJson;
  if (!isLive && !isJson) io.stdout.write(title);
  const view = isLive ? new LiveView(sim, record, io, palette, window) : undefined;
  const stream = isStream ? streamOf(sim, (text) => io.stdout.write(text)) : undefined;
  const onSlice = view ? (): void => view.draw() : stream && ((): void => stream());
  const realtime = isLive || args.has("realtime");
  const outcome = await drive(sim, { end: request.duration, realtime, onSlice }, io);
  view?.close();
  stream?.(true);
  const writeErrors = files
    .map(({ file: opened, write }) => opened.write(() => write(sim, trace)))
    .filter((problem) => problem !== undefined);

  if (isJson) io.stdout.write(jsonReport(sim, record, outcome));
  else {
    if (isLive) io.stdout.write(title);
    report(sim, record, outcome, { io, palette, withLogs: !isStream });
  }
  const exitCode = conclude(sim, outcome, built, io);
  return writeErrors.reduce<number>((code, error) => code || fail(error, io), exitCode);
}

interface OpenedFile {
  readonly file: OutputFile;
  write(sim: Simulator, trace: TraceData): string;
}

/** Opened before the run, and written on every way out. */
function openFiles(request: RunRequest, io: Io, inputs: readonly string[]): OpenedFile[] {
  const wanted: [flag: "vcd" | "trace" | "record", what: string, write: OpenedFile["write"]][] = [
    ["vcd", "the VCD file", (sim, trace) => toVcd(trace, { end: sim.now })],
    ["trace", "the trace", (sim, trace) => toJson(trace, { end: sim.now })],
    ["record", "the script", (sim) => formatScript(sim.script())],
  ];
  return wanted.flatMap(([flag, what, write]) => {
    const path = request[flag];
    if (path === undefined) return [];
    return [{ file: new OutputFile({ flag, what, path, inputs }, io), write }];
  });
}

function viewWindow({ duration }: RunRequest): bigint {
  if (duration === 0n) return 1n;
  return duration < VIEW_WINDOW ? duration : VIEW_WINDOW;
}

function readRequest(args: Arguments, file: FirmwareFile, io: Io): RunRequest {
  if (args.has("fast") && args.has("realtime")) {
    throw new UsageError("--fast and --realtime exclude each other", "give one of them");
  }
  const duration = durationOf(args, "for") ?? seconds(5);
  const board = openBoard(args.value("board"), file, io, {
    ignoreUnsupported: args.has("ignore-unsupported"),
    onFindings: (shown, findings) => io.stderr.write(describeBriefly(shown, findings)),
  });
  return {
    firmware: file.label,
    duration,
    script: readScriptFlags(args, { duration, monitor: board.serialMonitor }, io),
    cpu: readCpu(args),
    pollLimit: countOf(args, "poll-limit", 2 ** 31 - 1),
    date: dateOf(args, "clock"),
    ring: countOf(args, "ring", LARGEST_RING),
    vcd: args.value("vcd"),
    trace: args.value("trace"),
    top: args.has("top"),
    energy: readEnergy(args),
    record: args.value("record"),
    ascii: args.has("ascii"),
    board,
  };
}

function readEnergy(args: Arguments): RunRequest["energy"] {
  const measured = currentsOf(args, "currents");
  if (args.has("energy")) return { measured };
  if (measured === undefined) return undefined;
  throw new UsageError(
    "--currents is given without --energy",
    "give --energy as well: it is what they are for",
  );
}

function readCpu(args: Arguments): CpuDescription {
  const hz = clockOf(args, "cpu");
  if (hz !== undefined && args.has("poll-time")) {
    throw new UsageError("--cpu and --poll-time exclude each other", "give one of them");
  }
  const alone = ["ipc", "long-poll"].find((flag) => args.has(flag) && hz === undefined);
  if (alone) {
    throw new UsageError(
      `--${alone} is given without --cpu`,
      "give the clock as well: --cpu 16MHz",
    );
  }
  return {
    hz,
    instructionsPerCycle: ratioOf(args, "ipc"),
    longPoll: durationOf(args, "long-poll"),
    turnTime: durationOf(args, "poll-time"),
    wakeLatency: durationOf(args, "wake-latency"),
  };
}

function load({ wasm, table }: Firmware, request: RunRequest, record: boolean): Simulator {
  const { board, script, cpu, pollLimit, ring, date, top: inspect } = request;
  const { seed } = script;
  const options = { table, board, seed, cpu, record, pollLimit, ring, date, inspect };
  const sim = Simulator.load(wasm, options);
  playScript(sim, script);
  return sim;
}

function report(
  sim: Simulator,
  record: RunRecord,
  { ended }: Outcome,
  { io, palette, withLogs }: { io: Io; palette: Palette; withLogs: boolean },
): void {
  const width = io.columns ?? 80;
  const { energy, top } = record.request;
  const parts = [
    drawRun(sim, record, { palette, width }),
    withLogs ? describeLogs(sim, palette) + describeSerial(sim, palette) : "",
    describeDiagnostics(sim, palette),
    describeSummary(sim, record, ended, palette),
    describePolls(sim, palette),
    energy ? describeEnergy(sim.energy(energy.measured), record.parts, palette) : "",
    top
      ? `
${palette.bold("top")}
${indented(topLines(sim, (io.columns ?? Infinity) - 2))}`
      : "",
  ];
  io.stdout.write(parts.join(""));
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join("");
}

/** What is longer belongs in a file. */
const LONGEST_REPLAY = 2_000;

/** The flag that does once more what was done to the board; nothing if nothing was. */
function replayLine(sim: Simulator): string {
  const { seed, happenings } = sim.script();
  if (happenings.length === 0) return "";
  const text = replayString({ seed, happenings: happenings.filter(({ at }) => at <= sim.now) });
  return text.length > LONGEST_REPLAY
    ? "  replay: too long for a line; --record writes it to a file, for --script\n"
    : `  replay: --replay "${text}"\n`;
}

/** Tells on stderr what went wrong, if anything did. @returns the exit code. */
function conclude(sim: Simulator, outcome: Outcome, built: Firmware, io: Io): number {
  switch (outcome.ended) {
    case "crashed": {
      const exitCode = fail(outcome.error, io, built.sourceText);
      io.stderr.write(replayLine(sim));
      return exitCode;
    }
    case "deadlock": {
      const { message, ...rest } = findDeadlockReport(sim)!;
      const text = formatDiagnostic({ ...rest, message: withTime(message, rest.time) });
      io.stderr.write(`${text}\n${replayLine(sim)}`);
      return ExitCode.firmware;
    }
    case "interrupted":
      return ExitCode.interrupted;
    default:
      return ExitCode.done;
  }
}
