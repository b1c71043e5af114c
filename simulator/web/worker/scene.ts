/** What there is to draw: parts and wires of the diagram, and how they can be touched. */
import { z } from "zod";
import { partSchema, diagramSchema } from "../../boards/diagram-schema.ts";
import { JsonSource } from "../../boards/json-source.ts";
import type { Part } from "../../parts/part.ts";
import { findDefinition } from "../../parts/registry.ts";
import type { Circuit } from "../../nets/circuit.ts";
import type { Simulator } from "../../simulator.ts";
import { viewOf } from "../parts/all.ts";
import type { PartView } from "../parts/view.ts";
import type { PartInfo, Picture, WireInfo } from "../protocol.ts";

/** A part that the page draws. */
export interface Actor {
  readonly info: PartInfo;
  /** Undefined for what is not simulated. */
  readonly view: PartView | undefined;
  /** Undefined for what only conducts, and for the board. */
  readonly part: Part | undefined;
}

export interface Scene {
  readonly actors: readonly Actor[];
  readonly wires: readonly WireInfo[];
}

/** How the diagram is drawn is no business of the simulator, so it passes over that. What is not drawn is left out. */
const drawingSchema = z.object({
  parts: diagramSchema.shape.parts.element.loose().array(),
  connections: diagramSchema.shape.connections,
});

type DrawnPart = z.output<typeof partSchema>;

/**
 * @param diagram as it was read to make the board; undefined for a bare one.
 * @param sim has the parts.
 */
export function sceneOf(diagram: string | undefined, sim: Simulator): Scene {
  if (diagram === undefined) return { actors: [], wires: [] };
  const { parts, connections } = drawingSchema.parse(new JsonSource(diagram).value);
  const byId = new Map(sim.parts.all.map((part) => [part.id, part]));
  return {
    actors: parts.filter(({ hide }) => hide !== true).map((drawn) => actorOf(drawn, byId)),
    wires: connections.map(([from, to, color = "", path = []]) => ({ from, to, color, path })),
  };
}

function actorOf(drawn: DrawnPart, parts: ReadonlyMap<string, Part>): Actor {
  const { id, type, left = 0, top = 0, rotate = 0, attrs = {} } = drawn;
  const definition = findDefinition(type);
  const view = definition && viewOf(type);
  const part = parts.get(id);
  const noun = view?.noun(attrs) ?? `${type.replace(/^\w+-/, "")}, which is not simulated`;
  const info: PartInfo = {
    id,
    type,
    noun,
    left,
    top,
    rotate,
    attrs,
    terminals: definition?.terminals ?? [],
    controls: view?.controls?.(part, attrs) ?? [],
    bindings: view?.bindings?.(part, attrs) ?? [],
  };
  return { info, view, part };
}

/** How a part looks, with lights as the mean of the last `span` nanoseconds. */
export function pictureOf(
  { info: { id, attrs }, view, part }: Actor,
  circuit: Circuit,
  span: bigint,
): Picture | undefined {
  const picture = view?.picture?.({ part, id, attrs, circuit, span });
  if (picture === undefined || view?.controls === undefined) return picture;
  const values = view.controls(part, attrs).flatMap((control) => {
    return "value" in control ? [[control.name, control.value] as const] : [];
  });
  return values.length === 0 ? picture : { ...picture, values: Object.fromEntries(values) };
}
