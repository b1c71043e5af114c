/**
 * A recorder that is also the host: it plays the tasks' polls, wakes them when the script says so,
 * and writes down everything in order.
 */
import type { BorderExports } from "../../hal/generated/border.ts";
import type { Parts } from "./parts.ts";

export interface ExecutorParts extends BorderExports {
  spawnProbe(id: number): number;
  claimProbe(id: number): number;
  spawnUrgent(id: number): number;
  spawnJoins(id: number, handle: number): number;
  spawnNaps(id: number, span: bigint): number;
  spawnYields(id: number): number;
  waker(): number;
  wake(waker: number): void;
  abort(handle: number): void;
  detach(handle: number): void;
  isFinished(handle: number): number;
  isTimerQueueEmpty(): number;
}

export const NEVER = 2n ** 63n - 1n;

export interface Recorder {
  readonly firmware: ExecutorParts;
  /** Everything that happened since the last `take`. */
  take(): string[];
  /** What task `id` does when it is polled: true when it is ready. Default: not ready. */
  onPoll(id: number, action: () => boolean | undefined): void;
  /** The waker that task `id` had at its last poll. */
  wakerOf(id: number): number;
  wake(id: number): void;
  /** One turn; records what it returned, unless that is "only an interrupt". */
  turn(): void;
  time: bigint;
}

export function record(parts: Parts): Recorder {
  const events: string[] = [];
  const actions = new Map<number, () => boolean | undefined>();
  const wakers = new Map<number, number>();
  const host = { now: (): bigint => recorder.time };
  const firmware: ExecutorParts = parts.instantiate<ExecutorParts>(host, {
    polled(id: number) {
      events.push(`poll ${id}`);
      wakers.set(id, firmware.waker());
      return actions.get(id)?.() ? 1 : 0;
    },
    dropped: (id: number) => void events.push(`drop ${id}`),
    joined: (id: number, hasValue: number, isAborted: number, value: number) =>
      void events.push(`joined ${id}: ${hasValue ? value : isAborted ? "aborted" : "gone"}`),
  });
  const recorder: Recorder = {
    firmware,
    time: 0n,
    take: () => events.splice(0),
    onPoll: (id, action) => void actions.set(id, action),
    wakerOf: (id) => wakers.get(id)!,
    wake(id) {
      events.push(`wake ${id}`);
      firmware.wake(wakers.get(id)!);
    },
    turn() {
      const result = firmware.poll();
      if (result !== NEVER) events.push(result === 0n ? "more" : `until ${result}`);
    },
  };
  return recorder;
}
