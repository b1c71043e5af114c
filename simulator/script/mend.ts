import { defineFault } from "./fault.ts";

export const mend = defineFault({
  name: "mend",
  usage: "<pin>",
  summary: "ends `stuck` and `float` of the pin",
  read(words, board, stage) {
    const pin = words.pin(stage);
    return () => board.wires.mend(pin);
  },
});
