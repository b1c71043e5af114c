/**
 * Temperature and humidity from a DHT22, also sold as AM2302: one wire that both sides only pull low.
 *
 * The edges of the answer carry the time at which they came, so the bits are read exactly even if the task is polled
 * late. Aosong, AM2302 product manual, table 6: a start of 1 ms, bits that are high for 22 to 30 µs (0) or 68 to
 * 75 µs (1), 2 s from one reading to the next; AM2302/DHT22 data sheet, section 6 (1): 1 s after power.
 */
import { now } from "../../firmware/time/clock";
import { Instant, later } from "../../firmware/time/duration";
import { makeInput, Pull } from "./input";
import { OpenDrain } from "./open-drain";
import { ListenerKind, PinListener } from "./pin-listener";
import { Inquiry, Sensor } from "./sensor";

const START: u64 = 1_000;
const INTERVAL: u64 = 2_000_000;
const WARM_UP: u64 = 1_000_000;
/** The answer takes 5.5 ms at most; of one that takes longer, an edge was lost. */
const LONGEST: u64 = 8_000;
/** Half-way between the longest 0 and the shortest 1. */
const LONG_BIT: u64 = 49;
/** The line falls twice before the first bit: the answer begins, and ends. */
const BEFORE_BITS: u8 = 2;
const ALL: u8 = BEFORE_BITS + 40;
const LOST: u8 = 255;

/** How a reading ended. */
export enum DhtResult {
  /** `temperature` and `humidity` are new. */
  Ok = 0,
  /** The sensor is not there, has no power, or nothing pulls the line up. */
  NoAnswer = 1,
  /** The sum is wrong, or bits are missing. */
  Garbled = 2,
}

/** A DHT22: `const dht = Dht22.at(2)` at the top of a file. 56 bytes. */
@unmanaged
export class Dht22 extends Sensor {
  private bits: u64;
  private rose: Instant;
  /** In tenths of a degree Celsius, of the last reading that was good. */
  temperature: i16;
  /** In tenths of a per cent, of the last reading that was good. */
  humidity: i16;
  /** How often the line has fallen. */
  private falls: u8;
  private pull: u8;

  /**
   * Makes `pin` the line of a sensor.
   * @param pin logical pin number, as the board counts.
   * @param pull `Pull.Up` for the pull-up of the chip; `Pull.None` if the module has a resistor, as most have.
   */
  static at(home: Dht22, pin: u16, pull: Pull = 1): Dht22 {
    memory.fill(changetype<usize>(home), 0, offsetof<Dht22>());
    home.listener.pin = pin;
    home.pull = <u8>pull;
    home.opens = WARM_UP;
    makeInput(pin, pull);
    return home;
  }

  /**
   * Reads the sensor, and says how that went: `if ((await dht.read()) == DhtResult.Ok)`. Begins 2 s after the last
   * reading or later, and not in the first second.
   */
  read(place: DhtRead): DhtRead {
    return place.begin(this);
  }

  /** @internal */
  start(): void {
    OpenDrain.at(this.listener.pin, <Pull>this.pull).low();
    this.opens = later(now(), INTERVAL);
  }

  /**
   * Lets the sensor answer.
   * @internal
   */
  listen(): void {
    const listener = this.listener;
    makeInput(listener.pin, <Pull>this.pull);
    this.falls = 0;
    listener.known = listener.attach(ListenerKind.Dht22);
  }

  /** @internal */
  stop(): void {
    const listener = this.listener;
    if (listener.isListening) listener.detach();
    makeInput(listener.pin, <Pull>this.pull);
  }

  /** @internal */
  get isComplete(): bool {
    return this.falls >= ALL;
  }

  /** @internal */
  take(): DhtResult {
    if (this.falls == 0) return DhtResult.NoAnswer;
    const bits = this.bits;
    const sum = (bits >> 32) + (bits >> 24) + (bits >> 16) + (bits >> 8);
    if (this.falls != ALL || <u8>sum != <u8>bits) return DhtResult.Garbled;
    const warm = <i16>((bits >> 8) & 0x7fff);
    this.temperature = (bits >> 23) & 1 ? -warm : warm;
    this.humidity = <i16>((bits >> 24) & 0xffff);
    return DhtResult.Ok;
  }

  private edge(level: u8, time: Instant): void {
    if (level == this.listener.known) return;
    this.listener.known = level;
    if (level) this.rose = time;
    else if (this.falls < ALL) {
      if (this.falls >= BEFORE_BITS) {
        this.bits = (this.bits << 1) | (<u64>(time - this.rose >= LONG_BIT));
      } else this.bits = 0;
      if (++this.falls == ALL) this.tell();
    }
  }

  /**
   * Called by the interrupt table: an edge on `pin`.
   * @internal
   */
  static deliver(pin: i32, level: i32, time: i64): void {
    for (let at = PinListener.all; at; at = changetype<PinListener>(at).nextListener) {
      const listener = changetype<PinListener>(at);
      if (listener.isAt(ListenerKind.Dht22, pin))
        changetype<Dht22>(at).edge(<u8>(level != 0), time);
    }
  }

  /**
   * Called by the interrupt table: events were lost, and bits with them.
   * @internal
   */
  static resync(_time: i64): void {
    for (let at = PinListener.first(ListenerKind.Dht22); at;) {
      const dht = changetype<Dht22>(at);
      dht.falls = LOST;
      dht.tell();
      at = dht.listener.nextOf(ListenerKind.Dht22);
    }
  }
}

/**
 * A reading; its output is a `DhtResult`. Begin it with `Dht22.read`.
 *
 * **Cancel safety:** restarts. The line is let go of; the next reading waits until the sensor is ready for it.
 */
@unmanaged
export class DhtRead extends Inquiry {
  begin(dht: Dht22): DhtRead {
    this.ask(dht);
    return this;
  }

  poll(): bool {
    const dht = changetype<Dht22>(this.sensor);
    if (this.stage == 0) {
      if (!this.hasTurn()) return false;
      this.stage = 1;
    }
    if (this.stage == 1) {
      if (now() < dht.opens) {
        this.until(dht.opens);
        return false;
      }
      dht.start();
      this.stage = 2;
      this.until(later(now(), START));
      return false;
    }
    if (this.stage == 2) {
      if (now() < this.timer.deadline) {
        this.until(this.timer.deadline);
        return false;
      }
      dht.listen();
      this.stage = 3;
      this.until(later(now(), LONGEST));
      return false;
    }
    if (!dht.isComplete && now() < this.timer.deadline) {
      this.until(this.timer.deadline);
      return false;
    }
    this.result = <i32>dht.take();
    this.drop();
    return true;
  }

  drop(): void {
    if (this.stage >= 2) changetype<Dht22>(this.sensor).stop();
    this.stage = 0;
    this.finish();
  }
}
