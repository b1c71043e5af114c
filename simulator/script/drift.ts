import { defineFault } from "./fault.ts";

export const drift = defineFault({
  name: "drift",
  usage: "<ppm>",
  summary: "the firmware's clock is fast by so many millionths from then on, or slow if negative",
  read(words, board) {
    const ppm = words.count("the drift", -500_000, 1_000_000);
    return () => board.drift(ppm);
  },
});
