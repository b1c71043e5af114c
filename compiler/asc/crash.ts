/**
 * asc's own failures. On a fault of its own asc prints a stack trace and ends the process, which an
 * editor, a bundler or a watch must survive.
 */

export class AscCrash extends Error {
  override readonly name = "AscCrash";
}

const NOTICE = "the AssemblyScript compiler has crashed";

let running = 0;
let end: () => void = () => undefined;

/**
 * Runs asc such that its failure is an exception.
 * @throws AscCrash
 */
export async function withoutExit<T>(action: () => Promise<T>): Promise<T> {
  if (running++ === 0) end = intercept();
  try {
    return await action();
  } finally {
    if (--running === 0) end();
  }
}

/** @returns takes it back. */
function intercept(): () => void {
  const { exit } = process;
  const { error } = console;
  let said = "";
  console.error = (...args: unknown[]): void => {
    const [first] = args;
    if (typeof first === "string" && first.includes(NOTICE)) said = first;
    else error.apply(console, args);
  };
  process.exit = ((code) => {
    if (said === "") return exit.call(process, code);
    const reason = /(\w*Error: .*)/.exec(said)?.[1] ?? "no reason given";
    said = "";
    throw new AscCrash(reason);
  }) as typeof process.exit;
  return () => {
    process.exit = exit;
    console.error = error;
  };
}
