import { defineFault } from "./fault.ts";

export const float = defineFault({
  name: "float",
  usage: "<pin> [duration]",
  summary: "the wire at the pin is cut, for so long or until it is mended",
  read(words, board, stage) {
    const pin = words.pin(stage);
    const span = words.optionalDuration("how long");
    return () => board.wires.cut(pin, span);
  },
});
