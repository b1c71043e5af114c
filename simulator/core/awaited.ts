import type { AwaitInfo, FrameInfo, Place } from "../../hal/border/side-table.ts";

/** What is awaited at a place, as it is written. */
export function awaitedAt(frames: readonly FrameInfo[], place: Place): AwaitInfo | undefined {
  const { file, line, column } = place;
  const around = frames
    .flatMap(({ awaits }) => awaits)
    .filter((site) => site.place.file === file && site.place.line === line)
    .filter((site) => site.place.column <= column)
    .filter((site) => column < site.place.column + `await ${site.text}`.length)
    .sort((a, b) => b.place.column - a.place.column);
  return around[0];
}

/**
 * What is awaited in a loop.
 * @param places where the loop has been, in order; of what is awaited at two of them, the last is taken.
 */
export function awaitedInLoop(
  frames: readonly FrameInfo[],
  places: readonly (Place | undefined)[],
): AwaitInfo | undefined {
  const seen = new Set<AwaitInfo>();
  for (const place of places.toReversed()) {
    const site = place && awaitedAt(frames, place);
    if (!site) continue;
    if (seen.has(site)) return site;
    seen.add(site);
  }
  return undefined;
}
