import { formatTime } from "../../../core/time.ts";

/** A time as everywhere: `1.2s`. */
export const timeText = (time: number): string => formatTime(BigInt(Math.round(time)));

const COARSE = 10_000_000;

/** A time that runs, without the digits that nobody can read in passing. */
export const coarseTimeText = (time: number): string =>
  timeText(time < COARSE ? time : Math.floor(time / COARSE) * COARSE);
