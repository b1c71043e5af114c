/** A source with some of its parts written anew. */
import type { Source } from "./source.ts";
import { Text } from "./text.ts";

export interface Edit {
  readonly from: number;
  readonly to: number;
  write(text: Text): void;
}

/** @param tail is added behind the source. */
export function rewrite(source: Source, edits: readonly Edit[], tail: (text: Text) => void): Text {
  const text = new Text(source.text, source.lines);
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  for (const edit of sorted) {
    text.copy(at, edit.from);
    edit.write(text);
    at = edit.to;
  }
  text.copy(at, source.text.length);
  text.add("\n");
  tail(text);
  return text;
}
