import { nearestName } from "../../compiler/diagnostics/nearest.ts";

export { nearestName };

/** `; did you mean "color"?`, or nothing when no name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}
