import { beforeAll, describe, expect, test } from "vitest";
import {
  Max7219Matrix,
  micros,
  millis,
  NeoPixels,
  type Simulator,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileScenes, type Scenes } from "../../support/scenes.ts";

const top = `
import { Input, log, Max7219, MatrixLayout, micros, millis, now, Pull, sleep, spawn, Spi, Strip, timeout } from "wakeful";
const pixels = Strip.at(6, 20);
const bus = Spi.open(0, 1_000_000);
const chip = bus.device(10);
const matrix = Max7219.on(chip, 2, MatrixLayout.Fc16);
@task
async function blue(): Promise<void> {
  log("blue {}", await pixels.show());
}
@task
async function dots(): Promise<void> {
  await matrix.show();
  log("dots at {}", now());
}
@task
async function spin(): Promise<void> {
  while (true) await sleep(1);
}`;

let scenes: Scenes;
beforeAll(async () => {
  scenes = await compileScenes(top, {
    show: `pixels.fill(0, 0, 9);
      pixels.set(0, 255, 128, 0);
      pixels.set(19, 1, 2, 3);
      pixels.set(20, 255, 255, 255);
      log("{} {}", pixels.get(0), pixels.get(20));
      log("whole {} at {}", await pixels.show(), now());`,
    brightness: `pixels.fill(255, 100, 1);
      pixels.brightness = 127;
      await pixels.show();
      log("{}", pixels.get(5));`,
    turns: `pixels.fill(1, 1, 1);
      spawn(blue());
      await sleep(1);
      await pixels.show();
      log("second at {}", now());`,
    dropped: `pixels.fill(1, 1, 1);
      if (!(await timeout(pixels.show(), micros(100)))) log("gave up");
      pixels.fill(2, 2, 2);
      log("whole {} at {}", await pixels.show(), now());`,
    busy: `pixels.fill(1, 1, 1);
      log("whole {}", await pixels.show());`,
    lost: `const noise = Input.at(4, Pull.Up);
      noise.listen();
      spawn(spin());
      pixels.fill(1, 1, 1);
      log("whole {}", await pixels.show());`,
    text: `matrix.text("ok!");
      matrix.set(0, 0);
      matrix.set(15, 7);
      matrix.set(16, 0);
      matrix.set(-1, 0);
      matrix.intensity = 3;
      await matrix.show();
      log("at {}", now());
      log("{} {} {}", matrix.get(0, 0), matrix.get(1, 0), matrix.get(16, 0));
      matrix.clear();
      log("{}", matrix.text("A", -1));
      await matrix.show();`,
    together: `matrix.text("AB");
      spawn(dots());
      await matrix.show();
      log("text at {}", now());`,
    half: `matrix.text("AB");
      if (!(await timeout(matrix.show(), micros(200)))) log("gave up");
      await matrix.show();`,
  });
});

const board = uno(
  { s: ["led-strip", { pixels: "20" }], m: ["max7219-matrix", { chain: "2", layout: "fc16" }] },
  ...["uno:5V s:VDD", "uno:GND.1 s:VSS", "uno:6 s:DIN"],
  ...["uno:5V m:VCC", "uno:GND.2 m:GND", "uno:11 m:DIN", "uno:13 m:CLK", "uno:10 m:CS"],
);

function run(name: string, options: SimulatorOptions = {}, span = millis(10)): Simulator {
  const sim = scenes.load(name, { board, ...options });
  sim.runFor(span);
  return sim;
}

const texts = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);
const colors = (sim: Simulator): readonly string[] => sim.parts.get(NeoPixels, "s", "strip").colors;
const picture = (sim: Simulator): string => sim.parts.get(Max7219Matrix, "m", "matrix").picture;
const all = (color: string): string[] => Array.from({ length: 20 }, () => color);

describe("a strip", () => {
  test("shows the colours it was given, 30 us for each LED and a latch of 300 us later", () => {
    const sim = run("show");
    expect(colors(sim)).toEqual(["#ff8000", ...all("#000009").slice(2), "#010203"]);
    expect(texts(sim)).toEqual(["16744448 0", "whole true at 900"]);
    expect(sim.diagnostics).toEqual([]);
    expect(sim.state).toBe("finished");
  });

  // WorldSemi WS2812, WS2812B V1.0, WS2812B-V5 as drivers quote it; Opsco SK6812MINI rev. 01. In nanoseconds.
  test.each<[string, ...[number, number][]]>([
    ["WS2812", [200, 500], [650, 950], [550, 850], [450, 750]],
    ["WS2812B V1.0", [250, 550], [700, 1000], [650, 950], [300, 600]],
    ["WS2812B-V5", [220, 380], [580, 1000], [580, 1000], [580, 1000]],
    ["SK6812", [150, 450], [750, 1050], [450, 750], [450, 750]],
  ])("sends pulses within the limits of a %s", (_, ...limits: [number, number][]) => {
    const sim = scenes.load("show", { board });
    sim.runFor(micros(600));
    // The first edge is that of a pin that was none; behind it a high and a low in turns.
    const edges = sim.pin(6).edges.slice(1);
    const widths = edges.slice(1).map(({ time }, i) => Number(time - edges[i]!.time));
    const bits = Array.from({ length: 470 }, (_, i) => widths.slice(2 * i, 2 * i + 2).join());
    expect([...new Set(bits)].sort()).toEqual(["350,900", "660,590"]);
    const within = [350, 900, 660, 590].map((width, i) => {
      const [least, most] = limits[i]!;
      return least <= width && width <= most;
    });
    expect(within).toEqual([true, true, true, true]);
  });

  test("is as bright as it is told, and its colours keep their values", () => {
    const sim = run("brightness");
    expect(colors(sim)).toEqual(all("#7f3200"));
    expect(texts(sim)).toEqual([`${0xff6401}`]);
  });

  test("two tasks show one picture after the other", () => {
    const sim = run("turns");
    expect(texts(sim)).toEqual(["blue true", "second at 1800"]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("a picture that was given up does not get into the next", () => {
    const sim = run("dropped");
    // 48 bytes were on their way: 480 us and the latch, and then the next picture.
    expect(texts(sim)).toEqual(["gave up", "whole true at 1680"]);
    expect(colors(sim)).toEqual(all("#020202"));
    const pictures = sim.parts.get(NeoPixels, "s", "strip").changes;
    expect(pictures.map((one) => new Set(one.colors).size)).toEqual([2, 1]);
    expect(sim.diagnostics.map(({ code }) => code)).toEqual(["strip-cut"]);
  });

  test("a processor that comes late by less than the latch leaves a gap, which is told of", () => {
    const sim = run("busy", { cpu: { turnTime: micros(600) } });
    expect(texts(sim)).toEqual(["whole true"]);
    expect(colors(sim)).toEqual(all("#010101"));
    expect(sim.diagnostics.map(({ code }) => code)).toEqual(["strip-gap"]);
  });

  test("one that comes later cuts the picture, and that is told to the firmware, too", () => {
    const sim = run("busy", { cpu: { turnTime: micros(1000) } }, millis(20));
    expect(texts(sim)).toEqual(["whole false"]);
    expect(sim.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "the strip on pin 6 fell silent for 300 us while the firmware had more to send: the LEDs show a part of the picture",
      ]
    `);
  });

  test("news that the ring has lost do not make it wait for ever", () => {
    const sim = scenes.load("lost", { board, ring: 1, cpu: { turnTime: micros(50) } });
    sim.pin(4).drive(1);
    // Before the latch of the first picture, in the middle of a turn.
    sim.runFor(micros(910));
    for (let i = 0; i < 6; i++) sim.pin(4).drive((i % 2) as 0 | 1);
    sim.runFor(millis(10));
    expect(texts(sim)).toEqual(["whole true"]);
    expect(colors(sim)).toEqual(all("#010101"));
  });
});

describe("a matrix", () => {
  test("shows pixels and letters; what lies outside is passed over", () => {
    const sim = run("text", {}, micros(430));
    expect(`\n${picture(sim)}`).toMatchInlineSnapshot(`
      "
      #...............
      .#..#.#..#......
      #.#.#.#..#......
      #.#.##...#......
      #.#.#.#.........
      .#..#.#..#......
      ................
      ...............#"
    `);
    sim.runFor(millis(10));
    expect(`\n${picture(sim)}`).toMatchInlineSnapshot(`
      "
      ................
      #...............
      .#..............
      ##..............
      .#..............
      .#..............
      ................
      ................"
    `);
    expect(texts(sim)).toEqual(["at 429", "true false false", "3"]);
    expect(sim.parts.get(Max7219Matrix, "m", "matrix").chips.map((one) => one.intensity)).toEqual([
      3, 3,
    ]);
    expect(sim.diagnostics).toEqual([]);
  });

  test("two tasks may show at once", () => {
    const sim = run("together");
    expect(`\n${picture(sim)}`).toMatchInlineSnapshot(`
      "
      ................
      .#..##..........
      #.#.#.#.........
      ###.##..........
      #.#.#.#.........
      #.#.##..........
      ................
      ................"
    `);
    expect(texts(sim)).toHaveLength(2);
  });

  test("one that is given up may be shown again", () => {
    const sim = run("half");
    expect(texts(sim)).toEqual(["gave up"]);
    expect(picture(sim)).toBe(picture(run("together")));
  });
});
