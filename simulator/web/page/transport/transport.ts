/** Play, pause, steps, speed, and where time is. */
import type { Command, Frame } from "../../protocol.ts";
import { UsageError } from "../../../core/errors.ts";
import { setIcon } from "../dom/icons.ts";
import { hasModifier, isTyping, usesSpace } from "../dom/keys.ts";
import { byId, make, setText } from "../../dom/make.ts";
import { coarseTimeText, readTime, timeText } from "../../dom/time-text.ts";
import type { Refusal } from "../link/link.ts";
import { TimeLine } from "./time-line.ts";

const speeds = [0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100, Infinity];

/** It is slower than what was asked for by more than this. */
const SLOW = 0.9;

export interface TransportHooks {
  send(command: Command): void;
  restart(): void;
  /** What was typed is no time. */
  refused(refusal: Refusal): void;
}

export class Transport {
  readonly #hooks: TransportHooks;
  readonly #play = byId<HTMLButtonElement>("play");
  readonly #speed = byId<HTMLSelectElement>("speed");
  readonly #stepBy = byId<HTMLSelectElement>("step-by");
  readonly #clock = byId("clock");
  readonly #state = byId("state");
  readonly #timeLine: TimeLine;
  #isPlaying = false;
  #isTravelling = false;
  #wasPlaying = false;

  constructor(hooks: TransportHooks) {
    this.#hooks = hooks;
    this.#timeLine = new TimeLine({
      goTo: (time) => hooks.send({ type: "goTo", time }),
      grab: () => {
        this.#wasPlaying = this.#isPlaying;
        if (this.#isPlaying) hooks.send({ type: "pause" });
      },
      drop: () => {
        if (this.#wasPlaying) this.#start();
      },
    });
    const button = (id: "restart" | "back" | "forward", label: string, hint: string) => {
      const found = byId<HTMLButtonElement>(id);
      setIcon(found, id, label, hint);
      return found;
    };
    button("restart", "Restart", "r").addEventListener("click", () => hooks.restart());
    button("back", "Step back", ",").addEventListener("click", () => this.#step(true));
    button("forward", "Step forward", ".").addEventListener("click", () => this.#step(false));
    setIcon(this.#play, "play", "Play", "Space");
    this.#play.addEventListener("click", () => this.#toggle());
    for (const speed of speeds) {
      const name = speed === Infinity ? "max" : `${speed}\u00d7`;
      this.#speed.append(make("option", { value: `${speed}` }, name));
    }
    this.#speed.value = "1";
    this.#speed.addEventListener("change", () => {
      if (this.#isPlaying) this.#start();
    });
    byId("go-to").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#goToTyped();
    });
    window.addEventListener("keydown", (event) => this.#key(event));
  }

  /** There is something to run: starts it. */
  enable(): void {
    for (const field of document.querySelectorAll<HTMLButtonElement>("#transport :disabled")) {
      field.disabled = false;
    }
    this.#timeLine.enable();
    this.#start();
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  start(): void {
    this.#start();
  }

  goTo(time: number): void {
    this.#timeLine.goTo(time);
  }

  refused(): void {
    this.#timeLine.refused();
  }

  show(frame: Frame): void {
    const { now, playing, travelling, pace, speed, state } = frame;
    this.#isPlaying = playing;
    this.#isTravelling = travelling;
    const isMoving = playing || travelling;
    setIcon(this.#play, isMoving ? "pause" : "play", isMoving ? "Pause" : "Play", "Space");
    this.#clock.dataset["time"] = `${now}`;
    setText(this.#clock, playing ? coarseTimeText(now) : timeText(now));
    const isSlow = playing && Number.isFinite(speed) && pace < speed * SLOW;
    const running = isSlow ? `running at ${Number(pace.toPrecision(2))}\u00d7` : "running";
    const still = travelling ? "on its way" : "paused";
    const words = state !== "running" ? state : playing ? running : still;
    setText(this.#state, words);
    this.#state.dataset["state"] = state === "running" && !isMoving ? "paused" : state;
    this.#timeLine.show(frame);
  }

  /** Something other than the time, while there is none. */
  tell(words: string): void {
    setText(this.#state, words);
  }

  #start(): void {
    this.#hooks.send({ type: "play", speed: Number(this.#speed.value) });
  }

  #toggle(): void {
    if (this.#isPlaying || this.#isTravelling) this.#hooks.send({ type: "pause" });
    else this.#start();
  }

  #step(back: boolean): void {
    this.#hooks.send({ type: "step", by: this.#stepBy.value as "instant" | "event", back });
  }

  #goToTyped(): void {
    const field = byId<HTMLInputElement>("go-to-time");
    const text = field.value.trim();
    if (text === "") return;
    try {
      this.goTo(readTime(text));
      field.removeAttribute("aria-invalid");
      field.select();
    } catch (error) {
      field.setAttribute("aria-invalid", "true");
      if (!(error instanceof UsageError)) throw error;
      const { message, hint } = error;
      this.#hooks.refused({ message, hint });
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || hasModifier(event) || this.#play.disabled) return;
    if (event.key === " " ? usesSpace(event) : isTyping(event)) return;
    const deeds: Readonly<Record<string, () => void>> = {
      " ": () => this.#toggle(),
      ",": () => this.#step(true),
      ".": () => this.#step(false),
      r: () => this.#hooks.restart(),
    };
    const deed = deeds[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    if (!event.repeat || event.key === "," || event.key === ".") deed();
  }
}
