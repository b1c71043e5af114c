import { ResetCause } from "../../hal/generated/border.ts";
import { defineFault } from "./fault.ts";

export const brownout = defineFault({
  name: "brownout",
  usage: "<duration>",
  summary: "the supply fails, and the processor is held in reset",
  read(words, board) {
    board.checkReset();
    const span = words.duration("how long");
    return () => board.reset(ResetCause.BrownOut, span);
  },
});
