import { defineFault } from "./fault.ts";

export const reset = defineFault({
  name: "reset",
  usage: "",
  summary: "the watchdog or a button resets the processor",
  read(_words, board) {
    board.checkReset();
    return () => board.reset();
  },
});
