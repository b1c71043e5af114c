/**
 * Devices at rp2040js's I2C controller, which asks for each byte and is answered nine clocks later. Its mask of
 * interrupts cannot be written (version 1.4.1), so that is done here. What it lacks besides, and no test of ours shows,
 * is in docs/machines.md: lines that are held, a clock that is stretched, arbitration.
 */
import { I2CMode, type RP2040 } from "rp2040js";
import type { I2cRegisters } from "../../machine.ts";
import type { ChipClock } from "./clock.ts";

const SCL_HIGH = 0x1c;
const SCL_LOW = 0x20;
const INTR_MASK = 0x30;
const CYCLE_NANOS = 8;

/** What rp2040js keeps to itself, of the version that package.json pins. */
interface Inside {
  intEnable: number;
  checkInterrupts(): void;
}

/** Lets firmware write the mask of interrupts. */
export function completeI2c(rp2040: RP2040): void {
  for (const bus of rp2040.i2c) {
    const original = bus.writeUint32.bind(bus);
    bus.writeUint32 = (offset, value) => {
      if (offset !== INTR_MASK) {
        original(offset, value);
        return;
      }
      const inside = bus as unknown as Inside;
      inside.intEnable = value;
      inside.checkInterrupts();
    };
  }
}

/** A device as a bus sees it, byte by byte. */
export interface BusDevice {
  readonly address: number;
  /** Whether it answers now; without it, always. */
  readonly isThere?: () => boolean;
  /** It is addressed, to be written to or read from. */
  start(isWrite: boolean): void;
  /** @returns whether it takes the byte. */
  write(byte: number): boolean;
  read(): number;
}

/** Registers of one byte each. */
function registersOf({ address, registers }: I2cRegisters): BusDevice {
  const memory = [...registers];
  let register = 0;
  let isChosen = false;
  return {
    address,
    start(isWrite) {
      if (isWrite) isChosen = false;
    },
    write(value) {
      const index = isChosen ? register++ : value;
      const isThere = index < memory.length;
      if (isChosen && isThere) memory[index] = value;
      else if (!isChosen && isThere) register = value;
      isChosen = true;
      return isThere;
    },
    read: () => memory[register++] ?? 0xff,
  };
}

/** Puts devices with registers on bus 0. */
export function connectDevices(
  rp2040: RP2040,
  clock: ChipClock,
  devices: readonly I2cRegisters[],
): void {
  connectToBus(rp2040, clock, devices.map(registersOf));
}

/** Puts any devices on bus 0; to an address that none has nobody answers. */
export function connectToBus(
  rp2040: RP2040,
  clock: ChipClock,
  devices: readonly BusDevice[],
): void {
  const bus = rp2040.i2c[0]!;
  let device: BusDevice | undefined;
  const clocks = (count: number, then: () => void): void => {
    const period = bus.readUint32(SCL_HIGH) + bus.readUint32(SCL_LOW);
    clock.at(clock.nanos + count * period * CYCLE_NANOS, then);
  };
  bus.onStart = () => clocks(1, () => bus.completeStart());
  bus.onConnect = (address, mode) =>
    clocks(9, () => {
      device = devices.find((one) => one.address === address && one.isThere?.() !== false);
      device?.start(mode === I2CMode.Write);
      bus.completeConnect(device !== undefined);
    });
  bus.onWriteByte = (value) => clocks(9, () => bus.completeWrite(device!.write(value)));
  bus.onReadByte = () => clocks(9, () => bus.completeRead(device!.read()));
  bus.onStop = () => clocks(1, () => bus.completeStop());
}
