/** Drivers of the parts on a two-wire bus. */
import { expect, test } from "vitest";
import { millis, seconds, Simulator } from "../../../simulator/index.ts";
import { Ds3231 } from "../../../simulator/parts/ds3231.ts";
import { Ssd1306 } from "../../../simulator/parts/ssd1306.ts";
import { onBus } from "../../support/i2c.ts";
import { compileText } from "../../support/virtual.ts";

async function load(
  part: [string, Record<string, string>?],
  body: string,
  declared: string,
): Promise<Simulator> {
  const { wasm, table } = await compileText(`
import { Bme280, Ds3231, I2c, I2cStatus, log, micros, millis, seconds, select, sleep, spawn, Ssd1306, timeout } from "wakeful";
const bus = I2c.open(0, 400_000);
${declared}
@task
async function work(): Promise<void> {
${body}
}
export function main(): void {
  spawn(work());
}`);
  return Simulator.load(wasm, { table, board: onBus(part[0], part[1]) });
}

const texts = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

test("a display without a memory for its picture: text, numbers, rows", async () => {
  const sim = await load(
    ["ssd1306"],
    `log("{}", await display.start());
    await display.text(0, 0, "AgQ~°");
    await display.number(0, 1, 0, 3);
    await display.number(4, 1, -5, 5, 2);
    await display.number(10, 1, 12345, 4, 1);
    await display.text(20, 2, "xyz");
    await display.text(0, 3, "gone");
    await display.clearRow(3);`,
    "const display = Ssd1306.on(bus);",
  );
  sim.runFor(millis(100));
  expect(texts(sim)).toEqual(["0"]);
  expect(sim.parts.get(Ssd1306, "part", "display").toText()).toMatchInlineSnapshot(`
    " ▄▀▄        ▄▀▀▀▄       ▄▀▀▄
    █   █ ▄▀▀▀█ █   █ ▄▀▄ ▄ ▀▄▄▀
    █▀▀▀█  ▀▀▀█ █ ▀▄▀    ▀
    ▀   ▀  ▀▀▀   ▀▀ ▀
                ▄▀▀▀▄             ▄▀▀▀▄       ▄▀▀▀▄ █▀▀▀▀       ▀▀▀█▀   ▄█        █▀▀▀▀
                █ ▄▀█       ▄▄▄▄▄ █ ▄▀█       █ ▄▀█ ▀▀▀▀▄         ▀▄  ▄▀ █        ▀▀▀▀▄
                █▀  █             █▀  █  ▄▄   █▀  █ ▄   █       ▄   █ ▀▀▀█▀  ▄▄   ▄   █
                 ▀▀▀               ▀▀▀   ▀▀    ▀▀▀   ▀▀▀         ▀▀▀     ▀   ▀▀    ▀▀▀

                                                                                                                            ▀▄ ▄▀ █
                                                                                                                             ▄▀▄   ▀
                                                                                                                            ▀   ▀  ▀"
  `);
  expect(sim.diagnostics).toEqual([]);
});

test("a picture in memory", async () => {
  const sim = await load(
    ["ssd1306"],
    `await display.start();
    for (let i = 0; i < 64; i++) {
      Ssd1306.setPixel(picture, i * 2, i);
      Ssd1306.setPixel(picture, 127, i);
    }
    Ssd1306.setPixel(picture, 128, 0);
    Ssd1306.setPixel(picture, 0, -1);
    Ssd1306.setPixel(picture, 127, 0, false);
    log("{}", await display.show(picture));`,
    "const display = Ssd1306.on(bus);\nconst picture = memory.data(1024);",
  );
  sim.runFor(millis(100));
  expect(texts(sim)).toEqual(["0"]);
  const display = sim.parts.get(Ssd1306, "part", "display");
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 128; x++) {
      const isLit = x === y * 2 || (x === 127 && y > 0);
      expect(display.pixel(x, y), `${x}, ${y}`).toBe(isLit);
    }
  }
});

test("a drawing that is dropped leaves the display to the next", async () => {
  const sim = await load(
    ["ssd1306"],
    `await display.start();
    log("{}", await timeout(display.text(0, 0, "MMMMMMMMMMMMMMMMMMMM"), millis(1)));
    await display.clear();
    log("{}", await display.text(0, 0, "H"));`,
    "const display = Ssd1306.on(bus);",
  );
  sim.runFor(millis(150));
  expect(texts(sim)).toEqual(["false", "0"]);
  expect(sim.parts.get(Ssd1306, "part", "display").toText()).toBe("█   █\n█▄▄▄█\n█   █\n▀   ▀");
});

test("a clock is set, read, and goes on", async () => {
  const sim = await load(
    ["ds3231"],
    `clock.setDate(2024, 2, 28);
    clock.setTime(23, 59, 58);
    log("{}", await clock.write());
    await sleep(seconds(2));
    log("{}", await clock.read());
    log("{}-{}-{}, {}", clock.year, clock.month, clock.day, clock.weekday);
    log("{}:{}:{}", clock.hour, clock.minute, clock.second);
    log("{}", (await clock.status()) & 0x80);
    // Hours of twelve.
    await bus.writeRegister(0x68, 2, 0x72);
    await clock.read();
    log("{}", clock.hour);`,
    "const clock = Ds3231.on(bus);",
  );
  sim.runFor(seconds(3));
  expect(texts(sim)).toEqual(["0", "0", "2024-2-29, 4", "0:0:0", "128", "12"]);
  expect(sim.parts.get(Ds3231, "part", "clock").time.slice(0, 10)).toBe("2024-02-29");
});

test("the day of the week follows from the date, for a hundred years", async () => {
  const sim = await load(
    ["ds3231"],
    `let year: u32 = 2000, month: u32 = 1;
    for (let i = 0; i < 1200; i++) {
      clock.setDate(2000 + i / 12, 1 + (i % 12), 1 + (i % 28));
      log("{}", clock.weekday);
    }`,
    "const clock = Ds3231.on(bus);",
  );
  sim.runFor(0n);
  const days = Array.from({ length: 1200 }, (_, i) => {
    const day = new Date(Date.UTC(2000, i, 1 + (i % 28))).getUTCDay();
    return `${day === 0 ? 7 : day}`;
  });
  expect(texts(sim)).toEqual(days);
});

test("a sensor gives what the datasheet's formulas give, and tells who is none", async () => {
  const sim = await load(
    ["bme280", { temperature: "-39.5", humidity: "99.9", pressure: "300" }],
    `for (let i = 0; i < 3; i++) {
      log("{}: {} {} {}", await sensor.measure(), sensor.temperature, sensor.pressure, sensor.humidity);
      await sleep(millis(100));
    }
    log("{}", await absent.measure());
    log("{}", await timeout(sensor.measure(), millis(5)));
    log("{}", await sensor.measure());`,
    "const sensor = Bme280.on(bus);\nconst absent = Bme280.on(bus, 0x77);",
  );
  sim.parts.set("part", "temperature", 84.9, millis(50));
  sim.parts.set("part", "pressure", 1100, millis(50));
  sim.parts.set("part", "humidity", 0.1, millis(150));
  sim.runFor(seconds(1));
  expect(texts(sim)).toMatchInlineSnapshot(`
    [
      "0: -3950 30000 9990",
      "0: 8490 110000 9989",
      "0: 8490 110000 10",
      "1",
      "false",
      "0",
    ]
  `);
});
