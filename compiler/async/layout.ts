/**
 * Where in a frame each thing lies.
 *
 * ```
 *   0             R
 *   +-------------+- - - - - - - - - - - - - - - - -+
 *   | result      |                                 |    once it is ready
 *   +-------------+-----+-------------+-------------+
 *   | nap: Sleep  (24)  | count (u32) | point (u8)  |    while it waits
 *   +-------------------+-------------+-------------+
 * ```
 *
 * Largest first, each at the lowest offset where nothing lies that is alive at the same time. Only
 * the point, which says where to go on, never shares its byte.
 */
export interface Thing<K> {
  readonly key: K;
  readonly bytes: number;
  readonly align: number;
}

export interface Frame<K> {
  readonly offsets: ReadonlyMap<K, number>;
  readonly bytes: number;
  readonly align: number;
}

export interface LayoutInput<K> {
  readonly things: readonly Thing<K>[];
  /** What must not overlap a thing. */
  readonly apart: (key: K) => ReadonlySet<K>;
  /** The point: overlaps nothing, nor the result. Missing where it lies in the task's header. */
  readonly point: Thing<K> | undefined;
  readonly resultBytes: number;
  /** Whether nothing may lie where the result goes in the end. */
  readonly keepsResultApart?: boolean;
}

export function layOut<K>(input: LayoutInput<K>): Frame<K> {
  const { things, apart, point, resultBytes } = input;
  const offsets = new Map<K, number>();
  const placed: Thing<K>[] = [];
  const sorted = [...things].sort((a, b) => b.bytes - a.bytes || b.align - a.align);
  let end = resultBytes;
  let align = Math.min(8, Math.max(1, resultBytes));
  const place = (thing: Thing<K>, others: readonly Thing<K>[], lowest: number): void => {
    let offset = up(lowest, thing.align);
    for (let moved = true; moved;) {
      moved = false;
      for (const other of others) {
        const from = offsets.get(other.key)!;
        if (offset >= from + other.bytes || offset + thing.bytes <= from) continue;
        offset = up(from + other.bytes, thing.align);
        moved = true;
      }
    }
    offsets.set(thing.key, offset);
    placed.push(thing);
    end = Math.max(end, offset + thing.bytes);
    align = Math.max(align, thing.align);
  };
  for (const thing of sorted) {
    const others = apart(thing.key);
    place(
      thing,
      placed.filter((p) => others.has(p.key)),
      input.keepsResultApart ? resultBytes : 0,
    );
  }
  if (point) place(point, [...placed], resultBytes);
  return { offsets, bytes: end, align };
}

function up(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}
