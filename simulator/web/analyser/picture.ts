/** The three layers of canvas: pixels of the waveforms, what lies over them, and the axis. */
import { createRuns, toRuns, type Runs } from "./columns.ts";
import { make } from "../dom/make.ts";
import type { Change, Model } from "./model.ts";
import { drawAxis, drawOverlay, overlayKey } from "./overlay.ts";
import { createBrush, drawRow, type Brush } from "./raster.ts";
import { scaleOf } from "./scale.ts";
import { AXIS, ROW } from "./sheet.ts";
import { readTheme, type Theme } from "./theme.ts";
import { ticks, type Tick } from "./ticks.ts";

/** Of an axis label's character, in pixels, and between two labels. */
const CHARACTER = 6.8;
const LABEL_GAP = 22;

/** In pixels of the page, before the ratio of the screen. */
const INSET = 6;

export class Layers {
  readonly axis = make("canvas", { class: "axis", "aria-hidden": "true" });
  readonly #pixels = make("canvas", { "aria-hidden": "true" });
  /** Takes the pointer and the keys. */
  readonly touch: HTMLCanvasElement;
  readonly #none = make("div", { class: "none", hidden: true }, "No signals to show");
  /** As large as all rows are together. */
  readonly waves: HTMLDivElement;
  /** As large as those that are drawn. */
  readonly #seen: HTMLDivElement;

  #theme: Theme | undefined;
  /** Device pixels. */
  #width = 0;
  #ratio = 1;
  #image: ImageData | undefined;
  #runs: Runs = createRuns(0);
  #brush: Brush = createBrush(0);
  /** What lies over the waveforms, as it was drawn. */
  #over = "";

  constructor(
    private readonly model: Model,
    describedBy: string,
  ) {
    this.touch = make("canvas", {
      class: "touch",
      tabindex: "0",
      role: "application",
      "aria-label": "Waveforms",
      "aria-describedby": describedBy,
    });
    this.#seen = make("div", { class: "seen" }, this.#pixels, this.touch);
    this.waves = make("div", { class: "waves" }, this.#seen, this.#none);
  }

  /** @param width of the waveforms, in device pixels. */
  resize(width: number, ratio: number): void {
    this.#width = Math.max(1, width);
    this.#ratio = ratio;
    this.#image = undefined;
    this.#runs = createRuns(this.#width);
    this.#brush = createBrush(this.#width);
  }

  /** Colours are read again at the next drawing. */
  forgetTheme(): void {
    this.#theme = undefined;
  }

  draw(changes: ReadonlySet<Change>): void {
    const { model } = this;
    if (this.#width === 0) return;
    const isNew = this.#theme === undefined || this.#image === undefined;
    const theme = (this.#theme ??= readTheme(this.waves));
    const marks = ticks(model.scale, (label) => label.length * CHARACTER + LABEL_GAP);
    if (changes.has("signals") || changes.has("rows")) this.#layOut();
    const drawn: readonly Change[] = ["window", "waves", "signals", "rows", "now", "selected"];
    if (isNew || drawn.some((what) => changes.has(what))) this.#drawPixels(theme, marks);
    // Most pictures of what plays have nothing new over them, and a canvas costs by its size.
    const over = isNew ? "" : overlayKey(model);
    if (over !== this.#over || over === "") {
      const { first, last } = model.rows;
      drawOverlay(this.#context(this.touch, (last - first) * ROW), model, theme);
      this.#over = overlayKey(model);
    }
    drawAxis(this.#context(this.axis, AXIS), model, theme, marks);
  }

  #layOut(): void {
    const { shown, rows } = this.model;
    this.waves.style.height = `${Math.max(1, shown.length) * ROW}px`;
    this.#seen.style.top = `${rows.first * ROW}px`;
    this.#seen.style.height = `${(rows.last - rows.first) * ROW}px`;
    this.#none.hidden = shown.length > 0;
  }

  /** A cleared canvas of the right size, in pixels of the page. */
  #context(canvas: HTMLCanvasElement, height: number): CanvasRenderingContext2D {
    const lines = Math.max(1, Math.round(height * this.#ratio));
    const context = canvas.getContext("2d")!;
    if (canvas.width !== this.#width || canvas.height !== lines) {
      canvas.width = this.#width;
      canvas.height = lines;
    } else {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
    }
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    return context;
  }

  #drawPixels(theme: Theme, marks: readonly Tick[]): void {
    const { model } = this;
    const ratio = this.#ratio;
    const topOf = (row: number): number => Math.round(row * ROW * ratio);
    const { first, last } = model.rows;
    const lines = Math.max(1, topOf(last - first));
    if (this.#image?.width !== this.#width || this.#image.height !== lines) {
      this.#pixels.width = this.#width;
      this.#pixels.height = lines;
      this.#image = new ImageData(this.#width, lines);
    }
    const image = this.#image;
    const picture = { pixels: new Uint32Array(image.data.buffer), width: this.#width };
    const grid = marks
      .filter(({ label }) => label !== undefined)
      .map(({ x }) => Math.floor(x * ratio))
      .filter((x) => x >= 0 && x < this.#width);
    const scale = scaleOf(model.window, this.#width);
    model.shown.slice(first, last).forEach((signal, row) => {
      const wave = model.waves.get(signal);
      if (wave) toRuns(wave, scale, model.reach.now, this.#runs);
      else this.#runs.count = 0;
      const [top, bottom] = [topOf(row), topOf(row + 1)];
      const shape = {
        height: bottom - top,
        inset: Math.round(INSET * ratio),
        thick: Math.max(1, Math.round(1.5 * ratio)),
      };
      const isSelected = signal === model.selected;
      drawRow(picture, top, shape, this.#runs, grid, theme.inks, isSelected, this.#brush);
    });
    this.#pixels.getContext("2d", { alpha: false })!.putImageData(image, 0, 0);
  }
}
