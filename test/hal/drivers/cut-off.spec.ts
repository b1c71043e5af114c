/** Waits at every driver that are cut off at any moment, while interrupts are lost: who comes next is served. */
import { beforeAll, expect, test } from "vitest";
import { micros, millis, seconds } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileScenes, type Scenes } from "../../support/scenes.ts";

const top = `
import { Adc, Dht22, I2c, Input, log, lostInterrupts, micros, millis, Pull, Random, seconds, Sonar, spawn, Spi, Strip, timeout, Tone, Uart } from "wakeful";
const uart = Uart.open(0, 115200);
const bus = Spi.open(0, 1_000_000);
const chip = bus.device(10);
const wire = I2c.open(0, 400_000);
const knob = Adc.at(14);
const strip = Strip.at(6, 20);
const sonar = Sonar.at(3, 2);
const dht = Dht22.at(7);
const tone = Tone.at(8);
const noise = Input.at(4, Pull.Up);
const bytes = memory.data(200);`;

/** What is begun again and again, after how many microseconds at most it is cut off, and what comes at the end. */
const waits: Readonly<Record<string, readonly [begun: string, most: number, last: string]>> = {
  "a write to a serial port": ["uart.writeAll(bytes, 150)", 9_000, "uart.flush()"],
  "an SPI transfer": ["chip.transfer(bytes, 150)", 1_500, "chip.transfer(bytes, 3)"],
  "an I2C transfer": ["wire.writeRead(0x42, bytes, 2, bytes, 40)", 1_500, "wire.probe(0x42)"],
  "a measurement of a voltage": ["knob.read()", 300, "knob.read()"],
  "a wait for a voltage": ["knob.outside(10, 0, micros(300))", 700, "knob.outside(10, 0)"],
  "a picture on a strip": ["strip.show()", 1_500, "strip.show()"],
  "a measurement of a distance": ["sonar.measure()", 90_000, "sonar.measure()"],
  "a reading of a DHT22": ["dht.read()", 3_000_000, "dht.read()"],
  "a note": ["tone.play(440, millis(2))", 4_000, "tone.play(440, millis(2))"],
};

const wires = [
  ...["uno:5V p:VCC", "uno:GND.1 p:GND", "uno:A0 p:SIG"],
  ...["uno:5V s:VCC", "uno:GND.1 s:GND", "uno:3 s:TRIG", "uno:2 s:ECHO"],
  ...["uno:5V d:VCC", "uno:GND.1 d:GND", "uno:7 d:SDA"],
  ...["uno:5V i:VCC", "uno:GND.1 i:GND", "uno:A4 i:SDA", "uno:A5 i:SCL"],
];
const parts = { p: "potentiometer", s: "hc-sr04", d: "dht22", i: "wakeful-i2c-device" };

let scenes: Scenes;
beforeAll(async () => {
  const bodies = Object.values(waits).map(
    ([begun, most, last]) => `noise.listen();
    for (let i = 0; i < 40; i++) await timeout(${begun}, micros(Random.below(${most}) + 1));
    const isServed = await timeout(${last}, seconds(5));
    log("{} {}", isServed ? 1 : 0, lostInterrupts() > 9 ? 1 : 0);`,
  );
  scenes = await compileScenes(top, Object.fromEntries(bodies.map((body, i) => [`${i}`, body])));
});

test.for(Object.keys(waits))("%s that is cut off leaves the next one all it needs", (name) => {
  const index = Object.keys(waits).indexOf(name);
  const most = waits[name]![1];
  for (const seed of [1, 2]) {
    const sim = scenes.load(`${index}`, {
      board: uno(parts, ...wires),
      seed,
      ring: 2,
      cpu: { turnTime: micros(20) },
    });
    sim.runFor(millis(1));
    for (const pin of [14, 15, 16, 17]) sim.pin(pin).release();
    // Bursts of edges that the ring has no room for, all along.
    for (let burst = 0; burst < 150; burst++) {
      sim.runFor(micros(Math.ceil(most / 8) + ((burst * 7919) % 61)));
      for (let i = 0; i < 6; i++) sim.pin(4).drive((i % 2) as 0 | 1);
    }
    sim.runFor(seconds(150));
    expect(
      sim.logs.map(({ text }) => text),
      `seed ${seed}`,
    ).toEqual(["1 1"]);
  }
});
