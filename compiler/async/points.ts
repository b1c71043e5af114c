/** The points of a state machine: numbers of the blocks where it goes on, or that are jumped to. */
import type { Block } from "./blocks.ts";

export interface Points {
  /** The entry's is 0. */
  readonly numbers: ReadonlyMap<Block, number>;
  /** Whether it goes back, or past a block. */
  readonly jumps: boolean;
}

/** @param blocks in the order in which they are printed: each falls into the next. */
export function numberPoints(blocks: readonly Block[]): Points {
  const targets = new Set<Block>(blocks.slice(0, 1));
  let jumps = false;
  blocks.forEach((block, i) => {
    if (isStop(block)) targets.add(block);
    const { end } = block;
    const to =
      end?.kind === "jump" ? [end.to] : end?.kind === "branch" ? [end.then, end.otherwise] : [];
    for (const target of to) {
      if (target === blocks[i + 1]) continue;
      targets.add(target);
      jumps = true;
    }
  });
  return { numbers: new Map(blocks.filter((b) => targets.has(b)).map((b, i) => [b, i])), jumps };
}

/** Whether a block begins where the function can stop. */
export function isStop(block: Block): boolean {
  return block.instructions[0]?.kind === "await";
}
