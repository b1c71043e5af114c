import { seconds } from "../core/time.ts";
import { defineFault } from "./fault.ts";

/** A hundred years. The clock counts microseconds in 63 bits, and would be negative after 292,000 years. */
const LONGEST = seconds(100 * 365 * 86_400);

export const jump = defineFault({
  name: "jump",
  usage: "<duration>",
  summary: "the firmware's clock jumps forward",
  read(words, board) {
    const span = words.duration("how far");
    if (span > LONGEST) words.wrong("that is more than a hundred years");
    return () => board.jump(span);
  },
});
