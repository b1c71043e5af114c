/**
 * Three sensors, each of which takes its own time, read at once and read one after the other. An LED
 * is on while a task measures: `join` takes as long as the slowest, three awaits as long as all three.
 */
import { Input, join, Level, log, millis, Output, Pull, sleep, spawn, Ticker } from "wakeful";

// Stand-ins for what real sensors would measure.
let tenths: u32 = 200;
let percent: u32 = 60;

/** 1 if the door is shut, which closes its contact. The contact takes 30 ms to settle. */
async function readDoor(): Promise<u32> {
  const contact = Input.at(4, Pull.Up);
  await sleep(millis(30));
  return contact.read() == Level.Low ? 1 : 0;
}

/** Tenths of a degree. The conversion takes 50 ms. */
async function readTemperature(): Promise<u32> {
  await sleep(millis(50));
  return tenths++;
}

/** Per cent. The conversion takes 80 ms. */
async function readHumidity(): Promise<u32> {
  await sleep(millis(80));
  return percent--;
}

@task
async function measureTogether(): Promise<void> {
  const led = Output.at(13);
  const beat = Ticker.every(millis(500));
  while (true) {
    await beat.next();
    led.high();
    // A call only makes a future. It is `join` that starts all three.
    const door = readDoor();
    const temperature = readTemperature();
    const humidity = readHumidity();
    await join(door, temperature, humidity);
    led.low();
    // All are ready, so these awaits only fetch the values.
    log("together: shut {}, {} tenths C, {} %", await door, await temperature, await humidity);
  }
}

@task
async function measureInTurn(): Promise<void> {
  const led = Output.at(12);
  const beat = Ticker.every(millis(500));
  while (true) {
    await beat.next();
    led.high();
    const door = await readDoor();
    const temperature = await readTemperature();
    const humidity = await readHumidity();
    led.low();
    log("in turn: shut {}, {} tenths C, {} %", door, temperature, humidity);
  }
}

export function main(): void {
  spawn(measureTogether());
  spawn(measureInTurn());
}
