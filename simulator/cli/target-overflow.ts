/** What is told of a firmware that is too large for a chip: who takes the room, and the way out. */
import { codeReport } from "../../compiler/report/code.ts";
import { checkModule } from "../../compiler/binary/check.ts";
import { ramReport } from "../../compiler/report/ram.ts";
import type { Region, Use } from "../../hal/build/fit.ts";
import { BuildError, type Target } from "../../hal/ports/index.ts";
import type { Firmware } from "./firmware-file.ts";
import { drawUses, regionNames } from "./target-report.ts";
import { count } from "./text.ts";

const MOST_NAMED = 5;

interface Piece {
  readonly bytes: number;
  readonly what: string;
}

const waysOut: Readonly<Record<Region, string>> = {
  ram: "make pools, channels and buffers smaller or keep less across an await (`wakeful size` shows every byte)",
  flash: "leave out what the firmware can do without (`wakeful size --all` lists every function)",
};

/**
 * The error that tells an overflow.
 * @param regions what is full, at least one.
 * @param uses as far as they are known: a linker that finds no room does not count to the end.
 */
export function tellOverflow(
  target: Target,
  firmware: Pick<Firmware, "wasm" | "table">,
  { regions, uses }: { readonly regions: readonly Region[]; readonly uses: readonly Use[] },
): BuildError {
  const short = regions.map((region) => {
    const use = uses.find((other) => other.region === region);
    const missing = use ? count(use.used - use.limit, "byte") : "some bytes";
    return `${missing} of ${regionNames[region]} too few`;
  });
  const lines = [
    `it does not fit ${target.title}: ${short.join(", and ")}`,
    ...drawUses(uses).trimEnd().split("\n"),
    ...regions.flatMap((region) => [
      `  the largest in ${region === "ram" ? "RAM" : "flash, in bytes of WebAssembly"}:`,
      ...draw(region === "ram" ? largestInRam(firmware) : largestInCode(firmware)),
    ]),
  ];
  const hint = `${regions.map((region) => waysOut[region]).join("; ")}; or take a larger board`;
  return new BuildError(lines.filter((line) => line !== "").join("\n"), hint, "firmware");
}

function draw(pieces: readonly Piece[]): string[] {
  const largest = [...pieces].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_NAMED);
  const digits = Math.max(0, ...largest.map(({ bytes }) => `${bytes}`.length));
  return largest.map(({ bytes, what }) => `    ${`${bytes}`.padStart(digits)}  ${what}`);
}

function largestInRam({ wasm, table }: Pick<Firmware, "wasm" | "table">): Piece[] {
  const { dataEnd, heapBase } = checkModule(wasm).facts;
  if (!table || dataEnd === null || heapBase === null) {
    return [
      { bytes: heapBase ?? 0, what: "the module; without a side table nobody knows of what" },
    ];
  }
  const { tasks, statics } = ramReport(table, { dataEnd, heapBase });
  return [
    ...tasks.map(({ name, bytes, pool, slotBytes }) => ({
      bytes,
      what: `task ${name}, ${pool} × ${slotBytes}`,
    })),
    ...statics.map(({ name, bytes }) => ({ bytes, what: name })),
  ];
}

function largestInCode({ wasm, table }: Pick<Firmware, "wasm" | "table">): Piece[] {
  return codeReport(wasm, table).functions.map(({ bytes, name, index }) => ({
    bytes,
    what: name ?? `function ${index}`,
  }));
}
