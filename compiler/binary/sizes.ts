import { functionName, readModule } from "./module.ts";
import { headerBytes } from "./sections.ts";

export interface SectionSize {
  /** `code`, `data`, ..., a custom section's own name, or `header` for the eight bytes in front. */
  readonly name: string;
  readonly custom: boolean;
  readonly bytes: number;
}

export interface FunctionSize {
  readonly index: number;
  /** From the name section, or `function 7`. */
  readonly name: string;
  readonly bytes: number;
}

export interface Sizes {
  /** Size of the file; the sections sum up to it. */
  readonly bytes: number;
  /** Largest first. */
  readonly sections: readonly SectionSize[];
  /** Largest first, equal ones in the order of their index. */
  readonly functions: readonly FunctionSize[];
}

/**
 * What each section and each function takes in the file.
 * @throws BinaryError
 */
export function measureSizes(bytes: Uint8Array): Sizes {
  const module = readModule(bytes);
  const sections = module.sections.map((s): SectionSize => ({
    name: s.name,
    custom: s.id === 0,
    bytes: s.end - s.start,
  }));
  sections.push({ name: "header", custom: false, bytes: headerBytes });
  const functions = module.functions.map((f): FunctionSize => ({
    index: f.index,
    name: functionName(module, f.index),
    bytes: f.end - f.start,
  }));
  const largestFirst = (a: { bytes: number }, b: { bytes: number }): number => b.bytes - a.bytes;
  return {
    bytes: bytes.length,
    sections: sections.sort(largestFirst),
    functions: functions.sort(largestFirst),
  };
}
