/** Which part of the board is seen, and how large: fits it, zooms and pans, with mouse, fingers and keys. */
import { hasModifier } from "../dom/keys.ts";
import { setIcon } from "../dom/icons.ts";
import { make } from "../../dom/make.ts";
import type { Bounds } from "./place.ts";

const MARGIN = 24;
const LARGEST_FIT = 1.6;
const SMALLEST = 0.1;
const LARGEST = 8;
const ZOOM_STEP = 1.25;
const PAN_STEP = 40;

export class Camera {
  readonly #host: HTMLElement;
  readonly #sheet: HTMLElement;
  #bounds: Bounds | undefined;
  #scale = 1;
  #x = 0;
  #y = 0;
  /** Until somebody zooms or pans, the board fits. */
  #isFitting = true;

  constructor(host: HTMLElement, sheet: HTMLElement) {
    this.#host = host;
    this.#sheet = sheet;
    const buttons = make("div", { class: "zoom", role: "group", "aria-label": "Zoom" });
    const add = (
      icon: "closer" | "further" | "fit",
      label: string,
      key: string,
      deed: () => void,
    ) => {
      const button = make("button", { type: "button" });
      setIcon(button, icon, label, key);
      button.addEventListener("click", deed);
      buttons.append(button);
    };
    add("further", "Zoom out", "-", () => this.#zoom(1 / ZOOM_STEP));
    add("fit", "Fit the board", "0", () => this.#fit());
    add("closer", "Zoom in", "+", () => this.#zoom(ZOOM_STEP));
    host.after(buttons);
    new ResizeObserver(() => {
      if (this.#isFitting) this.#fit();
    }).observe(host);
    host.addEventListener("keydown", (event) => this.#key(event));
    host.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#listenToDrags();
  }

  /** Shows all of the board, unless somebody has chosen a part of it. */
  show(bounds: Bounds): void {
    this.#bounds = bounds;
    if (this.#isFitting) this.#fit();
  }

  #fit(): void {
    this.#isFitting = true;
    this.#host.classList.remove("moved");
    const { clientWidth, clientHeight } = this.#host;
    if (this.#bounds === undefined || clientWidth === 0) return;
    const { left, top, right, bottom } = this.#bounds;
    const scale = Math.min(
      (clientWidth - 2 * MARGIN) / (right - left),
      (clientHeight - 2 * MARGIN) / (bottom - top),
      LARGEST_FIT,
    );
    this.#scale = Math.max(SMALLEST, scale);
    this.#x = clientWidth / 2 - ((left + right) / 2) * this.#scale;
    this.#y = clientHeight / 2 - ((top + bottom) / 2) * this.#scale;
    this.#apply();
  }

  /** Zooms about a point of the host; its middle unless told. */
  #zoom(by: number, about?: { readonly x: number; readonly y: number }): void {
    const { clientWidth, clientHeight } = this.#host;
    const { x, y } = about ?? { x: clientWidth / 2, y: clientHeight / 2 };
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.#scale * by));
    const ratio = scale / this.#scale;
    this.#scale = scale;
    this.#move(x - (x - this.#x) * ratio, y - (y - this.#y) * ratio);
  }

  #move(x: number, y: number): void {
    this.#isFitting = false;
    this.#host.classList.add("moved");
    this.#x = x;
    this.#y = y;
    this.#apply();
  }

  #apply(): void {
    this.#sheet.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    const { style } = this.#host;
    style.setProperty("--grid", `${24 * this.#scale}px`);
    style.setProperty("--grid-x", `${this.#x}px`);
    style.setProperty("--grid-y", `${this.#y}px`);
  }

  #key(event: KeyboardEvent): void {
    if (hasModifier(event)) return;
    const pan: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [PAN_STEP, 0],
      ArrowRight: [-PAN_STEP, 0],
      ArrowUp: [0, PAN_STEP],
      ArrowDown: [0, -PAN_STEP],
    };
    const by = pan[event.key];
    if (by !== undefined) this.#move(this.#x + by[0], this.#y + by[1]);
    else if (event.key === "+" || event.key === "=") this.#zoom(ZOOM_STEP);
    else if (event.key === "-") this.#zoom(1 / ZOOM_STEP);
    else if (event.key === "0") this.#fit();
    else return;
    event.preventDefault();
  }

  #wheel(event: WheelEvent): void {
    // Without a key it is the page that scrolls. A pinch on a touchpad comes as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = this.#host.getBoundingClientRect();
    this.#zoom(Math.exp(-event.deltaY / 200), {
      x: event.clientX - left,
      y: event.clientY - top,
    });
  }

  #listenToDrags(): void {
    const host = this.#host;
    let from: { x: number; y: number; left: number; top: number } | undefined;
    host.addEventListener("pointerdown", (event) => {
      const isBoard = (event.target as Element).closest("[data-touch]") === null;
      // A finger scrolls the page, until the board is larger than its place.
      if (!isBoard || event.button !== 0 || (event.pointerType === "touch" && this.#isFitting))
        return;
      from = { x: event.clientX, y: event.clientY, left: this.#x, top: this.#y };
    });
    host.addEventListener("pointermove", (event) => {
      if (from === undefined) return;
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      if (!host.hasPointerCapture(event.pointerId)) {
        if (Math.hypot(x, y) < 4) return;
        host.setPointerCapture(event.pointerId);
      }
      this.#move(from.left + x, from.top + y);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      host.addEventListener(name, () => (from = undefined));
    }
  }
}
