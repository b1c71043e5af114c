/**
 * What people do to a board. All of it happens at the end of the instant at which the simulation stands, so that the
 * script that tells it afterwards does the same again. It is checked before: in an event it would end the run.
 */
import { UsageError } from "../../core/errors.ts";
import { escapeWords } from "../../core/text-words.ts";
import { readSetting } from "../../parts/setting.ts";
import { playScript } from "../../script/script.ts";
import type { Simulator } from "../../simulator.ts";
import { plainNumber, type Act } from "../parts/view.ts";
import type { Control, Deed } from "../protocol.ts";
import type { Actor, Scene } from "./scene.ts";

/** Something that can be done now. */
export type Doing = () => void;

function plainAct(control: Control, value: Deed): Act | undefined {
  if (control.kind === "range") {
    const isNumber = typeof value === "number" && Number.isFinite(value);
    return isNumber ? { set: control.name, to: plainNumber(value) } : undefined;
  }
  if (control.kind !== "choice") return undefined;
  const text = String(value);
  return control.options.includes(text) ? { set: control.name, to: text } : undefined;
}

function find(scene: Scene, part: string, control: string): { actor: Actor; found: Control } {
  const actor = scene.actors.find(({ info }) => info.id === part);
  if (actor === undefined) {
    throw new UsageError(`no part "${part}" on the board`, "load the page again");
  }
  const found = actor.info.controls.find(({ name }) => name === control);
  if (found !== undefined) return { actor, found };
  const names = actor.info.controls.map(({ name }) => name).join(", ");
  throw new UsageError(
    `${part} has no control "${control}"`,
    names === "" ? "nothing of it can be touched" : `it has ${names}`,
  );
}

/**
 * What it means that a control of a part gets a value; undefined if that changes nothing.
 * @param fingers the buttons that somebody holds now. One that is held because it was so when time was here before is
 * not among them: only a finger that comes to it ends that.
 * @throws UsageError if it is not possible.
 */
export function readControl(
  { sim, scene, fingers }: { sim: Simulator; scene: Scene; fingers: Set<string> },
  part: string,
  control: string,
  value: Deed,
): Doing | undefined {
  const { actor, found } = find(scene, part, control);
  const act = actor.view?.act ? actor.view.act(actor.part, control, value) : plainAct(found, value);
  if (act === undefined) {
    throw new UsageError(
      `${control} of ${part} cannot be ${JSON.stringify(value)}`,
      `use the control "${found.label}" of the page`,
    );
  }
  if ("button" in act) {
    const { button: id, isDown } = act;
    if (fingers.has(id) === isDown) return undefined;
    // A crashed run refuses all that is done, and this is no mistake of who takes the finger away.
    if (!isDown && sim.state === "crashed") return void fingers.delete(id);
    if (isDown) {
      return () => {
        fingers.add(id);
        sim.hold(id);
      };
    }
    return () => {
      fingers.delete(id);
      sim.letGo(id);
    };
  }
  if (act.isSame === true) return undefined;
  readSetting(sim.parts.all, { id: part, name: act.set, value: act.to });
  return () => playNow(sim, "set", [part, act.set, act.to]);
}

/**
 * What it means that a text is typed at a serial port.
 * @throws UsageError if there is no such port.
 */
export function readTyped(sim: Simulator, port: number, text: string): Doing | undefined {
  const terminal = sim.uart(port);
  if (text === "") return undefined;
  const words = [`${terminal.port}`, ...escapeWords(new TextEncoder().encode(text))];
  return () => playNow(sim, "send", words);
}

/** Lets something of a script happen at the end of this instant. */
export function playNow(sim: Simulator, kind: string, words: readonly string[]): void {
  playScript(sim, { seed: 0, happenings: [{ kind, at: sim.now, late: true, words }] });
}
