import { defineFault } from "./fault.ts";

export const stuck = defineFault({
  name: "stuck",
  usage: "<pin> <low|high> [duration]",
  summary: "a short holds the pin's net, whatever drives it, for so long or until it is mended",
  read(words, board, stage) {
    const pin = words.pin(stage);
    const level = words.level();
    const span = words.optionalDuration("how long");
    return () => board.wires.short(pin, level, span);
  },
});
