import { defineFault } from "./fault.ts";

export const spurious = defineFault({
  name: "spurious",
  usage: "<pin>",
  summary: "an interrupt comes without an edge, if the firmware listens to the pin",
  read(words, board, stage) {
    const pin = words.pin(stage);
    return () => board.spurious(pin);
  },
});
