import { defineHappening, type Stage, type Words } from "./happening.ts";

const MOST_PINS = 2 ** 16 - 1;

function pinOf(stage: Stage, words: Words): ReturnType<Stage["pin"]> {
  return stage.pin(words.count("the pin", 0, MOST_PINS));
}

export const drive = defineHappening({
  name: "drive",
  usage: "<pin> <low|high>",
  summary: "something outside drives a pin, as strongly as an output",
  play(stage, words, at) {
    const pin = pinOf(stage, words);
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
    const pin = pinOf(stage, words);
    words.end();
    pin.release(at);
  },
});
