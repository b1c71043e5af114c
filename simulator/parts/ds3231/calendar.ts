/**
 * The calendar of a clock chip: years of two digits, each fourth of which is a leap year. That is right from 2000
 * to 2099; a chip takes 2100 for a leap year, too.
 */
export interface ChipTime {
  /** 0 to 99. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 1 to 7; which day is 1 is up to who sets it. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Turned over when the year goes from 99 to 0. */
  readonly century: 0 | 1;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAY = 86_400;
const CENTURY_DAYS = 36_525;

const lengthOf = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 ? 29 : (LENGTHS[month - 1] ?? 31);

function dayNumber({ year, month, day }: ChipTime): number {
  let days = year * 365 + Math.ceil(year / 4);
  for (let m = 1; m < month; m++) days += lengthOf(year, m);
  return days + day - 1;
}

/** The time so many seconds later. */
export function later(time: ChipTime, seconds: number): ChipTime {
  // Its parts are set one by one: the 31st of what is February until the month follows.
  if (seconds === 0) return time;
  const of = time.hour * 3_600 + time.minute * 60 + time.second + seconds;
  const passed = Math.floor(of / DAY);
  const rest = of - passed * DAY;
  const whole = dayNumber(time) + passed;
  const centuries = Math.floor(whole / CENTURY_DAYS);
  let days = whole - centuries * CENTURY_DAYS;
  let year = 0;
  for (let length = 366; days >= length; length = year % 4 === 0 ? 366 : 365) {
    days -= length;
    year++;
  }
  let month = 1;
  while (days >= lengthOf(year, month)) days -= lengthOf(year, month++);
  return {
    year,
    month,
    day: days + 1,
    weekday: ((time.weekday - 1 + passed) % 7) + 1,
    hour: Math.floor(rest / 3_600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    century: ((time.century + centuries) % 2) as 0 | 1,
  };
}

export const bcd = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);
export const unbcd = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

/** Hours with bit 6 are of twelve, and bit 5 is then the afternoon. */
export function hourOf(byte: number): number {
  if ((byte & 0x40) === 0) return unbcd(byte & 0x3f);
  return (unbcd(byte & 0x1f) % 12) + (byte & 0x20 ? 12 : 0);
}

export function hourByte(hour: number, isTwelve: boolean): number {
  if (!isTwelve) return bcd(hour);
  return 0x40 | (hour >= 12 ? 0x20 : 0) | bcd(hour % 12 === 0 ? 12 : hour % 12);
}

/** A time as people write it, 2000 to 2099, in UTC; undefined if it is none. */
export function parseTime(text: string): ChipTime | undefined {
  const match = /^(20\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.0+)?Z?)?$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > lengthOf(year - 2000, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const time = {
    year: year - 2000,
    month,
    day,
    weekday: 1,
    hour,
    minute,
    second,
    century: 0,
  } as const;
  // 2000-01-01 was a Saturday; 1 is Sunday, as in the datasheet's example.
  return { ...time, weekday: ((dayNumber(time) + 6) % 7) + 1 };
}

/** `2026-01-31T12:00:00`. */
export function written({ year, month, day, hour, minute, second }: ChipTime): string {
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map((value) =>
    `${value}`.padStart(2, "0"),
  );
  return `20${y}-${mo}-${d}T${h}:${mi}:${s}`;
}
