/**
 * What the page commands, and what comes of it. It has no clock and no timers of its own: who holds it calls `slice`
 * as long as there is something to do, and `frame` for each picture.
 */
import { FirmwareError, UsageError } from "../../core/errors.ts";
import type { Script } from "../../script/script.ts";
import type { Happening } from "../../script/happening.ts";
import type { Answers, Command, Question, Report } from "../protocol.ts";
import { valueOf } from "./answers.ts";
import { playNow, readControl, readTyped, type Doing } from "./deeds.ts";
import { faultOf } from "./fault.ts";
import { Frames, transferable } from "./frames.ts";
import { livedThrough } from "./lived.ts";
import { atTheEnd, MOST_TIME } from "./most-time.ts";
import { Pace, SLICE } from "./pace.ts";
import { simulate, type Simulation } from "./simulation.ts";

/** What a session is lent. */
export interface Outside {
  say(report: Report, transfer?: Transferable[]): void;
  /** Milliseconds on the wall. */
  wall(): number;
}

/** Milliseconds for which a way through time is not shown. */
const PATIENCE = 150;

/** A way to another time, in slices. */
interface Way {
  readonly to: bigint;
  /** Wall at its begin. */
  readonly since: number;
  /** What is done meanwhile, each when its time has come. */
  readonly happenings: readonly Happening[];
  /** Whether it is to a time that somebody chose, and ends where they pause. */
  readonly isChosen: boolean;
}

type Loading = Simulation & {
  readonly frames: Frames;
  /** Buttons that somebody holds now; where there are any, all that was done lies in the past. */
  readonly fingers: Set<string>;
  /** What the firmware's script says. */
  readonly written: Script;
};

export class Session {
  readonly #outside: Outside;
  readonly #pace = new Pace();
  #board: Loading | undefined;
  #isPlaying = false;
  #furthest = 0;
  #way: Way | undefined;
  /** Commands that wait until the way is done. */
  #waiting: Command[] = [];

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Does what the page commands. What is not possible is told to the page. */
  handle(command: Command): void {
    try {
      this.#do(command);
    } catch (error) {
      this.#refuse(error, command.type === "ask" ? command.id : undefined);
    }
  }

  /** Whether it is on its way to a time that was asked for. */
  get isTravelling(): boolean {
    return this.#way !== undefined;
  }

  /** Whether `slice` has something to do. */
  get isBusy(): boolean {
    return this.isTravelling || this.#isPlaying;
  }

  /** Simulates for some milliseconds. @returns whether more is due at once. */
  slice(): boolean {
    const board = this.#board;
    if (board === undefined || !this.isBusy) return false;
    const { sim } = board;
    const way = this.#way;
    const wall = this.#outside.wall();
    const now = Number(sim.now);
    const due = way ? Number(way.happenings[0]?.at ?? way.to) : this.#pace.due(wall, now);
    const stop = wall + SLICE;
    const isOver = (): boolean => this.#outside.wall() >= stop;
    let isMore = false;
    if (due === Infinity) this.#move(() => (isMore = this.#rush(isOver)));
    else {
      const target = BigInt(Math.floor(Math.min(due, MOST_TIME)));
      // The condition is asked before the first instant too, and a slice must get somewhere.
      let asked = 0;
      const isDone = (): boolean =>
        (way === undefined && this.#hasEnded) || (asked++ > 0 && isOver());
      this.#move(() => void sim.runUntil(isDone, target > sim.now ? target - sim.now : 0n));
      isMore = sim.now < target;
    }
    if (way !== undefined) return this.#goOn(way);
    this.#pace.reached(this.#outside.wall(), Number(sim.now));
    if (this.#hasEnded) this.#isPlaying = false;
    else if (Number(sim.now) >= MOST_TIME) {
      this.#isPlaying = false;
      this.#refuse(atTheEnd());
    }
    return this.#isPlaying && isMore;
  }

  /**
   * As fast as it goes, from one thing that happens to the next. Where nothing ever will, time stands until somebody
   * does something: otherwise it would be centuries later at once.
   * @returns whether there is more to come.
   */
  #rush(isOver: () => boolean): boolean {
    const { sim } = this.#board!;
    do {
      if (!sim.step()) return false;
    } while (!this.#hasEnded && Number(sim.now) < MOST_TIME && !isOver());
    return true;
  }

  /** Tells the page what has changed, if something has. */
  frame(): void {
    const board = this.#board;
    const wall = this.#outside.wall();
    if (board === undefined || (this.#way && wall - this.#way.since < PATIENCE)) return;
    const [furthest, playing] = [this.#furthest, this.#isPlaying];
    const travelling = this.isTravelling;
    const { speed, real } = this.#pace;
    const pace = playing ? Number(real.toPrecision(3)) : 0;
    const frame = board.frames.next({ furthest, playing, travelling, speed, pace }, wall);
    if (frame !== undefined) this.#outside.say(frame, transferable(frame));
  }

  #do(command: Command): void {
    if (command.type === "load") {
      this.#load(command);
      return;
    }
    const board = this.#board;
    if (board === undefined) throw new UsageError("no firmware is loaded", "load one first");
    switch (command.type) {
      case "play":
        this.#play(board, command.speed);
        return;
      case "pause":
        this.#isPlaying = false;
        if (this.#way?.isChosen === true) this.#endWay();
        return;
      case "look":
        board.frames.look(command.view);
        return;
      case "ask":
        this.#answer(board, command.id, command.question);
        return;
      case "goTo":
        this.#goTo(board, command);
        return;
    }
    if (this.#way !== undefined && this.#way.happenings.length > 0) this.#endWay();
    if (this.#way !== undefined) this.#waiting.push(command);
    else if (command.type === "step") this.#step(board, command);
    else {
      const { sim } = board;
      const doing =
        command.type === "type"
          ? readTyped(sim, command.port, command.text)
          : readControl(board, command.part, command.control, command.value);
      if (doing !== undefined) this.#perform(board, doing);
    }
  }

  #load({ firmware, resume }: Extract<Command, { type: "load" }>): void {
    const old = resume ? this.#board : undefined;
    // What people did is done again when its time is reached, so that it can be cut short.
    const happenings = old ? livedThrough(old.sim, old.written) : [];
    const simulation = simulate(firmware);
    const written = simulation.sim.script();
    const frames = new Frames(simulation.sim, simulation.recorder, simulation.scene);
    if (old?.frames.view) frames.look(old.frames.view);
    const to = old?.sim.now ?? 0n;
    const wasPlaying = old !== undefined && this.#isPlaying;
    this.#board = { ...simulation, frames, fingers: new Set(), written };
    this.#furthest = 0;
    this.#waiting = [];
    this.#isPlaying = wasPlaying;
    this.#outside.say(simulation.loaded);
    this.#move(() => simulation.sim.runFor(0n));
    this.#way = { to, since: this.#outside.wall(), happenings, isChosen: false };
    if (to === 0n) this.#endWay();
  }

  #play({ sim }: Loading, speed: number): void {
    if (!(speed > 0)) {
      throw new UsageError(`the speed ${speed} leads nowhere`, "give a number above 0");
    }
    if (this.#hasEnded) {
      throw new UsageError(
        `it does not go on from here: the firmware ${sim.state === "crashed" ? "has failed" : "has ended"}`,
        "go back in time, or change the firmware",
      );
    }
    if (Number(sim.now) >= MOST_TIME) throw atTheEnd();
    this.#isPlaying = true;
    this.#pace.start(speed, this.#outside.wall(), Number(sim.now));
  }

  #goTo(board: Loading, command: Extract<Command, { type: "goTo" }>): void {
    const { sim, frames } = board;
    if (!(command.time <= MOST_TIME)) throw atTheEnd();
    const to = BigInt(Math.max(0, Math.floor(command.time)));
    const isBack = to < sim.now || sim.state === "crashed";
    if (isBack && this.#way !== undefined && this.#way.happenings.length > 0) {
      // What people did after that time would be lost.
      this.#waiting.push(command);
      return;
    }
    if (isBack) {
      this.#letGo(board);
      sim.rewind(to);
      frames.rewound();
    }
    const happenings = isBack ? [] : (this.#way?.happenings ?? []);
    this.#way = { to, since: this.#outside.wall(), happenings, isChosen: true };
    if (sim.now >= to && !isBack) this.#endWay();
  }

  #step(board: Loading, { by, back }: Extract<Command, { type: "step" }>): void {
    const { sim, frames } = board;
    this.#isPlaying = false;
    if (!back) {
      let hasMoved = false;
      this.#move(() => (hasMoved = sim.step(by)));
      if (!hasMoved && sim.state !== "crashed") {
        throw new UsageError("nothing will ever happen", "press or set something, or go back");
      }
      return;
    }
    this.#letGo(board);
    if (!sim.stepBack(by)) throw new UsageError("nothing happened before", "step forward");
    frames.rewound();
  }

  #perform({ sim, recorder, fingers }: Loading, doing: Doing): void {
    if (sim.state === "crashed") {
      throw new UsageError(
        "the firmware has failed: nothing can be done to the board",
        "go back in time first, or change the firmware",
      );
    }
    recorder.cut();
    this.#furthest = Number(sim.now);
    const begun = sim.parts.buttons.filter(({ id, isHeld }) => isHeld && !fingers.has(id));
    doing();
    // What was done later does not come again, and with it the ends of presses that have begun.
    for (const { id } of begun) if (!fingers.has(id)) sim.letGo(id);
    this.#move(() => sim.runFor(0n));
  }

  /** A finger that stays on a button would be on it for ever, where it comes again. */
  #letGo(board: Loading): void {
    const { sim, fingers } = board;
    if (fingers.size > 0 && sim.state !== "crashed") {
      this.#perform(board, () => fingers.forEach((id) => sim.letGo(id)));
    }
    fingers.clear();
  }

  /** The way has come to a stop: what is done next, if it is not there yet. */
  #goOn(way: Way): boolean {
    const { sim } = this.#board!;
    const [next, ...happenings] = way.happenings;
    if (sim.state === "crashed") this.#endWay();
    else if (next !== undefined && sim.now >= next.at) {
      this.#way = { ...way, happenings };
      try {
        playNow(sim, next.kind, next.words);
        this.#move(() => sim.runFor(0n));
      } catch (error) {
        this.#refuse(error);
      }
    } else if (next === undefined && sim.now >= way.to) this.#endWay();
    return this.isBusy;
  }

  #endWay(): void {
    const { sim } = this.#board!;
    this.#way = undefined;
    this.#pace.start(this.#pace.speed, this.#outside.wall(), Number(sim.now));
    for (const command of this.#waiting.splice(0)) this.handle(command);
  }

  /** Lets time move. That the firmware fails is no mistake of who commands: it is told as a message. */
  #move(action: () => void): void {
    const { sim } = this.#board!;
    try {
      action();
    } catch (error) {
      if (sim.state !== "crashed") throw error;
      this.#isPlaying = false;
    }
    this.#furthest = Math.max(this.#furthest, Number(sim.now));
  }

  get #hasEnded(): boolean {
    const { state } = this.#board!.sim;
    return state === "crashed" || state === "finished" || state === "deadlock";
  }

  #answer(board: Loading, id: number, question: Question): void {
    this.#outside.say({ type: "answer", id, value: valueOf(board, question) as Answers["edge"] });
  }

  #refuse(error: unknown, id?: number): void {
    const isTold = error instanceof UsageError || error instanceof FirmwareError;
    const refused = isTold
      ? { type: "refused" as const, message: error.message, hint: error.hint }
      : faultOf(error);
    this.#outside.say({ ...refused, ...(id !== undefined && { id }) });
  }
}
