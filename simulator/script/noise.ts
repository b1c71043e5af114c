import { formatTime } from "../core/time.ts";
import { defineFault } from "./fault.ts";

/** A pin changes at most so often in a burst. */
const MOST_SPIKES = 10_000;

export const noise = defineFault({
  name: "noise",
  usage: "<pin> <spikes> <duration>",
  summary:
    "so many spikes against the pin's level, two edges each, when in that time says the seed",
  read(words, board, stage) {
    const pin = words.pin(stage);
    const spikes = words.count("the number of spikes", 1, MOST_SPIKES);
    const span = words.duration("how long");
    const least = BigInt(2 * spikes);
    if (span < least) {
      words.wrong(`${spikes} spikes take ${formatTime(least)} at least`);
    }
    return () => board.wires.noise(pin, spikes, span);
  },
});
