import { distance } from "fastest-levenshtein";

/**
 * The known name the author most likely meant. Case is ignored: `btn1` finds `BTN1`.
 * @returns undefined when nothing is near enough to be a slip of the pen.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const asked = name.toLowerCase();
  let best: string | undefined;
  // Some of the name has to be right: `A` is no slip for `B`.
  let least = Math.min(name.length, Math.max(2, Math.floor(name.length / 3)) + 1);
  for (const candidate of known) {
    const edits = distance(asked, candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}
