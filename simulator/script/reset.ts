import { ResetCause } from "../../hal/generated/border.ts";
import { defineFault } from "./fault.ts";

export const reset = defineFault({
  name: "reset",
  usage: "",
  summary: "the reset button resets the processor",
  read(_words, board) {
    board.checkReset();
    return () => board.reset(ResetCause.Pin);
  },
});
