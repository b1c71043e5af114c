/** What `wakeful run` was asked for, checked and complete. */
import type { Board } from "../core/board.ts";
import type { MeasuredCurrents } from "../energy/energy.ts";
import type { Script } from "../script/script.ts";
import type { TraceData } from "../trace/trace.ts";
import type { CpuDescription } from "../options.ts";
import type { Firmware } from "./firmware-file.ts";

export interface RunRequest {
  /** As the user would name it. */
  readonly firmware: string;
  readonly board: Board;
  /** What is done to the board, and the seed. */
  readonly script: Script;
  /** Nanoseconds. */
  readonly duration: bigint;
  readonly cpu: CpuDescription;
  /** As the options of the simulator; undefined is their default. */
  readonly pollLimit: number | undefined;
  readonly ring: number | undefined;
  /** Microseconds since 1970 at the start. */
  readonly date: bigint | undefined;
  readonly vcd: string | undefined;
  readonly trace: string | undefined;
  /** Whether it is told what each task does. */
  readonly top: boolean;
  /** Whether it is told what the run takes from a battery; with currents if they were measured. */
  readonly energy: { readonly measured: MeasuredCurrents | undefined } | undefined;
  /** Where to write what was done. */
  readonly record: string | undefined;
  readonly ascii: boolean;
}

/** What a report has to go by besides the simulator. */
export interface RunRecord {
  readonly request: RunRequest;
  readonly built: Firmware;
  /** All of the run, or its last seconds. */
  readonly trace: TraceData;
  /** Ids of parts by pin. */
  readonly parts: ReadonlyMap<number, readonly string[]>;
}
