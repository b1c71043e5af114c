/** What a rule for board files is. A rule about wires looks at the finished board, the others at the text. */
import type { Subject } from "./subject.ts";

/** An error keeps a board from running, a warning does not; an info is only good to know. */
export type Severity = "error" | "warning" | "info";

/** Where in a document: `["parts", 2, "id"]`. */
export type Path = readonly (string | number)[];

/** Something about a board file, at a place in its text; lines and columns count from 1. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The way out. */
  readonly hint: string;
}

export interface Rule {
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, for the documentation. */
  readonly finds: string;
  /** The way out, unless a complaint has its own. */
  readonly hint: string;
  /** What Wokwi's linter calls it, if that has it, too. */
  readonly wokwi?: string;
  /** Whether a run tells it by itself, when it happens. */
  readonly atRun?: true;
}

/** What a rule about wires has to say. */
export interface Complaint {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

export interface WiringRule extends Rule {
  check(subject: Subject): Complaint[];
}
