/**
 * A logic analyser: waveforms on a canvas, two cursors, and what is measured between them. It draws what the worker
 * tells of the window, and asks for the rest. Docs: docs/analyser.md.
 */
import { createBar } from "./bar.ts";
import { createCommands } from "./commands.ts";
import { make, setText } from "../dom/make.ts";
import { coarseTimeText, timeText } from "../dom/time-text.ts";
import { keyCommand, KEYS } from "./keys.ts";
import type { Analyser, AnalyserLink } from "./link.ts";
import { Model, type Change } from "./model.ts";
import { createNames } from "./names.ts";
import { Layers } from "./picture.ts";
import { listenToPointer } from "./pointer.ts";
import { createReading } from "./read.ts";
import { createScrollbar } from "./scrollbar.ts";
import { AXIS, createSheet, ROW } from "./sheet.ts";

export type { Analyser, AnalyserLink } from "./link.ts";

/**
 * @param host an empty element of the page; the analyser fills its width. Colours and the greatest height of the
 * rows are custom properties: see `theme.ts` and `--analyser-height`.
 */
export function createAnalyser(host: HTMLElement, link: AnalyserLink): Analyser {
  const changes = new Set<Change>();
  let isDue = false;
  const change = (what: Change): void => {
    changes.add(what);
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  };
  const model = new Model(link, change);

  const run = createCommands(model, {
    toggleKeys: () => (help.open = !help.open),
    measures: () => reading.sentence(),
  });
  const bar = createBar(model, run);
  const names = createNames(model);
  const layers = new Layers(model, "how");
  const corner = make("div", { class: "corner" });
  const scrollbar = createScrollbar(model, "waves");
  layers.waves.id = "waves";
  const reading = createReading(model);
  const help = createHelp();
  const stage = make("div", { class: "stage" }, corner, layers.axis, names.element, layers.waves);
  const all = make(
    "div",
    { class: "analyser" },
    bar.element,
    stage,
    scrollbar.element,
    reading.element,
    help,
  );

  const draw = (): void => {
    if (!isDue) return;
    isDue = false;
    const now = new Set(changes);
    changes.clear();
    // Not laid out yet, or hidden: it is drawn when it has a size.
    if (model.columns === 0) {
      for (const what of now) changes.add(what);
      return;
    }
    model.look();
    names.draw(now);
    bar.draw(now);
    reading.draw(now);
    scrollbar.draw();
    const time = (model.playing ? coarseTimeText : timeText)(model.reach.now);
    setText(corner, `now ${time}`);
    // Last: a canvas that writes has the page laid out first, and what changes after that is laid out again.
    layers.draw(now);
    if (now.has("selected")) showSelected(stage, names.element);
  };

  for (const part of [stage, scrollbar.element]) {
    part.addEventListener("keydown", (event) => {
      const command = keyCommand(event);
      if (command === undefined) return;
      run(command);
      event.preventDefault();
      event.stopPropagation();
    });
  }
  const scrolled = (): void => {
    const top = stage.scrollTop / ROW;
    const rows = (stage.clientHeight - AXIS) / ROW;
    // One more above and below: scrolling shows them before they can be drawn.
    model.scrollTo({ first: Math.max(0, Math.floor(top) - 1), last: Math.ceil(top + rows) + 1 });
  };
  stage.addEventListener("scroll", scrolled, { passive: true });
  new ResizeObserver(scrolled).observe(stage);
  listenToPointer(layers.touch, model, true);
  listenToPointer(layers.axis, model, false);

  // A host that has a shadow of its own already, and one that is used twice, are hosts as well.
  const inner = make("div");
  const root = inner.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [createSheet()];
  root.append(all);
  host.append(inner);

  watchSize(layers.waves, (width, device) => {
    if (width > 0) layers.resize(device, device / width);
    model.resize(Math.round(width));
    change("window");
  });
  const recolour = (): void => {
    layers.forgetTheme();
    change("window");
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  // A page that has a switch of its own marks its root.
  new MutationObserver(recolour).observe(document.documentElement, { attributes: true });
  change("signals");

  return {
    load: (loaded) => model.load(loaded),
    frame(frame) {
      // What it changes is drawn at once, and asks for no animation frame of its own.
      isDue = true;
      model.frame(frame);
      draw();
    },
  };
}

/** Tells a width in pixels of the page and of the screen, at first and whenever it changes. */
function watchSize(watched: Element, tell: (width: number, device: number) => void): void {
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const width = entry.contentRect.width;
    const about = width * devicePixelRatio;
    // Exact where it is told: not by Safari, nor where another screen is emulated.
    const exact = entry.devicePixelContentBoxSize?.[0]?.inlineSize;
    const isExact = exact !== undefined && Math.abs(exact - about) <= 1;
    tell(width, isExact ? exact : Math.round(about));
  });
  try {
    observer.observe(watched, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(watched);
  }
}

/** Scrolls the rows, and nothing of the page, so that the selected one is seen. */
function showSelected(stage: HTMLElement, list: HTMLElement): void {
  const row = list.querySelector<HTMLElement>('[aria-selected="true"]');
  if (!row) return;
  const [inner, outer] = [row.getBoundingClientRect(), stage.getBoundingClientRect()];
  const head = list.offsetTop;
  if (inner.top < outer.top + head) stage.scrollTop -= outer.top + head - inner.top;
  else if (inner.bottom > outer.bottom) stage.scrollTop += inner.bottom - outer.bottom;
}

function createHelp(): HTMLDetailsElement {
  return make(
    "details",
    { class: "help" },
    make("summary", {}, "Keys and mouse"),
    make(
      "p",
      { id: "how" },
      "Turn the wheel to zoom, drag to move, click to place a cursor; drag with Shift to place both. Keys work when the waveforms have the focus.",
    ),
    make(
      "dl",
      {},
      ...KEYS.map(({ shown, does }) =>
        make("div", {}, make("dt", {}, make("kbd", {}, shown)), make("dd", {}, does)),
      ),
    ),
  );
}
