/**
 * A producer on a ticker sends what it counts into a channel with room for two. The consumer shows the lowest
 * two bits of each on LEDs 13 and 12, and then takes its time, so that the producer has to wait now and then;
 * LED 11 is on while it does.
 */
import { Channel, Level, log, millis, Output, sleepUntil, spawn, Ticker } from "wakeful";

const numbers = Channel.create<u32>(2);

@task
async function produce(): Promise<void> {
  const waits = Output.at(11);
  const beat = Ticker.every(millis(40));
  const out = numbers.sender();
  for (let i: u32 = 1; i <= 24; i++) {
    await beat.next();
    if (out.trySend(i)) continue;
    waits.high();
    await out.send(i);
    waits.low();
  }
}

@task
async function consume(): Promise<void> {
  const low = Output.at(13);
  const high = Output.at(12);
  let sum: u32 = 0;
  let free = millis(15);
  for await (const value of numbers) {
    low.set(value & 1 ? Level.High : Level.Low);
    high.set(value & 2 ? Level.High : Level.Low);
    sum += value;
    // At 15 ms after a multiple of 20 ms, which is never when the producer's ticker is due.
    free += value % 8 == 0 ? millis(180) : millis(20);
    await sleepUntil(free);
  }
  log("the sum is {}", sum);
  low.high();
  high.high();
}

export function main(): void {
  spawn(produce());
  spawn(consume());
}
