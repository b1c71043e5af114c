/**
 * A weather station. A BME280 measures once a second; each reading is shown on an SSD1306 and sent as a line over
 * the serial port. A button turns the pages: Celsius, Fahrenheit, and the lowest and highest temperature. Above a
 * limit a buzzer beeps, and the command `limit 28` sets that limit.
 */
import {
  Bme280,
  Button,
  hertz,
  I2c,
  I2cStatus,
  millis,
  seconds,
  Signal,
  sleep,
  spawn,
  Ssd1306,
  Text,
  Ticker,
  Tone,
  Uart,
} from "wakeful";

const bus = I2c.open(0, 400_000);
const sensor = Bme280.on(bus);
const display = Ssd1306.on(bus);
const uart = Uart.open(0, 9600);
const button = Button.at(14);
const buzzer = Tone.at(15);

const reading = Text.create(40);
const answer = Text.create(32);
const COMMAND_BYTES = 16;
const command = memory.data(16);
const LINE_FEED: u8 = 10;

const enum Page {
  Celsius,
  Fahrenheit,
  Extremes,
  NoSensor,
  None,
}

/** Degrees Celsius; the others are hundredths of them. */
let limit: i32 = 30;
let lowest: i32 = i32.MAX_VALUE;
let highest: i32 = i32.MIN_VALUE;
let page: Page = Page.Celsius;
let hasReading: bool = false;

/** There is something new to show. */
const news = Signal.create<bool>();
const tooWarm = Signal.create<bool>();

@task
async function measure(): Promise<void> {
  const beat = Ticker.every(seconds(1));
  while (true) {
    await beat.next();
    hasReading = (await sensor.measure()) == I2cStatus.Done;
    reading.clear();
    if (hasReading) {
      const temperature = sensor.temperature;
      lowest = min(lowest, temperature);
      highest = max(highest, temperature);
      if (temperature > limit * 100) tooWarm.signal(true);
      reading.fixed(temperature, 2).add(" C, ").fixed(sensor.humidity, 2).add(" %, ");
      reading.fixed(sensor.pressure, 2).add(" hPa");
    } else reading.add("no sensor");
    news.signal(true);
    reading.char(LINE_FEED);
    await uart.writeAll(reading.address, reading.length);
  }
}

function fahrenheit(celsius: i32): i32 {
  return (celsius * 9) / 5 + 3200;
}

async function showRow(row: u8, name: string, value: i32, unit: string): Promise<I2cStatus> {
  await display.text(0, row, name);
  await display.number(9, row, value, 7, 2);
  return await display.text(17, row, unit);
}

async function showExtremes(): Promise<I2cStatus> {
  await showRow(1, "Lowest", lowest, "°C");
  await showRow(3, "Highest", highest, "°C");
  return await showRow(5, "Limit", limit * 100, "°C");
}

async function showWeather(isCelsius: bool): Promise<I2cStatus> {
  const celsius = sensor.temperature;
  await showRow(1, "Air", isCelsius ? celsius : (celsius * 9) / 5 + 3200, isCelsius ? "°C" : "°F");
  await showRow(3, "Humidity", sensor.humidity, "%");
  return await showRow(5, "Pressure", sensor.pressure, "hPa");
}

@task
async function show(): Promise<void> {
  let shown: Page = Page.None;
  while (true) {
    await news.wait();
    // A display that was pulled out is off when it is back.
    if (shown == Page.None) await display.start();
    const next = hasReading ? page : Page.NoSensor;
    if (next != shown) await display.clear();
    let status: I2cStatus;
    if (next == Page.NoSensor) status = await display.text(0, 3, "no sensor");
    else if (next == Page.Extremes) status = await showExtremes();
    else status = await showWeather(next == Page.Celsius);
    shown = status == I2cStatus.Done ? next : Page.None;
  }
}

@task
async function turnPages(): Promise<void> {
  while (true) {
    await button.pressed();
    page = page == Page.Extremes ? Page.Celsius : page + 1;
    news.signal(true);
  }
}

@task
async function warn(): Promise<void> {
  while (true) {
    await tooWarm.wait();
    await buzzer.play(hertz(2000), millis(150));
    await sleep(millis(100));
    await buzzer.play(hertz(2500), millis(150));
  }
}

/** Whether the command begins with that text. */
function begins(text: string, length: u32): bool {
  if (length < <u32>text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (load<u8>(command + i) != <u8>text.charCodeAt(i)) return false;
  }
  return true;
}

/** The whole number at the command's end, or 1000 if there is none. */
function numberFrom(start: u32, end: u32): i32 {
  const isNegative = load<u8>(command + start) == 0x2d;
  if (isNegative) start++;
  let value = start < end ? 0 : 1000;
  for (let i = start; i < end; i++) {
    const digit = <u32>load<u8>(command + i) - 0x30;
    value = digit > 9 ? 1000 : min(value * 10 + digit, 1000);
  }
  return isNegative ? -value : value;
}

@task
async function obey(): Promise<void> {
  while (true) {
    const length = await uart.readUntil(LINE_FEED, command, COMMAND_BYTES);
    const wanted = begins("limit ", length) ? numberFrom(6, length) : 1000;
    answer.clear();
    if (wanted >= -40 && wanted <= 85) {
      limit = wanted;
      answer.add("limit ").number(limit).add(" C");
      news.signal(true);
    } else answer.add("write limit and -40 to 85");
    answer.char(LINE_FEED);
    await uart.writeAll(answer.address, answer.length);
  }
}

export function main(): void {
  spawn(measure());
  spawn(show());
  spawn(turnPages());
  spawn(warn());
  spawn(obey());
}
