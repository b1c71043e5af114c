/**
 * Analogue inputs. The board has one converter, which its pins share: what is asked for while it is busy waits, and
 * a voltage is that of the moment at which the converter holds it. See core/converter.ts for its times.
 */
import { AdcFlag, PinMode, Source } from "../../hal/generated/border.ts";
import { quantised, widened } from "../core/converter.ts";
import { FirmwareError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import { describePins } from "./gpio.ts";
import { warnIfUsed } from "./pin-use.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

/** One conversion. */
interface Job {
  readonly pin: number;
  /** Of the watch that asked for it; 0: `adc_start` did. */
  readonly watch: number;
}

interface Watch {
  /** No two are alike. */
  readonly id: number;
  /** Nanoseconds. */
  readonly period: bigint;
  readonly low: number;
  readonly high: number;
  /** When the next sample is due: reckoned from the first, so that it does not drift. */
  readonly due: bigint;
  readonly cancel: () => void;
}

interface AdcState {
  readonly opened: readonly number[];
  readonly isOn: boolean;
  readonly queue: readonly Job[];
  readonly current: Job | undefined;
  readonly held: number;
  readonly cancel: () => void;
  readonly watches: readonly (readonly [number, Watch])[];
  readonly lastId: number;
  readonly random: unknown;
}

const nothing = (): void => undefined;

/**
 * Absolute maximum: half a volt above the supply (ATmega328P datasheet, DS40002061, 29.1). For the RP2040 it was not
 * checked against its datasheet.
 */
const MOST_ABOVE = 0.5;

export function createAdc({
  clock,
  circuit,
  random: stream,
  raise,
  onSeen,
}: PeripheralContext): Peripheral {
  const { converter, volts, pins } = circuit.board;
  const random = stream.fork("adc");
  const opened = new Set<number>();
  const watches = new Map<number, Watch>();
  /** Whether the converter has done its first conversion. */
  let isOn = false;
  let queue: readonly Job[] = [];
  let current: Job | undefined;
  let held = 0;
  let cancel = nothing;
  let lastId = 0;
  const isNoUser = (): undefined => undefined;

  const label = (pin: number): string => pins.find(({ logical }) => logical === pin)!.label;

  const sample = (pin: number): number => {
    onSeen(pin);
    const measured = circuit.voltage(pin);
    if (measured === undefined) {
      if (circuit.fault(pin) === 0) {
        circuit.report(
          "floating-analogue-pin",
          `${label(pin)} is measured, but nothing holds its voltage: the values are noise`,
          "wire something to it that has a voltage: the SIG of a potentiometer, the AO of a sensor; and that to GND and VCC",
        );
      }
      return random.below(2 ** converter.bits);
    }
    if (measured > volts + MOST_ABOVE) {
      circuit.report(
        "adc-overvoltage",
        `${label(pin)} has ${Number(measured.toFixed(2))} V, and stands ${volts} V: on a real board that destroys it`,
        `wire the VCC of what is measured to ${volts} V`,
      );
    }
    return quantised(measured / volts, converter.bits);
  };

  const next = (): void => {
    const job = queue[0];
    if (current !== undefined || job === undefined) return;
    queue = queue.slice(1);
    current = job;
    const { hold, whole } = isOn ? converter.each : converter.first;
    isOn = true;
    const began = clock.now;
    cancel = clock.at(began + hold, () => {
      held = sample(job.pin);
      cancel = clock.at(began + whole, finish);
    });
  };

  const finish = (): void => {
    const { pin, watch: id } = current!;
    const value = widened(held, converter.bits);
    current = undefined;
    if (id === 0) raise(Source.Adc, pin, value);
    else {
      const watch = watches.get(pin);
      const isAsked = watch?.id === id;
      if (isAsked && (value < watch.low || value > watch.high)) {
        raise(Source.Adc, pin, value | AdcFlag.Watched);
      }
    }
    next();
  };

  const ask = (job: Job): boolean => {
    if (queue.some(({ pin, watch }) => pin === job.pin && watch === job.watch)) return false;
    queue = [...queue, job];
    next();
    return true;
  };

  const tick = (pin: number, id: number): void => {
    const watch = watches.get(pin);
    if (watch?.id !== id) return;
    const due = watch.due + watch.period;
    watches.set(pin, { ...watch, due, cancel: clock.at(due, () => tick(pin, id)) });
    if (ask({ pin, watch: id })) return;
    circuit.report(
      "adc-too-fast",
      `${label(pin)} is to be measured every ${formatTime(watch.period)}, and the converter cannot follow: samples are left out`,
      `a conversion takes ${formatTime(converter.each.whole)}, and the pins take turns: choose a longer period`,
    );
  };

  const endWatch = (pin: number): void => {
    const watch = watches.get(pin);
    if (!watch) return;
    watch.cancel();
    watches.delete(pin);
    queue = queue.filter((job) => job.watch !== watch.id);
  };

  const check = (pin: number): void => {
    if (converter.pins.includes(pin)) return;
    const labels = converter.pins.map(label);
    throw new FirmwareError({
      code: "bad-argument",
      message: circuit.has(pin)
        ? `pin ${pin} (${label(pin)}) cannot measure a voltage: this board measures at ${describePins(converter.pins)}`
        : `pin ${pin}: this board has ${describePins(circuit.pins)}`,
      hint:
        labels.length > 0
          ? `wire it to one of ${labels.join(", ")}`
          : "use a board with analogue inputs",
    });
  };

  const checkOpened = (pin: number): void => {
    check(pin);
    if (opened.has(pin)) return;
    throw new FirmwareError({
      code: "bad-argument",
      message: `pin ${pin} (${label(pin)}) is measured before it was made an analogue input`,
      hint: "call `adc_open` first, as `Adc.at(pin)` does",
    });
  };

  return {
    name: "adc",
    imports: {
      adc_open(pin: number): void {
        check(pin);
        warnIfUsed(circuit, pin, "an analogue input", isNoUser);
        opened.add(pin);
        circuit.configure(pin, PinMode.Input);
      },
      adc_start(pin: number): void {
        checkOpened(pin);
        ask({ pin, watch: 0 });
      },
      adc_watch(pin: number, period: number, low: number, high: number): void {
        checkOpened(pin);
        if (period < 0) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `pin ${pin} was to be watched every ${period} µs`,
            hint: "give a period from 1 µs to 2147 s, or 0 to end it",
          });
        }
        endWatch(pin);
        if (period === 0) return;
        const id = ++lastId;
        const [nanos, due] = [BigInt(period) * 1000n, clock.now];
        watches.set(pin, { id, period: nanos, low, high, due, cancel: nothing });
        tick(pin, id);
      },
      adc_reference: () => Math.round(volts * 1000),
    },
    get listening() {
      return current !== undefined || queue.length > 0 || watches.size > 0;
    },
    reset(): void {
      cancel();
      for (const pin of [...watches.keys()]) endWatch(pin);
      opened.clear();
      [queue, current, isOn] = [[], undefined, false];
    },
    save(): AdcState {
      const lists = { opened: [...opened], watches: [...watches], random: random.save() };
      return { ...lists, isOn, queue, current, held, cancel, lastId };
    },
    restore(state: AdcState): void {
      ({ isOn, queue, current, held, cancel, lastId } = state);
      opened.clear();
      for (const pin of state.opened) opened.add(pin);
      watches.clear();
      for (const [pin, watch] of state.watches) watches.set(pin, watch);
      random.restore(state.random);
    },
  };
}
