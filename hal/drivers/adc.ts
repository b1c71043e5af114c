/**
 * Analogue inputs. Whoever reads a pin waits while the converter measures, and the processor sleeps meanwhile.
 *
 * A value is measured after it was asked for. So who asks while a measurement of the pin goes on waits for the next
 * one, and one whose readers have gone answers nobody:
 *
 * ```
 *   measured   ├── 1 ──┤├── 2 ──┤
 *   reader A   └───────► 1
 *   reader B       └────────────► 2
 * ```
 */
import { Waker } from "../../firmware/executor/waker";
import { WaitList, Waiting } from "../../firmware/executor/wait-list";
import { Duration, millis } from "../../firmware/time/duration";
import { adc_open, adc_reference, adc_start, adc_watch, AdcFlag } from "../generated/bindings";
import { Samples } from "./adc-samples";

/** Its memory: lazy, so that firmware which measures nothing has none. */
class Static {
  /** All who wait, at whatever pin. */
  @lazy static readonly waiting: usize = memory.data(4, 4);
  /** A bit for each pin that is being measured for a reader. */
  @lazy static readonly running: usize = memory.data(8, 8);
}

function waiters(): WaitList {
  return changetype<WaitList>(Static.waiting);
}

/** Starts a measurement of a pin. @returns whether one goes on already: then nothing is started. */
function isRunning(pin: u16): bool {
  const bit = (<u64>1) << pin;
  const pins = load<u64>(Static.running);
  if (pins & bit) return true;
  store<u64>(Static.running, pins | bit);
  adc_start(pin);
  return false;
}

/**
 * An analogue input: `const knob = Adc.at(14)`. The handle is the pin's number, so it takes no memory of its own.
 * Values are shares of full scale, from 0 to 65535, however many bits the converter has.
 */
@unmanaged
export class Adc {
  /**
   * Makes `pin` an analogue input, without a pull.
   * @param pin logical pin number, as the board counts; a board has few that can measure.
   */
  static at(pin: u16): Adc {
    adc_open(pin);
    return changetype<Adc>(<usize>pin);
  }

  /** Measures now. */
  read(place: Reading): Reading {
    return place.begin(<u16>changetype<usize>(this));
  }

  /**
   * Waits until a value is outside a window, and gives that value. The board measures by itself, and the processor
   * sleeps until there is one; the first is measured at once.
   * @param low less is outside.
   * @param high more is outside.
   * @param period from one measurement to the next. If several wait at one pin, the shortest one counts.
   */
  outside(place: Excursion, low: u16, high: u16, period: Duration = millis(10)): Excursion {
    return place.begin(<u16>changetype<usize>(this), low, high, period);
  }

  /**
   * A stream of values at equal distances: `for await (const value of knob.samples(millis(10)))`. They do not drift;
   * samples whose time has passed before anybody waited for them are left out.
   */
  samples(place: Samples, period: Duration): Samples {
    return place.begin(<u16>changetype<usize>(this), period);
  }

  /** What a value is in millivolts, rounded. */
  millivolts(value: u16): u32 {
    return (<u32>value * adc_reference() + u16.MAX_VALUE / 2) / u16.MAX_VALUE;
  }

  /**
   * Has the board watch for all who wait at a pin: it raises what is outside one of their windows, and each looks at
   * its own.
   * @internal
   */
  static watch(pin: u16): void {
    let low: i32 = -1;
    let high: i32 = 0x10000;
    let period: u32 = 0;
    for (let node = waiters().first; node; node = waiters().after(node)) {
      const other = changetype<Excursion>(node);
      if (other.pin != pin || !other.period) continue;
      low = max<i32>(low, other.low);
      high = min<i32>(high, other.high);
      period = period ? min(period, other.period) : other.period;
    }
    adc_watch(pin, period, low, high);
  }

  /**
   * Called by the interrupt table: a value was measured.
   * @internal
   */
  static deliver(pin: i32, value: i32, _time: i64): void {
    const isWatched = (value & AdcFlag.Watched) != 0;
    const measured = <u16>value;
    let isAwaited = false;
    let isFound = false;
    for (let node = waiters().first; node;) {
      const wait = changetype<Reading>(node);
      node = waiters().after(node);
      if (wait.pin != pin) continue;
      if (wait.period) {
        const excursion = changetype<Excursion>(wait);
        if (measured >= excursion.low && measured <= excursion.high) continue;
        isFound = true;
      } else if (isWatched) continue;
      else if (!wait.isStarted) {
        wait.isStarted = true;
        isAwaited = true;
        continue;
      }
      wait.value = measured;
      waiters().grant(changetype<usize>(wait), 1);
    }
    if (isFound) Adc.watch(<u16>pin);
    if (isWatched) return;
    if (isAwaited) adc_start(pin);
    else store<u64>(Static.running, load<u64>(Static.running) & ~((<u64>1) << pin));
  }

  /**
   * Called by the interrupt table: events were lost, values among them perhaps.
   * @internal
   */
  static resync(_time: i64): void {
    store<u64>(Static.running, 0);
    for (let node = waiters().first; node; node = waiters().after(node)) {
      const wait = changetype<Reading>(node);
      if (wait.period) continue;
      isRunning(wait.pin);
      wait.isStarted = true;
    }
  }
}

/**
 * Ready when the pin is measured; the output is the value. See `Adc.read`.
 *
 * **Cancel safety:** cancel safe. The measurement answers nobody then.
 */
@unmanaged
export class Reading extends Waiting<u16> {
  /** @internal */
  pin: u16;
  /** @internal */
  value: u16;
  /**
   * 0; of an `Excursion`, which begins alike, its period.
   * @internal
   */
  period: u32;
  /**
   * Whether the measurement that goes on is for it.
   * @internal
   */
  isStarted: bool;

  begin(pin: u16): Reading {
    this.clear();
    this.pin = pin;
    this.period = 0;
    return this;
  }

  poll(): bool {
    if (this.takeGrant()) return true;
    if (this.isLinked) this.waker = Waker.current();
    else {
      waiters().append(changetype<usize>(this));
      this.isStarted = !isRunning(this.pin);
    }
    return false;
  }

  output(): u16 {
    return this.value;
  }

  drop(): void {
    if (this.isLinked) waiters().remove(changetype<usize>(this));
  }
}

/**
 * Ready when a value was outside the window; the output is that value. See `Adc.outside`.
 *
 * **Cancel safety:** cancel safe. A value outside the window that nobody has taken is gone; the next one comes within
 * a period.
 */
@unmanaged
export class Excursion extends Waiting<u16> {
  /** @internal */
  pin: u16;
  /** @internal */
  value: u16;
  /**
   * Microseconds; not 0, which tells it from a `Reading`.
   * @internal
   */
  period: u32;
  /** @internal */
  low: u16;
  /** @internal */
  high: u16;

  begin(pin: u16, low: u16, high: u16, period: Duration): Excursion {
    this.clear();
    this.pin = pin;
    this.low = low;
    this.high = high;
    this.period = <u32>max<u64>(min<u64>(period, i32.MAX_VALUE), 1);
    return this;
  }

  poll(): bool {
    if (this.takeGrant()) return true;
    if (this.isLinked) this.waker = Waker.current();
    else {
      waiters().append(changetype<usize>(this));
      Adc.watch(this.pin);
    }
    return false;
  }

  output(): u16 {
    return this.value;
  }

  drop(): void {
    if (!this.isLinked) return;
    waiters().remove(changetype<usize>(this));
    Adc.watch(this.pin);
  }
}
