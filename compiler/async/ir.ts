/**
 * An async function between the author's text and its two printed forms, the erased twin and the
 * state machine.
 *
 * Statements without an `await` stay as they are written. The others are taken apart until each
 * `await` is a step of its own, with the order of evaluation that JavaScript has.
 */
import type ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

export interface Variable {
  readonly name: string;
  /** Its name in the twin: unique in the function, whatever is inlined into it. */
  readonly twin: string;
  readonly kind: "parameter" | "local" | "temporary" | "part" | "hidden";
  /** Where it is declared, in the source's offsets. */
  readonly at: number;
  /** Written type, if the author or the compiler wrote one. */
  readonly annotation?: string;
  readonly typeNode?: ts.TypeNode;
  readonly isConst?: boolean;
}

/** A piece of code: the author's text, in which variables may move into the frame. */
export type Fragment =
  | { readonly kind: "source"; readonly from: number; readonly to: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "use"; readonly variable: Variable; readonly at: number }
  | {
      readonly kind: "assign";
      readonly variable: Variable;
      readonly at: number;
      readonly value: Code;
    }
  /** The result of a future that is ready. */
  | { readonly kind: "output"; readonly variable: Variable; readonly at: number }
  /** A type parameter of the function or its class. */
  | { readonly kind: "type"; readonly name: string; readonly at: number };

export type Code = readonly Fragment[];

/** Text of the compiler's own. */
export function text(value: string): Fragment {
  return { kind: "text", text: value };
}

/**
 * `yield`: the function stops, and is ready again; there is no future. `nap`: a sleep from now on, which cannot
 * be over when it is polled for the first time, so that nobody asks the clock then; in a task's own function nobody
 * asks later, either.
 */
export type Short = "yield" | "nap";

/** A call that begins a future, or an object that needs a place. */
export interface Leaf {
  readonly kind: "leaf";
  readonly part: Variable;
  /** What is called, whole: `this.button.risingEdge<i32>`. */
  readonly callee: Code;
  /** The object whose method is called, if there is one. */
  readonly receiver: Code | undefined;
  readonly args: readonly Code[];
  /** Whether it builds something in a place for certain; a method of that name may not. */
  readonly isCertain: boolean;
  /** Classes of what methods of its name build in places. */
  readonly builds: ReadonlySet<string>;
  /** Whether `receiver` is a class and not an object. */
  readonly isStatic: boolean;
  /** Whether only some ways through an expression begin it. */
  readonly isChoice: boolean;
  /** What of the library's is awaited where it begins, for which there is a shorter way. */
  readonly short?: Short | undefined;
  /** The variable that a `for await` goes over. */
  readonly over?: Held | undefined;
  readonly at: number;
  readonly end: number;
  /** How the lowered source calls the part. */
  readonly label: string;
}

export type Future =
  | Leaf
  /** A variable that holds a future. */
  | { readonly kind: "held"; readonly held: Held; readonly at: number; readonly end: number }
  | Combined;

export interface Combined {
  readonly kind: "select" | "selectFair" | "join" | "timeout" | "timeoutAt";
  readonly children: readonly Future[];
  /** join: bits of those that have ended; else, in a variable, the value once there is one. */
  readonly state: Variable;
  /** selectFair: where the next one begins. */
  readonly turn?: Variable;
  readonly at: number;
  readonly end: number;
  readonly label: string;
}

/** Whether awaiting it is only to stop, and to go on with the next poll. */
export function isYield(future: Future): boolean {
  return future.kind === "leaf" && future.short === "yield";
}

/** A future in a variable: it belongs to the variable's block, whoever awaits it. */
export interface Held {
  readonly variable: Variable;
  readonly future: Leaf | Combined;
  /** Set when it is ready, since a future must not be polled after that. */
  readonly done: Variable;
  /** Loops around its declaration. */
  readonly loops: number;
  /** Whether it can be polled after it was ready, so that `done` has to be kept. */
  isShared: boolean;
  isAwaited: boolean;
  /** Whether it is used in any other way. */
  isUsed: boolean;
  /** Where the function returns it. */
  returned: ts.Node | undefined;
  /** What is wrong with its uses if it holds a future or an object, which only types can tell. */
  readonly faults: Diagnostic[];
}

/** Where a `break` or `continue` goes. */
export interface Target {
  readonly kind: "break" | "continue";
}

/** Marks a place in the twin: without its variable there, the place cannot be reached. */
export interface Mark {
  readonly id: number;
}

export type Step =
  | {
      readonly kind: "run";
      readonly code: Code;
      readonly at: number;
      /** It ends the program. */
      readonly isLast?: boolean;
      /** Behind a statement that may never end: what follows is reached only if this is. */
      readonly after?: Mark;
    }
  | {
      readonly kind: "set";
      readonly variable: Variable;
      /** Missing: zero. */
      readonly value: Code | undefined;
      /** Whether the variable begins here. */
      readonly declares: boolean;
      /** Only for the twin: an expression of the variable's type. */
      readonly like?: Code;
      readonly at: number;
    }
  /** A variable that begins with a call: of a future or an object in its place, or of a plain method. */
  | { readonly kind: "hold"; readonly held: Held; readonly value: Code; readonly at: number }
  | { readonly kind: "begin"; readonly leaf: Leaf }
  /** Sets the state of a combination at its start. */
  | { readonly kind: "combine"; readonly combined: Combined }
  | {
      readonly kind: "await";
      readonly future: Future;
      readonly result: Variable | undefined;
      readonly declares: boolean;
      readonly at: number;
      readonly end: number;
    }
  | {
      readonly kind: "if";
      readonly condition: Code;
      /** Only for the twin: the condition as it is written, from which asc learns what is not null. */
      readonly written?: Code;
      readonly then: Body;
      readonly otherwise: Body;
      readonly after: Mark;
      readonly at: number;
    }
  | {
      readonly kind: "loop";
      readonly before: Body;
      readonly body: Body;
      /** Where `continue` goes. */
      readonly next: Body;
      readonly breaks: Target;
      readonly continues: Target;
      readonly after: Mark;
      readonly at: number;
    }
  | {
      readonly kind: "switch";
      readonly value: Variable;
      readonly clauses: readonly Clause[];
      readonly breaks: Target;
      readonly after: Mark;
      readonly at: number;
    }
  | { readonly kind: "scope"; readonly body: Body }
  | { readonly kind: "return"; readonly value: Code | undefined; readonly at: number }
  | { readonly kind: "jump"; readonly to: Target; readonly at: number };

export interface Clause {
  /** Missing for `default`. */
  readonly test: { readonly steps: readonly Step[]; readonly value: Code } | undefined;
  readonly body: Body;
}

export interface Body {
  readonly mark: Mark;
  readonly steps: readonly Step[];
}
