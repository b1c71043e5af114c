/** By what is counted, `instructions`, `wasm` or `ram`, then by name. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
export declare const MARGIN: Readonly<Record<string, number>>;
export declare function compare(measured: Counts, pinned: Counts): string[];
export declare function pick(pinned: Counts, names: readonly string[]): Counts;
export declare function parsePinned(text: string): Counts;
