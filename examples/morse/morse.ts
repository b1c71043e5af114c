/**
 * Sends reports as Morse code. One task writes them into a pipe as it would to a serial port, another takes
 * the bytes out and keys an LED. The pipe holds 8 bytes: while there is no room the writer waits, so it
 * cannot run away from the sender, and no byte is lost.
 */
import { log, millis, Output, Pipe, seconds, sleep, spawn } from "wakeful";

/** The length of a dot: 60 ms makes 20 words a minute. */
const UNIT = millis(60);
const SPACE: u8 = 32;

/** From place n of this tree a dot leads to place 2n, and a dash to 2n + 1; its root is place 1. */
const tree = "__ETIANMSURWDKGOHVF_L_PJBXCYZQ__54_3___2_______16_______7___8_90";

const text = "TEMP ";
const report = memory.data(8);
const taken = memory.data(1);
const line = Pipe.create(8);

/** The place of a letter in the tree: in binary, behind its first 1, are the letter's dots and dashes. */
function placeOf(letter: u8): i32 {
  let place = tree.length - 1;
  while (place > 1 && tree.charCodeAt(place) != letter) place--;
  return place;
}

/** Reports a temperature every second, or as soon as there is room. */
@task
async function measure(): Promise<void> {
  const waits = Output.at(12);
  for (let i = 0; i < text.length; i++) store<u8>(report + i, <u8>text.charCodeAt(i));
  for (let degrees = 18; ; degrees++) {
    await sleep(seconds(1));
    store<u8>(report + 5, <u8>(48 + ((degrees / 10) % 10)));
    store<u8>(report + 6, <u8>(48 + (degrees % 10)));
    store<u8>(report + 7, SPACE);
    waits.high();
    await line.write(report, 8);
    waits.low();
    log("{} degrees are on their way", degrees);
  }
}

/** A dash is 3 dots long; 1 is between the signs of a letter, 3 between letters, 7 between words. */
@task
async function send(): Promise<void> {
  const key = Output.at(13);
  while (true) {
    await line.read(taken, 1);
    if (load<u8>(taken) == SPACE) {
      await sleep(4 * UNIT);
      continue;
    }
    const place = placeOf(load<u8>(taken));
    for (let bit = 30 - <i32>clz(place); bit >= 0; bit--) {
      key.high();
      await sleep((place >> bit) & 1 ? 3 * UNIT : UNIT);
      key.low();
      await sleep(UNIT);
    }
    await sleep(2 * UNIT);
  }
}

export function main(): void {
  spawn(measure());
  spawn(send());
}
