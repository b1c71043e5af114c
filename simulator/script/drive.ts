import { defineHappening } from "./happening.ts";

export const drive = defineHappening({
  name: "drive",
  usage: "<pin> <low|high>",
  summary: "something outside drives a pin, as strongly as an output",
  play(stage, words, at) {
    const pin = stage.pin(words.pin(stage));
    const level = words.level();
    words.end();
    pin.drive(level, at);
  },
});

export const release = defineHappening({
  name: "release",
  usage: "<pin>",
  summary: "lets go of a driven pin",
  play(stage, words, at) {
    const pin = stage.pin(words.pin(stage));
    words.end();
    pin.release(at);
  },
});
