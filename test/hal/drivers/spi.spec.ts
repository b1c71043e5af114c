import { beforeAll, describe, expect, test } from "vitest";
import { micros, millis, nanos, Simulator } from "../../../simulator/index.ts";
import { compileScenes, type Scenes } from "../../support/scenes.ts";
import { compileText } from "../../support/virtual.ts";

const MOSI = 11;
const MISO = 12;
const SCK = 13;

const top = `
import { Input, log, lostInterrupts, micros, millis, now, Output, Pull, ShiftRegister, sleep, spawn, Spi, SpiMode, SpiShiftRegister, timeout } from "wakeful";
const bus = Spi.open(0, 1_000_000);
const buffer = memory.data(100);
const other = memory.data(4);
const chip = bus.device(10);
const next = bus.device(9);
const slow = bus.device(8, 100_000, SpiMode.Mode3 | SpiMode.LsbFirst);
@task
async function busy(): Promise<void> {
  store<u8>(buffer, 1);
  for (let i = 0; i < 2; i++) await next.write(buffer, 40);
  log("first at {}", now());
}`;

let scenes: Scenes;
beforeAll(async () => {
  scenes = await compileScenes(top, {
    one: `store<u8>(buffer, 0xa5);
      await sleep(millis(1));
      await chip.transfer(buffer, 1);
      log("got {} at {}", load<u8>(buffer), now());`,
    long: `for (let i = 0; i < 70; i++) store<u8>(buffer + i, <u8>(i + 1));
      await chip.transfer(buffer, 70);
      let sum = 0;
      for (let i = 0; i < 70; i++) sum += load<u8>(buffer + i);
      log("sum {}", sum);`,
    write: `store<u8>(buffer, 7);
      await chip.write(buffer, 1);
      log("still {}", load<u8>(buffer));`,
    speeds: `store<u8>(buffer, 1);
      await slow.write(buffer, 1);
      await chip.write(buffer, 1);`,
    turns: `spawn(busy());
      await sleep(1);
      store<u8>(other, 2);
      await chip.write(other, 1);
      log("second at {}", now());`,
    impatient: `spawn(busy());
      await sleep(1);
      if (!(await timeout(chip.write(other, 1), micros(100)))) log("gave up");`,
    dropped: `store<u8>(buffer, 1);
      if (!(await timeout(chip.transfer(buffer, 70), micros(300)))) log("gave up at {}", now());
      await next.write(buffer + 1, 1);
      log("next at {}, the first byte is {}", now(), load<u8>(buffer));`,
    lost: `const noise = Input.at(4, Pull.Up);
      noise.listen();
      await chip.transfer(buffer, 2);
      log("{} {} lost {}", load<u8>(buffer), load<u8>(buffer + 1), lostInterrupts());`,
    led: `const led = Output.at(13);
      led.high();
      await chip.write(buffer, 1);
      log("done");`,
    registers: `const pins = ShiftRegister.at(2, 3, 4);
      pins.set(0xa531, 2);
      const quick = SpiShiftRegister.on(chip);
      await quick.write(0xa531, 2);`,
    none: `await chip.write(buffer, 0);
      log("none at {}", now());`,
  });
});

const edges = (sim: Simulator, pin: number): string[] =>
  sim.pin(pin).edges.map(({ time, level }) => `${level}@${time}`);

const bytes = (sim: Simulator): number[][] =>
  sim.peripheral("spi").transfers.map(({ sent }) => [...sent]);

const texts = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

describe("one device", () => {
  test("the select is low for the whole of a byte, half a period before the first edge and behind the last", () => {
    const sim = scenes.load("one");
    sim.runFor(millis(2));
    // The end is told half a period behind the last edge, and the processor's turn begins at a whole microsecond.
    expect(edges(sim, 10)).toEqual(["1@0", "0@1000000", "1@1009000"]);
    expect(edges(sim, SCK)).toEqual([
      "0@0",
      ...Array.from({ length: 16 }, (_, i) => `${(i + 1) % 2}@${1_000_500 + 500 * i}`),
    ]);
  });

  test("MISO is taken at the middle of each bit, the highest first", () => {
    const sim = scenes.load("one");
    const byte = 0b1001_0110;
    for (let bit = 0; bit < 8; bit++) {
      // Right for one nanosecond before and behind the edge, and wrong else.
      const middle = millis(1) + nanos(500 + 1000 * bit);
      const level = ((byte >> (7 - bit)) & 1) as 0 | 1;
      sim.runUntil(middle - 1n);
      sim.pin(MISO).drive(level);
      sim.runUntil(middle + 1n);
      sim.pin(MISO).drive(level === 1 ? 0 : 1);
    }
    sim.runFor(millis(1));
    expect(texts(sim)).toEqual(["got 150 at 1009"]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("what comes in from a wire that floats is told of", () => {
    const sim = scenes.load("one");
    sim.runFor(millis(2));
    expect(sim.diagnostics.map(({ code, message, hint }) => [code, message, hint]))
      .toMatchInlineSnapshot(`
      [
        [
          "spi-floating",
          "MISO of SPI bus 0, pin 12, floated while bytes came in: they are arbitrary",
          "Wire the device's data output to pin 12, select the device, and see that it has power.",
        ],
      ]
    `);
  });

  test("what is longer than the host's buffer goes in pieces, with the select held", () => {
    const sim = scenes.load("long");
    sim.pin(MISO).drive(1);
    sim.runFor(millis(2));
    expect(bytes(sim).flat()).toEqual(Array.from({ length: 70 }, (_, i) => i + 1));
    expect(bytes(sim).map(({ length }) => length)).toEqual([32, 32, 6]);
    expect(sim.pin(10).edges.map(({ level }) => level)).toEqual([1, 0, 1]);
    expect(texts(sim)).toEqual([`sum ${70 * 255}`]);
  });

  test("a write passes over what comes in", () => {
    const sim = scenes.load("write");
    sim.runFor(millis(1));
    expect(texts(sim)).toEqual(["still 7"]);
    expect(sim.diagnostics).toEqual([]);
    expect(sim.state).toBe("finished");
  });

  test("no bytes are a select that comes and goes", () => {
    const sim = scenes.load("none");
    sim.runFor(millis(1));
    expect(texts(sim)).toEqual(["none at 0"]);
    expect(edges(sim, 10)).toEqual(["1@0", "0@0", "1@0"]);
  });
});

test("devices have a speed and a mode of their own, and the clock rests before one is selected", () => {
  const sim = scenes.load("speeds");
  sim.runFor(millis(1));
  expect(edges(sim, 8)).toEqual(["1@0", "0@0", "1@85000"]);
  // Mode 3: rests high, and each bit is set up at the falling edge.
  expect(edges(sim, SCK).slice(0, 4)).toEqual(["0@0", "1@0", "0@5000", "1@10000"]);
  expect(edges(sim, MOSI).slice(0, 3)).toEqual(["0@0", "1@5000", "0@15000"]);
  expect(edges(sim, 10)).toEqual(["1@0", "0@85000", "1@94000"]);
});

describe("two tasks", () => {
  test("take turns, transfer by transfer", () => {
    const sim = scenes.load("turns");
    sim.runFor(millis(2));
    expect(bytes(sim).map((sent) => `${sent[0]} x${sent.length}`)).toEqual([
      "1 x32",
      "0 x8",
      "2 x1",
      "1 x32",
      "0 x8",
    ]);
    expect(texts(sim)).toEqual(["second at 331", "first at 653"]);
  });

  test("one that gives up while it waits has never selected its device", () => {
    const sim = scenes.load("impatient");
    sim.runFor(millis(2));
    expect(texts(sim)).toEqual(["gave up", "first at 644"]);
    expect(edges(sim, 10)).toEqual(["1@0"]);
    expect(bytes(sim).map(({ length }) => length)).toEqual([32, 8, 32, 8]);
  });
});

test("a transfer that is dropped lets go of the select after its piece, and the bus is free then", () => {
  const sim = scenes.load("dropped");
  sim.pin(MISO).drive(1);
  sim.runFor(millis(2));
  expect(bytes(sim).map(({ length }) => length)).toEqual([32, 32, 1]);
  expect(edges(sim, 10)).toEqual(["1@0", "0@0", "1@514000"]);
  expect(edges(sim, 9)).toEqual(["1@0", "0@514000", "1@523000"]);
  // The first piece had come in before.
  expect(texts(sim)).toEqual(["gave up at 300", "next at 523, the first byte is 255"]);
});

test("an end that the ring has lost is found by looking", () => {
  const sim = scenes.load("lost", { ring: 2, cpu: { turnTime: micros(100) } });
  sim.pin(MISO).drive(1);
  sim.runFor(micros(5));
  for (let i = 0; i < 6; i++) sim.pin(4).drive((i % 2) as 0 | 1);
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["255 255 lost 5"]);
});

test("who uses the bus's clock as a LED is told of it", () => {
  const sim = scenes.load("led");
  sim.runFor(millis(1));
  expect(texts(sim)).toEqual(["done"]);
  expect(sim.diagnostics.map(({ message, hint }) => [message, hint])).toMatchInlineSnapshot(`
    [
      [
        "pin 13 is the clock of SPI bus 0, and something else in the firmware uses it",
        "Use another pin for that: the bus takes this one back with each transfer.",
      ],
    ]
  `);
});

test("shift registers get the same bits from three pins as from the bus", () => {
  const sim = scenes.load("registers");
  sim.runFor(millis(1));
  expect(bytes(sim)).toEqual([[0xa5, 0x31]]);
  // All at one instant: each level that DS had when SHCP rose.
  expect(sim.pin(3).edges.filter(({ level }) => level === 1)).toHaveLength(16);
  expect(sim.pin(4).edges.map(({ level }) => level)).toEqual([0, 1, 0]);
});

test("a bus that the board has not", async () => {
  const { wasm, table } = await compileText(
    `import { Spi } from "wakeful";
    const bus = Spi.open(1, 1000);
    export function main(): void {}`,
  );
  expect(() => Simulator.load(wasm, { table }).runFor(0n)).toThrowErrorMatchingInlineSnapshot(
    `[FirmwareError: there is no SPI bus 1: this board has SPI bus 0 alone]`,
  );
});
