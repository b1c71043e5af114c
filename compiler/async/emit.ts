/** Prints a state machine as the class of its frame. */
import { TaskHeader } from "../../hal/border/side-table.ts";
import type { Block, Instruction } from "./blocks.ts";
import { FutureWriter } from "./future-writer.ts";
import type { Code, Held, Variable } from "./ir.ts";
import { isYield } from "./ir.ts";
import { assignedIn, codeVariables, endCode, ownParts } from "./liveness.ts";
import type { Machine } from "./machine.ts";
import type { Text } from "./text.ts";
import { type EmitContext, Writer, zero } from "./writer.ts";

const DONE = 255;
const SELF = "changetype<usize>(this)";

export function emitMachine(machine: Machine, context: EmitContext, text: Text): void {
  new Emitter(machine, context, text).print();
}

class Emitter {
  private readonly writer: Writer;
  private readonly futures: FutureWriter;
  private readonly numbers: ReadonlyMap<Block, number>;
  private readonly order: readonly Block[];
  private readonly done: number;
  /** Blocks that do nothing, with those where the function goes on from there. */
  private readonly aliases: ReadonlyMap<Block, Block>;
  /** Offset of the frame from what `this` is. */
  private readonly base: number;

  constructor(
    private readonly machine: Machine,
    private readonly context: EmitContext,
    private readonly text: Text,
  ) {
    this.base = machine.point.isInHeader ? TaskHeader.bytes : 0;
    this.writer = new Writer(machine, context, text);
    this.futures = new FutureWriter(this.writer);
    this.aliases = aliasesOf(machine.flow.blocks);
    this.order = machine.flow.blocks.filter((block) => !this.aliases.has(block));
    this.done = machine.point.bytes === 2 ? 0xffff : DONE;
    this.numbers = machine.points.numbers;
  }

  print(): void {
    const { text, machine } = this;
    const result = machine.result ? this.context.typeText(machine.result) : "void";
    text.add(`@unmanaged export class ${machine.name} extends $Future<${result}> {\n`);
    if (this.context.kind !== undefined) {
      text.add(`  __kind(): u8 { return ${this.context.kind}; }\n`);
      // It is given the task, so that the point has no negative offset.
      text.add("  __async(): void {}\n");
    }
    this.fields();
    this.begin();
    this.poll();
    for (const combined of this.futures.combined) this.futures.combination(combined);
    this.drop();
    text.add("}\n");
  }

  private fields(): void {
    const { offsets } = this.machine.frame;
    const things = [...offsets].sort(([, a], [, b]) => a - b);
    for (const [key, inFrame] of things) {
      const offset = this.base + inFrame;
      if (key === "point")
        this.scalar("$point", this.machine.point.bytes === 2 ? "u16" : "u8", offset);
      else if (this.machine.isPart(key)) {
        const type = this.writer.typeText(key);
        this.text.add(
          `  @inline get ${key.name}(): ${type} { return changetype<${type}>(${SELF} + ${offset}); }\n`,
        );
      } else this.scalar(key.name, this.writer.typeText(key), offset);
    }
    if (this.machine.point.isInHeader) {
      this.scalar("$point", "u16", TaskHeader.pointOffset);
    }
  }

  private scalar(name: string, type: string, offset: number): void {
    this.text.add(
      `  @inline get ${name}(): ${type} { return load<${type}>(${SELF}, ${offset}); }\n`,
    );
    this.text.add(
      `  @inline set ${name}(value: ${type}) { store<${type}>(${SELF}, value, ${offset}); }\n`,
    );
  }

  private begin(): void {
    const { routine, instance } = this.machine;
    const { text } = this;
    const { node, source } = routine.fn;
    text.add("  begin(");
    const self = routine.self;
    const list: string[] = [];
    if (self) list.push(`$self: ${this.context.typeText(instance.variables.get(self.twin)!)}`);
    node.parameters.forEach((p, i) => {
      const fact = instance.variables.get(routine.parameters[i]!.twin)!;
      const type = this.context.typeText(fact) + (fact.isNullable ? " | null" : "");
      const code = routine.defaults[i];
      const value = code ? ` = ${this.ofParameters(code)}` : "";
      list.push(`${p.name.getText(source.tree)}: ${type}${value}`);
    });
    text.add(`${list.join(", ")}): ${this.machine.name} {\n`);
    // Who claims a slot sets the point of a task.
    if (!this.machine.point.isInHeader) text.add("    this.$point = 0;\n");
    if (self && this.writer.isResident(self)) text.add(`    this.${self.name} = $self;\n`);
    node.parameters.forEach((p, i) => {
      const variable = routine.parameters[i]!;
      if (!this.writer.isResident(variable)) return;
      const given = p.name.getText(source.tree);
      const fact = this.machine.typeOf(variable);
      const value = fact.isNullable
        ? `changetype<${this.context.typeText(fact)}>(${given})`
        : given;
      text.add(`    this.${variable.name} = ${value};\n`);
    });
    text.add("    return this;\n  }\n");
  }

  /** The text of a default value: in `begin` parameters have the names that the author gave them. */
  private ofParameters(code: Code): string {
    const { routine } = this.machine;
    const { node, source } = routine.fn;
    return code
      .map((fragment): string => {
        if (fragment.kind === "source") return source.text.slice(fragment.from, fragment.to);
        if (fragment.kind === "text") return fragment.text;
        if (fragment.kind === "type") return this.writer.typeArgument(fragment.name);
        if (fragment.variable === routine.self) return "$self";
        const i = routine.parameters.indexOf(fragment.variable);
        const name = node.parameters[i]?.name.getText(source.tree) ?? fragment.variable.name;
        return fragment.kind === "assign" ? `${name} = ${this.ofParameters(fragment.value)}` : name;
      })
      .join("");
  }

  private poll(): void {
    const { text } = this;
    text.add("  poll(): bool {\n");
    this.locals();
    const isSwitched = this.numbers.size > 1;
    if (isSwitched) {
      text.add("    let $at: u32 = this.$point;\n");
      text.add(
        this.machine.points.jumps ? "    for (;;) switch ($at) {\n" : "    switch ($at) {\n",
      );
    }
    this.order.forEach((block, i) => {
      const labels = [...this.aliases].filter(([, to]) => to === block).map(([from]) => from);
      for (const labelled of [...labels, block]) {
        const number = this.numbers.get(labelled);
        if (!isSwitched || number === undefined) continue;
        const isDefault = number === this.numbers.size - 1;
        text.add(isDefault ? "    default:\n" : `    case ${number}:\n`);
      }
      this.block(block, this.order[i + 1]);
    });
    if (isSwitched) {
      text.add("    }\n");
      // asc does not see in each case that every way has ended above.
      text.add("    return unreachable();\n");
    }
    text.add("  }\n");
  }

  /** Variables that no `await` has to keep. */
  private locals(): void {
    const seen = new Set<Variable>();
    let hasValue = false;
    const declare = (variable: Variable): void => {
      if (seen.has(variable) || this.writer.isResident(variable)) return;
      seen.add(variable);
      const type = this.writer.typeText(variable);
      this.text.add(
        `    let ${variable.name}: ${type} = ${zero(this.machine.typeOf(variable), type)};\n`,
      );
    };
    for (const block of this.order) {
      for (const instruction of block.instructions) {
        if (instruction.kind === "set") declare(instruction.variable);
        if (instruction.kind === "await") {
          const { future, result } = instruction.site;
          if (result) declare(result);
          if (this.futures.valueOf(future) !== undefined && !hasValue) {
            hasValue = true;
            this.text.add("    let $value: i32 = 0;\n");
          }
        }
        assignedIn(instruction).forEach(declare);
      }
      codeVariables(endCode(block)).assigns.forEach(declare);
    }
  }

  private block(block: Block, next: Block | undefined): void {
    for (const instruction of block.instructions) this.instruction(instruction, block);
    const { text } = this;
    const { end } = block;
    if (block.instructions.at(-1)?.kind === "yield") return;
    if (end?.kind === "jump") {
      if (end.to !== next) this.go(end.to, "      ");
    } else if (end?.kind === "branch") {
      text.add("      ");
      if (end.then === next) {
        text.add("if (!(", end.at);
        this.writer.code(end.condition);
        text.add(")) {\n");
        this.go(end.otherwise, "        ");
        text.add("      }\n");
      } else {
        text.add("if (", end.at);
        this.writer.code(end.condition);
        text.add(") {\n");
        this.go(end.then, "        ");
        text.add("      }\n");
        if (end.otherwise !== next) this.go(end.otherwise, "      ");
      }
    } else if (end?.kind === "return") {
      if (end.value && this.machine.result) {
        const { result } = this.machine;
        text.add(`      store<${this.context.typeText(result)}>(${SELF}, `, end.at);
        this.writer.ofType(result, end.value);
        text.add(this.base ? `, ${this.base});\n` : ");\n");
      } else if (this.machine.result) {
        text.add("      unreachable();\n");
      }
      text.add(`      this.$point = ${this.done};\n      return true;\n`, end.at);
    } else if (end?.kind === "never") text.add("      return unreachable();\n");
  }

  private go(to: Block, indent: string): void {
    this.text.add(`${indent}$at = ${this.numbers.get(to)!};\n${indent}continue;\n`);
  }

  private instruction(instruction: Instruction, block: Block): void {
    const { text } = this;
    switch (instruction.kind) {
      case "run":
        text.add("      ");
        this.writer.code(instruction.code);
        text.add("\n");
        break;
      case "set": {
        const { variable, value, at } = instruction;
        const type = this.machine.typeOf(variable);
        text.add(`      ${this.writer.name(variable)} = `, at);
        if (value) this.writer.converted(variable, value);
        else text.add(zero(type, this.context.typeText(type)));
        text.add(";\n");
        break;
      }
      case "begin":
        this.futures.beginLeaf(instruction.leaf);
        break;
      case "await":
        this.futures.await(instruction.site, this.numbers.get(block)!);
        break;
      case "drop":
        this.dropHeld(instruction.held, "      ");
        break;
      case "yield":
        text.add(this.base ? `      $again(${SELF});\n` : "      $againCurrent();\n");
        text.add(
          `      this.$point = ${this.numbers.get(instruction.to)!};\n      return false;\n`,
        );
        break;
    }
  }

  private dropHeld(held: Held, indent: string): void {
    const { future } = held;
    const parts = future.kind === "leaf" ? [held.variable] : ownParts(future);
    for (const part of parts) this.writer.dropPart(part, indent);
  }

  /** Lets go of what is alive at the point where the function waits, newest first. */
  private drop(): void {
    const { text } = this;
    text.add("  drop(): void {\n");
    const cases = new Map<string, { numbers: number[]; parts: Variable[] }>();
    const { atStart, inUse } = this.machine.liveness;
    for (const block of atStart.keys()) {
      const parts = [...inUse.get(block)!]
        .filter((v) => this.writer.isDropped(v))
        .sort((a, b) => b.at - a.at);
      if (parts.length === 0) continue;
      const key = parts.map((p) => p.name).join();
      const known = cases.get(key) ?? { numbers: [], parts };
      known.numbers.push(this.numbers.get(block)!);
      cases.set(key, known);
    }
    if (cases.size > 0) {
      text.add("    switch (this.$point) {\n");
      for (const { numbers, parts } of cases.values()) {
        for (const number of numbers) text.add(`      case ${number}:\n`);
        for (const part of parts) this.writer.dropPart(part, "        ");
        text.add("        break;\n");
      }
      text.add("    }\n");
    }
    text.add("  }\n");
  }
}

/** Where a function that has yielded only jumps on: such a block needs no code of its own. */
function aliasesOf(blocks: readonly Block[]): Map<Block, Block> {
  const found = new Map<Block, Block>();
  for (const block of blocks) {
    const [first, second] = block.instructions;
    if (first?.kind !== "await" || !isYield(first.site.future)) continue;
    if (second === undefined && block.end?.kind === "jump") found.set(block, block.end.to);
  }
  return found;
}
