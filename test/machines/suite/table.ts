/** Draws the figures of docs/machines as Markdown. */
import { installCommand, type Target, targets } from "../../../hal/ports/index.ts";
import { machines } from "../hosts/index.ts";
import { type Cycles, type MachineFigures, readFigures, type Row } from "./figures.ts";

const none = "–";

function number(value: number | undefined): string {
  return value === undefined ? none : value.toLocaleString("en-US");
}

function cycles(value: Cycles | undefined): string {
  return value ? `${number(value.median)} (${number(value.most)})` : none;
}

type Column = readonly [head: string, cell: (row: Row) => string, has: (row: Row) => boolean];

const columns: readonly Column[] = [
  ["edges", (row) => number(row.edges), () => true],
  ["largest deviation, µs", (row) => number(row.deviationMicros), () => true],
  ["flash", (row) => number(row.flash), (row) => row.flash !== undefined],
  ["RAM, static", (row) => number(row.ram), (row) => row.ram !== undefined],
  ["stack", (row) => number(row.stack), (row) => row.stack !== undefined],
  ["linear memory", (row) => number(row.memory), (row) => row.memory !== undefined],
  ["cycles, edge to LED", (row) => cycles(row.fromInput), (row) => row.fromInput !== undefined],
  ["cycles, timer to LED", (row) => cycles(row.fromTimer), (row) => row.fromTimer !== undefined],
];

function draw(first: string, rows: readonly (readonly [name: string, row: Row])[]): string {
  const shown = columns.filter(([, , has]) => rows.some(([, row]) => has(row)));
  const lines = [
    [first, ...shown.map(([head]) => head)],
    ["---", ...shown.map(() => "--:")],
    ...rows.map(([name, row]) => [name, ...shown.map(([, cell]) => cell(row))]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** A table for each machine. */
export function drawMachines(all: readonly MachineFigures[]): string {
  return all
    .map(({ name, title, toleranceMicros, versions, rows }) => {
      const tolerance =
        toleranceMicros === 0
          ? "Tolerance: none."
          : `Tolerance: ${toleranceMicros.toLocaleString("en-US")} µs.`;
      const made = versions.length > 0 ? ` Measured with ${versions.join(", ")}.` : "";
      const table = draw(
        "firmware",
        rows.map((row) => [row.firmware, row]),
      );
      return `### ${name}\n\n${title}. ${tolerance}${made}\n\n${table}`;
    })
    .join("\n");
}

/** One firmware on all machines. */
export function drawFirmware(all: readonly MachineFigures[], firmware: string): string {
  const rows = all.flatMap(({ name, rows }) =>
    rows.filter((row) => row.firmware === firmware).map((row) => [name, row] as const),
  );
  return draw(firmware, rows);
}

function describePeripherals(peripherals: Target["peripherals"]): string {
  if (peripherals === "all") return "what you write";
  return peripherals.map((name) => name.toUpperCase()).join(", ") || "nothing";
}

function drawTargets(): string {
  const lines = [
    ["`--target`", "what it is", "flash", "RAM", "has besides pins", "needs"],
    ["---", "---", "--:", "--:", "---", "---"],
    ...targets.map(({ name, title, limits, peripherals, tools }) => [
      `\`${name}\``,
      title,
      number(limits?.flash),
      number(limits?.ram),
      describePeripherals(peripherals),
      tools.length > 0 ? `\`${installCommand(tools)}\`` : "nothing more",
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/**
 * A passage of the docs.
 * @param what `targets`, `machines`, or `machines blink` for one firmware.
 */
export function drawTable(what: string): string {
  if (what === "targets") return drawTargets();
  const [, firmware] = /^machines(?: (.+))?$/.exec(what) ?? [];
  const shown = machines.filter(({ variantOf }) => firmware === undefined || !variantOf);
  const all = shown.flatMap(({ name }) => readFigures(name) ?? []);
  return firmware === undefined ? drawMachines(all) : drawFirmware(all, firmware);
}
