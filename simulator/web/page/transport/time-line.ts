/** The time line: from reset to the furthest that was reached. Dragging it goes there, one step at a time. */
import type { Frame } from "../../protocol.ts";
import { byId, setText } from "../../dom/make.ts";
import { coarseTimeText, timeText } from "../../dom/time-text.ts";

/** A step that nobody answers does not hold the next ones up for longer. */
const PATIENCE_MILLIS = 700;
/** Of the whole line, for an arrow key. */
const ARROW_SHARE = 0.01;
const PAGE_SHARE = 0.1;

export interface TimeLineHooks {
  goTo(time: number): void;
  /** A drag begins: time stands still meanwhile. */
  grab(): void;
  drop(): void;
}

export class TimeLine {
  readonly #range = byId<HTMLInputElement>("time-line");
  readonly #furthest = byId("furthest");
  readonly #hooks: TimeLineHooks;
  #frame: Frame | undefined;
  #isDragging = false;
  /** Where the worker was last asked to go, until it is there. */
  #asked: number | undefined;
  #wanted: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(hooks: TimeLineHooks) {
    this.#hooks = hooks;
    const range = this.#range;
    range.addEventListener("pointerdown", () => this.#grab());
    // A press that moves nothing has no `change`.
    for (const name of ["pointerup", "pointercancel", "change"]) {
      range.addEventListener(name, () => this.#drop());
    }
    range.addEventListener("input", () => this.goTo(range.valueAsNumber));
    range.addEventListener("keydown", (event) => this.#key(event));
  }

  enable(): void {
    this.#range.disabled = false;
  }

  show(frame: Frame): void {
    this.#frame = frame;
    const { now, furthest } = frame;
    const range = this.#range;
    const max = `${Math.max(1, furthest)}`;
    if (range.max !== max) range.max = max;
    setText(this.#furthest, frame.playing ? coarseTimeText(furthest) : timeText(furthest));
    // While it plays it is past that time by the time that it tells of it.
    const isThere = frame.playing || frame.rewound || this.#asked === now;
    if (isThere || this.#asked === undefined) this.#answered();
    if (!this.#isDragging && this.#asked === undefined) this.#place(now);
  }

  /** Goes there, when the worker is where it was asked to go before. */
  goTo(time: number): void {
    this.#wanted = Math.round(time);
    this.#place(this.#wanted);
    if (this.#asked === undefined) this.#ask();
  }

  /** The worker will not go there. */
  refused(): void {
    this.#answered();
  }

  #place(time: number): void {
    const range = this.#range;
    const value = `${time}`;
    if (range.value !== value) range.value = value;
    range.setAttribute("aria-valuetext", timeText(time));
  }

  #ask(): void {
    const time = this.#wanted!;
    this.#wanted = undefined;
    if (this.#frame?.now === time) return;
    this.#asked = time;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#answered(), PATIENCE_MILLIS);
    this.#hooks.goTo(time);
  }

  #answered(): void {
    clearTimeout(this.#timer);
    this.#asked = undefined;
    if (this.#wanted !== undefined) this.#ask();
  }

  #grab(): void {
    if (this.#isDragging) return;
    this.#isDragging = true;
    this.#hooks.grab();
  }

  #drop(): void {
    if (!this.#isDragging) return;
    this.#isDragging = false;
    // Where it was let go counts, and it goes on from there.
    if (this.#wanted !== undefined) this.#ask();
    this.#hooks.drop();
  }

  #key(event: KeyboardEvent): void {
    if (this.#frame === undefined) return;
    const { now, furthest } = this.#frame;
    const from = this.#wanted ?? this.#asked ?? now;
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: from - furthest * ARROW_SHARE,
      ArrowDown: from - furthest * ARROW_SHARE,
      ArrowRight: from + furthest * ARROW_SHARE,
      ArrowUp: from + furthest * ARROW_SHARE,
      PageDown: from - furthest * PAGE_SHARE,
      PageUp: from + furthest * PAGE_SHARE,
      Home: 0,
      End: furthest,
    };
    const time = to[event.key];
    if (time === undefined) return;
    event.preventDefault();
    this.goTo(Math.min(furthest, Math.max(0, time)));
  }
}
