/** `wakeful check diagram.json`: whether a board can be run, and what is wired strangely. */
import { resolve } from "node:path";
import { lintDiagram } from "../boards/diagram.ts";
import type { Severity } from "../boards/lint/rule.ts";
import type { Arguments } from "./arguments.ts";
import { describeFinding } from "./board-findings.ts";
import { ExitCode } from "./exit-code.ts";
import { showAsked } from "./firmware-file.ts";
import { readInput } from "./input-file.ts";
import type { Io } from "./io.ts";
import { count } from "./text.ts";

/** @returns the exit code: warnings are none of an error. */
export function checkBoard(args: Arguments, io: Io): number {
  const path = resolve(io.cwd, args.operand);
  const file = showAsked(args.operand, path, io.cwd);
  const bytes = readInput(path, `the board ${file}`, "give a file that you may read");
  const text = new TextDecoder().decode(bytes);
  const findings = lintDiagram(text, { ignoreUnsupported: args.has("ignore-unsupported") });
  const of = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const ok = of("error") === 0;
  if (args.has("json")) {
    const told = findings.map(({ rule, severity, line, column, message, hint }) => ({
      rule,
      severity,
      line,
      column,
      message,
      hint,
    }));
    io.stdout.write(`${JSON.stringify({ version: 1, board: file, ok, findings: told })}\n`);
  } else {
    const counts = [count(of("error"), "error"), count(of("warning"), "warning")];
    const verdict = findings.length === 0 ? "keeps all rules" : `has ${counts.join(", ")}`;
    io.stdout.write(`${file} ${verdict}\n`);
    io.stdout.write(findings.map((finding) => `\n${describeFinding(file, finding)}`).join(""));
  }
  return ok ? ExitCode.done : ExitCode.firmware;
}
