/** All keys, in one table: what is listened to, what the list of keys shows, and what the docs tell. */
export type KeyCommand =
  | "earlier"
  | "later"
  | "windowEarlier"
  | "windowLater"
  | "toReset"
  | "toNow"
  | "zoomIn"
  | "zoomOut"
  | "fit"
  | "zoomToCursors"
  | "follow"
  | "signalAbove"
  | "signalBelow"
  | "cursorA"
  | "cursorB"
  | "cursorLeft"
  | "cursorRight"
  | "cursorFarLeft"
  | "cursorFarRight"
  | "lastEdge"
  | "nextEdge"
  | "goHere"
  | "removeCursor"
  | "hideSilent"
  | "tellMeasures"
  | "keys";

export interface KeyEntry {
  readonly command: KeyCommand;
  /** As `KeyboardEvent.key` says, with `Shift+` before those that have no sign of their own. */
  readonly keys: readonly string[];
  /** As people write them. */
  readonly shown: string;
  readonly does: string;
}

const key = (
  command: KeyCommand,
  keys: string | readonly string[],
  shown: string,
  does: string,
): KeyEntry => ({ command, keys: typeof keys === "string" ? [keys] : keys, shown, does });

export const KEYS: readonly KeyEntry[] = [
  key("earlier", "ArrowLeft", "←", "move a tenth of the window earlier"),
  key("later", "ArrowRight", "→", "move a tenth of the window later"),
  key("windowEarlier", ["PageUp", "Shift+ArrowLeft"], "Page Up", "move a whole window earlier"),
  key("windowLater", ["PageDown", "Shift+ArrowRight"], "Page Down", "move a whole window later"),
  key("toReset", "Home", "Home", "move to the start"),
  key("toNow", "End", "End", "move to now, and follow it"),
  key("follow", ["f", "F"], "F", "follow now, or stay"),
  key("zoomIn", ["+", "="], "+", "zoom in, about the pointer or else the cursor"),
  key("zoomOut", ["-", "_"], "-", "zoom out"),
  key("fit", "0", "0", "zoom to all there is"),
  key("zoomToCursors", ["z", "Z"], "Z", "zoom to what lies between A and B"),
  key("signalAbove", "ArrowUp", "↑", "select the signal above"),
  key("signalBelow", "ArrowDown", "↓", "select the signal below"),
  key("cursorA", ["a", "A"], "A", "place cursor A at the pointer, or take it up where it is"),
  key("cursorB", ["b", "B"], "B", "place cursor B at the pointer, or take it up where it is"),
  key("cursorLeft", ",", ",", "move the cursor a pixel to the left"),
  key("cursorRight", ".", ".", "move the cursor a pixel to the right"),
  key("cursorFarLeft", ["<", ";"], "<", "move the cursor twenty pixels to the left"),
  key("cursorFarRight", [">", ":"], ">", "move the cursor twenty pixels to the right"),
  key("nextEdge", ["n", "N"], "N", "move the cursor to the next edge of the selected signal"),
  key("lastEdge", ["p", "P"], "P", "move the cursor to the previous edge of the selected signal"),
  key("removeCursor", ["Delete", "Backspace"], "Delete", "take the cursor away"),
  key("goHere", ["g", "G"], "G", "move the simulation to the cursor"),
  key("hideSilent", ["h", "H"], "H", "hide signals without edges, or show them"),
  key("tellMeasures", ["m", "M"], "M", "tell what is measured of the selected signal"),
  key("keys", "?", "?", "open or close this list"),
];

const commands = new Map(KEYS.flatMap(({ keys, command }) => keys.map((name) => [name, command])));

/** What a key press means; undefined if it is not ours, as are all with Ctrl, Alt or Meta. */
export function keyCommand(event: {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): KeyCommand | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const isNamed = event.key.length > 1;
  return commands.get(event.shiftKey && isNamed ? `Shift+${event.key}` : event.key);
}
