import { Button, hertz, millis, Pwm, seconds, spawn, Tone } from "wakeful";

const bell = Button.at(4);
const buzzer = Tone.at(8);
const lamp = Pwm.at(11, hertz(1000));

/** Two notes for each press, and a lamp that fades when they are over. */
@task
async function ring(): Promise<void> {
  while (true) {
    await bell.pressed();
    lamp.duty(65535);
    await buzzer.play(659, millis(300));
    await buzzer.play(523, millis(500));
    await lamp.fadeTo(0, seconds(2));
  }
}

export function main(): void {
  spawn(ring());
}
