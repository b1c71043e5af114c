/**
 * Tells listeners what happened to a circuit, in a fixed order: levels first, then watchers and
 * changes, then diagnostics. A listener may change the circuit; that queues behind what is being
 * told. If a listener throws, what was still to be told is dropped, diagnostics excepted.
 */
import type { Diagnostic, Level } from "../core/context.ts";
import type { Snapshotted } from "../core/snapshotted.ts";
import { Listeners } from "./listeners.ts";

export interface FindingsState {
  /** Messages of all that was ever queued. */
  readonly known: ReadonlySet<string>;
  readonly untold: readonly Diagnostic[];
}

export class Announcer implements Snapshotted<FindingsState> {
  readonly levels = new Listeners<(pin: number, level: Level) => void>();
  readonly changes = new Listeners<() => void>();
  readonly diagnostics = new Listeners<(diagnostic: Diagnostic) => void>();
  /** Watchers of each net. */
  readonly #watchers: (Listeners<() => void> | undefined)[] = [];

  // The arrays are never cut, only counted: JavaScript would drop and grow their storage each time.
  readonly #pins: number[] = [];
  readonly #pinLevels: Level[] = [];
  #pinCount = 0;
  readonly #nets: number[] = [];
  #netCount = 0;
  readonly #findings: Diagnostic[] = [];
  #known: ReadonlySet<string> = new Set();
  #telling = false;

  watch(net: number, listener: () => void): () => void {
    return (this.#watchers[net] ??= new Listeners()).add(listener);
  }

  queueLevel(pin: number, level: Level): void {
    this.#pins[this.#pinCount] = pin;
    this.#pinLevels[this.#pinCount++] = level;
  }

  queueChange(net: number): void {
    this.#nets[this.#netCount++] = net;
  }

  /** Diagnostics wait until somebody listens. Each message is told once. */
  queueDiagnostic(diagnostic: Diagnostic): void {
    if (this.#known.has(diagnostic.message)) return;
    this.#known = new Set(this.#known).add(diagnostic.message);
    this.#findings.push(diagnostic);
  }

  /** Tells everything queued. Within a listener: does nothing, as the telling goes on after it. */
  tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      while (this.#tellLevels() || this.#tellChanges() || this.#tellDiagnostic());
    } finally {
      this.#telling = false;
      this.#pinCount = this.#netCount = 0;
    }
  }

  /** Between two events only a diagnostic may wait: one that a listener's failure has left. */
  save(): FindingsState {
    return { known: this.#known, untold: [...this.#findings] };
  }

  restore({ known, untold }: FindingsState): void {
    this.#known = known;
    this.#findings.splice(0, Infinity, ...untold);
  }

  #tellLevels(): boolean {
    if (this.#pinCount === 0) return false;
    for (let i = 0; i < this.#pinCount; i++) {
      const pin = this.#pins[i]!;
      const level = this.#pinLevels[i]!;
      for (const listener of this.levels.list) listener(pin, level);
    }
    this.#pinCount = 0;
    return true;
  }

  #tellChanges(): boolean {
    if (this.#netCount === 0) return false;
    for (let i = 0; i < this.#netCount; i++) {
      const watchers = this.#watchers[this.#nets[i]!];
      if (watchers !== undefined) for (const listener of watchers.list) listener();
    }
    this.#netCount = 0;
    for (const listener of this.changes.list) listener();
    return true;
  }

  #tellDiagnostic(): boolean {
    if (this.#findings.length === 0 || this.diagnostics.list.length === 0) return false;
    const finding = this.#findings.shift()!;
    for (const listener of this.diagnostics.list) listener(finding);
    return true;
  }
}
