import { defineFault } from "./fault.ts";

export const jump = defineFault({
  name: "jump",
  usage: "<duration>",
  summary: "the firmware's clock jumps forward",
  read(words, board) {
    const span = words.duration("how far");
    return () => board.jump(span);
  },
});
