/** Why a firmware stopped, as hal/generated/wakeful_hal.h numbers it; below the first of these it is a panic. */
export const WAKEFUL_TRAP = {
  UNREACHABLE: 0x10000,
  OUT_OF_BOUNDS: 0x10001,
  DIVIDE_BY_ZERO: 0x10002,
  INTEGER_OVERFLOW: 0x10003,
  INVALID_CONVERSION: 0x10004,
  CALL: 0x10005,
  OTHER: 0x10006,
  PIN: 0x10007,
  MODULE: 0x10008,
} as const;

export type Trap = keyof typeof WAKEFUL_TRAP;

/** `panic 3`, `trap OUT_OF_BOUNDS`, `runs`. */
export function describeEnd(code: number | undefined): string {
  if (code === undefined) return "it runs on";
  const trap = Object.entries(WAKEFUL_TRAP).find(([, value]) => value === code);
  return trap ? `trap ${trap[0]}` : `panic ${code}`;
}
