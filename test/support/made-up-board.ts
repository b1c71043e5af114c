/** What a worker would say of a diagram, with controls for the kinds of parts that tests touch. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findDefinition } from "../../simulator/parts/registry.ts";
import type { Binding, Control, Loaded, PartInfo } from "../../simulator/web/protocol.ts";
import { projectRoot } from "./parts.ts";

interface Drawn {
  readonly type: string;
  readonly id: string;
  readonly left?: number;
  readonly top?: number;
  readonly rotate?: number;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

interface Diagram {
  readonly parts: readonly Drawn[];
  readonly connections: readonly (readonly [string, string, string?, (readonly string[])?])[];
}

const touch: Readonly<
  Record<string, { readonly controls: readonly Control[]; readonly bindings: readonly Binding[] }>
> = {
  "wokwi-pushbutton": {
    controls: [{ kind: "hold", name: "press", label: "Press" }],
    bindings: [
      { event: "button-press", control: "press", value: true },
      { event: "button-release", control: "press", value: false },
    ],
  },
  "wokwi-potentiometer": {
    controls: [
      {
        kind: "range",
        name: "value",
        label: "Position",
        min: 0,
        max: 1023,
        step: 1,
        unit: "",
        value: 0,
      },
    ],
    bindings: [{ event: "input", control: "value", property: "value" }],
  },
  "wokwi-slide-switch": {
    controls: [
      { kind: "choice", name: "value", label: "Slider", options: ["left", "right"], value: "left" },
    ],
    bindings: [{ event: "input", control: "value", property: "value" }],
  },
  "wokwi-ky-040": {
    controls: [
      { kind: "nudge", name: "turn", label: "Turn" },
      { kind: "hold", name: "press", label: "Press" },
    ],
    bindings: [
      { event: "rotate-cw", control: "turn", value: 1 },
      { event: "rotate-ccw", control: "turn", value: -1 },
    ],
  },
};

function partOf({ type, id, left = 0, top = 0, rotate = 0, attrs = {} }: Drawn): PartInfo {
  const texts = Object.entries(attrs).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const { controls, bindings } = touch[type] ?? { controls: [], bindings: [] };
  const key = attrs["key"];
  return {
    id,
    type,
    noun: type.replace(/^(wokwi|board)-/, ""),
    left,
    top,
    rotate,
    attrs: Object.fromEntries(texts),
    terminals: findDefinition(type)?.terminals ?? [],
    controls: controls.map((control) =>
      control.kind === "hold" && typeof key === "string" ? { ...control, key } : control,
    ),
    bindings,
  };
}

/** A board as the diagram's text has it. */
export function boardOf(text: string): Loaded {
  const { parts, connections } = JSON.parse(text) as Diagram;
  return {
    type: "loaded",
    name: "",
    build: 0,
    board: "Arduino Uno",
    parts: parts.map(partOf),
    wires: connections
      .filter(([from, to]) => !`${from}${to}`.includes("$"))
      .map(([from, to, color = "", path = []]) => ({ from, to, color, path })),
    signals: [{ name: "D13 led1", kind: "pin", pin: 13, active: true }],
    ports: [0],
    ram: 192,
    wasm: 2826,
  };
}

/** The board of an example. */
export const exampleBoard = (name: string): Loaded =>
  boardOf(readFileSync(join(projectRoot, "examples", name, "diagram.json"), "utf8"));
