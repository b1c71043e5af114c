/** Dates and random numbers, called by the test. */
import { Calendar, Random, Rtc } from "wakeful";

const date = changetype<Calendar>(memory.data(16, 8));

export function show(time: i64): void {
  date.time = time;
}

export function field(index: i32): i32 {
  if (index == 0) return date.year;
  if (index == 1) return date.month;
  if (index == 2) return date.day;
  if (index == 3) return date.hour;
  if (index == 4) return date.minute;
  if (index == 5) return date.second;
  return date.weekday;
}

export function back(): i64 {
  return date.time;
}

export function bytes(): i32 {
  return offsetof<Calendar>();
}

export function rtcNow(): i64 {
  return Rtc.now();
}

export function rtcIsSet(): bool {
  return Rtc.isSet;
}

export function rtcSet(time: i64): void {
  Rtc.set(time);
}

export function bits(): u32 {
  return Random.bits();
}

export function below(limit: u32): u32 {
  return Random.below(limit);
}

export function between(low: i32, high: i32): i32 {
  return Random.between(low, high);
}
