/** All rules for board files. */
import { formatRules } from "./format-rules.ts";
import { ledAtInput, ledReversed, ledWithoutResistor } from "./led-rules.ts";
import {
  busWithoutPullUps,
  outputsJoined,
  railsShorted,
  serialCrossed,
  suppliesJoined,
} from "./net-rules.ts";
import { bothOnOneNet, halfWired, partUnpowered, redundantParts } from "./parts-rules.ts";
import { flashPin, floatingInput, overVoltage, pinsJoined, strappingPin } from "./pin-rules.ts";
import type { Rule, WiringRule } from "./rule.ts";

/** Those about wires: of a board that can be put together. */
export const wiringRules: readonly WiringRule[] = [
  redundantParts,
  halfWired,
  bothOnOneNet,
  partUnpowered,
  ledWithoutResistor,
  ledReversed,
  ledAtInput,
  floatingInput,
  overVoltage,
  pinsJoined,
  railsShorted,
  suppliesJoined,
  outputsJoined,
  busWithoutPullUps,
  serialCrossed,
  flashPin,
  strappingPin,
];

/** Every rule, in the order of the documentation. */
export const allRules: readonly Rule[] = [
  ...Object.entries(formatRules).map(([name, rule]) => ({ name, ...rule })),
  ...wiringRules,
];

/** Rules that a run tells by itself, at the moment it happens. */
export const toldAtRun: ReadonlySet<string> = new Set(
  allRules.filter(({ atRun }) => atRun).map(({ name }) => name),
);
