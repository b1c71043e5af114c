import { blank, Channel, log, spawn } from "wakeful";

@unmanaged
class Reading {
  sensor: u8;
  degrees: f32;
}

const readings = Channel.create<Reading>(4);

@task
async function measure(): Promise<void> {
  const out = readings.sender();
  for (let i = 0; i < 3; i++) {
    const reading = blank<Reading>();
    reading.sensor = <u8>i;
    reading.degrees = 20.5 + <f32>i;
    await out.send(reading);
  }
}

@task
async function show(): Promise<void> {
  for await (const reading of readings) log("sensor {}: {} C", reading.sensor, reading.degrees);
  log("no more");
}

export function main(): void {
  spawn(measure());
  spawn(show());
}
