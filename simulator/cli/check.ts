/** `wakeful check`: whether a module runs on every host, whoever built it, or a board is wired well. */
import { extname } from "node:path";
import { checkModule, type Finding, type ModuleFacts } from "../../compiler/binary/check.ts";
import { UsageError } from "../core/errors.ts";
import type { Arguments } from "./arguments.ts";
import { checkBoard } from "./check-board.ts";
import type { Command } from "./command.ts";
import { ExitCode } from "./exit-code.ts";
import { findFirmware } from "./firmware-file.ts";
import { readInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { printable } from "../core/printable.ts";
import { columns, count } from "./text.ts";

export const checkCommand: Command = {
  name: "check",
  operand: "<file>",
  operandHelp: "a module (.wasm), whoever built it, or a board (diagram.json)",
  summary: "tells whether a module keeps the rules of every host, or a board is wired well",
  flags: {
    json: { help: "prints one JSON document instead of text" },
    "ignore-unsupported": { help: "of a board: parts that there are none of yet are no errors" },
  },
  examples: ["wakeful check out/blink.wasm", "wakeful check diagram.json"],
  run: check,
};

async function check(args: Arguments, io: Io): Promise<number> {
  if (extname(args.operand) === ".json") return checkBoard(args, io);
  if (args.has("ignore-unsupported")) {
    throw new UsageError(
      "--ignore-unsupported is for a board",
      "give a diagram.json, or leave it out",
    );
  }
  const file = findFirmware(args.operand, io);
  if (file.kind === "ts") {
    throw new UsageError(
      `${args.operand} is source, and check reads modules and boards`,
      `build it first, wakeful build ${args.operand}, and give the .wasm that it writes; or give a diagram.json`,
    );
  }
  const { ok, findings, facts } = checkModule(
    readInput(file.path, file.label, "give a file that you may read"),
  );
  if (args.has("json")) {
    const document = { version: 1, firmware: file.label, ok, findings, facts };
    io.stdout.write(`${JSON.stringify(document)}\n`);
  } else {
    const verdict = ok ? "keeps all rules" : `breaks ${count(findings.length, "rule")}`;
    io.stdout.write(`${file.label} ${verdict}\n`);
    io.stdout.write(findings.map(describeFinding).join(""));
    if (!findings.some(({ rule }) => rule === "malformed")) {
      io.stdout.write(`\nfacts\n${columns(factRows(facts))}`);
    }
  }
  return ok ? ExitCode.done : ExitCode.firmware;
}

function describeFinding({ rule, message, hint, where }: Finding): string {
  const place = where === undefined ? "" : ` (${where})`;
  return `\n${printable(message)}${place} [${rule}]\n  way out: ${printable(hint)}\n`;
}

function factRows(facts: ModuleFacts): [string, string][] {
  const address = (value: number | null): string => (value === null ? "unknown" : `${value}`);
  return [
    ["file", count(facts.bytes, "byte")],
    ["code", `${count(facts.codeBytes, "byte")} in ${count(facts.functions, "function")}`],
    ["data", count(facts.dataBytes, "byte")],
    ["__data_end", address(facts.dataEnd)],
    ["__heap_base", address(facts.heapBase)],
    ["RAM", facts.ram === null ? "unknown" : `${count(facts.ram, "byte")}, rounded up to 8`],
    ["border", facts.version === null ? "unknown" : `version ${facts.version}`],
    ["imports", printable(facts.imports.join(", ")) || "none"],
    ["exports", printable(facts.exports.join(", ")) || "none"],
  ];
}
