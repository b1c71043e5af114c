/** What looks at the polls of tasks, put together. */
import type { SideTable } from "../../hal/border/side-table.ts";
import type { Clock, Diagnostic } from "../core/context.ts";
import type { Cpu } from "../core/cpu.ts";
import type { Firmware } from "../core/firmware.ts";
import type { Meter } from "../core/meter.ts";
import type { PollObserver } from "./poll-observer.ts";
import { PolledTime } from "./polled-time.ts";
import { PollMeter } from "./polls.ts";
import type { ReadyTimes } from "./ready-times.ts";
import { SlotCounter } from "./slot-polls.ts";
import { type TurnLimits, TurnWatch } from "./turn-watch.ts";

export interface PollWatchOptions extends TurnLimits {
  /** Absent: polls take no time. */
  readonly meter: Meter | undefined;
  readonly table: SideTable | undefined;
  readonly longPoll: bigint;
  readonly clock: Clock;
  memory(): WebAssembly.Memory;
  report(diagnostic: Diagnostic): void;
}

/** What has the processor and the firmware, as soon as they are there. */
interface Owner {
  readonly cpu: Cpu;
  readonly firmware: Firmware;
}

export interface PollWatch {
  readonly polls: PollMeter;
  /** Is to be told of turns and interrupts; missing if polls take no time. */
  readonly turns: ReadyTimes | undefined;
}

export function watchPolls(options: PollWatchOptions, owner: () => Owner): PollWatch {
  const { clock, meter, table } = options;
  const slots = new SlotCounter();
  const observers: PollObserver[] = [];
  let turns: ReadyTimes | undefined;
  if (table) {
    const image = (): ReturnType<Firmware["image"]> => owner().firmware.image();
    observers.push(new PolledTime({ ...options, table }, image));
  }
  if (table && meter) {
    const processor = {
      instantOf: (micros: bigint): bigint => owner().cpu.instantOf(micros),
      awakeSince: (): bigint => owner().cpu.awakeSince,
    };
    const watch = new TurnWatch({ ...options, ...processor, table }, slots);
    observers.push(watch);
    turns = watch.times;
  }
  return { polls: new PollMeter({ ...options, slots, observers, now: () => clock.now }), turns };
}
