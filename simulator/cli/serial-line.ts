/**
 * What boards say of a firmware on their serial ports: logs whose texts lie in the side table, and why it
 * stopped. The ports write two forms of a log: `log <µs> <head> <a> <b> <c> <d>` in decimal, and where bytes are
 * dear `L<head> <a>...` in hexadecimal, with as many values as there are.
 */
import { border } from "../../hal/border/description.ts";
import type { Place, SideTable } from "../../hal/border/side-table.ts";
import { formatTime } from "../core/time.ts";
import { decodeLog } from "../peripherals/log.ts";

export interface SerialLine {
  readonly kind: "log" | "lost" | "panic";
  readonly text: string;
  /** Nanoseconds since reset, where the board tells it. */
  readonly time?: bigint;
  readonly place?: Place;
}

const traps = border.enums.find(({ name }) => name === "Trap")!.members;

function panicOf(code: number, table: SideTable | undefined): SerialLine {
  const trap = traps.find(({ value }) => value === code);
  if (trap) return { kind: "panic", text: `trap ${trap.name}: ${trap.doc}` };
  const known = table?.panics[code];
  if (known) return { kind: "panic", text: `panic: ${known.text}`, place: known.place };
  if (code === -1) return { kind: "panic", text: "panic: a check of the language failed" };
  return { kind: "panic", text: `panic #${code}` };
}

function lost(count: bigint): SerialLine {
  return { kind: "lost", text: `${count} ${count === 1n ? "log was" : "logs were"} lost here` };
}

/** Reads a line of a board's; undefined if it is not one of the firmware's, but text of somebody else. */
export function readSerialLine(line: string, table: SideTable | undefined): SerialLine | undefined {
  const decimal = /^log (\d+) (-?\d+)((?: -?\d+){4})$/.exec(line);
  if (decimal) {
    const [, time, head, values] = decimal as unknown as [string, string, string, string];
    const raw = values.trim().split(" ").map(BigInt);
    const text = decodeLog(table?.logs, Number(head), raw);
    return { kind: "log", text, time: BigInt(time) * 1000n };
  }
  const hex = /^L([0-9a-f]{1,8})((?: [0-9a-f]{1,16})*)$/.exec(line);
  if (hex) {
    const raw = hex[2]!
      .split(" ")
      .slice(1)
      .map((digits) => BigInt(`0x${digits}`));
    return { kind: "log", text: decodeLog(table?.logs, parseInt(hex[1]!, 16), raw) };
  }
  const gap = /^(?:lost (\d+)|!([0-9a-f]+))$/.exec(line);
  if (gap) return lost(gap[1] !== undefined ? BigInt(gap[1]) : BigInt(`0x${gap[2]}`));
  const panic = /^panic (-?\d{1,10})$/.exec(line);
  return panic ? panicOf(Number(panic[1]) | 0, table) : undefined;
}

/** As people read it: `1.5s  edge 2`, `panic: ... (blink.ts:4:3)`. */
export function formatSerialLine({ text, time, place }: SerialLine): string {
  const when = time === undefined ? "" : `${formatTime(time).padEnd(12)}  `;
  return `${when}${text}${place ? ` (${place.file}:${place.line}:${place.column})` : ""}`;
}
