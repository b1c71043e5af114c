import type { Diagnostic } from "../core/context.ts";
import type { Gap } from "../core/interrupts.ts";
import { formatTime } from "../core/time.ts";

/** What to tell of interrupts that were lost because the ring of `capacity` was full. */
export function overrun({ lost, time, source }: Gap, capacity: number): Diagnostic {
  const since = time * 1_000n;
  const many = lost === 1 ? "1 interrupt was" : `${lost} interrupts were`;
  return {
    severity: "warning",
    code: "ring-overrun",
    time: since,
    message: `${many} lost from ${formatTime(since)} on: the ring of ${capacity} was full; the first came from pin ${source & 0xffff}`,
    hint: "shorten the turns, listen to fewer edges, or give the ring more room: `wakeful run --ring 256`, or `ring` in `Simulator.load`",
  };
}
