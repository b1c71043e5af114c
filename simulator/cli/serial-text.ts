/** What the firmware has sent on serial ports, as the terminals at them show it. */
import type { Simulator } from "../simulator.ts";
import type { LogLine } from "../summary.ts";
import type { Palette } from "./palette.ts";
import { logLine } from "./text-report.ts";

interface Serial {
  readonly port: number;
  readonly lines: readonly LogLine[];
  readonly text: string;
}

/** Of the ports on which something was sent. */
export function serialOf(sim: Simulator): Serial[] {
  return sim.circuit.board.functions.uart
    .map((_, port) => sim.uart(port))
    .filter(({ received }) => received.length > 0)
    .map(({ port, lines, text }) => ({ port, lines, text }));
}

/** Under a heading for each port, or nothing. */
export function describeSerial(sim: Simulator, palette: Palette): string {
  return serialOf(sim)
    .map(({ port, lines }) => `\n${palette.bold(`serial ${port}`)}\n${lines.map(logLine).join("")}`)
    .join("");
}

/** Lines among logs, marked with their port: `serial 0 | ready`. */
export function markedLines(sim: Simulator): LogLine[] {
  return serialOf(sim).flatMap(({ port, lines }) =>
    lines.map(({ time, text }) => ({ time, text: `serial ${port} | ${text}` })),
  );
}

/** Prints logs and lines as they come. @returns to be called now and then, and with `true` at the end. */
export function streamOf(sim: Simulator, write: (text: string) => void): (isEnd?: boolean) => void {
  let logs = 0;
  const told = new Map<number, number>();
  return (isEnd = false) => {
    const fresh = sim.logs.slice(logs);
    logs = sim.logs.length;
    for (const { port, lines, text } of serialOf(sim)) {
      // A line that goes on is told when it has ended.
      const whole = isEnd || text.endsWith("\n") ? lines.length : lines.length - 1;
      const start = told.get(port) ?? 0;
      for (const line of lines.slice(start, whole)) {
        fresh.push({ time: line.time, text: `serial ${port} | ${line.text}` });
      }
      told.set(port, Math.max(start, whole));
    }
    fresh.sort((a, b) => Number(a.time - b.time));
    for (const line of fresh) write(logLine(line));
  };
}
