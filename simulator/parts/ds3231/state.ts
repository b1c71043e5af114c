/** What a DS3231 remembers between two moments. */
import type { ChipTime } from "./calendar.ts";

export interface ClockState {
  readonly registers: Uint8Array;
  readonly time: ChipTime;
  readonly since: bigint;
  readonly isTwelve: boolean;
  readonly latched: Uint8Array;
  readonly pointer: number;
  readonly isPointed: boolean;
  readonly temperature: number;
  readonly cancel: () => void;
  readonly device: unknown;
}
