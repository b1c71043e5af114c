/** `wakeful decode`: what a board says on its serial port, in the words of the source. */
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { findFirmware, openFirmware } from "./firmware-file.ts";
import type { Io } from "./io.ts";
import { formatSerialLine, readSerialLine } from "./serial-line.ts";
import { printable } from "../core/printable.ts";

export const decodeCommand: Command = {
  name: "decode",
  operand: "<firmware>",
  operandHelp: "what runs on the board: its .ts file, or its .wasm with the side table beside it",
  summary: "reads a board's serial port from standard input, with the texts of its logs and panics",
  flags: { json: { help: "prints a JSON document a line instead of text" } },
  examples: [
    "wakeful decode blink.ts < /dev/ttyACM0",
    "wakeful decode out/blink.wasm < capture.txt",
  ],
  run: decode,
};

/** Lines of a stream; the last one may lack its end. */
async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of input) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function decode(args: Arguments, io: Io): Promise<number> {
  const { table } = await openFirmware(findFirmware(args.operand, io), io);
  let hasStopped = false;
  for await (const line of linesOf(io.input())) {
    const read = readSerialLine(line, table);
    if (read?.kind === "panic") hasStopped = true;
    if (args.has("json")) {
      const { kind, text, time, place } = read ?? { kind: "text", text: line };
      const nanos = time === undefined ? {} : { time: `${time}` };
      io.stdout.write(`${JSON.stringify({ kind, text, ...nanos, ...(place && { place }) })}\n`);
    } else io.stdout.write(`${printable(read ? formatSerialLine(read) : line)}\n`);
  }
  return hasStopped ? ExitCode.firmware : ExitCode.done;
}
