/** What can go wrong with a board, as a machine does it. */
import type { Clock } from "../core/context.ts";
import type { Cpu } from "../core/cpu.ts";
import { UsageError } from "../core/errors.ts";
import type { Firmware } from "../core/firmware.ts";
import { ResetSignal, type ResetCause } from "../core/reset-signal.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Peripheral, WakeSource } from "../peripherals/peripheral.ts";
import type { FaultyBoard } from "../script/fault.ts";
import type { Wires } from "./wires.ts";

export interface FaultsContext {
  readonly clock: Clock;
  readonly cpu: Cpu;
  readonly firmware: Firmware;
  readonly peripherals: readonly Peripheral[];
  readonly wires: Wires;
  /** The processor was reset. */
  onReset(): void;
}

interface FaultsState {
  readonly heldUntil: bigint | null;
  readonly isOff: boolean;
}

export class Faults implements FaultyBoard, Snapshotted<FaultsState> {
  readonly #context: FaultsContext;
  /** When the processor is let go. */
  #heldUntil: bigint | null = null;
  #isOff = false;

  constructor(context: FaultsContext) {
    this.#context = context;
  }

  checkReset(): void {
    if (this.#context.firmware.canReset) return;
    throw new UsageError(
      "this firmware cannot be reset: it has state outside its memory and globals",
      "build it with `wakeful build`, which needs none of that",
    );
  }

  /** Whether the processor is in deep sleep, from the end of the turn that asked for it until its reset. */
  get isOff(): boolean {
    return this.#isOff;
  }

  /** @returns what the peripherals say can still wake it. */
  switchOff(): readonly (WakeSource | undefined)[] {
    this.#isOff = true;
    return this.#context.peripherals.map((peripheral) => peripheral.off?.());
  }

  reset(cause: ResetCause, span = 0n): void {
    const { clock, cpu, firmware, peripherals } = this.#context;
    // The firmware is on the stack: it is cut off first.
    if (cpu.inTurn) throw new ResetSignal(span, cause);
    this.checkReset();
    cpu.hold();
    this.#isOff = false;
    firmware.reset();
    for (const peripheral of peripherals) peripheral.reset(cause);
    this.#context.onReset();
    const end = clock.now + span;
    if (this.#heldUntil === null || end > this.#heldUntil) this.#heldUntil = end;
    if (span === 0n) this.#release();
    else clock.at(end, () => this.#release());
  }

  drift(ppm: number): void {
    this.#context.cpu.adjust((clock, now) => clock.drift(ppm, now));
  }

  jump(span: bigint): void {
    this.#context.cpu.adjust((clock, now) => clock.jump(span, now));
  }

  spurious(pin: number): void {
    for (const peripheral of this.#context.peripherals) peripheral.spurious?.(pin);
  }

  get wires(): Wires {
    return this.#context.wires;
  }

  save(): FaultsState {
    return { heldUntil: this.#heldUntil, isOff: this.#isOff };
  }

  restore({ heldUntil, isOff }: FaultsState): void {
    this.#heldUntil = heldUntil;
    this.#isOff = isOff;
  }

  /** Of several that hold it the last one lets go. */
  #release(): void {
    if (this.#heldUntil === null || this.#context.clock.now < this.#heldUntil) return;
    this.#heldUntil = null;
    this.#context.cpu.release();
  }
}
