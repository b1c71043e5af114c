/** The command line in a real process. */
import { writeSync } from "node:fs";
import type { Io, Writer } from "./io.ts";
import { main } from "./main.ts";

const listeners = new Set<() => void>();
const interrupt = (): void => {
  for (const listener of listeners) listener();
};

/**
 * A reader that leaves early, such as `head`, is no error: what it does not want is dropped, and a
 * run ends as if by Ctrl-C, so that a VCD file is still written.
 */
function writerTo(stream: NodeJS.WriteStream): Writer {
  let isOpen = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isOpen = false;
    interrupt();
    if (error.code === "EPIPE") return;
    // A full device: what was written is not whole, and whoever waits for it should know.
    process.exitCode = 2;
    writeSync(
      2,
      `error: the output cannot be written: ${error.message}\n  way out: give it a place with room\n`,
    );
  });
  return {
    write(text) {
      if (isOpen) stream.write(text);
    },
  };
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const io: Io = {
  stdout: writerTo(process.stdout),
  stderr: writerTo(process.stderr),
  isTTY: process.stdout.isTTY === true,
  input: () => process.stdin.setEncoding("utf8"),
  columns: process.stdout.columns,
  rows: process.stdout.rows,
  cwd: process.cwd(),
  env: process.env,
  now: () => performance.now(),
  sleep: (milliseconds) =>
    new Promise((resolve) => {
      // A turn of the event loop is what lets signals through.
      if (milliseconds > 0) setTimeout(resolve, milliseconds);
      else setImmediate(resolve);
    }),
  onInterrupt(callback) {
    // Without a listener a signal ends the process at once, as it should while nothing runs.
    if (listeners.size === 0) for (const signal of signals) process.on(signal, interrupt);
    listeners.add(callback);
    return () => {
      listeners.delete(callback);
      if (listeners.size === 0) for (const signal of signals) process.off(signal, interrupt);
    };
  },
};

const exitCode = await main(process.argv.slice(2), io);
process.exitCode ||= exitCode;
