/**
 * The sensor BME280 of temperature, humidity and pressure. It sleeps between measurements, which take each value
 * once: what its datasheet suggests for weather stations (BST-BME280-DS002, 3.5.1). The formulas are those of its
 * 4.2.3, in whole numbers.
 */
import { Duration, micros } from "../../firmware/time/duration";
import { Timed } from "../../firmware/time/timed";
import { I2cStatus } from "../generated/bindings";
import { I2c } from "./i2c";
import { I2cRegister } from "./i2c-transfer";

const CHIP_ID: i32 = 0x60;
/** Appendix B, 9.1: the most that one of each takes, 1.25 ms + 2.3 ms + 2.875 ms + 2.875 ms. */
const LONGEST: Duration = micros(9_300);
/** Once the temperature, once the pressure, and then to sleep: the register 0xF4. */
const FORCED: u8 = (1 << 5) | (1 << 2) | 1;

/** A sensor: `const sensor = Bme280.on(bus)`. 56 bytes, with what it was trimmed to. */
@unmanaged
export class Bme280 {
  /**
   * The sensor on a bus.
   * @param address 0x76, or 0x77 if its pin SDO is high.
   */
  static on(place: Bme280, bus: I2c, address: u8 = 0x76): Bme280 {
    memory.fill(changetype<usize>(place), 0, offsetof<Bme280>());
    place.bus = bus;
    place.address = address;
    return place;
  }

  /** @internal */
  bus: I2c;
  /** Hundredths of a degree Celsius. */
  temperature: i32;
  /** Pascals. */
  pressure: u32;
  /** Hundredths of a per cent. */
  humidity: u32;
  /** 0x88 to 0xA1, as they are read. */
  private low0: u64;
  private low8: u64;
  private low16: u64;
  private low24: u16;
  /** 0xE1 to 0xE7. */
  private high0: u16;
  private high2: u32;
  private high6: u8;
  /** @internal */
  address: u8;
  /** @internal */
  isTrimmed: bool;

  /**
   * Measures once: its output is how that went, and the values are in the sensor. It takes 9.3 ms, and what the bus
   * takes. If what answers is no BME280, it is `DataNack`.
   */
  measure(place: Measurement): Measurement {
    return place.begin(this);
  }

  /** @internal */
  @inline get low(): usize {
    return changetype<usize>(this) + offsetof<Bme280>("low0");
  }

  /** @internal */
  @inline get high(): usize {
    return changetype<usize>(this) + offsetof<Bme280>("high0");
  }

  /**
   * Works out the values.
   * @param data 0xF7 to 0xFE.
   * @internal
   */
  compensate(data: usize): void {
    const low = this.low;
    const rawP =
      ((<i32>load<u8>(data)) << 12) | ((<i32>load<u8>(data, 1)) << 4) | (load<u8>(data, 2) >> 4);
    const rawT =
      ((<i32>load<u8>(data, 3)) << 12) | ((<i32>load<u8>(data, 4)) << 4) | (load<u8>(data, 5) >> 4);
    const rawH = ((<i32>load<u8>(data, 6)) << 8) | (<i32>load<u8>(data, 7));

    const t1: i32 = load<u16>(low);
    const warm = (((rawT >> 3) - (t1 << 1)) * <i32>load<i16>(low, 2)) >> 11;
    const off = (rawT >> 4) - t1;
    const fine = warm + ((((off * off) >> 12) * <i32>load<i16>(low, 4)) >> 14);
    this.temperature = (fine * 5 + 128) >> 8;

    let a: i64 = <i64>fine - 128_000;
    let b = a * a * <i64>load<i16>(low, 16);
    b += (a * <i64>load<i16>(low, 14)) << 17;
    b += (<i64>load<i16>(low, 12)) << 35;
    a = ((a * a * <i64>load<i16>(low, 10)) >> 8) + ((a * <i64>load<i16>(low, 8)) << 12);
    a = ((((<i64>1) << 47) + a) * <i64>load<u16>(low, 6)) >> 33;
    let p: i64 = 0;
    if (a != 0) {
      p = ((((<i64>(1_048_576 - rawP)) << 31) - b) * 3_125) / a;
      const c = (<i64>load<i16>(low, 22) * (p >> 13) * (p >> 13)) >> 25;
      const d = (<i64>load<i16>(low, 20) * p) >> 19;
      p = ((p + c + d) >> 8) + ((<i64>load<i16>(low, 18)) << 4);
    }
    this.pressure = <u32>((p + 128) >> 8);

    const high = this.high;
    const h4 = ((<i32>load<i8>(high, 3)) << 4) | (load<u8>(high, 4) & 15);
    const h5 = ((<i32>load<i8>(high, 5)) << 4) | (load<u8>(high, 4) >> 4);
    const t = fine - 76_800;
    const left = ((rawH << 14) - (h4 << 20) - h5 * t + 16_384) >> 15;
    const inner =
      (((t * <i32>load<i8>(high, 6)) >> 10) * (((t * <i32>load<u8>(high, 2)) >> 11) + 32_768)) >>
      10;
    let v = left * (((inner + 2_097_152) * <i32>load<i16>(high) + 8_192) >> 14);
    v -= ((((v >> 15) * (v >> 15)) >> 7) * <i32>load<u8>(low, 25)) >> 4;
    v = min(max(v, 0), 419_430_400) >> 12;
    this.humidity = <u32>((v * 100 + 512) >> 10);
  }
}

enum Step {
  Id,
  Low,
  High,
  Humidity,
  Control,
  Wait,
  Data,
}

/**
 * A measurement. Begin it with `Bme280.measure`.
 *
 * **Cancel safety:** restarts. The sensor goes to sleep by itself; the values in it stay those of before.
 */
@unmanaged
export class Measurement extends Timed<I2cStatus> {
  private transfer0: u64;
  private transfer8: u64;
  private transfer16: u64;
  private transfer24: u64;
  private transfer32: u64;
  private data: u64;
  private sensor: Bme280;
  private step: u8;
  private status: u8;

  @inline private get transfer(): I2cRegister {
    return changetype<I2cRegister>(changetype<usize>(this) + offsetof<Measurement>("transfer0"));
  }

  @inline private get raw(): usize {
    return changetype<usize>(this) + offsetof<Measurement>("data");
  }

  begin(sensor: Bme280): Measurement {
    if (offsetof<I2cRegister>() > 40) ERROR("a transfer does not fit into a measurement");
    this.timer.fresh(0);
    this.sensor = sensor;
    this.prepare(sensor.isTrimmed ? Step.Humidity : Step.Id);
    return this;
  }

  private prepare(step: Step): void {
    const sensor = this.sensor;
    const bus = sensor.bus;
    const address = sensor.address;
    const transfer = this.transfer;
    this.step = <u8>step;
    if (step == Step.Id) transfer.ask(bus, address, 0xd0);
    else if (step == Step.Low) transfer.fetch(bus, address, 0x88, sensor.low, 26);
    else if (step == Step.High) transfer.fetch(bus, address, 0xe1, sensor.high, 7);
    else if (step == Step.Humidity) transfer.set(bus, address, 0xf2, 1);
    else if (step == Step.Control) transfer.set(bus, address, 0xf4, FORCED);
    else if (step == Step.Wait) this.timer.after(LONGEST);
    else transfer.fetch(bus, address, 0xf7, this.raw, 8);
  }

  poll(): bool {
    const transfer = this.transfer;
    while (this.step == Step.Wait ? this.timer.poll() : transfer.poll()) {
      if (this.step != Step.Wait) {
        const found = transfer.output();
        if (found < 0) return this.end(<I2cStatus>-found);
        if (this.step == Step.Id && found != CHIP_ID) return this.end(I2cStatus.DataNack);
        if (this.step == Step.High) this.sensor.isTrimmed = true;
        if (this.step == Step.Data) {
          this.sensor.compensate(this.raw);
          return this.end(I2cStatus.Done);
        }
      }
      this.prepare(<Step>(this.step + 1));
    }
    return false;
  }

  private end(status: I2cStatus): bool {
    this.status = <u8>status;
    return true;
  }

  drop(): void {
    this.timer.drop();
    if (this.step != Step.Wait) this.transfer.drop();
  }

  output(): I2cStatus {
    return <I2cStatus>this.status;
  }
}
