import { Button, millis, Output, sleep, spawn } from "wakeful";

const leds: StaticArray<u16> = [13, 12, 11];

/** Lights one LED after the other. A press that came meanwhile does not start it again. */
@task
async function chase(): Promise<void> {
  const button = Button.at(4);
  while (true) {
    button.clear();
    await button.pressed();
    for (let i = 0; i < leds.length; i++) {
      const led = Output.at(leds[i]);
      led.high();
      await sleep(millis(200));
      led.low();
    }
  }
}

export function main(): void {
  spawn(chase());
}
