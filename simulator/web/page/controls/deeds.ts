/**
 * What people do to parts, on its way to the worker. A button may be held by several at once, a finger on the drawing
 * and a key: it is let go with the last of them.
 */
import type { Command, Deed, Picture } from "../../protocol.ts";

type Listener = (value: Deed) => void;

/**
 * Milliseconds after a deed for which its control is not told what the worker says: that is of an earlier deed, and
 * would take a slider from under the finger.
 */
const QUIET_MILLIS = 400;

const nameOf = (part: string, control: string): string => `${part}\n${control}`;

export class Deeds {
  readonly #send: (command: Command) => void;
  readonly #holders = new Map<string, Set<string>>();
  readonly #listeners = new Map<string, Listener[]>();
  readonly #quiet = new Map<string, ReturnType<typeof setTimeout>>();
  /** What the worker said meanwhile. */
  readonly #late = new Map<string, Deed>();

  constructor(send: (command: Command) => void) {
    this.#send = send;
  }

  /** @param holder what holds it: `key`, `drawing`. */
  hold(part: string, control: string, holder: string): void {
    const name = nameOf(part, control);
    const holders = this.#holders.get(name) ?? new Set();
    this.#holders.set(name, holders);
    const isFirst = holders.size === 0;
    holders.add(holder);
    if (isFirst) this.set(part, control, true);
  }

  release(part: string, control: string, holder: string): void {
    const holders = this.#holders.get(nameOf(part, control));
    if (holders?.delete(holder) === true && holders.size === 0) this.set(part, control, false);
  }

  /** Lets go of everything. */
  releaseAll(): void {
    for (const [name, holders] of this.#holders) {
      if (holders.size === 0) continue;
      holders.clear();
      const [part, control] = name.split("\n") as [string, string];
      this.set(part, control, false);
    }
  }

  set(part: string, control: string, value: Deed): void {
    this.#send({ type: "control", part, control, value });
    const name = nameOf(part, control);
    clearTimeout(this.#quiet.get(name));
    this.#quiet.set(
      name,
      setTimeout(() => this.#endQuiet(name), QUIET_MILLIS),
    );
    // What was said before is not of this deed.
    this.#late.delete(name);
    this.#tell(name, value);
  }

  /** The worker says how controls stand: after going back in time that is nobody's deed. */
  show(pictures: Readonly<Record<string, Picture>>): void {
    for (const [part, { values = {} }] of Object.entries(pictures)) {
      for (const [control, value] of Object.entries(values)) {
        const name = nameOf(part, control);
        if (this.#quiet.has(name)) this.#late.set(name, value);
        else this.#tell(name, value);
      }
    }
  }

  #tell(name: string, value: Deed): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(value);
  }

  #endQuiet(name: string): void {
    this.#quiet.delete(name);
    const late = this.#late.get(name);
    this.#late.delete(name);
    if (late !== undefined) this.#tell(name, late);
  }

  /** Tells of what is set from anywhere. */
  listen(part: string, control: string, listener: Listener): void {
    const name = nameOf(part, control);
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  /** Forgets the listeners, of parts that are no longer there. */
  forget(): void {
    this.#holders.clear();
    this.#listeners.clear();
    for (const timer of this.#quiet.values()) clearTimeout(timer);
    this.#quiet.clear();
    this.#late.clear();
  }
}

/** Calls `end` whenever a press cannot go on: the window lost the focus, or is hidden. */
export function onLeaving(end: () => void, signal?: AbortSignal): void {
  const options = signal === undefined ? {} : { signal };
  window.addEventListener("blur", end, options);
  const onHide = (): void => {
    if (document.hidden) end();
  };
  document.addEventListener("visibilitychange", onHide, options);
}
