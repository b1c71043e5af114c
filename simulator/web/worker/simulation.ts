/** A firmware on its board, made ready to be played with. */
import { parseDiagram } from "../../boards/diagram.ts";
import { bareBoard } from "../../core/board.ts";
import { playScript, parseScript } from "../../script/script.ts";
import { Simulator } from "../../simulator.ts";
import type { Firmware, Loaded } from "../protocol.ts";
import { Recorder } from "./recorder.ts";
import { sceneOf, type Scene } from "./scene.ts";

/** Keyframes of the past: how many events lie between two at first, and how many are kept. */
const HISTORY = { every: 2048, keyframes: 96 };

export interface Simulation {
  readonly sim: Simulator;
  readonly recorder: Recorder;
  readonly scene: Scene;
  readonly loaded: Loaded;
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/**
 * @throws FirmwareError if the module is refused.
 * @throws UsageError if something is wrong with the diagram or the script.
 */
export function simulate(firmware: Firmware): Simulation {
  const { name, build, wasm, table, diagram, ignoreUnsupported, seed, cpu } = firmware;
  const board =
    diagram === undefined
      ? bareBoard()
      : parseDiagram(diagram, "diagram.json", { ignoreUnsupported });
  const recorder = new Recorder();
  const sim = Simulator.load(bytesOf(wasm), {
    table,
    board,
    seed,
    cpu,
    record: false,
    inspect: true,
    history: HISTORY,
    importState: recorder,
  });
  recorder.attach(sim);
  playScript(sim, parseScript(firmware.script));
  const scene = sceneOf(diagram, sim);
  const { ramBytes, wasmBytes } = sim.summary();
  const loaded: Loaded = {
    type: "loaded",
    name,
    build,
    board: board.name,
    parts: scene.actors.map(({ info }) => info),
    wires: scene.wires,
    signals: recorder.signals.map(({ kind, name: signal, pin }, i) => ({
      name: signal,
      kind,
      ...(pin !== undefined && { pin }),
      active: recorder.isActive(i),
    })),
    ports: board.functions.uart.map((_, port) => port),
    ram: ramBytes ?? 0,
    wasm: wasmBytes,
  };
  return { sim, recorder, scene, loaded };
}
