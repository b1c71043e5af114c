/**
 * Dates of the Gregorian calendar, UTC, without leap seconds. A year begins with March here, so that the leap day is
 * its last one, and months before it have the lengths 31, 30, 31, 30, 31 again and again: day 0 of the month m,
 * counted from March, is day (153 m + 2) / 5 of the year.
 */
const SECOND: i64 = 1_000_000;
const SECONDS_A_DAY: i64 = 86_400;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH: i64 = 719_468;
const DAYS_OF_400_YEARS: i64 = 146_097;

function floorDivided(value: i64, by: i64): i64 {
  const quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

/** A date and a time of day: `const today = Calendar.of(Rtc.now())`. 12 bytes. */
@unmanaged
export class Calendar {
  year: i32;
  /** 1 to 12. */
  month: u8;
  /** Of the month, from 1. */
  day: u8;
  /** 0 to 23. */
  hour: u8;
  minute: u8;
  second: u8;
  /** 1 is Monday, 7 is Sunday. */
  weekday: u8;

  /** The date of so many microseconds since 1970-01-01. */
  static of(place: Calendar, time: i64): Calendar {
    place.time = time;
    return place;
  }

  /** Microseconds since 1970-01-01, of the date as it is; without the weekday, which it does not look at. */
  get time(): i64 {
    const m: i64 = (this.month + 9) % 12;
    const year: i64 = <i64>this.year - (m >= 10 ? 1 : 0);
    const era = floorDivided(year, 400);
    const y = year - era * 400;
    const day = y * 365 + y / 4 - y / 100 + (153 * m + 2) / 5 + <i64>this.day - 1;
    const days = era * DAYS_OF_400_YEARS + day - EPOCH;
    const seconds = <i64>this.hour * 3600 + <i64>this.minute * 60 + <i64>this.second;
    return (days * SECONDS_A_DAY + seconds) * SECOND;
  }

  set time(time: i64) {
    const seconds = floorDivided(time, SECOND);
    const days = floorDivided(seconds, SECONDS_A_DAY);
    const left = <i32>(seconds - days * SECONDS_A_DAY);
    this.hour = <u8>(left / 3600);
    this.minute = <u8>((left / 60) % 60);
    this.second = <u8>(left % 60);
    // 1970-01-01 was a Thursday.
    this.weekday = <u8>(days + 3 - floorDivided(days + 3, 7) * 7 + 1);
    const era = floorDivided(days + EPOCH, DAYS_OF_400_YEARS);
    const day = <i32>(days + EPOCH - era * DAYS_OF_400_YEARS);
    // Less the leap days before it: one in 4 years, but not in 100.
    const year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    const rest = day - (year * 365 + year / 4 - year / 100);
    const m = (5 * rest + 2) / 153;
    this.day = <u8>(rest - (153 * m + 2) / 5 + 1);
    this.month = <u8>(m < 10 ? m + 3 : m - 9);
    this.year = <i32>(era * 400) + year + (m < 10 ? 0 : 1);
  }
}
