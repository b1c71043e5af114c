import type { Diagnostic } from "../core/context.ts";
import type { TaskState } from "../diagnosis/tasks.ts";
import type { Circuit } from "../nets/circuit.ts";
import type { Stage } from "../script/happening.ts";
import type { Trace } from "../trace/trace.ts";
import type { Snapshot } from "../travel/snapshot.ts";

/** What exploration needs of a simulator. */
export interface Subject extends Stage {
  readonly now: bigint;
  readonly circuit: Circuit;
  readonly diagnostics: readonly Diagnostic[];
  readonly logs: readonly { readonly time: bigint; readonly text: string }[];
  readonly trace: Trace;
  tasks(): TaskState[];
  summary(): { readonly polls: number };
  runUntil(time: bigint): boolean;
  runUntil(condition: () => boolean, limit: bigint): boolean;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}
