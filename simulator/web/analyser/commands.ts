/** What each key does, and each button that does the same. */
import { between, type CursorName } from "./cursors.ts";
import { timeText } from "../dom/time-text.ts";
import type { KeyCommand } from "./keys.ts";
import type { Model } from "./model.ts";
import { zoomAtPixel } from "./pointer.ts";
import { roundTimeAt, xOf } from "./scale.ts";
import { fit, panBy, reveal, zoomTo } from "./window.ts";

/** Of the window. */
const STEP = 0.1;
const ZOOM = 2;
const FAR = 20;

/** What the commands need that is not the model's. */
export interface Panels {
  /** Opens or closes the list of keys. */
  toggleKeys(): void;
  /** What is measured, as a sentence. */
  measures(): string;
}

export function createCommands(model: Model, panels: Panels): (command: KeyCommand) => void {
  const pan = (share: number): void => {
    model.move((window, reach) => panBy(window, share, reach));
    tellWindow();
  };
  const tellWindow = (): void => {
    const { start, span } = model.window;
    const end = roundTimeAt(model.scale, model.columns);
    model.tell(`On screen: ${timeText(Math.floor(start))} to ${timeText(span > 0 ? end : start)}`);
  };
  /** Where keys zoom, and put a cursor that is nowhere yet. */
  const focus = (): number => {
    if (model.hover !== undefined) return model.hover;
    const { at, active } = model.cursors;
    const x = at[active] === undefined ? -1 : xOf(model.scale, at[active]);
    return x >= 0 && x <= model.columns ? x : model.columns / 2;
  };
  const zoom = (factor: number): void => {
    zoomAtPixel(model, factor, focus());
    tellWindow();
  };
  const show = (time: number): void => model.move((window, reach) => reveal(window, time, reach));
  const takeUp = async (name: CursorName): Promise<void> => {
    const time = model.cursors.at[name];
    if (model.hover === undefined && time !== undefined) {
      model.setCursors({ ...model.cursors, active: name });
      show(time);
      return;
    }
    const x = model.hover ?? Math.min(model.columns, xOf(model.scale, model.reach.now)) / 2;
    await model.placeNear(name, roundTimeAt(model.scale, x), model.selected);
  };
  const slide = async (pixels: number): Promise<void> => {
    const { at, active } = model.cursors;
    const time = at[active];
    if (time === undefined) {
      await takeUp(active);
      return;
    }
    // No less than a nanosecond, however far it is zoomed in.
    const { span, columns } = model.scale;
    const by = Math.max(1, Math.round((Math.abs(pixels) * span) / columns)) * Math.sign(pixels);
    const moved = Math.max(0, time + by);
    model.place(active, moved);
    show(moved);
  };
  const jump = async (toward: "next" | "last"): Promise<void> => {
    const { selected, cursors, window } = model;
    if (selected === undefined) return;
    const from = cursors.at[cursors.active] ?? Math.floor(window.start);
    const edge = await model.link.ask({ what: "edge", signal: selected, time: from, toward });
    if (edge === undefined) {
      const name = model.signals[selected]!.name;
      model.tell(`${name} has no edge ${toward === "next" ? "after" : "before"} ${timeText(from)}`);
      return;
    }
    model.place(cursors.active, edge);
    show(edge);
  };
  const selectBeside = (by: number): void => {
    const { shown, selected } = model;
    const row = selected === undefined ? 0 : shown.indexOf(selected) + by;
    const signal = shown[Math.min(shown.length - 1, Math.max(0, row))];
    model.notice = undefined;
    model.select(signal);
  };
  const zoomToCursors = (): void => {
    const span = between(model.cursors);
    if (!span || span.start === span.end) {
      model.tell("Place both cursors first: A and B", true);
      return;
    }
    model.move((_, reach) => zoomTo(span.start, span.end, reach));
    tellWindow();
  };
  const goHere = (): void => {
    const { at, active } = model.cursors;
    const time = at[active];
    if (time === undefined) {
      model.tell(`Place cursor ${active} first: a click, or the key ${active}`, true);
      return;
    }
    model.link.goTo(time);
    model.tell(`Going to ${timeText(time)}`);
  };
  // What moves cursors, or goes by where they are, waits for what moved them before: keys come faster than answers.
  let pending = Promise.resolve();
  const inTurn = (act: () => void | Promise<void>) => (): void => {
    pending = pending.then(act).catch(model.fail);
  };
  const table: Readonly<Record<KeyCommand, () => void>> = {
    earlier: () => pan(-STEP),
    later: () => pan(STEP),
    windowEarlier: () => pan(-1),
    windowLater: () => pan(1),
    toReset: () => pan(-model.window.start / model.window.span),
    toNow: () => model.follow(true),
    follow: () => model.follow(!model.window.follow),
    zoomIn: inTurn(() => zoom(1 / ZOOM)),
    zoomOut: inTurn(() => zoom(ZOOM)),
    fit: () => {
      model.move((_, reach) => fit(reach));
      tellWindow();
    },
    zoomToCursors: inTurn(zoomToCursors),
    signalAbove: () => selectBeside(-1),
    signalBelow: () => selectBeside(1),
    cursorA: inTurn(() => takeUp("A")),
    cursorB: inTurn(() => takeUp("B")),
    cursorLeft: inTurn(() => slide(-1)),
    cursorRight: inTurn(() => slide(1)),
    cursorFarLeft: inTurn(() => slide(-FAR)),
    cursorFarRight: inTurn(() => slide(FAR)),
    nextEdge: inTurn(() => jump("next")),
    lastEdge: inTurn(() => jump("last")),
    goHere: inTurn(goHere),
    removeCursor: inTurn(() => model.removeCursor()),
    hideSilent: () => {
      model.hideSilent(!model.choice.hideSilent);
      model.tell(
        model.choice.hideSilent ? "Signals without edges are hidden" : "All signals are shown",
      );
    },
    tellMeasures: inTurn(() => model.tell(panels.measures())),
    keys: () => panels.toggleKeys(),
  };
  return (command) => table[command]();
}
