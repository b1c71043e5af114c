/** A part on the board: the drawing, its place, its look, and what people do to it there. */
import type { PartInfo, Picture } from "../../protocol.ts";
import type { Deeds } from "../controls/deeds.ts";
import { make } from "../../dom/make.ts";
import { boxOf, drawingOf, type Drawing, type Point } from "./drawings/index.ts";
import { elementOf } from "./elements.ts";
import { showOnElement } from "./picture.ts";
import { bindTouch, type Touch } from "./touch.ts";

/** What the elements have in common: they are made with lit, and tell where their pins are. */
interface WokwiElement extends HTMLElement {
  readonly pinInfo?: readonly (Point & { readonly name: string })[];
  readonly updateComplete: Promise<boolean>;
}

/** Attributes that are more than a text to the element. */
function setAttributes(element: WokwiElement, { attrs }: PartInfo): void {
  // The list keeps a diagram from setting anything that is not the drawing's, such as `onclick`.
  const known = (element.constructor as unknown as { readonly observedAttributes: string[] })
    .observedAttributes;
  for (const [name, value] of Object.entries(attrs)) {
    if (name === "keys") {
      (element as unknown as Record<string, unknown>)["keys"] = JSON.parse(value);
    } else if (known.includes(name.toLowerCase())) {
      element.setAttribute(name, value);
    }
  }
}

/** Keyboard users have the list of parts: the drawing takes no focus, and so no keys. */
function keepFocusOut(element: HTMLElement): void {
  const root = element.shadowRoot;
  for (const inner of root?.querySelectorAll("[tabindex], button, input") ?? []) {
    inner.setAttribute("tabindex", "-1");
  }
}

export class BoardPart {
  readonly part: PartInfo;
  /** Put it on the stage before `ready`. */
  readonly root: HTMLElement;
  readonly #element: WokwiElement | undefined;
  #drawing: Drawing | undefined;
  readonly #touch: Touch | undefined;
  /** What is shown. */
  #shown: Picture | undefined;
  /** What is to be shown. */
  #last: Picture | undefined;
  #isDelayed = false;

  constructor(part: PartInfo, deeds: Deeds, signal: AbortSignal) {
    this.part = part;
    const tag = elementOf(part.type);
    this.#drawing = drawingOf(part) ?? (tag === undefined ? boxOf(part) : undefined);
    if (this.#drawing === undefined) {
      this.#element = document.createElement(tag!) as WokwiElement;
      setAttributes(this.#element, part);
      // Its pins are at the end of its ribbon.
      if ("connector" in this.#element) this.#element.connector = true;
    }
    const inner = this.#drawing?.root ?? this.#element!;
    this.root = make("div", { class: "part", "data-drawing": part.id }, inner);
    Object.assign(this.root.style, {
      left: `${part.left}px`,
      top: `${part.top}px`,
      transform: part.rotate === 0 ? "" : `rotate(${part.rotate}deg)`,
    });
    if (part.bindings.length > 0) {
      this.root.setAttribute("data-touch", "");
      this.#touch = bindTouch(this.root, inner, part, deeds, signal);
    }
  }

  /** The drawing, when it is there. */
  async ready(): Promise<Drawing> {
    if (this.#drawing !== undefined) {
      const { width, height } = this.#drawing;
      Object.assign(this.root.style, { width: `${width}px`, height: `${height}px` });
      return this.#drawing;
    }
    const element = this.#element!;
    await element.updateComplete;
    keepFocusOut(element);
    const pins = new Map((element.pinInfo ?? []).map(({ name, x, y }) => [name, { x, y }]));
    this.#drawing = {
      root: element,
      width: this.root.offsetWidth,
      height: this.root.offsetHeight,
      pins,
    };
    this.#draw();
    return this.#drawing;
  }

  show(picture: Picture): void {
    this.#last = picture;
    if (this.part.type === "wokwi-led") {
      const { value, brightness } = picture.properties;
      const isLit = value === true && (brightness === undefined || Number(brightness) > 0);
      this.root.classList.toggle("lit", isLit);
    }
    this.#draw();
  }

  /** Draws what could not be drawn before. */
  #draw(): void {
    const picture = this.#last;
    if (picture === undefined || this.#drawing === undefined || picture === this.#shown) return;
    // A knob that is being turned is further than what the worker knows of it.
    if (this.#touch?.isTouched === true) {
      if (!this.#isDelayed)
        window.addEventListener("pointerup", () => this.#catchUp(), { once: true });
      this.#isDelayed = true;
      return;
    }
    if (this.#element === undefined) this.#drawing.show?.(picture);
    else showOnElement(this.#element, picture, this.#shown);
    this.#shown = picture;
  }

  #catchUp(): void {
    this.#isDelayed = false;
    // The release comes back in a later picture; this is for what does not change any more.
    requestAnimationFrame(() => this.#draw());
  }
}
