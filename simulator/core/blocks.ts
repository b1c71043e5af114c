/**
 * Where a module's basic blocks begin, and how many instructions each has.
 *
 * Every operator counts as one instruction, but for those that only say where something begins or ends:
 * `nop`, `block`, `loop`, `else`, `end`, `try`, `try_table`, `catch`, `catch_all` and `delegate`. They make no code of
 * their own. A block ends where control may leave it or come to it from elsewhere, and at each call, since
 * the callee may ask for the time; so the count is right whenever the host can look at it. What can
 * never be reached is not counted.
 *
 * A trap is the one way out of the middle of a block: its block has been counted as a whole by then.
 */

const Operator = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  catch: 0x07,
  throw: 0x08,
  rethrow: 0x09,
  throwRef: 0x0a,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  callRef: 0x14,
  returnCallRef: 0x15,
  delegate: 0x18,
  catchAll: 0x19,
  tryTable: 0x1f,
  brOnNull: 0xd5,
  brOnNonNull: 0xd6,
  brOnCast: 0xfb18,
  brOnCastFail: 0xfb19,
} as const;

const structural = new Set<number>([
  Operator.nop,
  Operator.block,
  Operator.loop,
  Operator.else,
  Operator.end,
  Operator.try,
  Operator.catch,
  Operator.catchAll,
  Operator.delegate,
  Operator.tryTable,
]);

/** A new block begins behind these. */
const boundaries = new Set<number>([
  Operator.loop,
  Operator.if,
  Operator.else,
  Operator.catch,
  Operator.catchAll,
  Operator.end,
  Operator.delegate,
  Operator.brIf,
  Operator.call,
  Operator.callIndirect,
  Operator.callRef,
  Operator.brOnNull,
  Operator.brOnNonNull,
  Operator.brOnCast,
  Operator.brOnCastFail,
]);

/** What follows these is reached only by a branch. */
const leaving = new Set<number>([
  Operator.unreachable,
  Operator.throw,
  Operator.rethrow,
  Operator.throwRef,
  Operator.br,
  Operator.brTable,
  Operator.return,
  Operator.returnCall,
  Operator.returnCallIndirect,
  Operator.returnCallRef,
]);

export interface Block {
  /** Offset of its first instruction. */
  readonly at: number;
  /** How many instructions it has; at least one. */
  readonly count: number;
}

/** Is told of each operator in order, and finds the blocks. */
export class BlockFinder {
  readonly #blocks: Block[] = [];
  #at = 0;
  #count = 0;
  #reachable = true;

  /** A function's code begins at `at`. */
  enter(at: number): void {
    this.#begin(at);
  }

  /** @param end offset behind the operator, its operands included. */
  operator(code: number, end: number): void {
    if (this.#reachable && !structural.has(code)) this.#count++;
    if (boundaries.has(code)) this.#begin(end);
    if (!leaving.has(code)) return;
    this.#begin(end);
    this.#reachable = false;
  }

  /** The blocks of all functions, in ascending order. */
  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  #begin(at: number): void {
    if (this.#count > 0) this.#blocks.push({ at: this.#at, count: this.#count });
    this.#at = at;
    this.#count = 0;
    this.#reachable = true;
  }
}
