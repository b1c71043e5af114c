/** All that can happen in a script. A new kind is one line here. */
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import type { HappeningKind } from "./happening.ts";
import { brownout } from "./brownout.ts";
import { drift } from "./drift.ts";
import { drive, release } from "./drive.ts";
import { float } from "./float.ts";
import { jump } from "./jump.ts";
import { mend } from "./mend.ts";
import { noise } from "./noise.ts";
import { press } from "./press.ts";
import { reset } from "./reset.ts";
import { set } from "./set.ts";
import { spurious } from "./spurious.ts";
import { stuck } from "./stuck.ts";

export const kinds: readonly HappeningKind[] = [
  press,
  drive,
  release,
  set,
  reset,
  brownout,
  drift,
  jump,
  spurious,
  stuck,
  float,
  mend,
  noise,
];

/** @throws UsageError with the nearest name. */
export function kindOf(name: string): HappeningKind {
  const found = kinds.find((kind) => kind.name === name);
  if (found) return found;
  const names = kinds.map((kind) => kind.name);
  throw new UsageError(
    `nothing is called "${name}"${didYouMean(name, names)}`,
    `what can happen: ${names.join(", ")}`,
  );
}
