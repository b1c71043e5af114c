/**
 * A metronome that does not drift, and beside it a loop that does. A ticker reckons each beat from the one
 * before, so what a beat itself takes does not count. The loop sleeps for a beat after each flash, so each
 * flash makes all later beats late. Reckon the next time from the one that was meant, not from now.
 */
import { log, millis, now, Output, sleep, spawn, Ticker } from "wakeful";

/** 120 beats a minute. */
const BEAT = millis(500);

/** The first of each four beats has a longer flash. */
async function flash(led: Output, beat: u32): Promise<void> {
  led.high();
  await sleep(millis(beat % 4 == 1 ? 60 : 20));
  led.low();
}

@task
async function metronome(): Promise<void> {
  const led = Output.at(13);
  const ticker = Ticker.every(BEAT);
  for (let beat: u32 = 1; ; beat++) {
    await ticker.next();
    await flash(led, beat);
  }
}

@task
async function drifting(): Promise<void> {
  const led = Output.at(12);
  for (let beat: u32 = 1; ; beat++) {
    await sleep(BEAT);
    if (beat % 100 == 0) log("beat {} is {} ms late", beat, (now() - beat * BEAT) / 1000);
    await flash(led, beat);
  }
}

export function main(): void {
  spawn(metronome());
  spawn(drifting());
}
