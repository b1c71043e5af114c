/** Runs in the page: an analyser, and a worker that is none. */
import { createAnalyser } from "../../../simulator/web/analyser/analyser.ts";
import {
  Wave,
  type Frame,
  type Loaded,
  type Question,
  type View,
} from "../../../simulator/web/protocol.ts";
import { answer, square, waveform, type Recorded } from "./waves.ts";

const MILLI = 1_000_000;
const SECOND = 1000 * MILLI;
const END = 20 * SECOND;

/** What a small board has, with every level there is. */
const small: readonly Recorded[] = [
  square("D13 led1", "led", SECOND, 500 * MILLI, END),
  square("D9 pwm", "pin", 10 * MILLI, 2.5 * MILLI, END),
  square("D2 clock", "pin", 100_000, 50_000, END),
  {
    name: "A4 sda",
    kind: "pin",
    times: [0, 300, 310, 320, 330, 700, 900, 1400].map((at) => at * MILLI),
    levels: [
      Wave.Floating,
      Wave.High,
      Wave.Low,
      Wave.High,
      Wave.Floating,
      Wave.Low,
      Wave.High,
      Wave.Floating,
    ],
    active: true,
  },
  {
    name: "BTN1",
    kind: "button",
    times: [0, 600, 601, 602, 900, 1700, 2200].map((at) => at * MILLI),
    levels: [Wave.High, Wave.Low, Wave.High, Wave.Low, Wave.High, Wave.Low, Wave.High],
    active: true,
  },
  {
    name: "D6",
    kind: "pin",
    times: [0, 1000 * MILLI, 1250 * MILLI],
    levels: [Wave.Low, Wave.Conflict, Wave.Low],
    active: true,
  },
  { name: "D7", kind: "pin", times: [0], levels: [Wave.Low], active: true },
  { name: "D8", kind: "pin", times: [0], levels: [Wave.Floating], active: false },
];

/** Forty signals that all change often. */
const large: readonly Recorded[] = Array.from({ length: 40 }, (_, i) =>
  square(`D${i}`, "pin", (8 + i) * MILLI, (3 + i / 2) * MILLI, END, i * 100_000),
);

/** Twenty signals at 1 kHz. */
const busy: readonly Recorded[] = Array.from({ length: 20 }, (_, i) =>
  square(`D${i + 2} led${i}`, "led", MILLI, MILLI / 2, END, i * 1000),
);

const boards = { small, large, busy };

/** What some pictures took, counted. */
export interface Work {
  /** Calls of all canvases, by their names. */
  readonly calls: Readonly<Record<string, number>>;
  /** Sizes of canvases that were set. */
  readonly resized: number;
  /** Texts and attributes that were changed. */
  readonly changes: number;
}

export interface Harness {
  readonly looks: View[];
  readonly asked: Question[];
  readonly gone: number[];
  /** Answers of the worker are errors. */
  refuse: string | undefined;
  load(which: keyof typeof boards): void;
  /** Time goes to `now`, and a frame tells of it. */
  frame(now: number, playing?: boolean): void;
  /** Pictures drawn, counted by the pixels that were put. */
  readonly drawn: () => number;
  /** Milliseconds that a picture takes, pixels included, of so many. */
  time(count: number): Promise<{ median: number; least: number }>;
  /** Plays frames from `start` on, `step` apart, at one instant of the wall's clock. */
  work(start: number, step: number, count: number): Work;
  /** Until nothing more is drawn. */
  settled(): Promise<void>;
}

let signals = small;
let view: View | undefined;
let now = 0;
let drawn = 0;

const harness: Harness = {
  looks: [],
  asked: [],
  gone: [],
  refuse: undefined,
  load(which) {
    signals = boards[which];
    const loaded: Loaded = {
      type: "loaded",
      name: "examples/button/button.ts",
      build: 1,
      board: "a board",
      parts: [],
      wires: [],
      signals,
      ports: [],
      ram: 0,
      wasm: 0,
    };
    analyser.load(loaded);
  },
  frame(time, playing = false) {
    now = time;
    report(playing);
  },
  drawn: () => drawn,
  async time(count) {
    const took: number[] = [];
    isTiming = true;
    for (let i = 0; i < count; i++) {
      // Every picture has other waveforms.
      harness.frame(10 * SECOND + i * 7 * MILLI, true);
      took.push(lastDrawing);
      await new Promise((resolve) => request(resolve));
    }
    isTiming = false;
    took.sort((a, b) => a - b);
    return { median: took[count >> 1]!, least: took[0]! };
  },
  work(start, step, count) {
    const wall = performance.now();
    performance.now = () => wall;
    changes.takeRecords();
    calls.clear();
    for (let i = 0; i < count; i++) harness.frame(start + i * step, true);
    Reflect.deleteProperty(performance, "now");
    const records = changes.takeRecords();
    const isSize = ({ target, attributeName }: MutationRecord): boolean =>
      target instanceof HTMLCanvasElement && /^(width|height)$/.test(attributeName ?? "");
    return {
      calls: Object.fromEntries(calls),
      resized: records.filter(isSize).length,
      changes: records.length,
    };
  },
  async settled() {
    let before = -1;
    while (before !== drawn) {
      before = drawn;
      // What is asked for and answered, drawn, and what that asked for.
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => request(resolve));
      }
    }
  },
};

function report(playing: boolean): void {
  const frame: Frame = {
    type: "frame",
    now,
    furthest: Math.max(now, 0),
    playing,
    travelling: false,
    speed: 1,
    pace: 1,
    state: "running",
    pictures: {},
    waveforms: view && {
      start: view.follow ? Math.max(0, now - (view.end - view.start)) : view.start,
      end: view.follow ? now : view.end,
      waves: view.signals.map((signal) => waveform(signal, signals[signal]!, view!, now)),
    },
    active: undefined,
    tasks: undefined,
    energy: undefined,
    messages: [],
    serial: [],
    rewound: false,
  };
  timed(() => analyser.frame(frame));
}

/** Milliseconds of the last picture that the analyser drew, with what the canvas put off. */
let lastDrawing = 0;
let isTiming = false;
const request = window.requestAnimationFrame.bind(window);
const rootOf = (): ShadowRoot => document.querySelector("#host > div")!.shadowRoot!;
function timed(draw: () => void): void {
  const before = drawn;
  const start = performance.now();
  draw();
  if (!isTiming || drawn === before) return;
  for (const canvas of rootOf().querySelectorAll("canvas")) {
    canvas.getContext("2d")!.getImageData(0, 0, 1, 1);
  }
  lastDrawing = performance.now() - start;
}

const calls = new Map<string, number>();
const context = CanvasRenderingContext2D.prototype as unknown as Record<string, unknown>;
for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(context))) {
  if (typeof value !== "function") continue;
  context[name] = function (this: unknown, ...args: unknown[]): unknown {
    if (name === "putImageData") drawn++;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return Reflect.apply(value, this, args);
  };
}

const analyser = createAnalyser(document.querySelector<HTMLElement>("#host")!, {
  look(next) {
    view = next;
    harness.looks.push(next);
    // As a worker does: the picture comes later.
    setTimeout(() => report(false), 0);
  },
  async ask(question) {
    harness.asked.push(question);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (harness.refuse !== undefined) throw new Error(harness.refuse);
    return answer(signals, now, question) as never;
  },
  goTo(time) {
    harness.gone.push(time);
  },
});

const changes = new MutationObserver(() => {});
changes.observe(rootOf(), {
  subtree: true,
  attributes: true,
  childList: true,
  characterData: true,
});

Object.assign(globalThis, { harness });
