/** What the author of a firmware should know of the wires of a bus, each told once. */
import { I2cStatus } from "../../hal/generated/border.ts";
import { type I2cListener, i2cListenersOf } from "../buses/i2c-devices.ts";
import type { Clock, Diagnostic } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";
import { buildTopology } from "../nets/topology.ts";

interface Wires {
  readonly circuit: Circuit;
  readonly clock: Clock;
  readonly report: (diagnostic: Diagnostic) => void;
  readonly bus: number;
  readonly sda: number;
  readonly scl: number;
}

/** From here on the pull-ups of a chip are too weak: UM10204 rev. 7, 7.1, and tr of table 11. */
const FAST = 400_000;

/** Names that boards print next to the two wires. */
const DATA = ["SDA", "DATA"];
const CLOCK = ["SCL", "CLK"];

export class I2cAdvice implements Snapshotted<ReadonlySet<string>> {
  readonly #wires: Wires;
  #told: ReadonlySet<string> = new Set();

  constructor(wires: Wires) {
    this.#wires = wires;
  }

  /** The pins are inputs without a pull. */
  onOpen(hz: number): void {
    for (const pin of this.#pins()) {
      if (hz < FAST || this.#wires.circuit.level(pin) !== "z") continue;
      this.#tell(
        "i2c-pull-up",
        `${this.#name(pin)} has no pull-up but the chip's own, which is too weak for ${hz / 1000} kHz`,
        "put a resistor of 4.7 kΩ from it to VCC, or open the bus with 100_000",
      );
    }
    for (const part of this.#swapped()) {
      this.#tell(
        "i2c-swapped",
        `${part} has SDA and SCL swapped on I2C bus ${this.#wires.bus}`,
        `wire its SDA to ${this.#pin(this.#wires.sda)} and its SCL to ${this.#pin(this.#wires.scl)}`,
      );
    }
  }

  /** A transaction is over; `address` is -1 for a recovery. */
  onEnd(status: number, address: number, isProbe: boolean): void {
    const where = `on I2C bus ${this.#wires.bus}`;
    const hex = hexOf(address);
    if (status === I2cStatus.AddressNack && !isProbe) {
      this.#tell("i2c-no-device", `no device at ${hex} ${where}`, this.#whoIsThere(address));
    } else if (status === I2cStatus.StretchTimeout) {
      this.#tell(
        "i2c-stretch",
        `the device at ${hex} ${where} holds the clock low for too long`,
        "give `I2c.open` a longer time as its third argument, or call `recover()`",
      );
    } else if (status === I2cStatus.BusStuck) {
      for (const pin of this.#pins()) {
        if (this.#wires.circuit.level(pin) !== 0) continue;
        this.#tell(
          "i2c-stuck",
          `${this.#name(pin)} is held low ${where}`,
          "a device that was interrupted holds the data line: `await bus.recover()`; a line that is wired to GND stays low",
        );
      }
    }
  }

  save(): ReadonlySet<string> {
    return this.#told;
  }

  restore(told: ReadonlySet<string>): void {
    this.#told = told;
  }

  #pins(): number[] {
    return [this.#wires.sda, this.#wires.scl];
  }

  #pin(pin: number): string {
    const { board } = this.#wires.circuit;
    const label = board.pins.find(({ logical }) => logical === pin)?.label ?? `${pin}`;
    return `${label} (pin ${pin})`;
  }

  #name(pin: number): string {
    return `${pin === this.#wires.sda ? "SDA" : "SCL"}, ${this.#pin(pin)},`;
  }

  /** The way out of an address that nobody answers to. */
  #whoIsThere(address: number): string {
    const { circuit, sda, scl } = this.#wires;
    const { netOf } = buildTopology(circuit.board);
    const netOfPin = (pin: number): number | undefined =>
      netOf.get(circuit.board.pins.find(({ logical }) => logical === pin)!.terminals[0]!);
    const isHere = (one: I2cListener): boolean =>
      netOf.get(one.sda) === netOfPin(sda) && netOf.get(one.scl) === netOfPin(scl);
    const all = i2cListenersOf(circuit);
    const astray = all.find((one) => one.address() === address && !isHere(one));
    if (astray) {
      return `${astray.id} has this address: wire its SDA to ${this.#pin(sda)} and its SCL to ${this.#pin(scl)}, or open the bus at which it is`;
    }
    const here = all.filter((one) => isHere(one) && one.address() !== address);
    const names = here.map(({ id, address: own }) => `${id} at ${hexOf(own())}`);
    const others = names.length > 0 ? `; on its wires are ${names.join(", ")}` : "";
    return `look at its address, its wires and its supply${others}`;
  }

  /** Parts whose data is on the clock's wire, and the other way round. */
  #swapped(): string[] {
    const { circuit, sda, scl } = this.#wires;
    const { netOf } = buildTopology(circuit.board);
    const netOfPin = (pin: number): number | undefined =>
      netOf.get(circuit.board.pins.find(({ logical }) => logical === pin)!.terminals[0]!);
    const isAt = (id: string, names: readonly string[], pin: number): boolean =>
      names.some((name) => {
        const net = netOf.get(`${id}:${name}`);
        return net !== undefined && net === netOfPin(pin);
      });
    return circuit.board.parts
      .filter(({ id }) => isAt(id, DATA, scl) && isAt(id, CLOCK, sda))
      .map(({ id }) => id);
  }

  #tell(code: string, message: string, hint: string): void {
    if (this.#told.has(message)) return;
    this.#told = new Set(this.#told).add(message);
    const { clock, report } = this.#wires;
    report({ severity: "warning", code, time: clock.now, message, hint });
  }
}

const hexOf = (address: number): string => `0x${address.toString(16).padStart(2, "0")}`;
