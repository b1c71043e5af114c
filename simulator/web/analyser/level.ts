/** What a waveform on screen says of one instant. */
import { Wave, type Waveform } from "../protocol.ts";

const WORDS: Readonly<Record<Wave, string>> = {
  [Wave.Low]: "low",
  [Wave.High]: "high",
  [Wave.Floating]: "floating",
  [Wave.Busy]: "several edges",
  [Wave.Conflict]: "driven high and low",
};
/** For a narrow column beside the names. */
const SIGNS: Readonly<Record<Wave, string>> = {
  [Wave.Low]: "0",
  [Wave.High]: "1",
  [Wave.Floating]: "z",
  [Wave.Busy]: "≈",
  [Wave.Conflict]: "x",
};

export const levelWord = (level: Wave): string => WORDS[level];
export const levelSign = (level: Wave | undefined): string =>
  level === undefined ? "" : SIGNS[level];

/** The level at `time`, an edge's own time included; undefined before the first. */
export function levelAt({ times, levels }: Waveform, time: number): Wave | undefined {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : (levels[low - 1] as Wave);
}
