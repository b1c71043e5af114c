import { UsageError } from "../core/errors.ts";
import { defineHappening } from "./happening.ts";

export const set = defineHappening({
  name: "set",
  usage: "<part> <name> <value>",
  summary: "what a sensor measures, or where a switch or knob stands, becomes another",
  play(stage, words, at) {
    const part = words.word("the part");
    const name = words.word("what is set");
    const value = words.word("the value");
    words.end();
    try {
      stage.parts.set(part, name, value, at);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`"set ${part} ${name} ${value}": ${error.message}`, error.hint);
    }
  },
});
