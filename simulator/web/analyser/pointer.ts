/** Mouse, pen and fingers on the waveforms: pan, zoom, and cursors that are placed and dragged. */
import type { Model } from "./model.ts";
import { cursorAt, rowAt } from "./pick.ts";
import { roundTimeAt, timeAt } from "./scale.ts";
import { ROW } from "./sheet.ts";
import { panBy, zoomAbout } from "./window.ts";

/** Pixels that a hand moves without meaning it. */
const STILL = 4;
/** Wheels that turn by lines tell lines of so many pixels. */
const WHEEL_LINE = 16;

type Gesture =
  | { readonly kind: "press" | "pan" | "pinch" }
  | { readonly kind: "drag"; readonly cursor: "A" | "B" };

interface Finger {
  x: number;
  y: number;
  readonly startX: number;
}

/**
 * @param surface has the waveforms' columns, and rows if it is they.
 * @param hasRows the axis has none: there a cursor is drawn to edges of the selected signal.
 */
export function listenToPointer(surface: HTMLElement, model: Model, hasRows: boolean): void {
  const fingers = new Map<number, Finger>();
  let gesture: Gesture | undefined;

  const point = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = surface.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top + model.rows.first * ROW };
  };
  const signalAt = (y: number): number | undefined => {
    if (!hasRows) return model.selected;
    const row = rowAt(y, ROW, model.shown.length);
    return row === undefined ? undefined : model.shown[row];
  };
  const put = (cursor: "A" | "B", x: number, y: number): void => {
    const time = roundTimeAt(model.scale, x);
    model.placeNear(cursor, time, signalAt(y)).catch(model.fail);
  };
  const pinch = (moved: Finger, x: number): void => {
    const other = [...fingers.values()].find((finger) => finger !== moved);
    if (!other) return;
    const width = (a: number): number => Math.max(8, Math.abs(a - other.x));
    const centre = (moved.x + other.x) / 2;
    zoomAtPixel(model, width(moved.x) / width(x), centre);
    const slid = (x + other.x) / 2 - centre;
    if (slid !== 0 && !model.window.follow) {
      model.move((window, reach) => panBy(window, -slid / model.columns, reach));
    }
  };

  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const { x, y } = point(event);
    surface.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x, y, startX: x });
    if (fingers.size > 1) {
      gesture = { kind: "pinch" };
      return;
    }
    const grip = cursorAt(x, model.scale, model.cursors, event.pointerType === "touch");
    if (event.shiftKey) {
      // From here to where it is let go: both cursors.
      put("A", x, y);
      gesture = { kind: "drag", cursor: "B" };
    } else if (grip) {
      model.setCursors({ ...model.cursors, active: grip });
      gesture = { kind: "drag", cursor: grip };
    } else gesture = { kind: "press" };
  });

  surface.addEventListener("pointermove", (event) => {
    const { x, y } = point(event);
    if (event.pointerType !== "touch") model.setHover(x);
    const finger = fingers.get(event.pointerId);
    if (finger === undefined || gesture === undefined) {
      const grip = cursorAt(x, model.scale, model.cursors, false);
      surface.classList.toggle("grip", grip !== undefined);
      return;
    }
    if (gesture.kind === "press" && Math.abs(x - finger.startX) > STILL) {
      gesture = { kind: "pan" };
      surface.classList.add("pan");
    }
    if (gesture.kind === "pan") {
      const share = (finger.x - x) / model.columns;
      model.move((window, reach) => panBy(window, share, reach));
    } else if (gesture.kind === "drag" && Math.abs(x - finger.startX) > STILL) {
      put(gesture.cursor, x, y);
    } else if (gesture.kind === "pinch") pinch(finger, x);
    if (gesture.kind !== "press") finger.x = x;
    finger.y = y;
  });

  const end = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    fingers.delete(event.pointerId);
    surface.classList.remove("pan");
    const { x, y } = point(event);
    if (event.type === "pointerup" && gesture?.kind === "press") {
      if (hasRows) model.select(signalAt(y) ?? model.selected);
      put(model.cursors.active, x, y);
    }
    // A finger that is left of two pans on.
    gesture = fingers.size > 0 ? { kind: "pan" } : undefined;
  };
  surface.addEventListener("pointerup", end);
  surface.addEventListener("pointercancel", end);
  surface.addEventListener("pointerleave", () => model.setHover(undefined));

  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (isSideways) {
        const delta = (event.deltaX || event.deltaY) * unit;
        model.move((window, reach) => panBy(window, delta / model.columns, reach));
        return;
      }
      // A pinch on a touch pad comes as a slow wheel with Ctrl.
      const speed = event.ctrlKey ? 0.01 : 0.002;
      zoomAtPixel(model, Math.exp(event.deltaY * unit * speed), point(event).x);
    },
    { passive: false },
  );
}

/** Zooms about a pixel. What plays and is followed stays at now; what stands still is looked at. */
export function zoomAtPixel(model: Model, factor: number, x: number): void {
  const time = timeAt(model.scale, x);
  model.move((window, reach) =>
    zoomAbout({ ...window, follow: window.follow && model.playing }, factor, time, reach),
  );
}
