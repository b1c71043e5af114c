/** The tables of docs/boards.md, from the definitions of the boards and the rules. */
import { allRules } from "../../simulator/boards/lint/rules.ts";
import { partDefinitions } from "../../simulator/parts/all.ts";
import type { BoardLayout, Figures, PartDefinition } from "../../simulator/parts/part.ts";

const table = (...rows: readonly (readonly string[])[]): string => {
  const [head, ...rest] = rows.map((row) => `| ${row.join(" | ")} |`);
  return [head, `|${rows[0]!.map(() => " --- ").join("|")}|`, ...rest].join("\n");
};

const code = (text: string): string => `\`${text}\``;

/** A run of names that count up: its first and its last. */
interface Run {
  readonly first: string;
  last: string;
  readonly pattern: string;
  next: number;
}

/** `0` to `13`, `A0` to `A5`, `5V`. */
function ranges(names: readonly string[]): string {
  const runs: Run[] = [];
  for (const name of names) {
    const match = /^(\D*)(\d+)(\D*)$/.exec(name);
    const pattern = match === null ? name : `${match[1]}#${match[3]}`;
    const number = Number(match?.[2]);
    const run = runs.at(-1);
    if (run !== undefined && run.pattern === pattern && run.next === number) {
      run.last = name;
      run.next++;
    } else runs.push({ first: name, last: name, pattern, next: number + 1 });
  }
  return runs
    .map(({ first, last }) => (first === last ? code(first) : `${code(first)} to ${code(last)}`))
    .join(", ");
}

/** Of a breadboard row by row, so that columns count up. */
function ordered({ types, terminals }: PartDefinition): readonly string[] {
  if (!types[0]!.includes("breadboard")) return terminals;
  const row = (name: string): string => name.replace(/\d+/, "");
  const rows = [...new Set(terminals.map(row))];
  return rows.flatMap((one) => terminals.filter((terminal) => row(terminal) === one));
}

const rowOf = (part: PartDefinition): string[] => [
  part.types.map(code).join(", "),
  ranges(ordered(part)) || "none",
  part.board === undefined ? Object.keys(part.attrs.shape).map(code).join(", ") : "",
];

const boards = partDefinitions.flatMap((part) =>
  part.board === undefined ? [] : [{ part, board: part.board }],
);

const wiring = /^wokwi-(breadboard|junction|text|logo)/;

/** What firmware calls pins whose print says something else. */
function otherNames({ pins }: BoardLayout): string {
  const groups: { prefix: string; offset: number; printed: string[]; numbers: number[] }[] = [];
  for (const { logical, terminals } of pins) {
    const match = /^(\D*)(\d*)$/.exec(terminals[0]!)!;
    const printed = match[2] === "" ? NaN : Number(match[2]);
    if (printed === logical && match[1] !== "A") continue;
    const offset = logical - printed;
    const group = groups.at(-1);
    const isNext = group?.numbers.at(-1) === logical - 1 && group.prefix === match[1];
    if (group !== undefined && isNext && group.offset === offset) {
      group.printed.push(terminals[0]!);
      group.numbers.push(logical);
    } else groups.push({ prefix: match[1]!, offset, printed: [terminals[0]!], numbers: [logical] });
  }
  const told = groups.map(({ printed, numbers }) => {
    const count = numbers.length > 1 ? `${numbers[0]} to ${numbers.at(-1)}` : `${numbers[0]}`;
    return `${ranges(printed)}: ${count}`;
  });
  return told.join("; ") || "none";
}

function pinsOf({ part, board }: (typeof boards)[number]): string[] {
  const { uart, i2c, spi } = board.functions;
  const lines = (list: readonly object[]): string =>
    list
      .map((bus) =>
        Object.entries(bus)
          .map(([name, pin]) => `${name.toUpperCase()} ${String(pin)}`)
          .join(", "),
      )
      .join("; ");
  return [
    code(part.types[0]!),
    `${board.volts} V`,
    `${board.pullOhms / 1000} kΩ${board.hasPullDowns === false ? ", up only" : ""}`,
    otherNames(board),
    lines(uart),
    lines(i2c),
    lines(spi),
  ];
}

/** Parts whose figures are of one document share a row. */
function sourceRows(): string[][] {
  const byFigures = new Map<Figures, string[]>();
  for (const { figures, types } of partDefinitions) {
    if (figures === null) continue;
    byFigures.set(figures, [...(byFigures.get(figures) ?? []), types[0]!]);
  }
  return [...byFigures].map(([{ source, checked = "", unchecked = "" }, types]) => [
    types.map(code).join(", "),
    source,
    checked,
    unchecked,
  ]);
}

const drawings: Readonly<Record<string, () => string>> = {
  "parts sources": () =>
    table(
      ["part", "document", "checked against it", "not checked, or other here"],
      ...sourceRows(),
    ),
  "boards terminals": () =>
    table(["type", "terminals", "attributes"], ...boards.map(({ part }) => rowOf(part))),
  "boards pins": () =>
    table(
      ["board", "pins", "pulls", "numbers that are not printed", "UART", "I2C", "SPI"],
      ...boards.map(pinsOf),
    ),
  "boards wiring": () =>
    table(
      ["type", "terminals", "attributes"],
      ...partDefinitions.filter(({ types }) => wiring.test(types[0]!)).map(rowOf),
    ),
  "boards rules": () =>
    table(
      ["rule", "severity", "what it finds", "Wokwi's rule"],
      ...allRules.map(({ name, severity, finds, wokwi }) => [
        code(name),
        severity,
        finds,
        wokwi === undefined ? "" : code(wokwi),
      ]),
    ),
};

/** Draws a table of that name; undefined if there is none. */
export function drawBoardTable(what: string): string | undefined {
  return drawings[what]?.();
}
