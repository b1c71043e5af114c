/** What can go wrong with a board, as a machine does it. */
import type { Clock } from "../core/context.ts";
import type { Cpu } from "../core/cpu.ts";
import { UsageError } from "../core/errors.ts";
import type { Firmware } from "../core/firmware.ts";
import { ResetSignal } from "../core/reset-signal.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Peripheral } from "../peripherals/peripheral.ts";
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
}

export class Faults implements FaultyBoard, Snapshotted<FaultsState> {
  readonly #context: FaultsContext;
  /** When the processor is let go. */
  #heldUntil: bigint | null = null;

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

  reset(span = 0n): void {
    const { clock, cpu, firmware, peripherals } = this.#context;
    // The firmware is on the stack: it is cut off first.
    if (cpu.inTurn) throw new ResetSignal(span);
    cpu.hold();
    firmware.reset();
    for (const peripheral of peripherals) peripheral.reset();
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
    return { heldUntil: this.#heldUntil };
  }

  restore({ heldUntil }: FaultsState): void {
    this.#heldUntil = heldUntil;
  }

  /** Of several that hold it the last one lets go. */
  #release(): void {
    if (this.#heldUntil === null || this.#context.clock.now < this.#heldUntil) return;
    this.#heldUntil = null;
    this.#context.cpu.release();
  }
}
