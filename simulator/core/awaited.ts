import type { FrameInfo, Place } from "../../hal/border/side-table.ts";

/** What is awaited at a place, as it is written. */
export function awaitedAt(frames: readonly FrameInfo[], place: Place): string | undefined {
  const { file, line, column } = place;
  const around = frames
    .flatMap(({ awaits }) => awaits)
    .filter((site) => site.place.file === file && site.place.line === line)
    .filter((site) => site.place.column <= column)
    .filter((site) => column < site.place.column + `await ${site.text}`.length)
    .sort((a, b) => b.place.column - a.place.column);
  return around[0]?.text;
}
