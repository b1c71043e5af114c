/**
 * A function of a module as operators of the bytecode: blocks become labels, types become widths, and what is known
 * while building is decided here, so that the interpreter has little to do.
 *
 * The frame of a function, in words of four bytes; `slot` counts from its low end:
 *
 * ```
 *   low                                                                high
 *   ├─ operands ... ─┤├─ own locals ─┤├─ caller's frame and place ─┤├─ parameters, the last one first ─┤
 *                     slot 0           one word
 * ```
 */
import { type Body, type Module, Reader, refuse, widthOf } from "./module.ts";
import { memoryAccesses, simples, type Access, type Width } from "./operators.ts";
import { skipImmediates } from "./skip.ts";

/** A place to branch to. */
export interface Label {
  readonly label: number;
}

export interface Op {
  readonly name: string;
  /** Bytes behind the operator; how many is a matter of the name. */
  readonly operand?: number | bigint;
  /** Labels to branch to. */
  readonly targets?: readonly number[];
}

export type Item = Op | Label;

export const isLabel = (item: Item | undefined): item is Label =>
  item !== undefined && "label" in item;

interface Block {
  readonly label: number;
  readonly isLoop: boolean;
  /** Where its `else` begins, if it is an `if` that may have one. */
  otherwise?: number | undefined;
  /** Words of operands below it. */
  readonly height: number;
  readonly leaves: readonly Width[];
}

const words = (widths: Iterable<string>): number =>
  [...widths].reduce((sum, width) => sum + (width === "l" ? 2 : 1), 0);

class Translation {
  readonly items: Item[] = [];
  private readonly stack: Width[] = [];
  private readonly blocks: Block[] = [];
  private readonly slots: { readonly slot: number; readonly width: Width }[];
  private readonly ownWords: number;
  private readonly reader: Reader;
  private labels = 0;

  constructor(
    private readonly module: Module,
    private readonly body: Body,
    private readonly memoryBytes: number,
  ) {
    this.reader = new Reader(module.bytes, body.start);
    this.ownWords = words(body.locals);
    let slot = this.ownWords + 1 + words(body.type.takes);
    const place = (width: Width): { slot: number; width: Width } => ({
      slot: (slot -= words([width])),
      width,
    });
    const parameters = body.type.takes.map(place);
    slot--;
    this.slots = [...parameters, ...body.locals.map(place)];
  }

  run(): readonly Item[] {
    this.open(false, this.body.type.leaves);
    while (this.reader.at < this.body.end) this.step();
    const { takes, leaves } = this.body.type;
    this.emit(`return_${leaves.join("") || "none"}`, (words(takes) << 10) | (this.ownWords << 2));
    return this.items;
  }

  private emit(name: string, operand?: number | bigint, targets?: readonly number[]): void {
    this.items.push({
      name,
      ...(operand !== undefined && { operand }),
      ...(targets && { targets }),
    });
  }

  private open(isLoop: boolean, leaves: readonly Width[], otherwise?: number): void {
    const label = this.labels++;
    this.blocks.push({ label, isLoop, otherwise, height: this.stack.length, leaves });
    if (isLoop) this.items.push({ label });
  }

  private take(widths: string): void {
    this.stack.length -= widths.length;
  }

  private leave(widths: Iterable<string>): void {
    for (const width of widths) this.stack.push(width as Width);
  }

  private blockType(): readonly Width[] {
    const type = this.reader.byte();
    if (type === 0x40) return [];
    if (type < 0x40) throw refuse("has blocks with several values");
    return [widthOf(type)];
  }

  /** Operands that a branch throws away lie below those that it keeps. */
  private slide(block: Block): { kept: number; dropped: number } {
    const kept = block.isLoop ? [] : block.leaves;
    const above = this.stack.slice(block.height, this.stack.length - kept.length);
    return { kept: words(kept), dropped: words(above) };
  }

  private target(depth: number): Block {
    return this.blocks[this.blocks.length - 1 - depth]!;
  }

  private branch(depth: number): void {
    const block = this.target(depth);
    const { kept, dropped } = this.slide(block);
    if (dropped > 0) this.emit("slide", (dropped << 10) | (kept << 2));
    this.emit("br", undefined, [block.label]);
  }

  private branchIf(depth: number): void {
    this.take("i");
    const block = this.target(depth);
    if (this.slide(block).dropped === 0) {
      this.emit("br_if", undefined, [block.label]);
      return;
    }
    const label = this.labels++;
    this.emit("br_unless", undefined, [label]);
    this.branch(depth);
    this.items.push({ label });
  }

  private branchTable(): void {
    const depths = this.reader.list(() => this.reader.unsigned());
    depths.push(this.reader.unsigned());
    this.take("i");
    const stubs: { label: number; depth: number }[] = [];
    const targets = depths.map((depth) => {
      const block = this.target(depth);
      if (this.slide(block).dropped === 0) return block.label;
      const label = this.labels++;
      stubs.push({ label, depth });
      return label;
    });
    this.emit("br_table", depths.length - 1, targets);
    for (const { label, depth } of stubs) {
      this.items.push({ label });
      this.branch(depth);
    }
  }

  /** Nothing comes here until the block ends. */
  private skip(): void {
    for (let depth = 0; ;) {
      const at = this.reader.at;
      const operator = this.reader.byte();
      if (operator >= 0x02 && operator <= 0x04) depth++;
      else if (depth === 0 && (operator === 0x05 || operator === 0x0b)) {
        this.reader.at = at;
        const block = this.blocks.at(-1)!;
        this.stack.length = block.height;
        this.leave(block.leaves);
        return;
      } else if (operator === 0x0b) depth--;
      skipImmediates(this.reader, operator);
    }
  }

  private close(): void {
    const block = this.blocks.pop()!;
    if (block.otherwise !== undefined) this.items.push({ label: block.otherwise });
    if (!block.isLoop) this.items.push({ label: block.label });
    this.stack.length = block.height;
    this.leave(block.leaves);
  }

  private step(): void {
    const { reader } = this;
    const operator = reader.byte();
    const simple = simples.get(operator);
    if (simple) {
      this.take(simple.takes);
      this.leave(simple.leaves);
      this.emit(simple.name);
      return;
    }
    const access = memoryAccesses.get(operator);
    if (access) {
      reader.unsigned();
      this.access(access, reader.unsigned());
      return;
    }
    switch (operator) {
      case 0x00:
        this.emit("unreachable");
        return this.skip();
      case 0x01:
        return;
      case 0x02:
      case 0x03:
        return this.open(operator === 0x03, this.blockType());
      case 0x04: {
        const leaves = this.blockType();
        this.take("i");
        const otherwise = this.labels++;
        this.emit("br_unless", undefined, [otherwise]);
        return this.open(false, leaves, otherwise);
      }
      case 0x05: {
        const block = this.blocks.at(-1)!;
        this.emit("br", undefined, [block.label]);
        this.items.push({ label: block.otherwise! });
        block.otherwise = undefined;
        this.stack.length = block.height;
        return;
      }
      case 0x0b:
        return this.close();
      case 0x0c:
        this.branch(reader.unsigned());
        return this.skip();
      case 0x0d:
        return this.branchIf(reader.unsigned());
      case 0x0e:
        this.branchTable();
        return this.skip();
      case 0x0f:
        this.branch(this.blocks.length - 1);
        return this.skip();
      case 0x10:
        return this.call(reader.unsigned());
      case 0x1a:
        return this.emit(`drop_${this.stack.pop()!}`);
      case 0x1b:
        this.take("i");
        this.emit(`select_${this.stack.pop()!}`);
        return;
      case 0x20:
      case 0x21:
      case 0x22: {
        const { slot, width } = this.slots[reader.unsigned()]!;
        const action = ["get", "set", "tee"][operator - 0x20]!;
        if (action === "get") this.leave(width);
        if (action === "set") this.take(width);
        return this.emit(`${action}_${width}`, slot);
      }
      case 0x23:
      case 0x24: {
        const index = reader.unsigned();
        const { width } = this.module.globals[index]!;
        if (operator === 0x23) this.leave(width);
        else this.take(width);
        return this.emit(`${operator === 0x23 ? "global_get" : "global_set"}_${width}`, index * 8);
      }
      case 0x41:
        this.leave("i");
        return this.emit("const_i", Number(reader.signed(32)));
      case 0x42:
        this.leave("l");
        return this.emit("const_l", reader.signed());
      case 0xfc:
        return this.bulk(reader.unsigned());
      default:
        throw refuse(
          operator === 0x11
            ? "calls functions that are kept in variables"
            : `computes with floats, or in a way of its own (operator 0x${operator.toString(16)})`,
        );
    }
  }

  private bulk(operator: number): void {
    if (operator !== 10 && operator !== 11) throw refuse("changes its memory's size or data");
    this.reader.at += operator === 10 ? 2 : 1;
    this.take("iii");
    this.emit(operator === 10 ? "memory_copy" : "memory_fill");
  }

  private call(index: number): void {
    const { takes, leaves } = this.module.functions[index]!;
    this.take(takes.join(""));
    this.leave(leaves);
    const { imports } = this.module;
    if (index < imports.length) this.emit(`import_${imports[index]!}`);
    else this.emit("call", index);
  }

  private access({ name, kind, bytes, width }: Access, offset: number): void {
    if (kind === "store") this.take(`i${width}`);
    else {
      this.take("i");
      this.leave(width);
    }
    const before = this.items.at(-1);
    if (kind === "load" && before && !isLabel(before) && before.name === "const_i") {
      const address = (Number(before.operand) >>> 0) + offset;
      if (address + bytes <= this.memoryBytes) {
        this.items.pop();
        this.emit(`at_${name}`, address);
        return;
      }
    }
    if (offset < 256) return this.emit(name, offset);
    // No memory here has 64 KiB, so from there on each offset is as wrong as the first one.
    this.emit(kind === "load" ? "index" : `index_below_${width}`, Math.min(offset, 0xffff));
    this.emit(name, 0);
  }
}

/** Translates one function. */
export function translate(module: Module, body: Body, memoryBytes: number): readonly Item[] {
  return new Translation(module, body, memoryBytes).run();
}
