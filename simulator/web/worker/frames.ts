/** What the page is told of a simulation: each time only what has changed. */
import type { Simulator } from "../../simulator.ts";
import type { Frame, Picture, TaskInfo, View, Waveform } from "../protocol.ts";
import { Messages, SerialReader } from "./messages.ts";
import type { Recorder } from "./recorder.ts";
import { pictureOf, type Scene } from "./scene.ts";
import { describeEnergy, describeTask } from "./status.ts";
import { windowOf } from "./waves.ts";

/** Milliseconds from one look at the tasks to the next, and at the energy. */
const TASKS = 200;
const ENERGY = 500;

/** What only the session knows. */
export interface Going {
  readonly furthest: number;
  readonly playing: boolean;
  readonly travelling: boolean;
  readonly speed: number;
  readonly pace: number;
}

/** Something that is looked at now and then, and told if it is not as before. */
class Seldom<T> {
  readonly #every: number;
  #due = -Infinity;
  #told = "";

  constructor(every: number) {
    this.#every = every;
  }

  read(wall: number, isNow: boolean, look: () => T): T | undefined {
    if (wall < this.#due && !isNow) return undefined;
    this.#due = wall + this.#every;
    const value = look();
    const text = JSON.stringify(value);
    if (text === this.#told) return undefined;
    this.#told = text;
    return value;
  }
}

const isSameImage = ({ image: a }: Picture, { image: b }: Picture): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.rgba.length === b.rgba.length &&
    a.rgba.every((value, i) => value === b.rgba[i]));

const isSame = (a: Picture, b: Picture): boolean =>
  a.text === b.text &&
  JSON.stringify(a.properties) === JSON.stringify(b.properties) &&
  JSON.stringify(a.values) === JSON.stringify(b.values) &&
  isSameImage(a, b);

export class Frames {
  readonly #sim: Simulator;
  readonly #recorder: Recorder;
  readonly #scene: Scene;
  readonly #messages: Messages;
  readonly #serial: readonly SerialReader[];
  readonly #pictures = new Map<string, Picture>();
  readonly #tasks = new Seldom<readonly TaskInfo[]>(TASKS);
  readonly #energy = new Seldom<ReturnType<typeof describeEnergy>>(ENERGY);
  #view: View | undefined;
  #waveKey = "";
  #activeKey = "";
  #now = -1n;
  #going = "";
  #isAnew = true;

  constructor(sim: Simulator, recorder: Recorder, scene: Scene) {
    this.#sim = sim;
    this.#recorder = recorder;
    this.#scene = scene;
    this.#messages = new Messages(sim);
    const ports = sim.circuit.board.functions.uart;
    this.#serial = ports.map((_, port) => new SerialReader(sim.uart(port)));
  }

  /** What is on screen. */
  get view(): View | undefined {
    return this.#view;
  }

  look(view: View): void {
    const signals = view.signals.filter((index) => this.#recorder.signals[index] !== undefined);
    this.#view = { ...view, signals };
    this.#waveKey = "";
  }

  /** Time went back: messages are told anew. */
  rewound(): void {
    this.#isAnew = true;
  }

  /** Undefined if there is nothing to tell. @param wall milliseconds. */
  next(going: Going, wall: number): Frame | undefined {
    const sim = this.#sim;
    const { now } = sim;
    const rewound = this.#isAnew;
    this.#isAnew = false;
    const told = JSON.stringify([going, `${now}`, sim.state]);
    const waveforms = this.#waveforms();
    // What is done while time stands may change how a part looks.
    const pictures = this.#changedPictures(going.playing);
    const isStill = told === this.#going;
    this.#going = told;
    const active = this.#active();
    const { messages, leftOut } = this.#messages.read(rewound);
    const serial = this.#serial.flatMap((reader) => reader.read(rewound));
    // What stands still is looked at to the end.
    const isNow = rewound || !going.playing;
    const tasks = this.#tasks.read(wall, isNow, () => sim.inspect().map(describeTask));
    const energy = this.#energy.read(wall, isNow, () =>
      describeEnergy(sim.energy(), sim.summary().wakes.total),
    );
    const news = [waveforms, active, tasks, energy, rewound || undefined, messages[0], serial[0]];
    const isNews = news.some((one) => one !== undefined) || Object.keys(pictures).length > 0;
    if (isStill && !isNews) return undefined;
    return {
      type: "frame",
      now: Number(now),
      ...going,
      state: sim.state === "waiting" ? "running" : sim.state,
      pictures,
      waveforms,
      active,
      tasks,
      energy,
      messages,
      leftOut,
      serial,
      rewound,
    };
  }

  #changedPictures(isPlaying: boolean): Record<string, Picture> {
    const { now, circuit } = this.#sim;
    const span = isPlaying && now > this.#now ? now - this.#now : 0n;
    this.#now = now;
    // Entries: a part may be called `__proto__`.
    const changed: [id: string, picture: Picture][] = [];
    for (const actor of this.#scene.actors) {
      const picture = pictureOf(actor, circuit, span);
      if (picture === undefined) continue;
      const { id } = actor.info;
      const before = this.#pictures.get(id);
      if (before !== undefined && isSame(before, picture)) continue;
      this.#pictures.set(id, picture);
      changed.push([id, picture]);
    }
    return Object.fromEntries(changed);
  }

  #active(): readonly number[] | undefined {
    const { signals } = this.#recorder;
    const active = signals.flatMap((_, i) => (this.#recorder.isActive(i) ? [i] : []));
    const key = active.join(" ");
    if (key === this.#activeKey) return undefined;
    this.#activeKey = key;
    return active;
  }

  #waveforms(): Frame["waveforms"] {
    const view = this.#view;
    if (view === undefined) return undefined;
    const now = Number(this.#sim.now);
    const end = view.follow ? now : view.end;
    const start = end - (view.end - view.start);
    if (!(end > start)) return undefined;
    const { signals } = this.#recorder;
    const shown = view.signals.map((index) => ({ index, edges: signals[index]!.edges }));
    const counts = shown.map(({ edges }) => `${edges.upTo(end)} ${edges.since}`);
    const key = [start, end, ...counts].join(" ");
    if (key === this.#waveKey) return undefined;
    this.#waveKey = key;
    const { columns } = view;
    const waves = shown.map(({ index, edges }): Waveform =>
      windowOf(index, edges, { start, end, columns }),
    );
    return { start, end, waves };
  }
}

/** What can be handed over to the page without a copy. Images are compared with the next ones, so they are not. */
export function transferable({ waveforms }: Frame): Transferable[] {
  return (waveforms?.waves ?? []).flatMap(({ times, levels }) => [times.buffer, levels.buffer]);
}
