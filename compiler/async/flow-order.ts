/** Tidies the control flow of an async function. */
import type { Block } from "./blocks.ts";
import type { Code } from "./ir.ts";

/** Jumps to blocks that only jump go where those go. */
export function thread(blocks: readonly Block[]): void {
  const target = (block: Block): Block => {
    const seen = new Set<Block>();
    while (block.instructions.length === 0 && block.end?.kind === "jump" && !seen.has(block)) {
      seen.add(block);
      block = block.end.to;
    }
    return block;
  };
  for (const block of blocks) {
    const { end } = block;
    if (end?.kind === "jump") end.to = target(end.to);
    else if (end?.kind === "branch") {
      end.then = target(end.then);
      end.otherwise = target(end.otherwise);
      if (end.then !== end.otherwise) continue;
      // The condition may do something, though nothing depends on it.
      const code: Code = [
        { kind: "text", text: "if (" },
        ...end.condition,
        { kind: "text", text: ") {}" },
      ];
      block.instructions.push({ kind: "run", code, at: end.at });
      block.end = { kind: "jump", to: end.then };
    }
  }
}

/** The blocks that control can come to, in their order. */
export function reachable(blocks: readonly Block[]): Block[] {
  const seen = new Set<Block>();
  const visit = (block: Block): void => {
    if (seen.has(block)) return;
    seen.add(block);
    const { end } = block;
    if (end?.kind === "jump") visit(end.to);
    else if (end?.kind === "branch") {
      visit(end.then);
      visit(end.otherwise);
    }
  };
  if (blocks[0]) visit(blocks[0]);
  return blocks.filter((b) => seen.has(b));
}
