/** What lies at the pins of the board in QEMU: who drives them, and what the rig in the machine noted of them. */
import { PinMode } from "../../../hal/generated/border.ts";
import type { Edge } from "../machine.ts";
import type { Evb } from "./evb.ts";
import type { Qemu } from "./qemu.ts";

/** Ports and bits in the order of logical numbers: as in hal/ports/lm3s6965/pins.c. */
const pins = [
  ...["D0", "D1", "D2", "D3", "F1", "D5", "D6", "D7", "B0", "B1", "B2", "B3", "B4", "F0"],
  ...["B5", "B6", "A2", "A3", "A4", "A5", "A6", "A7", "C4", "C5", "C6", "C7", "E0", "E1"],
  ...["E2", "E3", "F2", "F3", "G0", "G1", "D4"],
].map((name) => ({ port: name.charCodeAt(0) - 65, bit: Number(name[1]) }));

/** As in rig.c. */
const noteBytes = 8;
const written = 0xff;

export class Bench {
  readonly edges: Edge[] = [];
  readonly #qemu: Qemu;
  readonly #evb: Evb;
  readonly #symbols: ReadonlyMap<string, number>;
  readonly #outputs = new Map<number, 0 | 1>();
  /** Of the rig's notes, those that were taken. */
  #looked = 0;
  /** Levels that stimuli drive. */
  readonly #driven = new Map<number, 0 | 1>();

  constructor(qemu: Qemu, evb: Evb, symbols: ReadonlyMap<string, number>) {
    this.#qemu = qemu;
    this.#evb = evb;
    this.#symbols = symbols;
  }

  async drive(pin: number, level: 0 | 1): Promise<void> {
    this.#driven.set(pin, level);
    await this.#set(pin, level);
  }

  /**
   * Takes the rig's notes, while the machine stands still.
   * @returns whether it was the rig that stopped it.
   */
  async look(): Promise<boolean> {
    const { gdb } = this.#qemu;
    const asks = (await gdb.read(this.#at("rig_asks"), 4)).readUInt32LE() !== 0;
    const count = (await gdb.read(this.#at("rig_noted"), 4)).readUInt32LE();
    const notes = await gdb.read(
      this.#at("rig_notes") + this.#looked * noteBytes,
      (count - this.#looked) * noteBytes,
    );
    for (let at = 0; at < notes.length; at += noteBytes) {
      const what = notes.readUInt32LE(at + 4);
      const time = this.#evb.time(notes.readUInt32LE(at));
      await this.#take(time, what & 0xff, (what >> 8) & 0xff, what >> 16 ? 1 : 0);
    }
    this.#looked = count;
    // Only while the rig waits for it: else it may stand in the middle of a note, which then went to two places.
    if (asks) {
      const zero = Buffer.alloc(4);
      await gdb.write(this.#at("rig_noted"), zero);
      await gdb.write(this.#at("rig_asks"), zero);
      this.#looked = 0;
    }
    return asks;
  }

  async #take(time: bigint, pin: number, mode: number, level: 0 | 1): Promise<void> {
    if (mode !== written && mode < PinMode.OutputLow) {
      this.#outputs.delete(pin);
      const pulls: Record<number, 0 | 1> = {
        [PinMode.InputPullUp]: 1,
        [PinMode.InputPullDown]: 0,
      };
      const now = this.#driven.get(pin) ?? pulls[mode];
      if (now !== undefined) await this.#set(pin, now);
      return;
    }
    const before = this.#outputs.get(pin);
    if ((mode === written && before === undefined) || before === level) return;
    this.#outputs.set(pin, level);
    this.edges.push({ time, pin, level });
  }

  async #set(pin: number, level: 0 | 1): Promise<void> {
    const { port, bit } = pins[pin]!;
    await this.#evb.drive(port, bit, level);
  }

  #at(symbol: string): number {
    const address = this.#symbols.get(symbol);
    if (address === undefined) throw new Error(`the firmware has no ${symbol}: as in rig.c?`);
    return address;
  }
}
