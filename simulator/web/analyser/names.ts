/** The signals' names beside their waveforms, each with its level at the cursor, or now. */
import { make, setText } from "../dom/make.ts";
import { Unhurried } from "../dom/unhurried.ts";
import { levelAt, levelSign } from "./level.ts";
import type { Change, Model } from "./model.ts";

export interface Names {
  readonly element: HTMLElement;
  draw(changes: ReadonlySet<Change>): void;
}

export function createNames(model: Model): Names {
  const list = make("ul", {
    class: "names",
    role: "listbox",
    tabindex: "0",
    "aria-label": "Signals",
  });
  let rows: { signal: number; item: HTMLElement; level: HTMLElement }[] = [];
  list.addEventListener("click", (event) => {
    const row = rows.find(({ item }) => event.composedPath().includes(item));
    if (row) model.select(row.signal);
  });
  const build = (): void => {
    rows = model.shown.map((signal) => {
      const { name, kind } = model.signals[signal]!;
      const level = make("span", { class: "level", "aria-hidden": "true" });
      const item = make(
        "li",
        { role: "option", id: `signal-${signal}`, title: name },
        make("span", { class: `kind ${kind}`, "aria-hidden": "true" }),
        make("span", { class: "name" }, name),
        level,
      );
      return { signal, item, level };
    });
    list.replaceChildren(...rows.map(({ item }) => item));
    // A list box without options is none.
    if (rows.length > 0) list.setAttribute("role", "listbox");
    else list.removeAttribute("role");
  };
  const mark = (): void => {
    for (const { signal, item } of rows) {
      item.setAttribute("aria-selected", String(signal === model.selected));
    }
    if (model.selected === undefined) list.removeAttribute("aria-activedescendant");
    else list.setAttribute("aria-activedescendant", `signal-${model.selected}`);
  };
  const levels = new Unhurried(() => {
    const { at, active } = model.cursors;
    const time = at[active] ?? model.reach.now;
    for (const { signal, level } of rows) {
      const wave = model.waves.get(signal);
      const isKnown = wave !== undefined && time <= model.reach.now;
      setText(level, levelSign(isKnown ? levelAt(wave, time) : undefined));
    }
  });
  return {
    element: list,
    draw(changes) {
      if (changes.has("signals")) build();
      if (changes.has("signals") || changes.has("selected")) mark();
      // Hands are not waited for.
      const isHand = changes.has("signals") || changes.has("cursors");
      levels.want(model.playing && !isHand);
    },
  };
}
