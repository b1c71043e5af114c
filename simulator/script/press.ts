import { defineHappening } from "./happening.ts";

export const press = defineHappening({
  name: "press",
  usage: "<button> <duration>",
  summary: "somebody presses a button, which bounces as the seed says",
  play(stage, words, at) {
    const button = words.word("the button");
    const duration = words.duration("how long");
    words.end();
    stage.press(button, { at, for: duration });
  },
});
