/** Whether what was built fits the chip, with room for the stack. */
import type { Sizes, Target } from "./target.ts";

export type Region = "flash" | "ram";

/** What of a kind of memory is used. */
export interface Use {
  readonly region: Region;
  /** Bytes; those of RAM include the room for the stack. */
  readonly used: number;
  /** Of `used`, what is kept free for the stack. */
  readonly stack: number;
  /** What the chip has. */
  readonly limit: number;
}

/** What a firmware uses of each kind of memory; nothing for a target without limits. */
export function usesOf(
  { limits, stackBytes = 0 }: Pick<Target, "limits" | "stackBytes">,
  { flash, ram }: Sizes,
): Use[] {
  if (!limits) return [];
  return [
    { region: "flash", used: flash, stack: 0, limit: limits.flash },
    { region: "ram", used: ram + stackBytes, stack: stackBytes, limit: limits.ram },
  ];
}

/**
 * The kinds of memory of which a linker of GNU's says that there is not enough; it then writes no file whose
 * sizes could be told.
 */
export function fullRegions(said: string): Region[] {
  const names = said.matchAll(/(?:not within|will not fit in|overflowed) region [`'‘]?(\w+)/gi);
  const overflows = said.matchAll(/region [`'‘]?(\w+)['’]? overflowed/gi);
  const found = [...names, ...overflows].map(([, name]): Region =>
    /ram|data|bss|stack/i.test(name!) ? "ram" : "flash",
  );
  return [...new Set(found)];
}
