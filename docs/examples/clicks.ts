import { Button, Encoder, log, millis, Output, select, spawn } from "wakeful";

/** One click toggles the lamp, two put it out, and a second's hold tells how far the knob was turned. */
@task
async function lamp(): Promise<void> {
  const led = Output.at(13);
  const knob = Encoder.at(2, 3);
  const button = Button.at(4);
  const hold = button.held(millis(1000));
  const clicks = button.clicked();
  while (true) {
    if ((await select(hold, clicks)) == 0) log("the knob is at {}", knob.position);
    else if ((await clicks) == 1) led.toggle();
    else led.low();
  }
}

export function main(): void {
  spawn(lamp());
}
