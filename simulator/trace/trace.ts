import { FirmwareError, UsageError } from "../core/errors.ts";
import type { Clock, Level } from "../core/context.ts";
import { Journal, type JournalState } from "../core/journal.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import type { Circuit } from "../nets/circuit.ts";
import type { Parts } from "../parts/index.ts";

/** One change of a signal. */
export interface TraceChange {
  /** Nanoseconds since reset. */
  readonly time: bigint;
  readonly level: Level;
}

/** The history of one pin, LED or button. */
export interface TraceSignal {
  /** `pin`: level of its net. `led`: 1 while lit. `button`: 1 while held, without the bounces. */
  readonly kind: "pin" | "led" | "button";
  /** The pin's label or the part's id. */
  readonly name: string;
  /** Logical number, of pins only. */
  readonly pin?: number;
  /** Level when the trace began. */
  readonly initial: Level;
  /** In order; several may fall at one instant. Each differs from the one before. */
  readonly changes: readonly TraceChange[];
}

/** What the writers of formats need of a trace. */
export interface TraceData {
  /** Name of the board. */
  readonly board: string;
  /** Nanoseconds since reset at which the trace began. */
  readonly start: bigint;
  readonly signals: readonly TraceSignal[];
}

/** The level of a signal at an instant, after all changes of that instant. */
export function levelAt(signal: TraceSignal, time: bigint): Level {
  let low = 0;
  let high = signal.changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (signal.changes[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? signal.initial : signal.changes[low - 1]!.level;
}

function full(): UsageError {
  return new UsageError(
    `the recording is full: ${MOST_CHANGES} changes of level`,
    "run for a shorter time, or load the simulator with `record: false`",
  );
}

function standstill(): FirmwareError {
  return new FirmwareError({
    code: "endless-poll",
    message: `${MOST_AT_ONCE} changes of level at one instant: virtual time does not move in a loop that awaits nothing`,
    hint: "`await sleep(...)` inside the loop",
  });
}

interface Recording {
  readonly signal: TraceSignal;
  readonly journal: Journal<TraceChange>;
}

function record(signal: Omit<TraceSignal, "changes">): Recording {
  const journal = new Journal<TraceChange>();
  return {
    signal: {
      ...signal,
      get changes() {
        return journal.items;
      },
    },
    journal,
  };
}

/** What a snapshot keeps of a trace. */
export interface TraceState {
  readonly count: number;
  readonly mark: bigint;
  readonly atOnce: number;
  /** Pins, then parts. */
  readonly journals: readonly JournalState<TraceChange>[];
}

/** So many changes take some 800 MB; the host's heap would end not far above. */
const MOST_CHANGES = 5_000_000;

/** How many changes are counted before the time is looked at. */
const STRIDE = 0x10000;

/** Far more than anybody shifts out to a display. */
const MOST_AT_ONCE = 16 * STRIDE;

/** Records every pin of a circuit, and its LEDs and buttons, from construction on. */
export class Trace implements TraceData, Snapshotted<TraceState> {
  readonly board: string;
  readonly start: bigint;
  readonly #circuit: Circuit;
  readonly #pins = new Map<number, Recording>();
  readonly #parts: Recording[] = [];
  readonly #undo: (() => void)[] = [];
  #count = 0;
  /** The time when the count was last a multiple of `STRIDE`, and how many of the changes before it were then, too. */
  #mark = -1n;
  #atOnce = 0;

  constructor(circuit: Circuit, clock: Clock, parts?: Parts) {
    this.#circuit = circuit;
    this.board = circuit.board.name;
    this.start = clock.now;
    for (const { logical, label } of circuit.board.pins) {
      const initial = circuit.level(logical);
      this.#pins.set(logical, record({ kind: "pin", name: label, pin: logical, initial }));
    }
    this.#undo.push(
      circuit.onLevel((pin, level) => {
        if (++this.#count > MOST_CHANGES) throw full();
        if (this.#count % STRIDE === 0) this.#look(clock.now);
        this.#pins.get(pin)!.journal.push({ time: clock.now, level });
      }),
    );
    for (const led of parts?.leds ?? []) {
      const record = this.#record("led", led.id, led.on);
      this.#undo.push(led.onChange(record));
    }
    for (const button of parts?.buttons ?? []) {
      const record = this.#record("button", button.id, button.pressed);
      this.#undo.push(button.onChange(record));
    }
  }

  #look(now: bigint): void {
    this.#atOnce = now === this.#mark ? this.#atOnce + STRIDE : 0;
    this.#mark = now;
    if (this.#atOnce >= MOST_AT_ONCE) throw standstill();
  }

  #record(kind: "led" | "button", name: string, on: boolean): (on: boolean, time: bigint) => void {
    const recording = record({ kind, name, initial: on ? 1 : 0 });
    this.#parts.push(recording);
    return (now, time) => recording.journal.push({ time, level: now ? 1 : 0 });
  }

  /**
   * The active pins in ascending order, then LEDs and buttons in the order of the board file. A pin
   * is active once it was configured or driven, and always if something is wired to it.
   */
  get signals(): readonly TraceSignal[] {
    const active = [...this.#pins].filter(([pin]) => this.#circuit.isActive(pin));
    return [...active.map(([, { signal }]) => signal), ...this.#parts.map(({ signal }) => signal)];
  }

  /** The history of a pin, active or not; undefined if the board lacks it. */
  pin(logical: number): TraceSignal | undefined {
    return this.#pins.get(logical)?.signal;
  }

  save(): TraceState {
    return {
      count: this.#count,
      mark: this.#mark,
      atOnce: this.#atOnce,
      journals: this.#recordings().map(({ journal }) => journal.save()),
    };
  }

  restore({ count, mark, atOnce, journals }: TraceState): void {
    this.#count = count;
    this.#mark = mark;
    this.#atOnce = atOnce;
    this.#recordings().forEach(({ journal }, i) => journal.restore(journals[i]!));
  }

  #recordings(): Recording[] {
    return [...this.#pins.values(), ...this.#parts];
  }

  /** Ends the recording. */
  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }
}
