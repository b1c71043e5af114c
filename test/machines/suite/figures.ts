/** What was measured on the machines: a file a machine in docs/machines, from which the tables in the docs are drawn. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { projectRoot } from "../../support/parts.ts";
import type { Machine, Recording } from "../machine.ts";
import type { Agreement } from "./compare.ts";

/** Clock cycles of an emulated core. */
export interface Cycles {
  readonly median: number;
  readonly most: number;
}

/** One firmware on one machine. What a machine does not tell is absent. */
export interface Row {
  readonly firmware: string;
  readonly edges: number;
  readonly deviationMicros: number;
  readonly flash?: number;
  /** Static, without the stack. */
  readonly ram?: number;
  /** Deepest seen. */
  readonly stack?: number;
  /** Linear memory that a runtime holds. */
  readonly memory?: number;
  readonly fromInput?: Cycles;
  readonly fromTimer?: Cycles;
}

/** All firmwares on one machine. */
export interface MachineFigures {
  readonly name: string;
  readonly title: string;
  readonly toleranceMicros: number;
  /** Of compilers and emulators. */
  readonly versions: readonly string[];
  readonly rows: readonly Row[];
}

export const figuresFolder = join(projectRoot, "docs/machines");

/** The file of a machine. */
export function figuresPath(machine: string): string {
  return join(figuresFolder, `${machine}.json`);
}

export function rowOf(firmware: string, agreement: Agreement, recording: Recording): Row {
  const { sizes, stackBytes, memoryBytes, cyclesFromInput, cyclesFromTimer } = recording;
  const fromInput = cyclesOf(cyclesFromInput);
  const fromTimer = cyclesOf(cyclesFromTimer);
  return {
    firmware,
    edges: agreement.edges,
    deviationMicros: agreement.deviationMicros,
    ...(sizes && { flash: sizes.flash, ram: sizes.ram }),
    ...(stackBytes !== undefined && { stack: stackBytes }),
    ...(memoryBytes !== undefined && { memory: memoryBytes }),
    ...(fromInput && { fromInput }),
    ...(fromTimer && { fromTimer }),
  };
}

function cyclesOf(all: readonly number[] = []): Cycles | undefined {
  if (all.length === 0) return undefined;
  const sorted = [...all].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, most: sorted.at(-1)! };
}

export function figuresOf(machine: Machine, rows: readonly Row[]): MachineFigures {
  const { name, title, toleranceMicros } = machine;
  return { name, title, toleranceMicros, versions: machine.versions?.() ?? [], rows };
}

export function readFigures(machine: string): MachineFigures | undefined {
  const path = figuresPath(machine);
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8")) as MachineFigures;
}

export async function writeFigures(figures: MachineFigures): Promise<void> {
  mkdirSync(figuresFolder, { recursive: true });
  const text = JSON.stringify(figures, undefined, 2);
  writeFileSync(figuresPath(figures.name), await format(text, { parser: "json", printWidth: 100 }));
}
