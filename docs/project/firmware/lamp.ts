import { Button, Input, log, Output, Pull, spawn } from "wakeful";

/** Each press of the button switches the lamp. */
@task
async function lamp(): Promise<void> {
  const led = Output.at(13);
  const button = Button.at(4);
  while (true) {
    await button.pressed();
    led.toggle();
  }
}

/** A contact from pin 2 to ground is open while the door is. */
@task
async function door(): Promise<void> {
  const contact = Input.at(2, Pull.Up);
  while (true) {
    await contact.high();
    log("the door is open");
    await contact.low();
    log("the door is closed");
  }
}

export function main(): void {
  spawn(lamp());
  spawn(door());
}
