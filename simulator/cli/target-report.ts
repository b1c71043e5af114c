/** Draws what a firmware uses of a chip. */
import type { Region, Use } from "../../hal/build/fit.ts";
import { count } from "./text.ts";

export const regionNames: Readonly<Record<Region, string>> = { flash: "flash", ram: "RAM" };

/** A line for each kind of memory, against what the chip has. */
export function drawUses(uses: readonly Use[]): string {
  const width = (pick: (use: Use) => number): number =>
    Math.max(0, ...uses.map((use) => `${pick(use)}`.length));
  const used = width((use) => use.used);
  const limit = width((use) => use.limit);
  return uses
    .map((use) => {
      const share = `${((100 * use.used) / use.limit).toFixed(1)} %`.padStart(7);
      const line = `  ${regionNames[use.region].padEnd(5)}  ${`${use.used}`.padStart(used)} of ${`${use.limit}`.padStart(limit)} bytes  ${share}`;
      return `${line}${use.stack > 0 ? `  ${use.used - use.stack} static, ${count(use.stack, "byte")} kept for the stack` : ""}\n`;
    })
    .join("");
}
