/**
 * SPI, as the master of buses whose pins the board tells. Each bit is on the wires:
 *
 * ```
 *   halves      0   1   2   3   4        2N  2N+1
 *   SCK             ┌───┐   ┌───┐         ┐
 *   mode 0      ────┘   └───┘   └── ...   └────      over: half a period after the last edge
 *   MOSI (0, 2)  ═══ b0 ═╳══ b1 ═╳═
 *   MOSI (1, 3)  ───╳══ b0 ═╳══ b1 ═╳
 * ```
 *
 * Half n comes at `round(n × 10⁹ ÷ 2 hz)` nanoseconds, reckoned from the start, so no error adds up. A device
 * has half a period between its selection and the first edge, and another behind the last one.
 */
import { PinMode, Source, SpiFlag } from "../../hal/generated/border.ts";
import type { PinFunctions } from "../core/board.ts";
import { FirmwareError } from "../core/errors.ts";
import { Journal, NEWEST_KEPT, type JournalState } from "../core/journal.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

/** A transfer as tests see it. */
export interface SpiTransfer {
  readonly bus: number;
  /** When it began, in nanoseconds since reset. */
  readonly time: bigint;
  readonly sent: readonly number[];
  readonly received: readonly number[];
}

/** What went over the SPI buses: `sim.peripheral("spi")`. */
export interface SpiView {
  /** All transfers that are over; of many, the newest. */
  readonly transfers: readonly SpiTransfer[];
}

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly spi: SpiView;
  }
}

type Pins = PinFunctions["spi"][number];

/** Bytes that a bus keeps: no more than the least that the border asks of hosts. */
export const SPI_ROOM = 32;

/** Most clock periods a second. A half of one is a whole number of nanoseconds, nearly. */
const MOST_HZ = 100_000_000;

const PHASE = 1;
const POLARITY = 2;

interface Bus {
  /** 0: it is not open. */
  hz: number;
  mode: number;
  /** To send with the next transfer, or with the one that goes on. */
  sent: readonly number[];
  received: readonly number[];
  /** How many of these were fetched. */
  fetched: number;
  /** Of the transfer that goes on; -1: none does. */
  half: number;
  start: bigint;
  /** Whether nothing drove MISO at one of the bits that came in. */
  floated: boolean;
  cancel: () => void;
}

interface SpiState {
  readonly buses: readonly Bus[];
  readonly transfers: JournalState<SpiTransfer>;
  readonly told: ReadonlySet<string>;
}

const idle: Bus = {
  hz: 0,
  mode: 0,
  sent: [],
  received: [],
  fetched: 0,
  half: -1,
  start: 0n,
  floated: false,
  cancel: () => undefined,
};

/** When a half of a clock period begins, in nanoseconds from the start. */
export function halfAt(half: number, hz: number): bigint {
  const ticks = BigInt(half) * 1_000_000_000n;
  return (ticks + BigInt(hz)) / (2n * BigInt(hz));
}

export function createSpi({ clock, circuit, raise, report }: PeripheralContext): Peripheral {
  const { spi: pinsOf } = circuit.board.functions;
  const buses: Bus[] = pinsOf.map(() => ({ ...idle }));
  const transfers = new Journal<SpiTransfer>(NEWEST_KEPT);
  let told: ReadonlySet<string> = new Set();

  const warn = (code: string, message: string, hint: string): void => {
    if (told.has(message)) return;
    told = new Set([...told, message]);
    report({ severity: "warning", code, time: clock.now, message, hint });
  };

  const refuse = (message: string, hint: string): never => {
    throw new FirmwareError({ code: "bad-argument", message, hint });
  };

  const find = (index: number): [Bus, Pins] => {
    const bus = buses[index];
    if (bus !== undefined) return [bus, pinsOf[index]!];
    const count = buses.length;
    const has =
      count === 0 ? "no SPI" : count === 1 ? "SPI bus 0 alone" : `SPI buses 0 to ${count - 1}`;
    return refuse(
      `there is no SPI bus ${index}: this board has ${has}`,
      "open a bus of this board",
    );
  };

  const opened = (index: number): [Bus, Pins] => {
    const found = find(index);
    if (found[0].hz > 0) return found;
    return refuse(`SPI bus ${index} is not open`, "open it first: `Spi.open(bus, hz)`");
  };

  const rest = ({ mode }: Bus): 0 | 1 => (mode & POLARITY ? 1 : 0);

  const bitOf = ({ sent, mode }: Bus, bit: number): 0 | 1 => {
    const byte = sent[bit >> 3] ?? 0;
    const place = mode & SpiFlag.LsbFirst ? bit & 7 : 7 - (bit & 7);
    return ((byte >> place) & 1) as 0 | 1;
  };

  /** Another may have used the pins since. */
  const takePins = (index: number, bus: Bus, { sck, mosi }: Pins): void => {
    const lost = [sck, mosi].filter((pin) => !circuit.isOutput(pin));
    if (lost.length === 0 && circuit.level(sck) === 1 - rest(bus)) lost.push(sck);
    for (const pin of lost) {
      warn(
        "spi-pin-taken",
        `pin ${pin} is the ${pin === sck ? "clock" : "MOSI"} of SPI bus ${index}, and something else in the firmware uses it`,
        "Use another pin for that: the bus takes this one back with each transfer.",
      );
    }
    circuit.configure(sck, rest(bus) === 1 ? PinMode.OutputHigh : PinMode.OutputLow);
    if (!circuit.isOutput(mosi)) circuit.configure(mosi, PinMode.OutputLow);
  };

  const finish = (index: number, bus: Bus): void => {
    const { start: time, sent, received } = bus;
    bus.half = -1;
    bus.sent = [];
    transfers.push({ bus: index, time, sent, received });
    raise(Source.Spi, index, received.length);
  };

  /** Does what comes at a half, and schedules the next. */
  const step = (index: number, half: number): void => {
    const bus = buses[index]!;
    const { mosi, miso, sck } = pinsOf[index]!;
    const bits = bus.sent.length * 8;
    bus.half = half;
    if (half > 2 * bits) {
      finish(index, bus);
      return;
    }
    const isSecond = (bus.mode & PHASE) !== 0;
    if (half > 0 && (half % 2 === 1) !== isSecond) {
      // Before the edge, which the device may answer at once.
      const bit = (half - 1) >> 1;
      if (circuit.level(miso) === "z") bus.floated = true;
      const place = bus.mode & SpiFlag.LsbFirst ? bit & 7 : 7 - (bit & 7);
      const received = [...bus.received];
      received[bit >> 3] = (received[bit >> 3] ?? 0) | (circuit.read(miso) << place);
      bus.received = received;
    }
    if (half > 0) circuit.write(sck, half % 2 === 1 ? ((1 - rest(bus)) as 0 | 1) : rest(bus));
    if ((half % 2 === 1) === isSecond && half < 2 * bits)
      circuit.write(mosi, bitOf(bus, half >> 1));
    const at = bus.start + halfAt(half + 1, bus.hz);
    bus.cancel = clock.at(at, () => step(index, half + 1));
  };

  return {
    name: "spi",
    imports: {
      spi_open(index: number, hz: number, mode: number): void {
        const [bus, pins] = find(index);
        if (hz < 1 || hz > MOST_HZ) {
          refuse(`SPI bus ${index} was opened with ${hz} Hz`, `give 1 to ${MOST_HZ}`);
        }
        if (mode < 0 || mode > (PHASE | POLARITY | SpiFlag.LsbFirst)) {
          refuse(`SPI bus ${index} was opened with mode ${mode}`, "use a `SpiMode`");
        }
        if (bus.half >= 0) {
          refuse(`SPI bus ${index} was opened while a transfer goes on`, "wait until it is over");
        }
        bus.hz = hz;
        bus.mode = mode;
        circuit.configure(pins.miso, PinMode.Input);
        circuit.configure(pins.mosi, PinMode.OutputLow);
        circuit.configure(pins.sck, rest(bus) === 1 ? PinMode.OutputHigh : PinMode.OutputLow);
      },
      spi_put(index: number, byte: number): number {
        const [bus] = opened(index);
        if (bus.half >= 0 || bus.sent.length === SPI_ROOM) return 0;
        bus.sent = [...bus.sent, byte & 0xff];
        return 1;
      },
      spi_run(index: number): void {
        const [bus, pins] = opened(index);
        if (bus.half >= 0) {
          refuse(`a transfer of SPI bus ${index} goes on already`, "wait until it is over");
        }
        takePins(index, bus, pins);
        bus.received = [];
        bus.fetched = 0;
        bus.floated = false;
        bus.start = clock.now;
        step(index, 0);
      },
      spi_get(index: number): number {
        const [bus, { miso }] = opened(index);
        if (bus.half >= 0 || bus.fetched >= bus.received.length) return -1;
        if (bus.floated) {
          warn(
            "spi-floating",
            `MISO of SPI bus ${index}, pin ${miso}, floated while bytes came in: they are arbitrary`,
            `Wire the device's data output to pin ${miso}, select the device, and see that it has power.`,
          );
        }
        return bus.received[bus.fetched++]!;
      },
    },
    get listening() {
      return buses.some(({ half }) => half >= 0);
    },
    view: {
      get transfers() {
        return transfers.items;
      },
    } satisfies SpiView,
    reset(): void {
      for (const bus of buses) {
        bus.cancel();
        Object.assign(bus, idle);
      }
    },
    save(): SpiState {
      return { buses: buses.map((bus) => ({ ...bus })), transfers: transfers.save(), told };
    },
    restore(state: SpiState): void {
      state.buses.forEach((bus, i) => Object.assign(buses[i]!, bus));
      transfers.restore(state.transfers);
      told = state.told;
    },
  };
}
