/** What the shell is told. */
export const ExitCode = {
  done: 0,
  /** The firmware is at fault, or an expectation failed. */
  firmware: 1,
  /** The command was used wrongly. */
  usage: 2,
  /** Wakeful itself is at fault. */
  internal: 3,
  /** Stopped by Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;
