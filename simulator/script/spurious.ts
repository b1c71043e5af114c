import { defineFault } from "./fault.ts";

export const spurious = defineFault({
  name: "spurious",
  usage: "<pin>",
  summary: "an interrupt comes without an edge, if the firmware listens to the pin",
  read(words, board, stage) {
    const pin = words.count("the pin", 0, 65_535);
    stage.pin(pin);
    return () => board.spurious(pin);
  },
});
