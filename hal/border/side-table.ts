/**
 * What the compiler knows and the device need not: texts, places, task names, addresses. It is
 * written beside the module (`blink.wakeful.json`), so that not one byte of it is flashed.
 */

/** A place in the author's source. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A text of a log or a panic, of which the firmware has only the number. */
export interface Message {
  readonly text: string;
  readonly place: Place;
}

/** A future laid inside a frame. */
export interface FramePart {
  readonly name: string;
  readonly type: string;
  /** Bytes from the start of the frame. */
  readonly offset: number;
  readonly bytes: number;
}

/** Something that a frame keeps while its function waits. */
export interface Kept {
  readonly name: string;
  readonly type: string;
  /** `future`: what is awaited, or an object in its place; `temporary`: made by the compiler. */
  readonly kind: "future" | "variable" | "temporary";
  /** Bytes from the start of the frame. */
  readonly offset: number;
  readonly bytes: number;
  /** Whether it is what is awaited, or a part of that. */
  readonly awaited: boolean;
  /** Index in `SideTable.frames`, if it is the frame of an async function. */
  readonly frame?: number;
}

/** One `await` of an async function. */
export interface AwaitInfo {
  /** What the frame's point says while it waits here. */
  readonly point: number;
  readonly place: Place;
  /** The awaited expression, as it is written. */
  readonly text: string;
  /** What lives across it. */
  readonly keeps: readonly Kept[];
}

/** Bytes of a frame that hold different things at different times. */
export interface SharedBytes {
  readonly offset: number;
  readonly bytes: number;
  readonly names: readonly string[];
}

/** The frame of an async function; a generic function has several. */
export interface FrameInfo {
  readonly name: string;
  readonly place: Place;
  readonly bytes: number;
  readonly resultBytes: number;
  /** Where the point lies in the frame; a task has it in its header. */
  readonly point: { readonly offset: number; readonly bytes: number } | null;
  readonly awaits: readonly AwaitInfo[];
  readonly shared: readonly SharedBytes[];
}

/** One `@task`; its index in `SideTable.tasks` is the task's kind. */
export interface TaskInfo {
  readonly name: string;
  readonly place: Place;
  /** How many can live at once. */
  readonly pool: number;
  /** 0 is the lowest. */
  readonly priority: number;
  /** Address of the first slot. */
  readonly address: number;
  /** Bytes from one slot to the next: prefix, header, frame, and padding to 8. */
  readonly slotBytes: number;
  /** Bytes before the header; there only when the program joins tasks. */
  readonly prefixBytes: number;
  readonly headerBytes: number;
  readonly frameBytes: number;
  readonly parts: readonly FramePart[];
  /** Index in `SideTable.frames`, if it is an async function. */
  readonly frame?: number;
}

/** A piece of static memory with a name. */
export interface StaticInfo {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
  /** Of an object of the author's, such as `Channel<u32>`. */
  readonly type?: string;
  /** Where that is declared. */
  readonly place?: Place;
}

/** What hosts want to know of a module and devices do not: texts, tasks, places. */
export interface SideTable {
  /** Version of the border the module was built for. */
  readonly border: number;
  readonly name: string;
  /** SHA-256 of the module it belongs to, in hexadecimal: another one would have its texts mixed up. */
  readonly module: string;
  readonly logs: readonly Message[];
  readonly panics: readonly Message[];
  readonly tasks: readonly TaskInfo[];
  /** Frames of the async functions. */
  readonly frames: readonly FrameInfo[];
  readonly memory: {
    /** First byte of static data. */
    readonly base: number;
    readonly dataEnd: number;
    readonly heapBase: number;
    readonly statics: readonly StaticInfo[];
  };
  /** Names of the functions by index, imports first: the module itself ships without names. */
  readonly functions: readonly string[];
  /** Source map of the module (version 3), wasm offsets as columns of line 1. */
  readonly map: object | null;
}

/**
 * The header in front of each task's frame, as the firmware lays it out (`firmware/executor/task.ts`).
 *
 * ```
 *   0        4      5       6            8
 *   +--------+------+-------+------------+------- - -
 *   | link   | kind | state | point      | frame
 *   +--------+------+-------+------------+------- - -
 * ```
 */
export const TaskHeader = {
  bytes: 8,
  linkOffset: 0,
  kindOffset: 4,
  stateOffset: 5,
  /** Where an async task goes on. */
  pointOffset: 6,
  /** Bits of the state byte. */
  state: { queued: 1, alive: 2, finished: 8, aborted: 16, keeps: 32, detached: 64 },
} as const;
