/** The control flow of one version of an async function, as data. */
import type { Code, Held, Leaf, Future, Variable } from "./ir.ts";

export type Instruction =
  | { readonly kind: "run"; readonly code: Code; readonly at: number }
  | {
      readonly kind: "set";
      readonly variable: Variable;
      readonly value: Code | undefined;
      readonly at: number;
    }
  | { readonly kind: "begin"; readonly leaf: Leaf }
  | {
      readonly kind: "await";
      readonly site: Site;
      /** What the blocks hold that are open here. It may be linked into lists until it is dropped. */
      readonly open: readonly Held[];
    }
  | { readonly kind: "drop"; readonly held: Held }
  /** Stops, ready again, and goes on with the block, which follows. Nothing stands behind it. */
  | { readonly kind: "yield"; readonly to: Block };

/** One `await`: where the function stops and is polled again. */
export interface Site {
  readonly future: Future;
  readonly result: Variable | undefined;
  readonly at: number;
  readonly end: number;
}

export type End =
  | { readonly kind: "jump"; to: Block }
  | {
      readonly kind: "branch";
      readonly condition: Code;
      then: Block;
      otherwise: Block;
      readonly at: number;
    }
  | { readonly kind: "return"; readonly value: Code | undefined; readonly at: number }
  /** Control does not come here. */
  | { readonly kind: "never" };

export interface Block {
  readonly id: number;
  readonly instructions: Instruction[];
  end: End | undefined;
}

export interface Flow {
  /** In the order of the author's text; the first is the entry. */
  readonly blocks: readonly Block[];
  /** Whether the end of the function can be reached without a return. */
  readonly fallsOff: boolean;
  /** Guards that would have no block to be held in. */
  readonly misplaced: readonly Leaf[];
  /** Variables that hold futures and objects. */
  readonly held: readonly Held[];
}
