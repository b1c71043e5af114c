/** The row of buttons above the waveforms. */
import { between } from "./cursors.ts";
import { make, setAttribute } from "../dom/make.ts";
import { button, menu } from "./dom.ts";
import { createExport } from "./export.ts";
import type { KeyCommand } from "./keys.ts";
import type { Change, Model } from "./model.ts";

export interface Bar {
  readonly element: HTMLElement;
  draw(changes: ReadonlySet<Change>): void;
}

export function createBar(model: Model, run: (command: KeyCommand) => void): Bar {
  const press = (
    text: string,
    title: string,
    command: KeyCommand,
    label?: string,
  ): HTMLButtonElement => button(text, title, () => run(command), label);
  const follow = press("Follow", "Keep now at the right edge (F)", "follow");
  const toCursors = press(
    "A to B",
    "Zoom to what lies between the cursors (Z)",
    "zoomToCursors",
    "Zoom to A to B",
  );
  const goHere = press("Go here", "Move the simulation to the cursor (G)", "goHere");
  const group = (label: string, ...buttons: HTMLElement[]): HTMLElement =>
    make("div", { class: "group", role: "group", "aria-label": label }, ...buttons);

  const silent = make("input", { type: "checkbox" });
  silent.addEventListener("change", () => model.hideSilent(silent.checked));
  const list = make("div", { role: "group", "aria-label": "Signals to show" });
  let boxes: HTMLInputElement[] = [];
  const buildList = (): void => {
    boxes = model.signals.map(({ name }) => {
      const box = make("input", { type: "checkbox" });
      box.addEventListener("change", () => model.want(name, box.checked));
      return box;
    });
    const labels = boxes.map((box, i) => make("label", {}, box, model.signals[i]!.name));
    list.replaceChildren(...labels);
  };
  let listed: unknown;

  const bar = make(
    "div",
    { class: "bar", role: "group", "aria-label": "Logic analyser" },
    group("Time", follow),
    group(
      "Zoom",
      press("−", "Zoom out (-)", "zoomOut", "Zoom out"),
      press("+", "Zoom in (+)", "zoomIn", "Zoom in"),
      press("Fit", "Zoom to all there is (0)", "fit", "Zoom to fit"),
      toCursors,
    ),
    group(
      "Cursor",
      press(
        "‹ Edge",
        "To the previous edge of the selected signal (P)",
        "lastEdge",
        "Previous edge",
      ),
      press("Edge ›", "To the next edge of the selected signal (N)", "nextEdge", "Next edge"),
    ),
    group("Simulation", goHere),
    make("span", { class: "space" }),
    menu("Signals", make("label", {}, silent, "Hide those without edges"), make("hr"), list),
    createExport(model),
  );
  return {
    element: bar,
    draw(changes) {
      setAttribute(follow, "aria-pressed", String(model.window.follow));
      const { at, active } = model.cursors;
      const span = between(model.cursors);
      // Disabled would drop the focus of a key that was just used; these tell what they miss.
      setAttribute(toCursors, "aria-disabled", String(span === undefined));
      setAttribute(goHere, "aria-disabled", String(at[active] === undefined));
      if (!changes.has("signals")) return;
      if (listed !== model.loaded) buildList();
      listed = model.loaded;
      silent.checked = model.choice.hideSilent;
      boxes.forEach((box, i) => (box.checked = model.isWanted(i)));
    },
  };
}
