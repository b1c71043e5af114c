import { Trap as Code } from "../../hal/generated/border.ts";

/** Why a firmware stopped, as hosts number it; below the first of these it is a panic. */
export const WAKEFUL_TRAP = {
  UNREACHABLE: Code.Unreachable,
  OUT_OF_BOUNDS: Code.OutOfBounds,
  DIVIDE_BY_ZERO: Code.DivideByZero,
  INTEGER_OVERFLOW: Code.IntegerOverflow,
  INVALID_CONVERSION: Code.InvalidConversion,
  CALL: Code.Call,
  OTHER: Code.Other,
  PIN: Code.Pin,
  MODULE: Code.Module,
} as const;

export type Trap = keyof typeof WAKEFUL_TRAP;

/** `panic 3`, `trap OUT_OF_BOUNDS`, `runs`. */
export function describeEnd(code: number | undefined): string {
  if (code === undefined) return "it runs on";
  const trap = Object.entries(WAKEFUL_TRAP).find(([, value]) => value === code);
  return trap ? `trap ${trap[0]}` : `panic ${code}`;
}
