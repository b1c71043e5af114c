import { defineHappening } from "./happening.ts";

export const send = defineHappening({
  name: "send",
  usage: "<serial port> <text>",
  summary: "the terminal at a serial port sends a text, such as on\\n",
  play(stage, words, at) {
    const terminal = stage.uart(words.count("the serial port", 0, 65_535));
    terminal.send(words.bytes("the text"), { at });
  },
});
