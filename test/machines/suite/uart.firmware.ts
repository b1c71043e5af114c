/**
 * A serial port. Each byte that comes toggles LED 13 and is sent back, one more; then 80 bytes go out, more than a
 * port's ring holds, and LED 12 goes on when the last of them is sent.
 */
import { micros, millis, Output, sleepUntil, spawn, Uart } from "wakeful";

const uart = Uart.open(0, 50000);
const block = memory.data(80);

@task
async function echo(): Promise<void> {
  const led = Output.at(13);
  for await (const byte of uart) {
    led.toggle();
    await uart.write(byte + 1);
  }
}

@task
async function report(): Promise<void> {
  const led = Output.at(12);
  for (let i: u32 = 0; i < 80; i++) store<u8>(block + i, <u8>(i + 100));
  await sleepUntil(millis(150) + micros(500));
  await uart.writeAll(block, 80);
  await uart.flush();
  led.high();
}

export function main(): void {
  spawn(echo());
  spawn(report());
}
