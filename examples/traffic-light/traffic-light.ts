/**
 * A traffic light with a button for pedestrians. The cars have green until somebody presses, but at
 * least for 5 s; then everybody has to wait for everybody else.
 *
 * Teaches: a program that goes step by step is written step by step. No variable says in which state
 * the light is: that is where its task waits. Who looks at the same button for something else has a
 * Button of its own.
 */
import {
  Button,
  Level,
  log,
  millis,
  now,
  Output,
  seconds,
  sleep,
  sleepUntil,
  spawn,
} from "wakeful";

const wanted = Output.at(8);

/** Shows to whoever presses that it was seen, whatever the light does meanwhile. */
@task
async function notice(): Promise<void> {
  const button = Button.at(4);
  while (true) {
    await button.pressed();
    wanted.high();
  }
}

@task
async function light(): Promise<void> {
  const red = Output.at(13, Level.Low);
  const yellow = Output.at(12, Level.Low);
  const green = Output.at(11, Level.High);
  const stop = Output.at(10, Level.High);
  const walk = Output.at(9, Level.Low);
  const button = Button.at(4);
  let walks: u32 = 0;
  let greenSince = now();

  while (true) {
    await button.pressed();
    await sleepUntil(greenSince + seconds(5));

    green.low();
    yellow.high();
    await sleep(seconds(2));
    yellow.low();
    red.high();
    await sleep(seconds(1));

    // Who presses while others walk comes next.
    button.clear();
    wanted.low();
    stop.low();
    walk.high();
    log("walk {}", ++walks);
    await sleep(seconds(4));
    for (let i = 0; i < 3; i++) {
      walk.low();
      await sleep(millis(300));
      walk.high();
      await sleep(millis(300));
    }
    walk.low();
    stop.high();
    await sleep(seconds(2));

    yellow.high();
    await sleep(seconds(1));
    red.low();
    yellow.low();
    green.high();
    greenSince = now();
  }
}

export function main(): void {
  spawn(light());
  spawn(notice());
}
