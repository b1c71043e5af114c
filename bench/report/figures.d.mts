import type { Counts } from "../check/compare.mjs";

export interface Figures {
  readonly pinned: Counts;
  readonly steps: readonly {
    readonly step: string;
    readonly gave: readonly { readonly what: string; before: number; after: number }[];
  }[];
}
export declare function readFigures(): Figures;
export declare function resultOf(figures: Figures, name: string): unknown;
