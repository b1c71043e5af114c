/**
 * Reads boards drawn for Wokwi: `diagram.json`, version 1.
 *
 * Strict where Wokwi shrugs: an unknown key, attribute, part or terminal is an error at its place,
 * with the nearest name. All errors are told at once. How things are drawn is checked and dropped.
 */
import { UsageError } from "../core/errors.ts";
import { findDefinition, partTypes } from "../parts/registry.ts";
import { assembleBoard } from "./assemble.ts";
import type { Board, BoardPart } from "../core/board.ts";
import { explainIssue, suggest } from "./diagram-issue.ts";
import { diagramSchema, partSchema, serialMonitorSchema, type Diagram } from "./diagram-schema.ts";
import { JsonSource, type Issue, type JsonPath } from "./json-source.ts";
import { didYouMean } from "../core/nearest.ts";

/** Wokwi's stand-in for the serial monitor, which any diagram may be wired to. */
const SERIAL_MONITOR = "$serialMonitor";
const SERIAL_MONITOR_TERMINALS = ["TX", "RX"];

/** A board file with errors. Its message has a line `file:line:column: ...` for each. */
export class DiagramError extends UsageError {
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    const sorted = [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
    super(
      sorted.map((i) => `${file}:${i.line}:${i.column}: ${i.message}`).join("\n"),
      "The format is described at https://docs.wokwi.com/diagram-format.",
    );
    this.issues = sorted;
  }
}

/**
 * Reads a diagram.
 * @param file Name for messages.
 * @throws DiagramError with everything that is wrong.
 */
export function parseDiagram(text: string, file = "diagram.json"): Board {
  const source = new JsonSource(text);
  if (source.issues.length > 0) throw new DiagramError(file, source.issues);
  const { diagram, issues } = checkShape(source);
  if (diagram === undefined) throw new DiagramError(file, issues);
  issues.push(...checkParts(source, diagram));
  issues.push(...checkConnections(source, diagram));
  if (issues.length > 0) throw new DiagramError(file, issues);
  const isMonitors = ([a, b]: Diagram["connections"][number]): boolean =>
    partOf(a) === SERIAL_MONITOR || partOf(b) === SERIAL_MONITOR;
  const wires = diagram.connections
    .filter((connection) => !isMonitors(connection))
    .map(([a, b]): [string, string] => [a, b]);
  const board = assembleBoard(diagram.parts.map(toBoardPart), wires);
  const ends = diagram.connections.filter(isMonitors).map(([a, b]): readonly string[] => [a, b]);
  return { ...board, serialMonitor: monitoredPort(board, ends) };
}

/** The serial port that the monitor is wired to; as on Wokwi the first one if it is wired to none. */
function monitoredPort({ pins, functions }: Board, wires: readonly (readonly string[])[]): number {
  const pinOf = (terminal: string): number | undefined =>
    pins.find(({ terminals }) => terminals.includes(terminal))?.logical;
  const found = functions.uart.findIndex(({ tx, rx }) =>
    wires.some((ends) => {
      const pin = ends.map(pinOf).find((one) => one !== undefined);
      const own = ends.includes(`${SERIAL_MONITOR}:TX`) ? rx : tx;
      return pin === own;
    }),
  );
  return Math.max(0, found);
}

/** Terminals are named `id:terminal`, and ids are printed. */
function isUsableId(id: string): boolean {
  return /^[^\s:\p{C}]+$/u.test(id) && id !== SERIAL_MONITOR;
}

function toBoardPart({ id, type, attrs }: Diagram["parts"][number]): BoardPart {
  return { id, type, attrs: attrs ?? {} };
}

/** Unknown keys alone do not keep the rest from being checked. */
function checkShape(source: JsonSource): { diagram: Diagram | undefined; issues: Issue[] } {
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

function checkParts(source: JsonSource, { parts }: Diagram): Issue[] {
  const issues: Issue[] = [];
  const ids = new Set<string>();
  const unknown: number[] = [];
  const boards: number[] = [];
  parts.forEach(({ id, type, attrs }, i) => {
    if (ids.has(id)) issues.push(source.at(["parts", i, "id"], `the id "${id}" is given twice`));
    ids.add(id);
    if (!isUsableId(id)) {
      const message = `"${id}" cannot be an id: it takes letters, digits, - and _, or other signs but spaces and ":"`;
      issues.push(source.at(["parts", i, "id"], message));
    }
    const definition = findDefinition(type);
    if (definition === undefined) {
      unknown.push(i);
      return;
    }
    if (definition.board !== undefined) boards.push(i);
    const keys = Object.keys(definition.attrs.shape);
    const checked = definition.attrs.safeParse(attrs ?? {});
    for (const issue of checked.error?.issues ?? []) {
      const at = ["parts", i, "attrs"];
      issues.push(
        ...explainIssue(
          source,
          issue,
          at,
          () => keys,
          () => id,
        ),
      );
    }
  });
  if (unknown.length > 0) {
    const list = unknown.map((i) => {
      const { id, type } = parts[i]!;
      return `"${type}" (${id}${didYouMean(type, partTypes)})`;
    });
    issues.push(
      source.at(
        ["parts", unknown[0]!, "type"],
        `parts of unknown type: ${list.join(", ")}; known are ${partTypes.join(", ")}`,
      ),
    );
  } else if (boards.length === 0) {
    const known = partTypes.filter((type) => findDefinition(type)?.board !== undefined);
    issues.push(
      source.at(["parts"], `no microcontroller board among the parts; add ${known.join(" or ")}`),
    );
  }
  for (const i of boards.slice(1)) {
    const message = `${parts[i]!.id} is a second microcontroller board, beside ${parts[boards[0]!]!.id}`;
    issues.push(source.at(["parts", i, "type"], message));
  }
  return issues;
}

function partOf(terminal: string): string {
  return terminal.split(":", 1)[0]!;
}

function checkConnections(source: JsonSource, { parts, connections }: Diagram): Issue[] {
  const typeOf = new Map(parts.map(({ id, type }) => [id, type]));
  const check = (end: string): string | undefined => {
    const colon = end.indexOf(":");
    if (colon < 0) return `"${end}" should name a part and its terminal, such as "uno:13"`;
    const id = end.slice(0, colon);
    const terminal = end.slice(colon + 1);
    const type = typeOf.get(id);
    if (type === undefined && id !== SERIAL_MONITOR) {
      return `no part "${id}"${suggest(id, [...typeOf.keys()])}`;
    }
    const known = type === undefined ? SERIAL_MONITOR_TERMINALS : findDefinition(type)?.terminals;
    if (known === undefined || known.includes(terminal)) return undefined;
    return `${id} has no terminal "${terminal}"${suggest(terminal, known)}`;
  };
  return connections.flatMap((connection, i) =>
    [connection[0], connection[1]].flatMap((end, side) => {
      const message = check(end);
      return message === undefined ? [] : [source.at(["connections", i, side], message)];
    }),
  );
}
