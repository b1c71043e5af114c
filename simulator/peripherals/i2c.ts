/**
 * Two-wire buses at the pins that the board has for them. The bits are given by `buses/i2c-controller.ts`;
 * this file adds what a chip and its library do: buffers, the pins' pull-ups, and what its author should know.
 */
import { I2cFlag, PinMode, Source } from "../../hal/generated/border.ts";
import { I2cController } from "../buses/i2c-controller.ts";
import type { I2cLines } from "../buses/i2c-line.ts";
import { speedOf, STANDARD_MODE, timingOf } from "../buses/i2c-timing.ts";
import { FirmwareError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import type { Circuit } from "../nets/circuit.ts";
import { I2cAdvice } from "./i2c-advice.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";
import { type PinUser, pinUseOf, warnIfUsed } from "./pin-use.ts";

/** Bytes that can be put, and that can be read at a time: as many as Arduino's Wire has. */
const BUFFER = 32;
const LEAST_HZ = 1_000;

interface Bus {
  readonly index: number;
  readonly sda: number;
  readonly scl: number;
  readonly controller: I2cController;
  readonly advice: I2cAdvice;
  isOpen: boolean;
  put: number[];
  hz: number;
  /** The address of what runs; -1 for a recovery. */
  address: number;
  /** Whether no data goes to it or comes from it. */
  isProbe: boolean;
}

interface BusState {
  readonly isOpen: boolean;
  readonly put: readonly number[];
  readonly hz: number;
  readonly address: number;
  readonly isProbe: boolean;
  readonly controller: unknown;
  readonly advice: unknown;
}

export function createI2c({ clock, circuit, raise, report }: PeripheralContext): Peripheral {
  const buses = circuit.board.functions.i2c.map(({ sda, scl }, index): Bus => {
    const lines = linesAt(circuit, sda, scl);
    const speed = speedOf(STANDARD_MODE.hz, STANDARD_MODE, 0n);
    const advice = new I2cAdvice({ circuit, clock, report, bus: index, sda, scl });
    const controller = new I2cController(clock, lines, speed, (status, moved) => {
      const bus = buses[index]!;
      advice.onEnd(status, bus.address, bus.isProbe);
      raise(Source.I2c, index, status | (moved << 8));
    });
    const closed = { isOpen: false, put: [], hz: 0, address: -1, isProbe: false };
    return { index, sda, scl, controller, advice, ...closed };
  });

  const user: PinUser = (pin) => {
    const bus = buses.find((one) => one.isOpen && (pin === one.sda || pin === one.scl));
    return bus && `${pin === bus.sda ? "SDA" : "SCL"} of I2C bus ${bus.index}`;
  };
  pinUseOf(circuit).add(user);

  circuit.onLevel((pin) => {
    for (const bus of buses) {
      if (bus.isOpen && (pin === bus.sda || pin === bus.scl)) bus.controller.update();
    }
  });

  const find = (index: number): Bus => {
    const bus = buses[index];
    if (bus) return bus;
    const has = buses.length === 0 ? "none" : buses.length === 1 ? "bus 0 only" : "buses 0 and 1";
    throw new FirmwareError({
      code: "bad-argument",
      message: `there is no I2C bus ${index}: this board has ${has}`,
      hint: "open a bus that the board has",
    });
  };
  const open = (index: number): Bus => {
    const bus = find(index);
    if (bus.isOpen) return bus;
    throw new FirmwareError({
      code: "bad-argument",
      message: `I2C bus ${index} is used, but not open`,
      hint: "open it first: `I2c.open(0)`",
    });
  };
  const idle = (index: number): Bus => {
    const bus = open(index);
    if (!bus.controller.isBusy) return bus;
    throw new FirmwareError({
      code: "bad-argument",
      message: `a transaction was begun on I2C bus ${index} while another one runs`,
      hint: "wait for the interrupt that ends it, or call i2c_cancel and wait for that",
    });
  };

  return {
    name: "i2c",
    imports: {
      i2c_open(index: number, hz: number, stretch: number): void {
        const bus = find(index);
        const timing = timingOf(hz);
        if (!timing || hz < LEAST_HZ || stretch < 1) throw badSpeed(index, hz, stretch);
        const patience = BigInt(stretch) * 1_000n;
        bus.controller.speed = speedOf(hz, timing, patience);
        bus.hz = hz;
        if (bus.isOpen) return;
        bus.isOpen = true;
        for (const pin of [bus.sda, bus.scl]) {
          warnIfUsed(circuit, pin, user(pin)!, user);
          circuit.configure(pin, PinMode.Input);
        }
        bus.advice.onOpen(hz);
        for (const pin of [bus.sda, bus.scl]) circuit.configure(pin, PinMode.InputPullUp);
        bus.controller.reset();
      },
      i2c_put(index: number, byte: number): number {
        const { put } = open(index);
        if (put.length === BUFFER) return 0;
        put.push(byte & 0xff);
        return 1;
      },
      i2c_get(index: number): number {
        return open(index).controller.received.shift() ?? -1;
      },
      i2c_run(index: number, address: number, read: number, flags: number): void {
        const bus = idle(index);
        if (address < 0 || address > 0x7f) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `I2C address ${hex(address)}: addresses have 7 bits, 0x00 to 0x7f`,
            hint: "leave out the bit for reading: 0x78 and 0x79 on a display's back are 0x3c",
          });
        }
        if (read < 0 || read > BUFFER) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `${read} bytes are to be read at once: 0 to ${BUFFER} can be`,
            hint: "read on with I2cFlag.Hold and I2cFlag.Resume",
          });
        }
        const write = bus.put;
        bus.put = [];
        bus.address = address;
        bus.isProbe = write.length === 0 && read === 0;
        const resume = (flags & I2cFlag.Resume) !== 0;
        if (resume && !bus.controller.isHeld) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `I2C bus ${index} is to go on with what was held, but nothing is`,
            hint: "use I2cFlag.Resume after I2cFlag.Hold only",
          });
        }
        const hold = (flags & I2cFlag.Hold) !== 0;
        bus.controller.run({ address, write, read, hold, resume });
      },
      i2c_recover(index: number): void {
        const bus = idle(index);
        bus.address = -1;
        bus.put = [];
        bus.controller.recover();
      },
      i2c_cancel(index: number): void {
        const bus = open(index);
        bus.put = [];
        bus.controller.cancel();
      },
    },
    get listening() {
      return buses.some(({ controller }) => controller.isBusy);
    },
    reset(): void {
      for (const bus of buses) {
        Object.assign(bus, { isOpen: false, put: [], address: -1, isProbe: false });
        bus.controller.reset();
      }
    },
    save(): BusState[] {
      return buses.map(({ isOpen, put, hz, address, isProbe, controller, advice }) => ({
        isOpen,
        put: [...put],
        hz,
        address,
        isProbe,
        controller: controller.save(),
        advice: advice.save(),
      }));
    },
    restore(states: readonly BusState[]): void {
      states.forEach(({ isOpen, put, hz, address, isProbe, controller, advice }, i) => {
        const bus = buses[i]!;
        Object.assign(bus, { isOpen, put: [...put], hz, address, isProbe });
        bus.controller.restore(controller as ReturnType<I2cController["save"]>);
        bus.advice.restore(advice as ReturnType<I2cAdvice["save"]>);
      });
    },
  };
}

/** Open drains made of pins: low, or an input with the pull-up of the chip. */
function linesAt(circuit: Circuit, sda: number, scl: number): I2cLines {
  const pull = (pin: number, level: 0 | 1): void =>
    circuit.configure(pin, level === 0 ? PinMode.OutputLow : PinMode.InputPullUp);
  const level = (pin: number): 0 | 1 => (circuit.level(pin) === 1 ? 1 : 0);
  return {
    pullSda: (to) => pull(sda, to),
    pullScl: (to) => pull(scl, to),
    get sda() {
      return level(sda);
    },
    get scl() {
      return level(scl);
    },
  };
}

function badSpeed(index: number, hz: number, stretch: number): FirmwareError {
  const isClock = stretch >= 1;
  return new FirmwareError({
    code: "bad-argument",
    message: isClock
      ? `I2C bus ${index} was opened with ${hz} Hz: it can have ${LEAST_HZ} to 1000000`
      : `I2C bus ${index} was opened with ${formatTime(BigInt(stretch) * 1_000n)} for a device that holds the clock`,
    hint: isClock ? "100_000 works with every device" : "give it millis(25)",
  });
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(2, "0")}`;
