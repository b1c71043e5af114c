/** What there is to tell of a board file, as text. */
import type { Finding } from "../boards/lint/rule.ts";
import { toldAtRun } from "../boards/lint/rules.ts";
import { printable } from "../core/printable.ts";

/** A run tells so many; they are not what it is for. */
const MOST_WARNINGS = 5;

/** Warnings, a line each; without those that the run tells by itself when it comes to it. */
export function describeBriefly(file: string, findings: readonly Finding[]): string {
  const told = findings.filter(
    ({ severity, rule }) => severity === "warning" && !toldAtRun.has(rule),
  );
  // What the run goes on without is listed to the end.
  const left = told.filter(({ rule }) => rule === "unsupported-part");
  const rest = told.filter(({ rule }) => rule !== "unsupported-part");
  const lines = [...left, ...rest.slice(0, MOST_WARNINGS)].map(
    (finding) => `${placeOf(file, finding)} warning: ${textOf(finding)}\n`,
  );
  const more = told.length - lines.length;
  if (more > 0) lines.push(`and ${more} more; \`wakeful check ${file}\` tells all\n`);
  return lines.join("");
}

/** A finding with its way out. */
export function describeFinding(file: string, finding: Finding): string {
  const head = `${placeOf(file, finding)} ${finding.severity}: ${textOf(finding)}`;
  return `${head}\n  way out: ${printable(finding.hint)}\n`;
}

function placeOf(file: string, { line, column }: Finding): string {
  return `${printable(file)}:${line}:${column}`;
}

function textOf({ message, rule }: Finding): string {
  return `${printable(message)} [${rule}]`;
}
