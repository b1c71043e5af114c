/**
 * A thermometer: a BME280 measures once a second, and an SSD1306 shows it. Both are on the same two wires. A sensor
 * that is pulled out is told on the display, and works again when it is back.
 */
import { Bme280, I2c, I2cStatus, log, seconds, spawn, Ssd1306, Ticker } from "wakeful";

const bus = I2c.open(0, 400_000);
const sensor = Bme280.on(bus);
const display = Ssd1306.on(bus);

async function showValues(): Promise<void> {
  await display.number(11, 2, sensor.temperature, 7, 2);
  await display.number(11, 4, <i32>sensor.humidity, 7, 2);
  await display.number(11, 6, <i32>sensor.pressure, 7, 2);
}

/** What is around the numbers stays, and is written once. */
async function showFrame(): Promise<void> {
  await display.clear();
  await display.text(0, 0, "Wakeful weather");
  await display.text(0, 2, "Temperature       °C");
  await display.text(0, 4, "Humidity          %");
  await display.text(0, 6, "Pressure          hPa");
}

@task
async function thermometer(): Promise<void> {
  if ((await display.start()) != I2cStatus.Done) log("no display");
  const beat = Ticker.every(seconds(1));
  let isFramed = false;
  while (true) {
    await beat.next();
    const status = await sensor.measure();
    if (status == I2cStatus.Done) {
      if (!isFramed) await showFrame();
      isFramed = true;
      await showValues();
      log("{} hundredths of a degree, {} Pa", sensor.temperature, sensor.pressure);
    } else {
      await display.clear();
      await display.text(0, 3, "no sensor");
      isFramed = false;
      log("no sensor: status {}", <i32>status);
    }
  }
}

export function main(): void {
  spawn(thermometer());
}
