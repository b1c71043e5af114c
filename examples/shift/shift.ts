/**
 * A light runs to and fro on eight LEDs behind a shift register, which takes three pins instead of eight. The bits go
 * over SPI: the chip select is the register's latch, so all eight change at one instant. The LED on pin 8 shows that
 * another task runs meanwhile.
 */
import { millis, Output, sleep, spawn, Spi, SpiShiftRegister } from "wakeful";

const bus = Spi.open(0, 1_000_000);
const chip = bus.device(10);
const leds = SpiShiftRegister.on(chip);

@task
async function run(): Promise<void> {
  while (true) {
    for (let i = 0; i < 7; i++) {
      await leds.write(1 << i);
      await sleep(millis(100));
    }
    for (let i = 7; i > 0; i--) {
      await leds.write(1 << i);
      await sleep(millis(100));
    }
  }
}

@task
async function blink(): Promise<void> {
  const led = Output.at(8);
  while (true) {
    led.toggle();
    await sleep(millis(250));
  }
}

export function main(): void {
  spawn(run());
  spawn(blink());
}
