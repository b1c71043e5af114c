/**
 * Programs for the oracle, drawn at random. What is drawn is a tree of choices; names come in only
 * when it is printed, from those in scope there, so that any part of a tree can be left out and the
 * rest is still a program: that is how a failure shrinks.
 */
import fc from "fast-check";

export type Expression =
  | { readonly k: "literal"; readonly n: number }
  | { readonly k: "variable"; readonly n: number }
  | { readonly k: "global"; readonly n: number }
  | {
      readonly k: "binary";
      readonly op: "+" | "-" | "*";
      readonly a: Expression;
      readonly b: Expression;
    }
  /** A plain function that leaves a line in the trace: shows the order of evaluation. */
  | { readonly k: "effect"; readonly a: Expression }
  | {
      readonly k: "choose";
      readonly c: Condition;
      readonly a: Expression;
      readonly b: Expression;
    }
  | { readonly k: "await"; readonly f: Future }
  | { readonly k: "assign"; readonly n: number; readonly a: Expression }
  | { readonly k: "increment"; readonly n: number; readonly isPostfix: boolean }
  | { readonly k: "tryReceive"; readonly n: number; readonly a: Expression };

/** Numbers with a fraction: where they are expected, asc divides whole numbers otherwise. */
export type Float =
  | { readonly k: "literal"; readonly n: number }
  | { readonly k: "variable"; readonly n: number }
  | { readonly k: "whole"; readonly a: Expression }
  | { readonly k: "half"; readonly a: Float }
  | { readonly k: "fraction"; readonly n: number; readonly a: Expression }
  | {
      readonly k: "binary";
      readonly op: "+" | "-" | "*" | "/";
      readonly a: Float;
      readonly b: Float;
    }
  | { readonly k: "choose"; readonly c: Condition; readonly a: Float; readonly b: Float };

export type Condition =
  | {
      readonly k: "compare";
      readonly op: "<" | "==" | "!=" | ">=";
      readonly a: Expression;
      readonly b: Expression;
    }
  | { readonly k: "both" | "either"; readonly a: Condition; readonly b: Condition }
  | { readonly k: "not"; readonly a: Condition }
  | { readonly k: "less"; readonly a: Float; readonly b: Float }
  | { readonly k: "trySend"; readonly n: number; readonly a: Expression }
  | { readonly k: "timeout"; readonly f: Future; readonly d: number };

export type Future =
  | { readonly k: "sleep"; readonly d: number }
  | { readonly k: "yield" }
  | { readonly k: "call"; readonly n: number; readonly args: readonly Expression[] }
  | { readonly k: "held"; readonly n: number }
  | { readonly k: "receive"; readonly n: number }
  | { readonly k: "send"; readonly n: number; readonly a: Expression }
  | { readonly k: "ended"; readonly n: number }
  | { readonly k: "select" | "selectFair" | "join"; readonly arms: readonly Future[] }
  | { readonly k: "timeout"; readonly f: Future; readonly d: number };

export type Statement =
  | { readonly k: "log"; readonly a: Expression }
  | { readonly k: "declare"; readonly a: Expression; readonly shadows: Shadows }
  | { readonly k: "float"; readonly a: Float }
  | { readonly k: "setFloat"; readonly n: number; readonly op: "=" | "+="; readonly a: Float }
  | { readonly k: "node"; readonly a: Node }
  | { readonly k: "setNode"; readonly n: number; readonly a: Node }
  /** Uses what is known not to be null, behind an await. */
  | { readonly k: "ifNode"; readonly n: number; readonly f: Future; readonly body: Statements }
  | {
      readonly k: "unlessNode";
      readonly n: number;
      readonly c: Condition;
      readonly body: Statements;
    }
  | { readonly k: "whileNode"; readonly n: number; readonly f: Future }
  | { readonly k: "andNode"; readonly n: number; readonly m: number; readonly c: Condition }
  | { readonly k: "hold"; readonly f: Future }
  | {
      readonly k: "set";
      readonly n: number;
      readonly op: "=" | "+=" | "-=";
      readonly a: Expression;
    }
  | { readonly k: "setGlobal"; readonly n: number; readonly op: "=" | "+="; readonly a: Expression }
  | { readonly k: "wait"; readonly f: Future }
  | { readonly k: "if"; readonly c: Condition; readonly a: Statements; readonly b: Statements }
  | {
      readonly k: "while" | "do" | "for";
      readonly count: number;
      readonly c: Condition;
      readonly body: Statements;
    }
  /** Sleeps at least once a turn. */
  | { readonly k: "forever"; readonly d: number; readonly body: Statements }
  | { readonly k: "switch"; readonly a: Expression; readonly cases: readonly Case[] }
  | { readonly k: "block"; readonly body: Statements }
  | { readonly k: "leave"; readonly how: "break" | "continue"; readonly c: Condition }
  | { readonly k: "return"; readonly c: Condition; readonly a: Expression }
  | { readonly k: "returnCall"; readonly c: Condition; readonly n: number; readonly a: Expression }
  | { readonly k: "spawn"; readonly n: number; readonly a: Expression }
  | { readonly k: "abort"; readonly n: number };

/** What a declaration hides: nothing, a variable outside its block, or a global. */
export type Shadows = "none" | "local" | "global";

export type Node =
  | { readonly k: "null" }
  | { readonly k: "first" | "other" }
  | { readonly k: "find"; readonly a: Expression };

export type Statements = readonly Statement[];

export interface Case {
  readonly body: Statements;
  readonly falls: boolean;
}

export interface Program {
  /** Bodies of the tasks; the first one is spawned by `main`, and so are some of the others. */
  readonly tasks: readonly { readonly body: Statements; readonly isSpawned: boolean }[];
  readonly functions: readonly Statements[];
  /** Capacities of its channels. */
  readonly channels: readonly number[];
}

const index = fc.nat({ max: 7 });
const span = fc.nat({ max: 6 });

interface Grammar extends Record<string, unknown> {
  expression: Expression;
  condition: Condition;
  float: Float;
  node: Node;
  future: Future;
  statement: Statement;
  statements: Statements;
}

const { statements } = fc.letrec<Grammar>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    {
      weight: 2,
      arbitrary: fc.record({ k: fc.constant("literal" as const), n: fc.nat({ max: 9 }) }),
    },
    { weight: 4, arbitrary: fc.record({ k: fc.constant("variable" as const), n: index }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("global" as const), n: index }) },
    {
      weight: 3,
      arbitrary: fc.record({
        k: fc.constant("binary" as const),
        op: fc.constantFrom("+" as const, "-" as const, "*" as const),
        a: tie("expression"),
        b: tie("expression"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("effect" as const), a: tie("expression") }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("choose" as const),
        c: tie("condition"),
        a: tie("expression"),
        b: tie("expression"),
      }),
    },
    { weight: 4, arbitrary: fc.record({ k: fc.constant("await" as const), f: tie("future") }) },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("assign" as const), n: index, a: tie("expression") }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("increment" as const),
        n: index,
        isPostfix: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("tryReceive" as const),
        n: index,
        a: tie("expression"),
      }),
    },
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    {
      weight: 4,
      arbitrary: fc.record({
        k: fc.constant("compare" as const),
        op: fc.constantFrom("<" as const, "==" as const, "!=" as const, ">=" as const),
        a: tie("expression"),
        b: tie("expression"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constantFrom("both" as const, "either" as const),
        a: tie("condition"),
        b: tie("condition"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("not" as const), a: tie("condition") }) },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("trySend" as const), n: index, a: tie("expression") }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("timeout" as const), f: tie("future"), d: span }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("less" as const), a: tie("float"), b: tie("float") }),
    },
  ),
  float: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    {
      weight: 3,
      arbitrary: fc.record({ k: fc.constant("literal" as const), n: fc.nat({ max: 9 }) }),
    },
    { weight: 4, arbitrary: fc.record({ k: fc.constant("variable" as const), n: index }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("whole" as const), a: tie("expression") }) },
    { weight: 2, arbitrary: fc.record({ k: fc.constant("half" as const), a: tie("float") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        k: fc.constant("fraction" as const),
        n: fc.nat({ max: 9 }),
        a: tie("expression"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        k: fc.constant("binary" as const),
        op: fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const),
        a: tie("float"),
        b: tie("float"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("choose" as const),
        c: tie("condition"),
        a: tie("float"),
        b: tie("float"),
      }),
    },
  ),
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("null" as const) }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("first" as const) }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("other" as const) }) },
    { weight: 2, arbitrary: fc.record({ k: fc.constant("find" as const), a: tie("expression") }) },
  ),
  future: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ k: fc.constant("sleep" as const), d: span }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("yield" as const) }) },
    { weight: 3, arbitrary: fc.record({ k: fc.constant("held" as const), n: index }) },
    { weight: 2, arbitrary: fc.record({ k: fc.constant("receive" as const), n: index }) },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("ended" as const), n: index }) },
    {
      weight: 2,
      arbitrary: fc.record({ k: fc.constant("send" as const), n: index, a: tie("expression") }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        k: fc.constant("call" as const),
        n: index,
        args: fc.tuple(tie("expression"), tie("expression")),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        k: fc.constantFrom("select" as const, "selectFair" as const, "join" as const),
        arms: fc.array(tie("future"), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("timeout" as const), f: tie("future"), d: span }),
    },
  ),
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: fc.record({ k: fc.constant("log" as const), a: tie("expression") }) },
    {
      weight: 3,
      arbitrary: fc.record({
        k: fc.constant("declare" as const),
        a: tie("expression"),
        shadows: fc.constantFrom("none" as const, "local" as const, "global" as const),
      }),
    },
    { weight: 3, arbitrary: fc.record({ k: fc.constant("hold" as const), f: tie("future") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        k: fc.constant("set" as const),
        n: index,
        op: fc.constantFrom("=" as const, "+=" as const, "-=" as const),
        a: tie("expression"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("setGlobal" as const),
        n: index,
        op: fc.constantFrom("=" as const, "+=" as const),
        a: tie("expression"),
      }),
    },
    { weight: 4, arbitrary: fc.record({ k: fc.constant("wait" as const), f: tie("future") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        k: fc.constant("if" as const),
        c: tie("condition"),
        a: tie("statements"),
        b: tie("statements"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        k: fc.constantFrom("while" as const, "do" as const, "for" as const),
        count: fc.integer({ min: 1, max: 3 }),
        c: tie("condition"),
        body: tie("statements"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("float" as const), a: tie("float") }) },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("setFloat" as const),
        n: index,
        op: fc.constantFrom("=" as const, "+=" as const),
        a: tie("float"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("node" as const), a: tie("node") }) },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("setNode" as const), n: index, a: tie("node") }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("ifNode" as const),
        n: index,
        f: tie("future"),
        body: tie("statements"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("unlessNode" as const),
        n: index,
        c: tie("condition"),
        body: tie("statements"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("whileNode" as const), n: index, f: tie("future") }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("andNode" as const),
        n: index,
        m: index,
        c: tie("condition"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("forever" as const),
        d: span,
        body: tie("statements"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("switch" as const),
        a: tie("expression"),
        cases: fc.array(fc.record({ body: tie("statements"), falls: fc.boolean() }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("block" as const), body: tie("statements") }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        k: fc.constant("leave" as const),
        how: fc.constantFrom("break" as const, "continue" as const),
        c: tie("condition"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("return" as const),
        c: tie("condition"),
        a: tie("expression"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        k: fc.constant("returnCall" as const),
        c: tie("condition"),
        n: index,
        a: tie("expression"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ k: fc.constant("spawn" as const), n: index, a: tie("expression") }),
    },
    { weight: 1, arbitrary: fc.record({ k: fc.constant("abort" as const), n: index }) },
  ),
  statements: fc.array(tie("statement"), { maxLength: 5, depthIdentifier: "statements" }),
}));

export const program: fc.Arbitrary<Program> = fc.record({
  tasks: fc.array(fc.record({ body: statements, isSpawned: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  functions: fc.array(statements, { maxLength: 3 }),
  channels: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
});
