/** Saves waveforms as a file. */
import { between } from "./cursors.ts";
import { button, element, menu } from "./dom.ts";
import type { Model } from "./model.ts";

const WHAT = ["shown", "cursors", "all"] as const;
type What = (typeof WHAT)[number];

const LABELS: Readonly<Record<What, string>> = {
  shown: "What is on screen",
  cursors: "From cursor A to B",
  all: "All signals, from reset to now",
};

/** `button.vcd` of `examples/button/button.ts`. */
export function fileName(firmware: string, format: string): string {
  const last = firmware
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.[^.]*$/, "");
  // What a file system might not take.
  const safe = last.replace(/[^\w.-]+/g, "-").replace(/^[-.]+|-+$/g, "");
  return `${safe === "" ? "waveforms" : safe}.${format}`;
}

export function createExport(model: Model): HTMLElement {
  let what: What = "shown";
  const choices = WHAT.map((value) => {
    const box = element("input", { type: "radio", name: "what", checked: value === what });
    box.addEventListener("change", () => (what = value));
    return element("label", {}, box, LABELS[value]);
  });
  const save = async (format: "vcd" | "svg"): Promise<void> => {
    const { loaded, shown, reach, window } = model;
    if (!loaded) return;
    const span =
      what === "cursors"
        ? between(model.cursors)
        : what === "all"
          ? { start: 0, end: reach.now }
          : { start: Math.floor(window.start), end: model.shownEnd };
    if (!span || span.start >= span.end) {
      const way = what === "cursors" ? "place both cursors first" : "no time has passed there";
      model.tell(`Nothing to save: ${way}`, true);
      return;
    }
    const signals = what === "all" ? loaded.signals.map((_, i) => i) : shown;
    const text = await model.link.ask({ what: "export", format, signals, ...span });
    const name = fileName(loaded.name, format);
    download(name, text, format === "svg" ? "image/svg+xml" : "text/plain");
    model.tell(`Saved ${name}`);
  };
  const saveButton = (format: "vcd" | "svg", title: string): HTMLButtonElement =>
    button(
      format.toUpperCase(),
      title,
      () => void save(format).catch(model.fail),
      `Save as ${format.toUpperCase()}`,
    );
  return menu(
    "Export",
    element("div", { role: "radiogroup", "aria-label": "What to save" }, ...choices),
    element("hr"),
    element(
      "div",
      { class: "row" },
      saveButton("vcd", "For PulseView, GTKWave and Surfer"),
      saveButton("svg", "A picture"),
    ),
  );
}

function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: url, download: name });
  link.click();
  // The download has begun by then, and holds what it needs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
