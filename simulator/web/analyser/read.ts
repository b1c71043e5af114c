/** What is read off: the level at the cursor, the cursors' times, and what is measured of a signal. */
import { UsageError } from "../../core/errors.ts";
import type { Measurement } from "../protocol.ts";
import { between, place, remove, type CursorName } from "./cursors.ts";
import { make, setText } from "../dom/make.ts";
import { inverseText } from "./format.ts";
import { readTime, timeText } from "../dom/time-text.ts";
import { levelAt, levelWord } from "./level.ts";
import { MEASURES, measureRows, measureSentence } from "./measure.ts";
import type { Change, Model } from "./model.ts";
import { patient } from "./patient.ts";
import { reveal } from "./window.ts";

export interface Reading {
  readonly element: HTMLElement;
  draw(changes: ReadonlySet<Change>): void;
  /** The table in one sentence. */
  sentence(): string;
}

/** Milliseconds between two measures of what goes on. */
const MEASURE_GAP = 200;

/** `led1: high at 1.5s`. */
export function tellCursor(model: Model): string {
  const { cursors, selected, reach } = model;
  const time = cursors.at[cursors.active];
  const name = selected === undefined ? undefined : model.signals[selected]?.name;
  if (name === undefined) return "";
  if (time === undefined) return `${name} is selected`;
  const wave = model.waves.get(selected!);
  if (time > reach.now) return `${name}: not yet at ${timeText(time)}`;
  const level = wave && levelAt(wave, time);
  const isOnScreen = time >= model.window.start && time <= model.window.start + model.window.span;
  if (level === undefined || !isOnScreen) {
    return `${name}: cursor ${cursors.active} is off the screen, at ${timeText(time)}`;
  }
  return `${name}: ${levelWord(level)} at ${timeText(time)}`;
}

export function createReading(model: Model): Reading {
  const told = make("p", { class: "told", role: "status" });
  const fields = (["A", "B"] as const).map((name) => ({ name, input: createField(model, name) }));
  const gap = make("span", { class: "gap" });
  const caption = make("caption");
  const cells = MEASURES.map(() => make("td", {}, "–"));
  const table = make("table", { class: "measures" }, caption);
  // Two beside each other: three lines are enough.
  for (let i = 0; i < MEASURES.length; i += 2) {
    table.append(
      make(
        "tr",
        {},
        ...[i, i + 1].flatMap((k) => [make("th", { scope: "row" }, MEASURES[k]!), cells[k]!]),
      ),
    );
  }
  let measured: { readonly name: string; readonly value: Measurement } | undefined;

  const range = (): { start: number; end: number; isCursors: boolean } => {
    const span = between(model.cursors);
    if (span) return { ...span, isCursors: true };
    return { start: Math.floor(model.window.start), end: model.shownEnd, isCursors: false };
  };
  const write = (): void => {
    measureRows(measured?.value).forEach(([, value], i) => setText(cells[i]!, value));
    const name = measured?.name ?? "";
    const where = range().isCursors ? "between A and B" : "on screen";
    setText(caption, name === "" ? "Nothing measured" : `${name}, ${where}`);
  };
  const measure = patient(MEASURE_GAP, async () => {
    const { selected, loaded } = model;
    const { start, end } = range();
    if (selected === undefined || loaded === undefined || end <= start) measured = undefined;
    else {
      try {
        const value = await model.link.ask({ what: "measure", signal: selected, start, end });
        measured = { name: loaded.signals[selected]!.name, value };
      } catch (error) {
        measured = undefined;
        model.fail(error);
      }
    }
    write();
  });

  /** What was measured last, so that it is not asked twice. */
  let key = "";
  let keyOf: unknown;
  return {
    element: make(
      "div",
      { class: "read" },
      told,
      make("div", { class: "cursors" }, ...fields.map(({ input }) => input.label), gap),
      table,
    ),
    sentence: () =>
      measured
        ? measureSentence(measured.name, measureRows(measured.value))
        : "Nothing is measured: select a signal",
    draw() {
      const { notice } = model;
      setText(told, notice?.text ?? tellCursor(model));
      told.classList.toggle("wrong", notice?.isWrong === true);
      for (const { input } of fields) input.draw();
      const span = between(model.cursors);
      setText(
        gap,
        span
          ? `A to B: ${timeText(span.end - span.start)}, ${inverseText(span.end - span.start)}`
          : "",
      );
      const { start, end } = range();
      // What ends before now is measured once.
      const until = Math.min(end, model.reach.now);
      const next = [model.selected, start, end, until].join();
      if (next === key && keyOf === model.loaded) return;
      key = next;
      keyOf = model.loaded;
      measure();
    },
  };
}

interface Field {
  readonly label: HTMLElement;
  draw(): void;
}

/** A cursor's time, to read and to write. */
function createField(model: Model, name: CursorName): Field {
  const input = make("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "not placed",
    "aria-label": `Cursor ${name}`,
  });
  const label = make(
    "label",
    {},
    make("span", { class: `flag ${name}`, "aria-hidden": "true" }, name),
    input,
  );
  const text = (): string => {
    const time = model.cursors.at[name];
    return time === undefined ? "" : timeText(time);
  };
  const show = (): void => {
    input.value = text();
    input.removeAttribute("aria-invalid");
  };
  input.addEventListener("change", () => {
    const written = input.value.trim();
    if (written === "") {
      model.setCursors(remove({ ...model.cursors, active: name }));
      return;
    }
    try {
      const time = readTime(written);
      model.setCursors(place(model.cursors, name, time));
      model.move((window, reach) => reveal(window, time, reach));
      show();
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      if (error instanceof UsageError) model.tell(`${error.message}: ${error.hint}`, true);
      else model.fail(error);
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show();
    // The page's keys are not for what is written.
    event.stopPropagation();
  });
  return {
    label,
    draw() {
      if (input.getRootNode() instanceof ShadowRoot) {
        const root = input.getRootNode() as ShadowRoot;
        if (root.activeElement === input && input.getAttribute("aria-invalid") === "true") return;
      }
      if (input.dataset["shown"] === text()) return;
      input.dataset["shown"] = text();
      show();
    },
  };
}
