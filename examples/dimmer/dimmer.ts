/**
 * A knob that sets the brightness of an LED and turns a servo, and a light that warns when it gets dark. The pulses
 * of LED and servo go on by themselves; between two looks at the knob, and until it gets dark, the processor sleeps.
 */
import { Adc, hertz, log, millis, Output, Pwm, Servo, spawn } from "wakeful";

const led = Pwm.at(9, hertz(1000));

/** Shows where the knob stands. */
@task
async function dim(): Promise<void> {
  const knob = Adc.at(14);
  const arm = Servo.at(10);
  const samples = knob.samples(millis(20));
  let shown: u16 = 0;
  for await (const value of samples) {
    // The last bits of a converter are never still.
    const moved = value > shown ? value - shown : shown - value;
    if (moved < 256) continue;
    shown = value;
    // Eyes see steps of equal ratio as equal: the square comes near enough.
    led.duty(<u16>((<u32>value * value) >> 16));
    arm.angle(<u16>((<u32>value * 180) / u16.MAX_VALUE));
  }
}

/** Lights a lamp in the dark. The window has a gap, so that the lamp does not flicker at dusk. */
@task
async function watch(): Promise<void> {
  const light = Adc.at(15);
  const lamp = Output.at(13);
  while (true) {
    log("dark: {} mV", light.millivolts(await light.outside(0, 45000)));
    lamp.high();
    log("light: {} mV", light.millivolts(await light.outside(35000, 65535)));
    lamp.low();
  }
}

export function main(): void {
  spawn(dim());
  spawn(watch());
}
