/**
 * One instance of the firmware: loads the module, calls its three exports, and turns whatever goes
 * wrong inside into a `FirmwareError` with a place in the author's source.
 */
import { BORDER_MODULE } from "../../hal/generated/border.ts";
import type { BorderExports } from "../../hal/generated/border.ts";
import type { AwaitInfo, Place, SideTable } from "../../hal/border/side-table.ts";
import { checkImports } from "./admission.ts";
import type { HostFunction, HostImports } from "./admission.ts";
import { awaitedInLoop } from "./awaited.ts";
import { Budget } from "./budget.ts";
import type { BudgetState } from "./budget.ts";
import { CurrentTask, currentTaskWord } from "./current-task.ts";
import { FirmwareError } from "./errors.ts";
import { FUEL_EXPORT, Hook, START_EXPORT } from "./guard.ts";
import { GuestState } from "./guest-state.ts";
import type { GuestImage } from "./guest-state.ts";
import { setHook } from "./hooks.ts";
import { attachMetering, SOME_TASK } from "./metering.ts";
import type { FirmwareMetering } from "./metering.ts";
import { panicError } from "./panic.ts";
import { Places } from "./places.ts";
import { prepare } from "./prepared.ts";
import { ResetSignal } from "./reset-signal.ts";
import type { Snapshotted } from "./snapshotted.ts";
import { hintOf, isStackOverflow, isThrown } from "./trap.ts";

export interface FirmwareOptions {
  /** Functions of peripherals and of the user; `hal.now` and `hal.panic` are here already. */
  readonly imports: HostImports;
  readonly table?: SideTable | undefined;
  /** Loop iterations and calls that may happen at one instant. */
  readonly pollLimit: number;
  /** What is told of the instructions it executes; absent: they are not counted. */
  readonly metering?: FirmwareMetering | undefined;
  /** Virtual time in nanoseconds, for errors. */
  time(): bigint;
  /** The firmware's clock, in microseconds. */
  micros(): bigint;
}

type Entry = "start" | "poll" | "raise";

export interface FirmwareState {
  readonly guest: GuestImage;
  readonly budget: BudgetState;
  readonly wasReset: boolean;
}

export class Firmware implements Snapshotted<FirmwareState> {
  readonly #options: FirmwareOptions;
  readonly #places: Places;
  readonly #exports: BorderExports;
  /** Missing while the module is instantiated. */
  readonly #budget: Budget | undefined;
  readonly #guest: GuestState;
  readonly #tellsTasks: boolean = false;
  readonly #task: CurrentTask;
  /** As after instantiation; missing if the module has state that cannot be kept. */
  readonly #fresh: GuestImage | undefined;
  readonly #startSection: (() => void) | undefined;
  #wasReset = false;
  /** A fatal error that a function of the host has thrown into the firmware. */
  #hostError: Error | null = null;
  /** Where the firmware had called it. The error's own stack may end in functions of the host. */
  #hostCall: string | undefined;
  /** Size of the module as it is flashed, in bytes. */
  readonly wasmBytes: number;

  /**
   * Checks, guards and instantiates a module.
   * @throws FirmwareError if the module is refused, or its start section fails.
   */
  constructor(bytes: Uint8Array, options: FirmwareOptions) {
    this.#options = options;
    this.#task = new CurrentTask(currentTaskWord(options.table), () => this.memory);
    this.wasmBytes = bytes.length;
    const { metering, pollLimit } = options;
    const { shape, original, guarded, toOriginal } = prepare(bytes, pollLimit, metering);
    const imports = this.#provide(options.imports);
    checkImports(original, shape, imports);
    this.#places = new Places(options.table, shape, toOriginal);
    let instance: WebAssembly.Instance;
    try {
      instance = new WebAssembly.Instance(guarded, imports as WebAssembly.Imports);
    } catch (error) {
      throw this.#explain("start", error);
    }
    this.#exports = instance.exports as unknown as BorderExports;
    const fuel = instance.exports[FUEL_EXPORT] as WebAssembly.Global<"i32">;
    this.#budget = new Budget(fuel, pollLimit, metering?.counts ?? false);
    setHook(instance, Hook.empty, () => this.#budget!.askForMore());
    this.#tellsTasks = metering ? attachMetering(instance, shape, metering) : false;
    this.#guest = new GuestState(instance, shape);
    this.#fresh = shape.unkept.length === 0 ? this.#guest.save() : undefined;
    this.#startSection = instance.exports[START_EXPORT] as (() => void) | undefined;
    if (this.#startSection) this.#call("start", this.#startSection);
  }

  get memory(): WebAssembly.Memory {
    return this.#exports.memory;
  }

  /** End of the memory the firmware uses, in bytes; null if it does not export it. */
  get ramBytes(): number | null {
    const base: unknown = this.#exports.__heap_base;
    return base instanceof WebAssembly.Global ? Number(base.value) : null;
  }

  /** @throws FirmwareError */
  start(): void {
    if (this.#wasReset && this.#startSection) this.#call("start", this.#startSection);
    this.#call("start", this.#exports.start);
  }

  /**
   * One turn.
   * @returns the next deadline in microseconds, as the border describes it.
   * @throws FirmwareError
   */
  poll(): bigint {
    const { metering } = this.#options;
    if (!metering || this.#tellsTasks) return this.#call("poll", this.#exports.poll);
    metering.onTask(SOME_TASK);
    const deadline = this.#call("poll", this.#exports.poll);
    metering.onTask(0);
    return deadline;
  }

  /**
   * Delivers one interrupt; `time` is in microseconds.
   * @throws FirmwareError
   */
  raise(source: number, value: number, time: bigint): void {
    this.#call("raise", () => this.#exports.raise(source, value, time));
  }

  /**
   * How often its tasks have read the clock at this instant. If they are not known, the executor is taken to
   * have read it once in each poll.
   */
  get readings(): number {
    const { clock, between, polls } = this.#budget!;
    return clock - (this.#task.isKnown ? between : polls);
  }

  /** Whether all of its state can be put back to what it was. */
  get canReset(): boolean {
    return this.#fresh !== undefined;
  }

  /** All that it remembers now; undefined if it has state that cannot be kept. */
  image(): GuestImage | undefined {
    return this.canReset ? this.#guest.save() : undefined;
  }

  /** Memory and globals are as after instantiation; `start` runs the start section again. */
  reset(): void {
    this.#guest.restore(this.#fresh!);
    this.#hostError = null;
    this.#wasReset = true;
  }

  /** @throws UsageError if the module has state that cannot be kept. */
  save(): FirmwareState {
    return { guest: this.#guest.save(), budget: this.#budget!.save(), wasReset: this.#wasReset };
  }

  restore({ guest, budget, wasReset }: FirmwareState): void {
    this.#wasReset = wasReset;
    this.#guest.restore(guest);
    this.#budget!.restore(budget);
    this.#hostError = null;
  }

  #call<T>(entry: Entry, run: () => T): T {
    this.#budget!.begin(entry, this.#options.time());
    let result: T;
    try {
      result = run();
    } catch (error) {
      if (!this.#hostError) this.#catchUp();
      throw this.#explain(entry, this.#hostError ?? error);
    }
    // The firmware may have caught what the host threw; the host means it all the same.
    if (this.#hostError) throw this.#explain(entry, this.#hostError);
    return result;
  }

  #provide(given: HostImports): HostImports {
    const { metering } = this.#options;
    const now = (): bigint => {
      this.#budget?.read(this.#task.address !== 0);
      metering?.onRead();
      return this.#options.micros();
    };
    const panic = (code: number): never => {
      throw panicError(code, this.#options.table);
    };
    const all = { ...given, [BORDER_MODULE]: { now, panic, ...given[BORDER_MODULE] } };
    const latched = Object.entries(all).map(([module, functions]) => {
      const entries = Object.entries(functions).map(([name, f]) => [name, this.#latch(f)] as const);
      return [module, Object.fromEntries(entries)] as const;
    });
    return Object.fromEntries(latched);
  }

  /** A trap happens when it happens, and not at the last call of the host. */
  #catchUp(): void {
    try {
      this.#options.metering?.catchUp();
    } catch (error) {
      // Of a reset before the trap the firmware has died already.
      if (error instanceof ResetSignal) throw error;
      // What is told is the firmware's own error, which came first.
    }
  }

  /**
   * Has a host function happen at its instant, and remembers what it throws, since the firmware could
   * catch it and go on.
   */
  #latch(call: HostFunction): HostFunction {
    return (...args) => {
      if (this.#hostError instanceof ResetSignal) throw this.#hostError;
      try {
        this.#options.metering?.catchUp();
        this.#budget?.look();
        return call(...args);
      } catch (error) {
        if (!this.#hostError) this.#hostCall = new Error().stack;
        this.#hostError ??= error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
  }

  /** What is known of an error that left the firmware; errors that are not its fault stay. */
  #explain(entry: Entry, error: unknown): unknown {
    const time = this.#options.time();
    const isHosts = error === this.#hostError;
    const stack = isHosts ? this.#hostCall : error instanceof Error ? error.stack : undefined;
    const place = this.#places.ofStack(stack, entry, isHosts);
    if (error instanceof FirmwareError) {
      const { code, message, hint } = error;
      // A panic of the library's is about the author's call.
      const isOwn = error.place && !error.place.file.startsWith("~lib/");
      return new FirmwareError({
        code,
        message,
        hint,
        place: isOwn ? error.place : (place ?? error.place),
        time,
      });
    }
    if (!isHosts && isStackOverflow(error)) {
      return new FirmwareError({
        code: "trap",
        message: `${entry}() trapped: call stack exhausted`,
        hint: "a function calls itself without an end, or too deeply for a small chip: use a loop",
        place,
        time,
      });
    }
    if (isThrown(error)) {
      return new FirmwareError({
        code: "trap",
        message: `${entry}() threw a WebAssembly exception that nothing caught`,
        hint: "catch it in the firmware; an error that nobody can handle is a panic",
        place,
        time,
      });
    }
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    if (this.#budget?.isSpent) {
      const loop = this.#places.ofEndlessLoop(error.stack);
      const awaited = this.#budget.returns ? undefined : this.#awaitedInLoop();
      const verdict = this.#budget.explain(entry, awaited?.text);
      return new FirmwareError({
        code: "endless-poll",
        ...verdict,
        place: awaited?.place ?? loop,
        time,
      });
    }
    return new FirmwareError({
      code: "trap",
      message: `${entry}() trapped: ${error.message}`,
      hint: hintOf(error.message),
      place,
      time,
    });
  }

  #awaitedInLoop(): AwaitInfo | undefined {
    const places = new Map<string, Place | undefined>();
    const { stacks } = this.#budget!;
    for (const stack of new Set(stacks)) places.set(stack, this.#places.ofEndlessLoop(stack));
    return awaitedInLoop(
      this.#options.table?.frames ?? [],
      stacks.map((stack) => places.get(stack)),
    );
  }
}
