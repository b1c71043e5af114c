/** What people do to a drawing, as deeds. Every press has an end, wherever the pointer is by then. */
import type { Binding, Deed, PartInfo } from "../../protocol.ts";
import { onLeaving, type Deeds } from "../controls/deeds.ts";

/** A property by its path: `values.3`. */
function read(element: Element, property: string): unknown {
  let value: unknown = element;
  for (const word of property.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[word];
  }
  return value;
}

/** Whether an event of several keys is that of the binding's. */
function isOfKey({ key }: Binding, event: Event): boolean {
  if (key === undefined) return true;
  const { detail } = event as CustomEvent<{ readonly key?: unknown } | null>;
  return typeof detail === "object" && detail?.key === key;
}

function valueOf(binding: Binding, element: Element): Deed | undefined {
  if (binding.value !== undefined) return binding.value;
  const value = read(element, binding.property ?? "value");
  switch (typeof value) {
    case "number":
    case "string":
    case "boolean":
      return value;
    default:
      return undefined;
  }
}

/** Whether somebody has a finger on the drawing, which shows by itself what it is given meanwhile. */
export interface Touch {
  readonly isTouched: boolean;
}

/** Binds the events of a drawing; `inner` is what has them, `root` what is around it. `signal` ends it. */
export function bindTouch(
  root: HTMLElement,
  inner: HTMLElement | SVGElement,
  { id, bindings, controls }: PartInfo,
  deeds: Deeds,
  signal: AbortSignal,
): Touch {
  const isHold = (control: string): boolean =>
    controls.find(({ name }) => name === control)?.kind === "hold";
  const held = new Set<string>();
  const last = new Map<string, Deed>();
  let pressed: EventTarget | undefined;
  let isTouched = false;

  for (const binding of bindings) {
    inner.addEventListener(binding.event, (event) => {
      if (!isOfKey(binding, event)) return;
      const value = valueOf(binding, inner);
      if (value === undefined) return;
      const { control } = binding;
      if (isHold(control)) {
        if (value === true) {
          held.add(control);
          deeds.hold(id, control, "drawing");
        } else {
          held.delete(control);
          deeds.release(id, control, "drawing");
        }
        return;
      }
      // A slider's event comes twice: from the input in it, and from the element itself.
      const isStep = binding.value !== undefined;
      if (!isStep && last.get(control) === value) return;
      last.set(control, value);
      deeds.set(id, control, value);
    });
    if (!isHold(binding.control)) {
      deeds.listen(id, binding.control, (value) => last.set(binding.control, value));
    }
  }

  const end = (): void => {
    const target = pressed;
    pressed = undefined;
    if (target === undefined || held.size === 0) return;
    // The drawing thinks that it is pressed until it sees this.
    target.dispatchEvent(new MouseEvent("mouseup", { bubbles: true, composed: true }));
    for (const control of [...held]) {
      held.delete(control);
      deeds.release(id, control, "drawing");
    }
  };
  root.addEventListener("pointerdown", (event) => {
    pressed = event.composedPath()[0];
    isTouched = true;
  });
  const letGo = (): void => void (isTouched = false);
  for (const name of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(name, letGo, { signal });
  }
  for (const name of ["pointerleave", "pointercancel"]) root.addEventListener(name, end);
  // After the drawing's own answer to the mouse, which comes after the pointer's.
  window.addEventListener("mouseup", end, { signal });
  onLeaving(end, signal);
  const hasHold = bindings.some(({ control }) => isHold(control));
  // A finger's press would be told once more, as a mouse's.
  root.addEventListener(
    "touchend",
    (event) => {
      if (hasHold && event.cancelable) event.preventDefault();
      end();
    },
    { passive: false },
  );
  root.addEventListener("contextmenu", (event) => {
    if (hasHold) event.preventDefault();
  });
  return {
    get isTouched() {
      return isTouched;
    },
  };
}
