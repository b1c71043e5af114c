/** The clock DS3231, and DS1307, whose time lies in the same registers. */
import { I2c } from "./i2c";
import { I2cRegister } from "./i2c-transfer";

const ADDRESS: u8 = 0x68;

function fromBcd(byte: u32): u32 {
  return (byte >> 4) * 10 + (byte & 15);
}

function toBcd(value: u32): u8 {
  return <u8>(((value / 10) << 4) | (value % 10));
}

/**
 * A clock with a battery of its own: `const clock = Ds3231.on(bus)`. 12 bytes. The date and time are those of the
 * last `read`; `write` sets the clock to them.
 */
@unmanaged
export class Ds3231 {
  /** The clock on a bus, at 0x68. */
  static on(place: Ds3231, bus: I2c): Ds3231 {
    place.bus = bus;
    place.rawSecond = place.rawMinute = place.rawHour = 0;
    place.rawWeekday = place.rawDay = place.rawMonth = 1;
    place.rawYear = 0;
    return place;
  }

  private bus: I2c;
  private rawSecond: u8;
  private rawMinute: u8;
  private rawHour: u8;
  private rawWeekday: u8;
  private rawDay: u8;
  private rawMonth: u8;
  private rawYear: u8;

  @inline private get raw(): usize {
    return changetype<usize>(this) + offsetof<Ds3231>("rawSecond");
  }

  /** Reads date and time: 0, or less if it failed, which is `-I2cStatus`. */
  read(place: I2cRegister): I2cRegister {
    return place.fetch(this.bus, ADDRESS, 0, this.raw, 7);
  }

  /** Sets the clock to the date and time in this object; the second begins now. */
  write(place: I2cRegister): I2cRegister {
    return place.put(this.bus, ADDRESS, 0, this.raw, 7);
  }

  /** Puts a date into this object, with the day of the week: 1 is Monday, 7 is Sunday. */
  setDate(year: u32, month: u32, day: u32): void {
    this.rawYear = toBcd(year % 100);
    this.rawMonth = toBcd(month);
    this.rawDay = toBcd(day);
    // 2000-01-01 was a Saturday.
    const y = year % 100;
    const before = month > 2 ? (y >> 2) + 1 : (y + 3) >> 2;
    const months = memory.data<u16>([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]);
    const days = y * 365 + before + <u32>load<u16>(months + ((<usize>(month - 1)) << 1)) + day - 1;
    this.rawWeekday = <u8>((days + 5) % 7) + 1;
  }

  /** Puts a time of day into this object. */
  setTime(hour: u32, minute: u32, second: u32): void {
    this.rawHour = toBcd(hour);
    this.rawMinute = toBcd(minute);
    this.rawSecond = toBcd(second);
  }

  /** 2000 to 2099. */
  get year(): u32 {
    return 2000 + fromBcd(this.rawYear);
  }

  /** 1 to 12. */
  get month(): u32 {
    return fromBcd(this.rawMonth & 0x1f);
  }

  /** Of the month, from 1. */
  get day(): u32 {
    return fromBcd(this.rawDay);
  }

  /** 1 to 7; 1 is Monday if the clock was set by `setDate`. */
  get weekday(): u32 {
    return this.rawWeekday;
  }

  /** 0 to 23, also if the clock counts to twelve. */
  get hour(): u32 {
    const raw: u32 = this.rawHour;
    if (!(raw & 0x40)) return fromBcd(raw);
    return (fromBcd(raw & 0x1f) % 12) + (raw & 0x20 ? 12 : 0);
  }

  get minute(): u32 {
    return fromBcd(this.rawMinute);
  }

  get second(): u32 {
    return fromBcd(this.rawSecond & 0x7f);
  }

  /** Reads the status register, 0x0F of a DS3231: its bit 0x80 says that the clock has stopped since it was set. */
  status(place: I2cRegister): I2cRegister {
    return place.ask(this.bus, ADDRESS, 0x0f);
  }
}
