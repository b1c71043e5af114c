/** Writes how a state machine polls futures, alone and combined. */
import type { Site } from "./blocks.ts";
import type { Code, Combined, Future, Leaf } from "./ir.ts";
import { isYield } from "./ir.ts";
import { ownParts } from "./liveness.ts";
import type { Writer } from "./writer.ts";

type HeldFuture = Extract<Future, { kind: "held" }>;

/**
 * What is known of a stream in a variable: that its next value is being waited for, that it is there
 * and nobody knows, or that a combination has told so. What was told and not awaited is passed over.
 *
 * ```
 *             poll                 select, join
 *   ASKED ────────────► READY ────────────────► TOLD ──┐ a combination: poll
 *     ▲                   │         await         │    │
 *     └───────────────────┴───────────────────────┴────┘
 * ```
 */
const [ASKED, READY, TOLD] = [0, 1, 2];

export class FutureWriter {
  /** Those that need a method of their own. */
  readonly combined: Combined[] = [];

  constructor(private readonly writer: Writer) {}

  beginLeaf(leaf: Leaf): void {
    const { text } = this.writer;
    const record = this.writer.machine.typeOf(leaf.part).record;
    const place = `this.${leaf.part.name}`;
    text.add("      ");
    const args: Code[] = [...leaf.args];
    if (record && this.writer.context.isFrame(record)) {
      text.add(`${place}.begin(`, leaf.at);
      if (leaf.receiver && this.isMethodFrame(leaf)) args.unshift(leaf.receiver);
    } else {
      if (this.isNap(leaf)) text.add("$nap", leaf.at);
      else this.writer.code(leaf.callee);
      text.add(`(${place}`, leaf.at);
      if (args.length > 0) text.add(", ");
    }
    args.forEach((argument, i) => {
      if (i > 0) text.add(", ");
      this.writer.code(argument);
    });
    text.add(");\n");
  }

  /**
   * Whether the executor looks after a sleep from its first poll to its end. Not if it is polled by way of a future
   * that another function may hold in a variable: a loop there may poll it again before the executor has a turn.
   */
  private isNap({ short }: Leaf): boolean {
    return short === "nap" && this.writer.machine.point.isInHeader;
  }

  /** A static method has a class in front of it, and no object. */
  private isMethodFrame(leaf: Leaf): boolean {
    return leaf.receiver !== undefined && !leaf.isStatic;
  }

  /** The text of a value by which a combination says that it is ready; nothing for other futures. */
  valueOf(future: Future): string | undefined {
    if (future.kind === "held") {
      return future.held.isShared ? undefined : this.valueOf(future.held.future);
    }
    if (future.kind === "leaf") return undefined;
    if (!this.combined.includes(future)) this.combined.push(future);
    return `this.poll_${future.state.name}()`;
  }

  await({ future, result, at, end }: Site, number: number): void {
    const { text } = this.writer;
    if (isYield(future)) return;
    const value = this.valueOf(future);
    if (value !== undefined) {
      text.add(`      $value = ${value};\n`, at);
      text.add("      if ($value < 0) {\n", at);
    } else text.add(`      if (!${this.polled(future, true)}) {\n`, at);
    text.add(`        this.$point = ${number};\n        return false;\n      }\n`, at);
    if (result) {
      text.add(`      ${this.writer.name(result)} = ${this.output(future)};\n`, end - 1);
    }
    if (this.isStream(future)) text.add(`      ${this.done(future)} = ${ASKED};\n`, end - 1);
  }

  /** Whether it is a stream in a variable, which has a next value. */
  private isStream(future: Future): future is HeldFuture {
    return (
      future.kind === "held" && future.held.isShared && this.writer.machine.isStream(future.held)
    );
  }

  private done({ held }: HeldFuture): string {
    return `this.${held.done.name}`;
  }

  /** A combination tells that a stream is ready. */
  private tell(future: Future, indent: string): void {
    if (!this.isStream(future)) return;
    this.writer.text.add(`${indent}${this.done(future)} = ${TOLD};\n`);
  }

  private output(future: Future): string {
    if (future.kind === "leaf") return this.writer.outputOf(future.part);
    if (future.kind === "held" && future.held.future.kind === "leaf") {
      return this.writer.outputOf(future.held.variable);
    }
    const combined = future.kind === "held" ? (future.held.future as Combined) : future;
    const isShared = future.kind === "held" && future.held.isShared;
    const value = isShared ? `this.${combined.state.name}` : "$value";
    return combined.kind.startsWith("timeout") ? `${value} != 0` : `<i32>${value}`;
  }

  /**
   * An expression that polls a future: true when it is ready.
   * @param takes whether its value is taken, and not only told of.
   */
  private polled(future: Future, takes = false): string {
    if (future.kind === "leaf") {
      return `this.${future.part.name}.${this.isNap(future) ? "pollNap" : "poll"}()`;
    }
    if (future.kind !== "held") return `(${this.valueOf(future)!} >= 0)`;
    const { held } = future;
    const inner = held.future;
    const own =
      inner.kind === "leaf"
        ? `this.${held.variable.name}.poll()`
        : `(${this.valueOf(inner)!} >= 0)`;
    if (!held.isShared) return own;
    const done = `this.${held.done.name}`;
    if (this.isStream(future) && !takes) return `(${done} == ${READY} || (${done} = <u8>${own}))`;
    if (inner.kind === "leaf" || inner.kind === "join") return `(${done} || (${done} = ${own}))`;
    const state = `this.${inner.state.name}`;
    return `(${done} || (${done} = (${state} = <i8>${this.valueOf(inner)!}) >= 0))`;
  }

  combination(combined: Combined): void {
    const { text } = this.writer;
    const { children, state } = combined;
    const name = `poll_${state.name}`;
    text.add(`  ${name}(): i32 {\n`, combined.at);
    if (combined.kind === "join") {
      const all = 2 ** children.length - 1;
      text.add(`    let ended: u32 = this.${state.name};\n`);
      children.forEach((child, i) => {
        const bit = `${(2 ** i) >>> 0}`;
        text.add(
          `    if (!(ended & ${bit}) && ${this.polled(child)}) ended |= ${bit};\n`,
          child.at,
        );
      });
      text.add(`    this.${state.name} = <${state.annotation!}>ended;\n`);
      const streams = children.filter((child) => this.isStream(child));
      if (streams.length > 0) {
        text.add(`    if (ended != ${all >>> 0}) return -1;\n`);
        for (const child of streams) this.tell(child, "    ");
        text.add("    return 0;\n");
      } else text.add(`    return ended == ${all >>> 0} ? 0 : -1;\n`);
    } else if (combined.kind === "selectFair") this.fair(combined);
    else {
      const isTimed = combined.kind !== "select";
      children.forEach((child, i) => {
        const others = children.filter((_, k) => k !== i).flatMap(ownParts);
        const index = isTimed ? 1 - i : i;
        text.add(`    if (${this.polled(child)}) {\n`, child.at);
        for (const part of others) this.writer.dropPart(part, "      ");
        this.tell(child, "      ");
        text.add(`      return ${index};\n    }\n`);
      });
      text.add("    return -1;\n");
    }
    text.add("  }\n");
    if (combined.kind === "selectFair") this.arms(combined);
  }

  private fair(combined: Combined): void {
    const n = combined.children.length;
    const turn = `this.${combined.turn!.name}`;
    this.writer.text.add(
      `    let arm: i32 = ${turn};\n` +
        `    for (let i = 0; i < ${n}; i++) {\n` +
        `      if (this.arm_${combined.state.name}(arm)) {\n` +
        `        ${turn} = <u8>(arm == ${n - 1} ? 0 : arm + 1);\n`,
    );
    for (const part of combined.children.flatMap(ownParts)) this.writer.dropPart(part, "        ");
    this.writer.text.add(
      `        return arm;\n      }\n      arm = arm == ${n - 1} ? 0 : arm + 1;\n    }\n    return -1;\n`,
    );
  }

  private arms(combined: Combined): void {
    const { text } = this.writer;
    text.add(`  arm_${combined.state.name}(arm: i32): bool {\n    switch (arm) {\n`);
    combined.children.forEach((child, i) => {
      const label = i === combined.children.length - 1 ? "default" : `case ${i}`;
      if (this.isStream(child)) {
        text.add(`      ${label}:\n        if (!${this.polled(child)}) return false;\n`, child.at);
        this.tell(child, "        ");
        text.add("        return true;\n");
      } else text.add(`      ${label}: return ${this.polled(child)};\n`, child.at);
    });
    text.add("    }\n  }\n");
  }
}
