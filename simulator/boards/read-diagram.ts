/** Reads a diagram, and tells all there is to tell of it. */
import { didYouMean } from "../core/nearest.ts";
import type { Board, BoardPart } from "../core/board.ts";
import { findDefinition, partTypes } from "../parts/registry.ts";
import { assembleBoard } from "./assemble.ts";
import { explainIssue, suggest, type RuledIssue } from "./diagram-issue.ts";
import { diagramSchema, partSchema, serialMonitorSchema, type Diagram } from "./diagram-schema.ts";
import { JsonSource, type JsonPath } from "./json-source.ts";
import { suggestTerminal } from "./suggest-terminal.ts";
import { formatRules, type FormatRule } from "./lint/format-rules.ts";
import type { Finding, Severity } from "./lint/rule.ts";
import { wiringRules } from "./lint/rules.ts";
import { Subject } from "./lint/subject.ts";
import { isDocumented, wokwiControllers, wokwiTypes } from "./lint/wokwi-types.ts";
import { monitoredPort, SERIAL_MONITOR, SERIAL_MONITOR_TERMINALS } from "./serial-monitor.ts";

/** How strictly a board file is read. */
export interface DiagramOptions {
  /** Goes on without the parts that Wakeful has not: their terminals conduct nothing. Default false. */
  readonly ignoreUnsupported?: boolean | undefined;
}

export interface ReadDiagram {
  /** Undefined if there are errors. */
  readonly board: Board | undefined;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/** @param withWires whether the rules about wires are checked, too. */
export function readDiagram(
  text: string,
  { ignoreUnsupported = false }: DiagramOptions,
  withWires: boolean,
): ReadDiagram {
  const source = new JsonSource(text);
  const severities: Partial<Record<FormatRule, Severity>> = ignoreUnsupported
    ? { "unsupported-part": "warning" }
    : {};
  const asFinding = (issue: RuledIssue): Finding => {
    const { severity, hint } = formatRules[issue.rule];
    return { ...issue, severity: severities[issue.rule] ?? severity, hint };
  };
  const jsonIssues = source.issues.map((issue) => ({ rule: "json" as const, ...issue }));
  if (jsonIssues.length > 0)
    return { board: undefined, findings: sorted(jsonIssues.map(asFinding)) };
  const { diagram, issues } = checkShape(source);
  if (diagram !== undefined) {
    issues.push(...checkParts(source, diagram), ...checkConnections(source, diagram));
  }
  const findings = issues.map(asFinding);
  if (diagram === undefined || findings.some(({ severity }) => severity === "error")) {
    return { board: undefined, findings: sorted(findings) };
  }
  const board = assemble(diagram);
  if (withWires) findings.push(...checkWires(source, diagram, board));
  return { board, findings: sorted(findings) };
}

function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
}

function assemble({ parts, connections }: Diagram): Board {
  const ends = connections.map(([a, b]): [string, string] => [a, b]);
  const isMonitors = (wire: readonly string[]): boolean =>
    wire.some((end) => partOf(end) === SERIAL_MONITOR);
  const wires = ends.filter((wire) => !isMonitors(wire));
  const known = parts.filter(({ type }) => findDefinition(type) !== undefined);
  const ids = new Set(known.map(({ id }) => id));
  // What is not supported has the terminals that are wired.
  const strange = new Set(wires.flat().filter((end) => !ids.has(partOf(end))));
  const board = assembleBoard(known.map(toBoardPart), wires, [...strange]);
  return { ...board, serialMonitor: monitoredPort(board, ends.filter(isMonitors)) };
}

/** Without what stands among the attributes by mistake. */
function toBoardPart({ id, type, attrs }: Diagram["parts"][number]): BoardPart {
  const known = Object.keys(findDefinition(type)!.attrs.shape);
  const kept = Object.entries(attrs ?? {}).filter(([key]) => known.includes(key));
  return { id, type, attrs: Object.fromEntries(kept) };
}

function checkWires(source: JsonSource, { parts, connections }: Diagram, board: Board): Finding[] {
  const subject = new Subject({
    board,
    parts: parts.map(({ id, type }, index) => ({
      index,
      id,
      type,
      definition: findDefinition(type),
    })),
    connections: connections.map(([a, b]) => [a, b] as const),
  });
  return wiringRules.flatMap((rule) =>
    rule.check(subject).map(({ path, message, hint = rule.hint }) => ({
      rule: rule.name,
      severity: rule.severity,
      ...source.at(path, message),
      hint,
    })),
  );
}

/** Unknown keys alone do not keep the rest from being checked. */
function checkShape(source: JsonSource): { diagram: Diagram | undefined; issues: RuledIssue[] } {
  const result = diagramSchema.safeParse(source.value);
  if (result.success) return { diagram: result.data, issues: [] };
  const found = result.error.issues;
  const issues = found.flatMap((issue) =>
    explainIssue(source, issue, [], knownKeys, (path) => owner(source, path)),
  );
  const legible = found.every((issue) => issue.code === "unrecognized_keys");
  return { diagram: legible ? (source.value as Diagram) : undefined, issues };
}

function knownKeys(path: JsonPath): readonly string[] {
  if (path[0] === "parts") return Object.keys(partSchema.shape);
  if (path[0] === "serialMonitor") return Object.keys(serialMonitorSchema.shape);
  return Object.keys(diagramSchema.shape);
}

/** `r1`, `part 3`, `connection 2`, `the diagram`. */
function owner(source: JsonSource, path: JsonPath): string {
  const [section, index] = path;
  if (section === undefined) return "the diagram";
  if (typeof index !== "number") return String(section);
  if (section === "connections") return `connection ${index + 1}`;
  const parts = (source.value as { parts: { id?: unknown }[] }).parts;
  const id = parts[index]?.id;
  return typeof id === "string" ? id : `part ${index + 1}`;
}

/** Terminals are named `id:terminal`, and ids are printed. */
function isUsableId(id: string): boolean {
  return /^[^\s:\p{C}]+$/u.test(id) && id !== SERIAL_MONITOR;
}

function checkParts(source: JsonSource, { parts }: Diagram): RuledIssue[] {
  const issues: RuledIssue[] = [];
  const add = (rule: FormatRule, path: JsonPath, message: string): void =>
    void issues.push({ rule, ...source.at(path, message) });
  const ids = new Set<string>();
  const boards: number[] = [];
  let isTypeUnclear = false;
  // One type may be wrong thousands of times.
  const nearest = new Map<string, string>();
  const known = new Set([...partTypes, ...wokwiTypes]);
  const nearestType = (type: string): string => {
    const whole = [`wokwi-${type}`, `board-${type}`].find((name) => known.has(name));
    if (whole !== undefined) return `; did you mean "${whole}"?`;
    const told = nearest.get(type) ?? didYouMean(type, known);
    nearest.set(type, told);
    return told || "; docs/simulator.md lists the types";
  };
  parts.forEach(({ id, type, attrs }, i) => {
    if (ids.has(id)) add("duplicate-id", ["parts", i, "id"], `the id "${id}" is given twice`);
    ids.add(id);
    if (!isUsableId(id)) {
      const message = `"${id}" cannot be an id: it takes letters, digits, - and _, or other signs but spaces and ":"`;
      add("bad-id", ["parts", i, "id"], message);
    }
    const definition = findDefinition(type);
    if (definition === undefined) {
      const { rule, message } = strangeType(id, type, nearestType);
      add(rule, ["parts", i, "type"], message);
      isTypeUnclear ||= rule === "unknown-part-type" || wokwiControllers.has(type);
      return;
    }
    if (wokwiTypes.has(type) && !isDocumented(type)) {
      add("undocumented-part", ["parts", i, "type"], `"${type}" of ${id} is not documented`);
    }
    if (definition.board !== undefined) boards.push(i);
    const keys = Object.keys(definition.attrs.shape);
    const checked = definition.attrs.safeParse(attrs ?? {});
    for (const issue of checked.error?.issues ?? []) {
      const at = ["parts", i, "attrs"];
      const explained = explainIssue(
        source,
        issue,
        at,
        () => keys,
        () => id,
      );
      issues.push(...explained);
    }
  });
  if (boards.length === 0 && !isTypeUnclear) {
    const message = "no microcontroller board among the parts; add one, such as wokwi-arduino-uno";
    add("one-board", ["parts"], message);
  }
  for (const i of boards.slice(1)) {
    const message = `${parts[i]!.id} is a second microcontroller board, beside ${parts[boards[0]!]!.id}`;
    add("one-board", ["parts", i, "type"], message);
  }
  return issues;
}

/** What to say of a type that the registry has not. */
function strangeType(
  id: string,
  type: string,
  nearestType: (type: string) => string,
): { rule: FormatRule; message: string } {
  if (wokwiControllers.has(type)) {
    // Nothing goes on without its board.
    const message = `${id} is a "${type}", a board that is not supported yet; docs/boards.md lists the boards`;
    return { rule: "one-board", message };
  }
  const isCustom = type.startsWith("chip-");
  if (isCustom || wokwiTypes.has(type)) {
    const what = isCustom ? "a chip of somebody's own, which is" : "which is";
    return { rule: "unsupported-part", message: `${id} is a "${type}", ${what} not supported yet` };
  }
  return {
    rule: "unknown-part-type",
    message: `${id} is of unknown type "${type}"${nearestType(type)}`,
  };
}

function partOf(terminal: string): string {
  return terminal.split(":", 1)[0]!;
}

function checkConnections(source: JsonSource, { parts, connections }: Diagram): RuledIssue[] {
  const typeOf = new Map(parts.map(({ id, type }) => [id, type]));
  const check = (end: string): { rule: FormatRule; message: string } | undefined => {
    const colon = end.indexOf(":");
    if (colon < 0) {
      const message = `"${end}" should name a part and its terminal, such as "uno:13"`;
      return { rule: "invalid-pin", message };
    }
    const id = end.slice(0, colon);
    const terminal = end.slice(colon + 1);
    const type = typeOf.get(id);
    if (type === undefined && id !== SERIAL_MONITOR) {
      const message = `no part "${id}"${suggest(id, [...typeOf.keys()])}`;
      return { rule: "missing-component", message };
    }
    const known = type === undefined ? SERIAL_MONITOR_TERMINALS : findDefinition(type)?.terminals;
    if (known === undefined || known.includes(terminal)) return undefined;
    const message = `${id} has no terminal "${terminal}"${suggestTerminal(terminal, known)}`;
    return { rule: "invalid-pin", message };
  };
  return connections.flatMap((connection, i) =>
    [connection[0], connection[1]].flatMap((end, side) => {
      const found = check(end);
      if (found === undefined) return [];
      return [{ rule: found.rule, ...source.at(["connections", i, side], found.message) }];
    }),
  );
}
