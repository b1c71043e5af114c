/** Which pieces of memory lie over each other. */

export interface Piece {
  readonly offset: number;
  readonly bytes: number;
}

/** Pieces that touch the same bytes, if only through each other, in the order of their offsets. */
export function overlaps<T extends Piece>(pieces: readonly T[]): (readonly T[])[] {
  const groups: T[][] = [];
  let end = -1;
  for (const piece of [...pieces].sort((a, b) => a.offset - b.offset)) {
    if (piece.bytes === 0) continue;
    if (piece.offset < end) groups.at(-1)!.push(piece);
    else groups.push([piece]);
    end = Math.max(end, piece.offset + piece.bytes);
  }
  return groups;
}

/** From the first byte of a group to its last. */
export function extent(group: readonly Piece[]): Piece {
  const offset = Math.min(...group.map((piece) => piece.offset));
  const end = Math.max(...group.map((piece) => piece.offset + piece.bytes));
  return { offset, bytes: end - offset };
}
