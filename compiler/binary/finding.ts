/** Which rule of the border a module breaks. */
export type Rule =
  /** The bytes are not a module. */
  | "malformed"
  /** memory.grow or memory.size: an allocator, or what is left of one. */
  | "allocator"
  /** `__data_end` or `__heap_base` is missing or not a constant. */
  | "bounds"
  /** Static data and memory do not lie as the bounds say. */
  | "layout"
  /** A global that WAMR takes for a stack pointer. */
  | "stack-pointer"
  | "exports"
  | "imports"
  | "version"
  /** Not exactly one memory of the module's own. */
  | "memory";

/** Something in a module that a host would trip over. */
export interface Finding {
  readonly rule: Rule;
  readonly message: string;
  /** The way out. */
  readonly hint: string;
  /** Where in the file, in words. */
  readonly where?: string;
}

/** An offset as messages show it. */
export const hex = (offset: number): string => `0x${offset.toString(16)}`;
