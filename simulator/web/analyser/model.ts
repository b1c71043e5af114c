/** What the analyser shows, and what people do to it. Knows no element of the page. */
import type { Frame, Loaded, SignalInfo, View, Waveform } from "../protocol.ts";
import { FIRST_CHOICE, isWanted, shownSignals, want, type Choice } from "./choice.ts";
import { NO_CURSORS, place, remove, type Cursors, type CursorName } from "./cursors.ts";
import type { AnalyserLink } from "./link.ts";
import { patient } from "./patient.ts";
import { snap } from "./pick.ts";
import { scaleOf, type Scale } from "./scale.ts";
import { FIRST_WINDOW, sameView, settle, viewOf, type Reach, type Window } from "./window.ts";

/** What changed, so that only that is drawn again. */
export type Change =
  "waves" | "window" | "now" | "cursors" | "signals" | "rows" | "selected" | "hover" | "notice";

/** From the row `first` up to the row `last`, which is not one of them. */
export interface Rows {
  readonly first: number;
  readonly last: number;
}

/** Milliseconds between two looks for signals that are silent no more. */
const SILENT_GAP = 1000;

export class Model {
  loaded: Loaded | undefined;
  reach: Reach = { now: 0, furthest: 0 };
  playing = false;
  window: Window = FIRST_WINDOW;
  /** Pixels of the waveforms; 0 while nothing is laid out. */
  columns = 0;
  cursors: Cursors = NO_CURSORS;
  choice: Choice = FIRST_CHOICE;
  /** Of `loaded.signals`, from the top. */
  shown: readonly number[] = [];
  /** The rows that are scrolled to: those beyond are not drawn, for a picture costs by its size. */
  #scrolled: Rows = { first: 0, last: 16 };
  selected: number | undefined;
  /** Where the pointer is, in pixels of the waveforms. */
  hover: number | undefined;
  /** Something to tell that is not about a cursor. */
  notice: { readonly text: string; readonly isWrong: boolean } | undefined;
  readonly waves = new Map<number, Waveform>();

  readonly #hasEdges = new Set<number>();
  #active: ReadonlySet<number> = new Set();
  #sent: View | undefined;
  /** Counts places of cursors: an answer that comes too late moves none. */
  #places = 0;
  readonly #lookForEdges: () => void;

  constructor(
    readonly link: AnalyserLink,
    private readonly changed: (what: Change) => void,
  ) {
    this.#lookForEdges = patient(SILENT_GAP, () => this.#askForEdges());
  }

  get signals(): readonly SignalInfo[] {
    return this.loaded?.signals ?? [];
  }

  get scale(): Scale {
    return scaleOf(this.window, this.columns);
  }

  /** Rows to draw, of those that are shown. */
  get rows(): Rows {
    const first = Math.min(this.#scrolled.first, this.shown.length);
    return { first, last: Math.max(first, Math.min(this.#scrolled.last, this.shown.length)) };
  }

  /** Where what is shown ends: at the right edge, or now. */
  get shownEnd(): number {
    return Math.min(this.reach.now, Math.ceil(this.window.start + this.window.span));
  }

  load(loaded: Loaded): void {
    const selected = this.selected === undefined ? "" : this.signals[this.selected]?.name;
    const loud = new Set([...this.#hasEdges].map((signal) => this.signals[signal]!.name));
    this.loaded = loaded;
    this.#active = new Set(loaded.signals.flatMap(({ active }, i) => (active ? [i] : [])));
    this.waves.clear();
    this.#hasEdges.clear();
    // What changed before will change again: rows do not come and go with each build.
    loaded.signals.forEach(({ name }, i) => {
      if (loud.has(name)) this.#hasEdges.add(i);
    });
    this.#sent = undefined;
    this.#show();
    const again = loaded.signals.findIndex(({ name }) => name === selected);
    this.select(again >= 0 ? again : this.shown[0]);
    this.changed("waves");
  }

  frame({ now, furthest, playing, waveforms, active }: Frame): void {
    this.playing = playing;
    if (active !== undefined) {
      this.#active = new Set(active);
      this.#show();
    }
    if (now !== this.reach.now || furthest !== this.reach.furthest) {
      this.reach = { now, furthest };
      this.#setWindow(settle(this.window, this.reach));
      this.changed("now");
      if (this.choice.hideSilent) this.#lookForEdges();
    }
    if (waveforms === undefined) return;
    this.waves.clear();
    for (const wave of waveforms.waves) {
      this.waves.set(wave.signal, wave);
      if (wave.times.length > 1) this.#hasEdges.add(wave.signal);
    }
    this.changed("waves");
  }

  /** Asks for what the window shows, if that is not what was asked for last. */
  look(): void {
    if (this.loaded === undefined || this.columns === 0) return;
    const view = viewOf(this.window, this.columns, this.shown);
    if (this.#sent !== undefined && sameView(view, this.#sent)) return;
    this.#sent = view;
    this.link.look(view);
  }

  resize(columns: number): void {
    if (columns === this.columns) return;
    this.columns = columns;
    this.changed("window");
  }

  /** Says which rows are seen. */
  scrollTo(rows: Rows): void {
    const { first, last } = this.#scrolled;
    if (rows.first === first && rows.last === last) return;
    this.#scrolled = rows;
    this.changed("rows");
  }

  /** @param change makes the new window of the old. */
  move(change: (window: Window, reach: Reach) => Window): void {
    this.#setWindow(change(this.window, this.reach));
  }

  follow(isOn: boolean): void {
    this.#setWindow(settle({ ...this.window, follow: isOn }, this.reach));
  }

  select(signal: number | undefined): void {
    if (signal === this.selected) return;
    this.selected = signal;
    this.changed("selected");
  }

  setHover(x: number | undefined): void {
    if (x === this.hover) return;
    this.hover = x;
    this.changed("hover");
  }

  tell(text: string, isWrong = false): void {
    this.notice = { text, isWrong };
    this.changed("notice");
  }

  /** Tells why there is no answer. */
  readonly fail = (error: unknown): void => {
    this.tell(error instanceof Error ? error.message : String(error), true);
  };

  setCursors(cursors: Cursors): void {
    this.#places++;
    this.cursors = cursors;
    this.notice = undefined;
    this.changed("cursors");
  }

  place(name: CursorName, time: number): void {
    this.setCursors(place(this.cursors, name, time));
  }

  /** Places a cursor, and draws it to an edge of `signal` if one is near. */
  async placeNear(name: CursorName, time: number, signal: number | undefined): Promise<void> {
    this.place(name, time);
    if (signal === undefined) return;
    const mine = this.#places;
    const edge = await this.link.ask({ what: "edge", signal, time, toward: "nearest" });
    // The window may have moved meanwhile: near is what is near now.
    if (mine === this.#places) this.place(name, snap(time, edge, this.scale));
  }

  removeCursor(): void {
    this.setCursors(remove(this.cursors));
  }

  /** Whether a signal is to be shown, silent or not. */
  isWanted(signal: number): boolean {
    return isWanted(this.choice, this.signals, signal, this.#active);
  }

  want(name: string, isOn: boolean): void {
    this.choice = want(this.choice, name, isOn);
    this.#show();
  }

  hideSilent(isOn: boolean): void {
    this.choice = { ...this.choice, hideSilent: isOn };
    if (isOn) this.#lookForEdges();
    this.#show();
  }

  #setWindow(window: Window): void {
    const { start, span, follow } = this.window;
    if (window.start === start && window.span === span && window.follow === follow) return;
    this.window = window;
    this.changed("window");
  }

  #show(): void {
    const shown = this.#shownNow();
    this.shown = shown;
    if (this.selected === undefined || !shown.includes(this.selected)) this.select(shown[0]);
    this.changed("signals");
  }

  async #askForEdges(): Promise<void> {
    const { loaded, choice, signals } = this;
    if (!choice.hideSilent) return;
    const silent = signals.flatMap((_, i) =>
      this.isWanted(i) && !this.#hasEdges.has(i) ? [i] : [],
    );
    const asked = silent.map(async (signal) => {
      const edge = await this.link.ask({ what: "edge", signal, time: 0, toward: "nearest" });
      if (edge !== undefined && loaded === this.loaded) this.#hasEdges.add(signal);
    });
    // What cannot be answered now is asked again.
    await Promise.allSettled(asked);
    if (this.#shownNow().length > this.shown.length) this.#show();
  }

  #shownNow(): number[] {
    return shownSignals(this.signals, this.choice, this.#active, this.#hasEdges);
  }
}
