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
    stage.parts.set(part, name, value, at);
  },
});
