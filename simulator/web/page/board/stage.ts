/** The board: parts where the diagram has them, wires above them. */
import type { Loaded, Picture } from "../../protocol.ts";
import type { Deeds } from "../controls/deeds.ts";
import { make } from "../../dom/make.ts";
import { Camera } from "./camera.ts";
import { BoardPart } from "./element.ts";
import { around, boundsOf, spotOf, type Bounds } from "./place.ts";
import { drawWires, type Placed } from "./wires.ts";
import { wireCorners } from "./wire-path.ts";

/** Room around the parts, for wires that go around them. */
const ROOM = 10;

export class Stage {
  readonly #sheet = make("div", { class: "sheet", "aria-hidden": "true" });
  readonly #camera: Camera;
  readonly #deeds: Deeds;
  #parts = new Map<string, BoardPart>();
  #shown = new AbortController();

  constructor(host: HTMLElement, deeds: Deeds) {
    this.#deeds = deeds;
    host.tabIndex = 0;
    host.setAttribute("role", "group");
    host.setAttribute(
      "aria-label",
      "Drawing of the board. Plus and minus zoom, arrows move, 0 fits. The parts are listed beside it.",
    );
    host.append(this.#sheet);
    this.#camera = new Camera(host, this.#sheet);
    // A drawing that got the focus by a click would answer keys that are not meant for it.
    this.#sheet.addEventListener("focusin", () =>
      queueMicrotask(() => host.focus({ preventScroll: true })),
    );
  }

  async load({ parts, wires }: Loaded): Promise<void> {
    this.#shown.abort();
    const { signal } = (this.#shown = new AbortController());
    this.#parts = new Map(parts.map((part) => [part.id, new BoardPart(part, this.#deeds, signal)]));
    const own = [...this.#parts.values()];
    this.#sheet.replaceChildren(...own.map(({ root }) => root));
    const drawings = await Promise.all(own.map((part) => part.ready()));
    // A newer board came meanwhile.
    if (signal.aborted) return;
    const placed = new Map<string, Placed>(
      own.map(({ part }, i) => [part.id, { part, drawing: drawings[i]! }]),
    );
    if (placed.size === 0) return;
    const bounds = this.#boundsOf(placed, wires);
    this.#sheet.append(drawWires(wires, placed, bounds));
    this.#camera.show(bounds);
  }

  show(pictures: Readonly<Record<string, Picture>>): void {
    for (const [id, picture] of Object.entries(pictures)) this.#parts.get(id)?.show(picture);
  }

  #boundsOf(placed: ReadonlyMap<string, Placed>, wires: Loaded["wires"]): Bounds {
    const all = [...placed.values()].map(({ part, drawing }) => boundsOf(part, drawing));
    for (const { from, to, path } of wires) {
      const [a, b] = [from, to].map((terminal) => {
        const [id, name] = terminal.split(/:(.*)/);
        const found = placed.get(id!);
        return found && spotOf(found.part, found.drawing, name!).at;
      });
      const corners = a && b && wireCorners(a, b, path);
      for (const { x, y } of corners ?? []) all.push({ left: x, top: y, right: x, bottom: y });
    }
    const { left, top, right, bottom } = around(all);
    return { left: left - ROOM, top: top - ROOM, right: right + ROOM, bottom: bottom + ROOM };
  }
}
