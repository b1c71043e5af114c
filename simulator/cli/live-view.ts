/** The board while it runs, drawn over itself on a terminal. */
import type { Simulator } from "../simulator.ts";
import { formatTime } from "../core/time.ts";
import { drawWaveform } from "../trace/waveform.ts";
import type { Io } from "./io.ts";
import { drawLeds } from "./leds.ts";
import type { Palette } from "./palette.ts";
import { labelledPins } from "./pin-labels.ts";
import type { RunRecord } from "./run-request.ts";
import { cut } from "./text.ts";
import { topLines } from "./top-table.ts";
import { markedLines } from "./serial-text.ts";
import { describeRun, logLine } from "./text-report.ts";
import type { LogLine } from "../summary.ts";

const MOST_LOGS = 6;

const escape = {
  hideCursor: "\u001b[?25l",
  showCursor: "\u001b[?25h",
  up: (lines: number) => (lines > 0 ? `\u001b[${lines}A` : ""),
  clearLine: "\u001b[K",
  clearBelow: "\u001b[J",
} as const;

export class LiveView {
  readonly #sim: Simulator;
  readonly #record: RunRecord;
  readonly #io: Io;
  readonly #palette: Palette;
  readonly #window: bigint;
  readonly #width: number;
  readonly #height: number;
  #drawn = 0;

  /** @param window nanoseconds that the waveform shows. */
  constructor(sim: Simulator, record: RunRecord, io: Io, palette: Palette, window: bigint) {
    this.#sim = sim;
    this.#record = record;
    this.#io = io;
    this.#palette = palette;
    this.#window = window;
    // The last column is left alone: some terminals wrap when it is written.
    this.#width = Math.max(20, (io.columns ?? 80) - 1);
    this.#height = Math.max(4, (io.rows ?? 24) - 1);
    io.stdout.write(escape.hideCursor);
  }

  draw(): void {
    const lines = this.#lines();
    const text = lines.map((line) => `${line}${escape.clearLine}\n`).join("");
    this.#io.stdout.write(escape.up(this.#drawn) + text + escape.clearBelow);
    this.#drawn = lines.length;
  }

  /** Wipes the picture and gives the cursor back. */
  close(): void {
    this.#io.stdout.write(escape.up(this.#drawn) + escape.clearBelow + escape.showCursor);
    this.#drawn = 0;
  }

  #lines(): string[] {
    const { request } = this.#record;
    const width = this.#width;
    const clock = `${tenths(this.#sim.now)} of ${formatTime(request.duration)}, Ctrl-C ends`;
    const board = [
      this.#palette.bold(cut(describeRun(request), width)),
      this.#palette.dim(cut(clock, width)),
      "",
      ...drawLeds(this.#sim.parts.leds, { palette: this.#palette, width, ascii: request.ascii }),
      "",
      ...this.#waveform(),
      ...(request.top ? ["", ...topLines(this.#sim, width)] : []),
    ];
    if (board.length > this.#height) return [...board.slice(0, this.#height - 1), "..."];
    const room = Math.min(MOST_LOGS, this.#height - board.length - 1);
    const logs = room > 0 ? this.#newest(room) : [];
    if (logs.length === 0) return board;
    return [...board, "", ...logs.map((log) => cut(logLine(log).trimEnd(), width))];
  }

  /** Logs, and what was sent on serial ports. */
  #newest(count: number): LogLine[] {
    const lines = [...this.#sim.logs.slice(-count), ...markedLines(this.#sim).slice(-count)];
    return lines.sort((a, b) => Number(a.time - b.time)).slice(-count);
  }

  /** Grows from the left until the window is full, then moves by whole columns. */
  #waveform(): string[] {
    const { trace, parts, request } = this.#record;
    const pins = labelledPins(trace, parts);
    const { now } = this.#sim;
    const margin = Math.max(0, ...pins.signals.map(({ name }) => name.length)) + 2;
    const columns = BigInt(Math.max(10, this.#width - margin));
    const step = this.#window / columns + 1n;
    const past = (now - this.#window) / step;
    const start = now > this.#window ? (past + 1n) * step : 0n;
    const used = now > this.#window ? columns : ((now - start) * columns) / this.#window;
    const width = margin + Number(used);
    const end = now > start ? now : start + 1n;
    const picture = drawWaveform(pins, { start, end, width, ascii: request.ascii });
    return picture.trimEnd().split("\n");
  }
}

/** Seconds to one decimal: more of them would only flicker. */
function tenths(time: bigint): string {
  return `${time / 1_000_000_000n}.${(time / 100_000_000n) % 10n}s`;
}
