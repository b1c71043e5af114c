/** What an engine throws when firmware traps. */
/** An exception of the firmware's own; older engines do not know the class. */
export function isThrown(error: unknown): boolean {
  const { Exception } = WebAssembly as unknown as { Exception?: new () => object };
  return Exception !== undefined && error instanceof Exception;
}

/** V8 and WebKit throw a RangeError, Firefox an InternalError. */
export function isStackOverflow(error: unknown): boolean {
  return (
    error instanceof Error && /call stack|too much recursion|stack overflow/i.test(error.message)
  );
}

export function hintOf(message: string): string {
  if (/by zero/.test(message)) return "check the divisor before the division";
  if (/memory/.test(message)) return "an index or address lies outside the memory: check it";
  if (/unreachable/.test(message)) return "an assertion failed, or a case arose that must not";
  if (/table|function/.test(message)) return "a function reference is null or of another type";
  return "see what the instruction at this place was given";
}
