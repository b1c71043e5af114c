/** All parts in words, with their controls: the board for those who do not see it or use no mouse. */
import type { Loaded, PartInfo, Picture } from "../../protocol.ts";
import { controlsOf } from "../controls/control.ts";
import type { Deeds } from "../controls/deeds.ts";
import { make, setText } from "../../dom/make.ts";
import { Unhurried } from "../../dom/unhurried.ts";

interface Row {
  readonly root: HTMLLIElement;
  readonly state: HTMLElement;
}

export interface PartsHooks {
  /** Whether changes are to be spoken. */
  announce(isWanted: boolean): void;
  /** Parts with other words than before. */
  changed(words: ReadonlyMap<string, string>): void;
}

/** Parts that only lie there, such as resistors, have neither a state nor a control. */
const isLively = ({ controls }: PartInfo, { text }: Picture): boolean =>
  controls.length > 0 || text !== "";

export class PartsPanel {
  readonly #list = make("ul", { class: "part-list" });
  readonly #summary = make("summary");
  readonly #names = make("ul");
  readonly #quiet = make("details", { class: "lying", hidden: "" }, this.#summary, this.#names);
  readonly #deeds: Deeds;
  readonly #hooks: PartsHooks;
  #parts: readonly PartInfo[] = [];
  readonly #rows = new Map<string, Row>();
  /** Words that are to be shown. */
  readonly #waiting = new Map<string, string>();
  readonly #words = new Unhurried(() => this.#write());

  constructor(host: HTMLElement, deeds: Deeds, hooks: PartsHooks) {
    this.#deeds = deeds;
    this.#hooks = hooks;
    const box = make("input", { type: "checkbox", id: "announce" });
    box.addEventListener("change", () => hooks.announce(box.checked));
    host.append(
      this.#list,
      this.#quiet,
      make("label", { class: "announce" }, box, "Announce changes to a screen reader"),
    );
  }

  load({ parts }: Loaded): void {
    // What can be touched comes first: a list of lights may be long.
    const isTouched = ({ controls }: PartInfo): boolean => controls.length > 0;
    this.#parts = [...parts.filter(isTouched), ...parts.filter((part) => !isTouched(part))];
    this.#rows.clear();
    this.#waiting.clear();
    this.#list.replaceChildren();
    for (const part of parts) if (part.controls.length > 0) this.#add(part);
    this.#tellQuiet();
  }

  /** @param isPlaying whether time runs; what stands, and what hands do, is told at once. */
  show(pictures: Readonly<Record<string, Picture>>, isPlaying: boolean): void {
    let isHand = false;
    for (const part of this.#parts) {
      // A part may be called `constructor`.
      const picture = Object.hasOwn(pictures, part.id) ? pictures[part.id] : undefined;
      if (picture === undefined) continue;
      if (!this.#rows.has(part.id)) {
        if (!isLively(part, picture)) continue;
        this.#add(part);
        this.#tellQuiet();
      }
      this.#waiting.set(part.id, picture.text);
      const { root } = this.#rows.get(part.id)!;
      if (part.controls.length > 0 && root.dataset["state"] !== picture.text) isHand = true;
    }
    if (this.#waiting.size > 0) this.#words.want(isPlaying && !isHand);
  }

  #write(): void {
    const changed = new Map<string, string>();
    for (const [id, text] of this.#waiting) {
      const { root, state } = this.#rows.get(id)!;
      if (root.dataset["state"] === text) continue;
      root.dataset["state"] = text;
      setText(state, text);
      changed.set(id, text);
    }
    this.#waiting.clear();
    if (changed.size > 0) this.#hooks.changed(changed);
  }

  #add(part: PartInfo): void {
    const state = make("span", { class: "part-state" });
    const controls = controlsOf(part, this.#deeds);
    const { label } = part.attrs;
    const root = make(
      "li",
      { "data-part": part.id, "data-state": "" },
      make(
        "div",
        { class: "part-head" },
        make("span", { class: "part-name" }, part.id),
        make("span", { class: "part-noun" }, label ? `${part.noun}, ${label}` : part.noun),
        state,
      ),
    );
    if (controls.length > 0) {
      const isKeypad = controls.length > 6 && part.controls.every(({ kind }) => kind === "hold");
      root.append(
        make(
          "div",
          {
            class: isKeypad ? "part-controls keypad" : "part-controls",
            role: "group",
            "aria-label": `${part.id}, ${part.noun}`,
          },
          ...controls,
        ),
      );
    }
    this.#rows.set(part.id, { root, state });
    // In the order of the list, whenever it is told of first.
    const later = this.#parts.slice(this.#parts.indexOf(part) + 1);
    const next = later.map(({ id }) => this.#rows.get(id)?.root).find((row) => row !== undefined);
    this.#list.insertBefore(root, next ?? null);
  }

  #tellQuiet(): void {
    const quiet = this.#parts.filter(({ id }) => !this.#rows.has(id));
    this.#quiet.hidden = quiet.length === 0;
    setText(this.#summary, `Also on the board: ${quiet.length}`);
    this.#names.replaceChildren(
      ...quiet.map(({ id, noun }) => make("li", {}, noun === "" ? id : `${id}, ${noun}`)),
    );
  }
}
