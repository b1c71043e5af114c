import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseDiagram } from "../../simulator/boards/diagram.ts";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { Buzzer, Ssd1306 } from "../../simulator/parts/index.ts";
import { board, build, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";

const firmware = "examples/weather-station/weather-station.ts";
const diagram = "examples/weather-station/diagram.json";

const picture = (sim: Simulator): string => sim.parts.get(Ssd1306, "oled", "display").toText();
const lines = (sim: Simulator): string[] =>
  sim.uart().lines.map(({ time, text }) => `${time / millis(1)}: ${text}`);

test("bus, sensor, display, serial port, button and buzzer are less than 12 KB of wasm and 2 KB of RAM", async () => {
  const { wasm, table } = await build(firmware);
  const ram = table.memory.heapBase;
  expect(wasm.length, `${wasm.length} bytes of wasm`).toBeLessThan(12_288);
  expect(ram, `${ram} bytes of RAM`).toBeLessThan(2048);
});

describe("a day at the station", () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulate(firmware, { board: board(diagram) });
  });

  test("a reading is shown and sent", () => {
    sim.runUntil(seconds(1.5));
    expect(picture(sim)).toMatchInlineSnapshot(`
      "



       ▄▀▄    ▀                                                         ▄▀▀▀▄  ▄█         █▀▀▀▀ ▄▀▀▀▄       ▄▀▀▄  ▄▀▀▀▄
      █   █  ▀█   █▄▀▀▄                                                    ▄▀   █         ▀▀▀▀▄ █ ▄▀█       ▀▄▄▀  █
      █▀▀▀█   █   █                                                      ▄▀     █    ▄▄   ▄   █ █▀  █             █   ▄
      ▀   ▀  ▀▀▀  ▀                                                     ▀▀▀▀▀  ▀▀▀   ▀▀    ▀▀▀   ▀▀▀               ▀▀▀




      █   █               ▀       █   ▀    █                              ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄       ██  ▄
      █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                   ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█         ▄▀
      █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                   ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █       ▄▀ ▄▄
      ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                       ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀           ▀▀




      █▀▀▀▄                                                  ▄█   ▄▀▀▀▄  ▄█   ▀▀▀█▀       ▄▀▀▀▄ █▀▀▀▀       █     █▀▀▀▄
      █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄         █   █ ▄▀█   █     ▀▄           ▄▀ ▀▀▀▀▄       █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
      █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀         █   █▀  █   █   ▄   █  ▄▄    ▄▀   ▄   █       █   █ █     ▄▀▀▀█
      ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀         ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   ▀▀   ▀▀▀▀▀  ▀▀▀        ▀   ▀ ▀      ▀▀▀▀"
    `);
    expect(lines(sim)).toMatchInlineSnapshot(`
      [
        "1041: 21.50 C, 45.00 %, 1013.25 hPa",
      ]
    `);
  });

  test("a press shows it in Fahrenheit, and another one the extremes; bounces turn no page", () => {
    sim.parts.set("bme", "temperature", -7.25);
    sim.press("page", { at: seconds(1.6), for: millis(100) });
    sim.runUntil(seconds(2.5));
    expect(picture(sim)).toMatchInlineSnapshot(`
      "



       ▄▀▄    ▀                                                          ▄█   ▄▀▀▀▄       ▄▀▀▀▄ █▀▀▀▀       ▄▀▀▄  █▀▀▀▀
      █   █  ▀█   █▄▀▀▄                                                   █   ▀▄▄▄▀       ▀▄▄▄█ ▀▀▀▀▄       ▀▄▄▀  █▄▄▄
      █▀▀▀█   █   █                                                       █   █   █  ▄▄      ▄▀ ▄   █             █
      ▀   ▀  ▀▀▀  ▀                                                      ▀▀▀   ▀▀▀   ▀▀    ▀▀    ▀▀▀              ▀




      █   █               ▀       █   ▀    █                              ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄       ██  ▄
      █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                   ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█         ▄▀
      █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                   ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █       ▄▀ ▄▄
      ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                       ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀           ▀▀




      █▀▀▀▄                                                  ▄█   ▄▀▀▀▄  ▄█   ▀▀▀█▀       ▄▀▀▀▄ █▀▀▀▀       █     █▀▀▀▄
      █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄         █   █ ▄▀█   █     ▀▄           ▄▀ ▀▀▀▀▄       █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
      █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀         █   █▀  █   █   ▄   █  ▄▄    ▄▀   ▄   █       █   █ █     ▄▀▀▀█
      ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀         ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   ▀▀   ▀▀▀▀▀  ▀▀▀        ▀   ▀ ▀      ▀▀▀▀"
    `);
    sim.press("page", { at: seconds(2.6), for: millis(100) });
    sim.runUntil(seconds(2.9));
    expect(picture(sim)).toMatchInlineSnapshot(`
      "



      █                              █                                        ▀▀▀▀█       ▄▀▀▀▄ █▀▀▀▀       ▄▀▀▄  ▄▀▀▀▄
      █     ▄▀▀▀▄ █   █ ▄▀▀▀▄ ▄▀▀▀  ▀█▀                                 ▄▄▄▄▄   ▄▀           ▄▀ ▀▀▀▀▄       ▀▄▄▀  █
      █     █   █ █ █ █ █▀▀▀▀  ▀▀▀▄  █  ▄                                      ▄▀    ▄▄    ▄▀   ▄   █             █   ▄
      ▀▀▀▀▀  ▀▀▀   ▀ ▀   ▀▀▀  ▀▀▀▀    ▀▀                                       ▀     ▀▀   ▀▀▀▀▀  ▀▀▀               ▀▀▀




      █   █   ▀         █                  █                            ▄▀▀▀▄  ▄█         █▀▀▀▀ ▄▀▀▀▄       ▄▀▀▄  ▄▀▀▀▄
      █▄▄▄█  ▀█   ▄▀▀▀█ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▀█▀                              ▄▀   █         ▀▀▀▀▄ █ ▄▀█       ▀▄▄▀  █
      █   █   █    ▀▀▀█ █   █ █▀▀▀▀  ▀▀▀▄  █  ▄                          ▄▀     █    ▄▄   ▄   █ █▀  █             █   ▄
      ▀   ▀  ▀▀▀   ▀▀▀  ▀   ▀  ▀▀▀  ▀▀▀▀    ▀▀                          ▀▀▀▀▀  ▀▀▀   ▀▀    ▀▀▀   ▀▀▀               ▀▀▀




      █       ▀           ▀    █                                        ▀▀▀█▀ ▄▀▀▀▄       ▄▀▀▀▄ ▄▀▀▀▄       ▄▀▀▄  ▄▀▀▀▄
      █      ▀█   █▀▄▀▄  ▀█   ▀█▀                                         ▀▄  █ ▄▀█       █ ▄▀█ █ ▄▀█       ▀▄▄▀  █
      █       █   █ █ █   █    █  ▄                                     ▄   █ █▀  █  ▄▄   █▀  █ █▀  █             █   ▄
      ▀▀▀▀▀  ▀▀▀  ▀ ▀ ▀  ▀▀▀    ▀▀                                       ▀▀▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀               ▀▀▀"
    `);
    sim.press("page", { at: seconds(2.95), for: millis(100) });
    sim.runUntil(seconds(3.9));
    expect(picture(sim)).toMatchInlineSnapshot(`
      "



       ▄▀▄    ▀                                                               ▀▀▀▀█       ▄▀▀▀▄ █▀▀▀▀       ▄▀▀▄  ▄▀▀▀▄
      █   █  ▀█   █▄▀▀▄                                                 ▄▄▄▄▄   ▄▀           ▄▀ ▀▀▀▀▄       ▀▄▄▀  █
      █▀▀▀█   █   █                                                            ▄▀    ▄▄    ▄▀   ▄   █             █   ▄
      ▀   ▀  ▀▀▀  ▀                                                            ▀     ▀▀   ▀▀▀▀▀  ▀▀▀               ▀▀▀




      █   █               ▀       █   ▀    █                              ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄       ██  ▄
      █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                   ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█         ▄▀
      █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                   ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █       ▄▀ ▄▄
      ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                       ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀           ▀▀




      █▀▀▀▄                                                  ▄█   ▄▀▀▀▄  ▄█   ▀▀▀█▀       ▄▀▀▀▄ █▀▀▀▀       █     █▀▀▀▄
      █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄         █   █ ▄▀█   █     ▀▄           ▄▀ ▀▀▀▀▄       █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
      █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀         █   █▀  █   █   ▄   █  ▄▄    ▄▀   ▄   █       █   █ █     ▄▀▀▀█
      ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀         ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   ▀▀   ▀▀▀▀▀  ▀▀▀        ▀   ▀ ▀      ▀▀▀▀"
    `);
  });

  test("it beeps twice at each reading above the limit, which a command sets", () => {
    const buzzer = sim.parts.get(Buzzer, "bz", "buzzer");
    expect(buzzer.tones).toEqual([]);
    sim.uart().send("limit -8\n", { at: seconds(4.2) });
    sim.uart().send("limit 20\n", { at: seconds(5.8) });
    sim.runUntil(seconds(6.9));
    expect(buzzer.tones.map(({ start, end, hz }) => [start / 1000n, (end - start) / millis(1), hz]))
      .toMatchInlineSnapshot(`
      [
        [
          5009695n,
          150n,
          2000,
        ],
        [
          5259695n,
          150n,
          2500,
        ],
      ]
    `);
  });

  test.each(["hello", "limit", "limit ", "limit 2o", "limit 86", "limit -41", "limit 99999999999"])(
    "%j is no command and changes nothing",
    (command) => {
      const before = sim.now;
      sim.uart().send(`${command}\n`);
      sim.runFor(seconds(1));
      const answers = sim.uart().lines.filter(({ time }) => time > before);
      expect(answers.map(({ text }) => text)).toContain("write limit and -40 to 85");
      expect(sim.parts.get(Buzzer, "bz", "buzzer").tones.length).toBe(2);
    },
  );

  test("nothing was wrong with it", () => {
    expect(sim.diagnostics).toEqual([]);
    expect(sim.logs).toEqual([]);
  });
});

/** Three of a part's wires go through switches: without its supply alone, its pull-ups would tie the bus together. */
async function withPlugAt(id: string): Promise<Simulator> {
  const drawn = JSON.parse(readFileSync(join(projectRoot, diagram), "utf8")) as {
    parts: unknown[];
    connections: unknown[][];
  };
  for (const name of ["VCC", "SDA", "SCL"]) {
    const wire = drawn.connections.find(([, to]) => to === `${id}:${name}`)!;
    drawn.parts.push({ type: "wokwi-slide-switch", id: name, attrs: { bounce: "0", value: "1" } });
    drawn.connections.push([`${name}:2`, wire[1], "red", []]);
    wire[1] = `${name}:3`;
  }
  return simulate(firmware, { board: parseDiagram(JSON.stringify(drawn), diagram) });
}

function plug(sim: Simulator, at: bigint, isIn: boolean): void {
  for (const id of ["VCC", "SDA", "SCL"]) sim.parts.set(id, "value", isIn ? "right" : "left", at);
}

test("a sensor that is pulled out is told on the display and the line, and works again when it is back", async () => {
  const sim = await withPlugAt("bme");
  plug(sim, seconds(1.5), false);
  sim.runUntil(seconds(2.5));
  expect(picture(sim)).toMatchInlineSnapshot(`
    "












    █▄▀▀▄ ▄▀▀▀▄       ▄▀▀▀  ▄▀▀▀▄ █▄▀▀▄ ▄▀▀▀  ▄▀▀▀▄ █▄▀▀▄
    █   █ █   █        ▀▀▀▄ █▀▀▀▀ █   █  ▀▀▀▄ █   █ █
    ▀   ▀  ▀▀▀        ▀▀▀▀   ▀▀▀  ▀   ▀ ▀▀▀▀   ▀▀▀  ▀"
  `);
  plug(sim, seconds(2.7), true);
  sim.parts.set("bme", "temperature", 19, seconds(2.7));
  sim.runUntil(seconds(3.5));
  expect(picture(sim)).toMatchInlineSnapshot(`
    "



     ▄▀▄    ▀                                                          ▄█   ▄▀▀▀▄       ▄▀▀▀▄ ▄▀▀▀▄       ▄▀▀▄  ▄▀▀▀▄
    █   █  ▀█   █▄▀▀▄                                                   █   ▀▄▄▄█       █ ▄▀█ █ ▄▀█       ▀▄▄▀  █
    █▀▀▀█   █   █                                                       █      ▄▀  ▄▄   █▀  █ █▀  █             █   ▄
    ▀   ▀  ▀▀▀  ▀                                                      ▀▀▀   ▀▀    ▀▀    ▀▀▀   ▀▀▀               ▀▀▀




    █   █               ▀       █   ▀    █                              ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄       ██  ▄
    █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                   ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█         ▄▀
    █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                   ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █       ▄▀ ▄▄
    ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                       ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀           ▀▀




    █▀▀▀▄                                                  ▄█   ▄▀▀▀▄  ▄█   ▀▀▀█▀       ▄▀▀▀▄ █▀▀▀▀       █     █▀▀▀▄
    █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄         █   █ ▄▀█   █     ▀▄           ▄▀ ▀▀▀▀▄       █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
    █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀         █   █▀  █   █   ▄   █  ▄▄    ▄▀   ▄   █       █   █ █     ▄▀▀▀█
    ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀         ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   ▀▀   ▀▀▀▀▀  ▀▀▀        ▀   ▀ ▀      ▀▀▀▀"
  `);
  expect(lines(sim)).toMatchInlineSnapshot(`
    [
      "1041: 21.50 C, 45.00 %, 1013.25 hPa",
      "2010: no sensor",
      "3040: 19.00 C, 45.00 %, 1013.25 hPa",
    ]
  `);
});

test("a display that is pulled out is written anew when it is back, and the rest goes on", async () => {
  const sim = await withPlugAt("oled");
  sim.runUntil(seconds(1.5));
  const before = picture(sim);
  plug(sim, seconds(1.5), false);
  plug(sim, seconds(3.5), true);
  sim.runUntil(seconds(3.9));
  expect(picture(sim)).not.toBe(before);
  sim.runUntil(seconds(4.5));
  expect(picture(sim)).toBe(before);
  expect(lines(sim)).toHaveLength(4);
  expect(sim.diagnostics.map(({ message }) => message)).toEqual(["no device at 0x3c on I2C bus 0"]);
});
