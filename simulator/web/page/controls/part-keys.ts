import type { PartInfo } from "../../protocol.ts";
import { hasModifier, isTyping } from "../dom/keys.ts";
import { onLeaving, type Deeds } from "./deeds.ts";

interface Target {
  readonly part: string;
  readonly control: string;
}

/** Holds the parts that have a key of their own as long as it is down. */
export class PartKeys {
  readonly #deeds: Deeds;
  readonly #targets = new Map<string, Target[]>();
  /** Keys that are down, by where they are on the keyboard: with Shift they may come up by another name. */
  readonly #held = new Map<string, string>();

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
    window.addEventListener("keydown", (event) => this.#down(event), true);
    window.addEventListener("keyup", (event) => this.#up(event), true);
    onLeaving(() => deeds.releaseAll());
  }

  load(parts: readonly PartInfo[]): void {
    this.#targets.clear();
    for (const part of parts) {
      for (const control of part.controls) {
        if (control.kind !== "hold" || control.key === undefined) continue;
        const key = control.key.toLowerCase();
        const target = { part: part.id, control: control.name };
        this.#targets.set(key, [...(this.#targets.get(key) ?? []), target]);
      }
    }
  }

  #down(event: KeyboardEvent): void {
    if (isTyping(event) || hasModifier(event)) return;
    const key = event.key.toLowerCase();
    const targets = this.#targets.get(key);
    if (targets === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    this.#held.set(event.code, key);
    for (const { part, control } of targets) this.#deeds.hold(part, control, `key ${key}`);
  }

  // A key that went down is let go wherever the focus is by then.
  #up(event: KeyboardEvent): void {
    const key = this.#held.get(event.code) ?? event.key.toLowerCase();
    this.#held.delete(event.code);
    for (const { part, control } of this.#targets.get(key) ?? []) {
      this.#deeds.release(part, control, `key ${key}`);
    }
  }
}
