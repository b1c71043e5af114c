/**
 * The wiring of a board while it runs: who drives each net, and what level comes of it.
 *
 * Digital, not analogue: a driver of 0 Ω beats a pull, a pull beats nothing, and between two sides
 * that both only pull the lower path resistance wins. A LED conducts nothing here. Two strong
 * drivers against each other are level "x" and a `pin-conflict`; two pulls of about the same
 * strength are "x" and a `weak-conflict`; nothing at all is "z". A pin that reads "x" or "z" gives a
 * value drawn from the seed, the same one every time. A wire may be faulty: then the fault holds the
 * net, or parts the pin from it, and nobody is blamed for it.
 * All levels are valid from construction on. A pin that was never configured is an input without
 * pull.
 */
import { PinMode } from "../../hal/generated/border.ts";
import type { Board } from "../core/board.ts";
import type { Clock, Diagnostic, Level, Random } from "../core/context.ts";
import { UsageError } from "../core/errors.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { Announcer, type FindingsState } from "./announcer.ts";
import { LEVELS } from "./codes.ts";
import { describeConflicts } from "./conflict.ts";
import { copyOfDrives, deedNow, idleDrives, setDrives } from "./drives.ts";
import { FeedWatch } from "./feed-watch.ts";
import { namesOf, type Names } from "./names.ts";
import { PinLevels } from "./pin-levels.ts";
import { Resolver, type Drives } from "./resolver.ts";
import {
  buildTopology,
  DRIVES_HIGH,
  DRIVES_LOW,
  levelOfRail,
  type Component,
  type Link,
  type Topology,
} from "./topology.ts";
import { Voltmeter } from "./voltage.ts";

/** Levels and resistances follow from what drives, so they are not in it. */
export interface CircuitState {
  readonly drives: Drives;
  readonly active: readonly boolean[];
  readonly findings: FindingsState;
}

/** The wires of a board: who drives or pulls which, and the level that comes of it. */
export class Circuit implements Snapshotted<CircuitState> {
  readonly board: Board;
  /** Logical numbers of the board's pins, ascending. */
  readonly pins: readonly number[];

  readonly #clock: Clock;
  readonly #topology: Topology;
  readonly #drives: Drives;
  readonly #resolver: Resolver;
  readonly #names: Names;
  readonly #voltmeter: Voltmeter;
  readonly #levels: PinLevels;
  readonly #feeds: FeedWatch;
  #active: boolean[];

  readonly #announcer = new Announcer();

  constructor(board: Board, random: Random, clock: Clock) {
    this.board = board;
    this.pins = board.pins.map((pin) => pin.logical);
    this.#clock = clock;
    this.#topology = buildTopology(board);
    this.#drives = idleDrives(board);
    this.#resolver = new Resolver(this.#topology, this.#drives, board.pullOhms);
    this.#names = namesOf(board, this.#topology);
    this.#active = [...this.#topology.pinWired];
    for (const component of this.#topology.components) this.#resolve(component);
    const [topology, drives, resolver] = [this.#topology, this.#drives, this.#resolver];
    const wiring = { board, topology, drives, resolver };
    this.#feeds = new FeedWatch(topology, resolver);
    this.#voltmeter = new Voltmeter(wiring);
    this.#levels = new PinLevels(wiring, this.#voltmeter, random);
    if (topology.shorted.length > 0) {
      const message = `GND and VCC are wired together: ${topology.shorted.join(", ")}`;
      this.report("pin-conflict", message, "Remove one of these wires.");
    }
  }

  /** Whether the board has this logical pin. */
  has(pin: number): boolean {
    return this.#names.hasPin(pin);
  }

  /** Whether the pin was ever configured or driven, or has something wired to it. */
  isActive(pin: number): boolean {
    return this.#active[this.#names.pin(pin)]!;
  }

  /** Whether the firmware drives the pin: it is configured as an output. */
  isOutput(pin: number): boolean {
    return this.#drives.mode[this.#names.pin(pin)]! >= PinMode.OutputLow;
  }

  /**
   * Sets what a pin does. An output takes its level in the same instant, without a glitch.
   * @param mode A `PinMode` value.
   */
  configure(pin: number, mode: number): void {
    const index = this.#names.pin(pin);
    if (!Object.values<number>(PinMode).includes(mode)) {
      throw new UsageError(`pin ${pin} has no mode ${mode}`, "Use a value of PinMode.");
    }
    this.#clock.input(() => {
      this.#active[index] = true;
      this.#drives.mode[index] = mode;
      if (mode === PinMode.OutputLow) this.#drives.latch[index] = 0;
      if (mode === PinMode.OutputHigh) this.#drives.latch[index] = 1;
      this.#settlePin(index);
    });
  }

  /** Sets the output latch. It drives only while the pin is an output. */
  write(pin: number, level: 0 | 1): void {
    const index = this.#names.pin(pin);
    if (this.#drives.latch[index] === level) return;
    // Firmware writes at most instants: without a closure a run takes 3 % less.
    if (this.#clock.busy) this.#latch(index, level);
    else this.#clock.input(() => this.#latch(index, level));
  }

  /** What the pin's input reads. Without a definite level: a seeded value, always the same one. */
  read(pin: number): 0 | 1 {
    return this.#levels.read(this.#names.pin(pin));
  }

  /** Level of the pin's net; of the pin alone if it is cut off from it. */
  level(pin: number): Level {
    return this.#levels.level(this.#names.pin(pin));
  }

  /** What is wrong with the pin's wire: see `wire-faults.ts`. */
  fault(pin: number): number {
    return this.#drives.faults[this.#names.pin(pin)]!;
  }

  setFault(pin: number, fault: number): void {
    const index = this.#names.pin(pin);
    if (this.#drives.faults[index] === fault) return;
    this.#clock.input(() => {
      this.#active[index] = true;
      this.#drives.faults[index] = fault;
      this.#settlePin(index);
    });
  }

  /** Drives the pin's net from outside, as strongly as an output, until `release`. */
  drive(pin: number, level: 0 | 1): void {
    const index = this.#names.pin(pin);
    this.#clock.input(
      () => {
        this.#active[index] = true;
        this.#drives.probe[index] = level === 1 ? DRIVES_HIGH : DRIVES_LOW;
        this.#settlePin(index);
      },
      deedNow(this.#clock, "drive", pin, level === 1 ? "high" : "low"),
    );
  }

  /** Ends `drive`. */
  release(pin: number): void {
    const index = this.#names.pin(pin);
    if (this.#drives.probe[index] === 0) return;
    this.#clock.input(
      () => {
        this.#drives.probe[index] = 0;
        this.#settlePin(index);
      },
      deedNow(this.#clock, "release", pin),
    );
  }

  /**
   * Tells each change of a logical pin's net; of several at once, the lowest pin first.
   * @returns removes the listener.
   */
  onLevel(listener: (pin: number, level: Level) => void): () => void {
    return this.#announcer.levels.add(listener);
  }

  /**
   * Tells each finding once. What was found before the first listener came is told to it at once.
   * @returns removes the listener.
   */
  onDiagnostic(listener: (diagnostic: Diagnostic) => void): () => void {
    const remove = this.#announcer.diagnostics.add(listener);
    this.#announcer.tell();
    return remove;
  }

  /** Tells after any change of any net. @returns removes the listener. */
  onChange(listener: () => void): () => void {
    return this.#announcer.changes.add(listener);
  }

  /**
   * Tells when the level of one of these terminals has changed, before `onChange`; all levels are up to date by then. A
   * change of two terminals at once may be told twice, and so may what `weakFrom` asks for.
   * @param weakFrom tells, too, when so many ohms or more come to lie between a terminal and what feeds it, or no more.
   * @returns removes the listener.
   */
  watch(terminals: readonly string[], listener: () => void, weakFrom = Infinity): () => void {
    const nets = new Set(terminals.map((t) => this.#names.net(t)).filter((net) => net >= 0));
    if (weakFrom < Infinity) for (const net of nets) this.#feeds.add(net, weakFrom);
    const undo = [...nets].map((net) => this.#announcer.watch(net, listener));
    return () => undo.forEach((remove) => remove());
  }

  /** Level of a part's terminal, named `partId:terminal`. */
  levelAt(terminal: string): Level {
    const net = this.#names.net(terminal);
    return net >= 0 ? LEVELS[this.#resolver.codes[net]!]! : levelOfRail(net);
  }

  /** Resistance to what gives the terminal its level, in ohms; Infinity where it has none. */
  ohmsAt(terminal: string): number {
    const net = this.#names.net(terminal);
    return net < 0 ? 0 : this.#feeds.ohms(net);
  }

  /** Whether a fault, and nothing on the board, gives the terminal its level. */
  isHeldAt(terminal: string): boolean {
    const net = this.#names.net(terminal);
    return net >= 0 && this.#resolver.held[this.#resolver.leader[net]!] !== 0;
  }

  /** The voltage of a part's terminal; undefined while it floats. */
  voltageAt(terminal: string): number | undefined {
    return this.#voltmeter.ofTerminal(terminal, this.#names.net(terminal));
  }

  /** The voltage at a pin; undefined while it floats. */
  voltage(pin: number): number | undefined {
    return this.#voltmeter.ofPin(this.#names.pin(pin));
  }

  /** Closes or opens a contact of `board.switches`; `opened` is one that opens in the same instant. */
  setSwitch(id: string, closed: boolean, opened?: string): void {
    const index = this.#names.switch(id);
    const other = opened === undefined ? -1 : this.#names.switch(opened);
    const { closed: states } = this.#drives;
    if (states[index] === Number(closed) && (other < 0 || states[other] === 0)) return;
    this.#clock.input(() => {
      if (other >= 0) states[other] = 0;
      states[index] = Number(closed);
      const { a, b } = this.#topology.switches[index]!;
      if (a < 0 && b < 0 && closed && a !== b) {
        this.report("pin-conflict", `${id} connects GND to VCC`, "Wire one of its sides to a pin.");
      } else this.#settleLink(this.#topology.switches[index]!);
    });
  }

  /** Changes a resistor of `board.resistors`; more than 0. */
  setOhms(id: string, ohms: number): void {
    const index = this.#names.resistor(id);
    if (this.#drives.ohms[index] === ohms) return;
    this.#clock.input(() => {
      this.#drives.ohms[index] = ohms;
      this.#settleLink(this.#topology.resistors[index]!);
    });
  }

  /** Reports a warning of the board or one of its parts, once for each distinct message. */
  report(code: string, message: string, hint: string): void {
    this.#clock.input(() => {
      this.#find(code, message, hint);
      this.#announcer.tell();
    });
  }

  save(): CircuitState {
    return {
      drives: copyOfDrives(this.#drives),
      active: [...this.#active],
      findings: this.#announcer.save(),
    };
  }

  /** Tells no listener: each of them goes back by itself. */
  restore({ drives, active, findings }: CircuitState): void {
    setDrives(this.#drives, drives);
    for (const component of this.#topology.components) this.#resolver.resolve(component);
    this.#levels.skip();
    this.#feeds.skip();
    this.#active = [...active];
    this.#announcer.restore(findings);
  }

  #find(code: string, message: string, hint: string): void {
    const time = this.#clock.now;
    this.#announcer.queueDiagnostic({ severity: "warning", code, time, message, hint });
  }

  #latch(index: number, level: 0 | 1): void {
    this.#drives.latch[index] = level;
    if (this.#drives.mode[index]! >= PinMode.OutputLow) this.#settlePin(index);
  }

  #settleLink({ a, b }: Link): void {
    const net = Math.max(a, b);
    if (net >= 0) this.#settle(this.#topology.componentOf[net]!);
  }

  #settlePin(index: number): void {
    this.#settle(this.#topology.componentOf[this.#topology.pinNet[index]!]!);
  }

  #settle(component: Component): void {
    this.#resolve(component);
    for (let i = 0; i < this.#resolver.changedCount; i++) {
      this.#announcer.queueChange(this.#resolver.changed[i]!);
    }
    this.#feeds.tell(component, this.#announcer);
    this.#levels.tell(component, this.#announcer);
    this.#announcer.tell();
  }

  #resolve(component: Component): void {
    this.#resolver.resolve(component);
    if (!this.#resolver.conflicting) return;
    const nets = [this.#topology, this.#drives, this.#resolver] as const;
    for (const { code, message, hint } of describeConflicts(component, this.board, ...nets)) {
      this.#find(code, message, hint);
    }
  }
}
