/**
 * The control flow of one version of an async function: blocks of instructions, with the drops of
 * what a block of the author's holds on every way out of it.
 */
import type { Block, End, Flow, Instruction } from "./blocks.ts";
import type { Body, Code, Combined, Held, Leaf, Mark, Step, Target, Variable } from "./ir.ts";
import { isYield } from "./ir.ts";
import { reachable, thread } from "./flow-order.ts";
import type { Routine } from "./statements.ts";

export interface FlowInput {
  readonly routine: Routine;
  /** Whether asc compiled the place. */
  isReached(mark: Mark): boolean;
  /** Whether a held variable is a future or an object in its place, and not the value of a method. */
  isPlaced(held: Held): boolean;
  /** Whether what a part holds once it is ready is let go of when its block ends. */
  isGuard(part: Variable): boolean;
}

export function buildFlow(input: FlowInput): Flow {
  return new Builder(input).build();
}

class Builder {
  private readonly blocks: Block[] = [];
  private count = 0;
  private current: Block | undefined;
  /** What is held by the author's blocks that are open, outermost first. */
  private readonly scopes: Held[][] = [];
  private readonly exits = new Map<Target, { block: Block; depth: number }>();
  private values = 0;
  private readonly misplaced: Leaf[] = [];
  private readonly held: Held[] = [];

  constructor(private readonly input: FlowInput) {}

  build(): Flow {
    const { routine } = this.input;
    this.start(this.block());
    for (const variable of routine.zeros) {
      this.put({ kind: "set", variable, value: [{ kind: "text", text: "0" }], at: 0 });
    }
    this.body(routine.body);
    const last: End = { kind: "return", value: undefined, at: routine.fn.node.end - 1 };
    this.finish(last);
    thread(this.blocks);
    const blocks = reachable(this.blocks);
    const fallsOff = blocks.some((b) => b.end === last);
    return { blocks, fallsOff, misplaced: this.misplaced, held: this.held };
  }

  private block(): Block {
    return { id: this.count++, instructions: [], end: undefined };
  }

  private start(block: Block): void {
    this.finish({ kind: "jump", to: block });
    this.blocks.push(block);
    this.current = block;
  }

  private put(instruction: Instruction): void {
    this.current?.instructions.push(instruction);
  }

  private finish(end: End): void {
    if (this.current) this.current.end = end;
    this.current = undefined;
  }

  private body(body: Body): void {
    if (!this.input.isReached(body.mark)) {
      this.finish({ kind: "never" });
      return;
    }
    this.scopes.push([]);
    this.steps(body.steps);
    this.leave(this.scopes.length - 1);
    this.scopes.pop();
  }

  /** Drops what is held above a depth, newest first. */
  private leave(depth: number): void {
    if (!this.current) return;
    for (const scope of this.scopes.slice(depth).reverse()) {
      for (const held of [...scope].reverse()) this.put({ kind: "drop", held });
    }
  }

  private after(block: Block, mark: Mark): void {
    this.start(block);
    if (!this.input.isReached(mark)) this.finish({ kind: "never" });
  }

  /** Behind a return or a jump nothing is reached, and asc has not compiled it. */
  private steps(steps: readonly Step[]): void {
    for (const step of steps) if (this.current) this.step(step);
  }

  private step(step: Step): void {
    switch (step.kind) {
      case "run":
        this.put(step);
        if (step.isLast || (step.after && !this.input.isReached(step.after)))
          this.finish({ kind: "never" });
        break;
      case "set":
        // A choice is set on each of its ways.
        if (!step.like) this.put(step);
        break;
      case "hold":
        this.hold(step.held, step.value, step.at);
        break;
      case "begin":
        if (step.leaf.short === "yield") break;
        this.put(step);
        this.guard(step.leaf);
        break;
      case "combine":
        this.combine(step.combined);
        break;
      case "await": {
        // The instruction is the first of its block: that is where a later poll comes back to.
        const block = this.block();
        if (isYield(step.future)) this.put({ kind: "yield", to: block });
        this.start(block);
        this.put({ kind: "await", site: step, open: this.scopes.flat() });
        break;
      }
      case "if":
        this.branch(step);
        break;
      case "loop":
        this.loop(step);
        break;
      case "switch":
        this.switches(step);
        break;
      case "scope":
        this.body(step.body);
        break;
      case "return":
        this.returns(step.value, step.at);
        break;
      case "jump": {
        const { block, depth } = this.exits.get(step.to)!;
        this.leave(depth);
        this.finish({ kind: "jump", to: block });
        break;
      }
    }
  }

  private guard(leaf: Leaf): void {
    if (!this.input.isGuard(leaf.part)) return;
    if (leaf.isChoice) this.misplaced.push(leaf);
    else this.scopes.at(-1)!.push(guardOf(leaf));
  }

  private hold(held: Held, value: Code, at: number): void {
    if (!this.input.isPlaced(held)) {
      this.put({ kind: "set", variable: held.variable, value, at });
      return;
    }
    this.held.push(held);
    if (held.future.kind === "leaf") this.put({ kind: "begin", leaf: held.future });
    if (held.isShared) {
      const value: Code = [{ kind: "text", text: "false" }];
      this.put({ kind: "set", variable: held.done, value, at });
    }
    this.scopes.at(-1)!.push(held);
  }

  private combine(combined: Combined): void {
    if (combined.kind !== "join") return;
    const value: Code = [{ kind: "text", text: "0" }];
    this.put({ kind: "set", variable: combined.state, value, at: combined.at });
  }

  private branch(step: Extract<Step, { kind: "if" }>): void {
    const then = this.block();
    const otherwise = this.block();
    const after = this.block();
    const condition = step.condition;
    this.finish({ kind: "branch", condition, then, otherwise, at: step.at });
    this.start(then);
    this.body(step.then);
    this.finish({ kind: "jump", to: after });
    this.start(otherwise);
    this.body(step.otherwise);
    this.after(after, step.after);
  }

  private loop(step: Extract<Step, { kind: "loop" }>): void {
    const head = this.block();
    const next = this.block();
    const after = this.block();
    const depth = this.scopes.length;
    this.exits.set(step.breaks, { block: after, depth });
    this.exits.set(step.continues, { block: next, depth: depth + 1 });
    this.start(head);
    if (this.input.isReached(step.before.mark)) {
      // What a pass holds is dropped at its end, so the parts of a loop are one scope.
      this.scopes.push([]);
      this.steps(step.before.steps);
      this.body(step.body);
      this.start(next);
      if (!this.input.isReached(step.next.mark)) this.finish({ kind: "never" });
      this.steps(step.next.steps);
      this.leave(this.scopes.length - 1);
      this.scopes.pop();
    }
    this.finish({ kind: "jump", to: head });
    this.after(after, step.after);
  }

  private switches(step: Extract<Step, { kind: "switch" }>): void {
    const after = this.block();
    const bodies = step.clauses.map(() => this.block());
    this.exits.set(step.breaks, { block: after, depth: this.scopes.length });
    step.clauses.forEach(({ test }, i) => {
      if (!test) return;
      this.steps(test.steps);
      const otherwise = this.block();
      const at = step.at;
      const use: Code = [{ kind: "use", variable: step.value, at }];
      const condition: Code = [...use, { kind: "text", text: " == (" }, ...test.value, close];
      this.finish({ kind: "branch", condition, then: bodies[i]!, otherwise, at });
      this.start(otherwise);
    });
    const fallback = step.clauses.findIndex((c) => !c.test);
    this.finish({ kind: "jump", to: bodies[fallback] ?? after });
    step.clauses.forEach((clause, i) => {
      this.start(bodies[i]!);
      this.body(clause.body);
    });
    this.after(after, step.after);
  }

  private returns(value: Code | undefined, at: number): void {
    const isBare = this.scopes.every((scope) => scope.length === 0);
    if (value && !isBare) {
      const variable: Variable = {
        name: `$result${++this.values}`,
        twin: "$r_",
        kind: "temporary",
        at,
      };
      this.put({ kind: "set", variable, value, at });
      this.leave(0);
      this.finish({ kind: "return", value: [{ kind: "use", variable, at }], at });
      return;
    }
    this.leave(0);
    this.finish({ kind: "return", value, at });
  }
}

function guardOf(leaf: Leaf): Held {
  const done: Variable = { name: "", twin: "", kind: "hidden", at: leaf.at };
  return {
    variable: leaf.part,
    future: leaf,
    done,
    loops: 0,
    isShared: false,
    isAwaited: true,
    isUsed: true,
    returned: undefined,
    faults: [],
  };
}

const close = { kind: "text", text: ")" } as const;
