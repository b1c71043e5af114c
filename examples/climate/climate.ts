/**
 * A thermometer and hygrometer: a DHT22 is read every five seconds, and an LED is on while the air is damp. A sensor
 * may fail at any time, so each reading says how it ended.
 */
import { Dht22, DhtResult, log, millis, Output, sleep, spawn } from "wakeful";

const dht = Dht22.at(2);

/** Tenths as a whole number and its place behind the point. */
function report(temperature: i32, humidity: i32): void {
  const size = abs(temperature);
  if (temperature < 0) log("-{}.{} °C, {} %", size / 10, size % 10, humidity / 10);
  else log("{}.{} °C, {} %", size / 10, size % 10, humidity / 10);
}

@task
async function climate(): Promise<void> {
  const damp = Output.at(13);
  while (true) {
    const result = await dht.read();
    if (result == DhtResult.Ok) {
      report(dht.temperature, dht.humidity);
      // On above 65 %, off below 60 %: in between it stays as it is, so it does not flicker.
      if (dht.humidity > 650) damp.high();
      else if (dht.humidity < 600) damp.low();
    } else if (result == DhtResult.NoAnswer) log("the sensor does not answer");
    else log("the answer was garbled");
    await sleep(millis(5000));
  }
}

export function main(): void {
  spawn(climate());
}
