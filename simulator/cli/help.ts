import type { Command } from "./command.ts";
import { columns } from "./text.ts";

/** What `wakeful --help` prints. */
export function describeProgram(commands: readonly Command[]): string {
  return [
    "Usage: wakeful <command> [flags]\n",
    "Async firmware for microcontrollers, and a board on the desk to run it.\n",
    `Commands\n${columns(commands.map((c) => [`${c.name} ${c.operand}`, c.summary]))}`,
    `Flags\n${columns([
      ["--help", "this text, or that of a command: wakeful run --help"],
      ["--version", "the version"],
    ])}`,
    `Exit codes\n${columns([
      ["0", "done"],
      ["1", "the firmware is at fault: it does not compile, crashed, or breaks a rule"],
      ["2", "wrong use: a file, a flag, a board, or a pin the board lacks"],
      ["3", "a fault of Wakeful: please report it"],
      ["130", "interrupted by Ctrl-C"],
    ])}`,
  ].join("\n");
}

/** What `wakeful <command> --help` prints. */
export function describeCommand(command: Command): string {
  const { name, operand, operandHelp, summary, flags, examples } = command;
  const rows = Object.entries(flags).map(([flag, { value, help }]): [string, string] => [
    value === undefined ? `--${flag}` : `--${flag} <${value}>`,
    help,
  ]);
  return [
    `Usage: wakeful ${name} ${operand}${rows.length > 0 ? " [flags]" : ""}\n`,
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.\n`,
    columns([[operand, operandHelp]]),
    ...(rows.length > 0 ? [`Flags\n${columns(rows)}`] : []),
    `Examples\n${examples.map((example) => `  ${example}\n`).join("")}`,
  ].join("\n");
}
