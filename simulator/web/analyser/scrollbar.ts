/** A scroll bar over all time there is: hours are too long for one of the browser's. */
import { make } from "../dom/make.ts";
import { timeText } from "../dom/time-text.ts";
import type { Model } from "./model.ts";
import { panBy } from "./window.ts";

export interface Scrollbar {
  readonly element: HTMLElement;
  draw(): void;
}

/** Share of the bar: a thumb is never too small to take hold of. */
const LEAST_THUMB = 0.02;

export function createScrollbar(model: Model, scrolled: string): Scrollbar {
  const thumb = make("div", { class: "thumb" });
  const bar = make(
    "div",
    {
      class: "scroll",
      role: "scrollbar",
      tabindex: "0",
      "aria-orientation": "horizontal",
      "aria-label": "Time on screen",
      "aria-controls": scrolled,
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      "aria-valuenow": "0",
    },
    thumb,
  );
  const all = (): number => {
    const { start, span } = model.window;
    return Math.max(start + span, model.reach.furthest, 1);
  };
  let held: { x: number; start: number } | undefined;
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    const { left, width } = bar.getBoundingClientRect();
    const time = ((event.clientX - left) / width) * all();
    const { start, span } = model.window;
    if (time < start || time > start + span) {
      model.move((window, reach) => panBy(window, (time - start) / span - 0.5, reach));
    }
    held = { x: event.clientX, start: model.window.start };
  });
  bar.addEventListener("pointermove", (event) => {
    if (!held) return;
    const shift = ((event.clientX - held.x) / bar.clientWidth) * all();
    const target = held.start + shift;
    model.move((window, reach) => panBy(window, (target - window.start) / window.span, reach));
  });
  for (const type of ["pointerup", "pointercancel"] as const) {
    bar.addEventListener(type, () => (held = undefined));
  }
  return {
    element: bar,
    draw() {
      const { start, span } = model.window;
      const width = Math.min(1, Math.max(LEAST_THUMB, span / all()));
      const most = all() - span;
      const share = most > 0 ? Math.min(1, start / most) : 0;
      thumb.style.left = `${share * (1 - width) * 100}%`;
      thumb.style.width = `${width * 100}%`;
      const value = String(Math.round(share * 100));
      if (bar.getAttribute("aria-valuenow") === value) return;
      bar.setAttribute("aria-valuenow", value);
      bar.setAttribute("aria-valuetext", `from ${timeText(Math.floor(start))}`);
    },
  };
}
