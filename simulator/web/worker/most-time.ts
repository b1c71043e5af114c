import { UsageError } from "../../core/errors.ts";

const DAYS = 104;

/** How far a page counts time: numbers are exact nanoseconds up to there. */
export const MOST_TIME = DAYS * 86_400e9;

/** Why it does not go on. */
export function atTheEnd(): UsageError {
  return new UsageError(
    `this page counts time up to ${DAYS} days`,
    "go back in time, or run it longer with `wakeful run`",
  );
}
