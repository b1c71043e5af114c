import { beforeAll, expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { Ssd1306 } from "../../simulator/parts/ssd1306.ts";
import { board, simulate } from "../support/firmware.ts";

const uno = board("examples/thermometer/diagram.json");
let sim: Simulator;

beforeAll(async () => {
  sim = await simulate("examples/thermometer/thermometer.ts", { board: uno });
});

const texts = (): string[] => sim.logs.map(({ time, text }) => `${time / millis(1)}: ${text}`);
const picture = (): string => sim.parts.get(Ssd1306, "oled", "display").toText();

test("it shows what the sensor measures", () => {
  sim.runFor(seconds(1.2));
  expect(picture()).toMatchInlineSnapshot(`
    "█   █       █            ▄▀▀         ▀█                            █    █
    █ ▄ █  ▀▀▀▄ █ ▄▀  ▄▀▀▀▄ ▄█▄   █   █   █         █   █ ▄▀▀▀▄  ▀▀▀▄ ▀█▀   █▄▀▀▄ ▄▀▀▀▄ █▄▀▀▄
    █▄▀▄█ ▄▀▀▀█ █▀▄   █▀▀▀▀  █    █  ▄█   █         █ █ █ █▀▀▀▀ ▄▀▀▀█  █  ▄ █   █ █▀▀▀▀ █
    ▀   ▀  ▀▀▀▀ ▀  ▀   ▀▀▀   ▀     ▀▀ ▀  ▀▀▀         ▀ ▀   ▀▀▀   ▀▀▀▀   ▀▀  ▀   ▀  ▀▀▀  ▀




    ▀▀█▀▀                                      █                                  ▄▀▀▀▄  ▄█         █▀▀▀▀ ▄▀▀▀▄ ▄▀▀▄  ▄▀▀▀▄
      █   ▄▀▀▀▄ █▀▄▀▄ █▀▀▀▄ ▄▀▀▀▄ █▄▀▀▄  ▀▀▀▄ ▀█▀   █   █ █▄▀▀▄ ▄▀▀▀▄                ▄▀   █         ▀▀▀▀▄ █ ▄▀█ ▀▄▄▀  █
      █   █▀▀▀▀ █ █ █ █▀▀▀  █▀▀▀▀ █     ▄▀▀▀█  █  ▄ █  ▄█ █     █▀▀▀▀              ▄▀     █    ▄▄   ▄   █ █▀  █       █   ▄
      ▀    ▀▀▀  ▀ ▀ ▀ ▀      ▀▀▀  ▀      ▀▀▀▀   ▀▀   ▀▀ ▀ ▀      ▀▀▀              ▀▀▀▀▀  ▀▀▀   ▀▀    ▀▀▀   ▀▀▀         ▀▀▀




    █   █               ▀       █   ▀    █                                          ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄ ██  ▄
    █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                               ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█   ▄▀
    █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                               ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █ ▄▀ ▄▄
    ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                                   ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀     ▀▀




    █▀▀▀▄                                                              ▄█   ▄▀▀▀▄  ▄█   ▀▀▀█▀       ▄▀▀▀▄ █▀▀▀▀ █     █▀▀▀▄
    █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄                     █   █ ▄▀█   █     ▀▄           ▄▀ ▀▀▀▀▄ █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
    █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀                     █   █▀  █   █   ▄   █  ▄▄    ▄▀   ▄   █ █   █ █     ▄▀▀▀█
    ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀                     ▀▀▀   ▀▀▀   ▀▀▀   ▀▀▀   ▀▀   ▀▀▀▀▀  ▀▀▀  ▀   ▀ ▀      ▀▀▀▀"
  `);
  expect(sim.diagnostics).toEqual([]);
});

test("it follows the weather, also below zero", () => {
  sim.parts.set("bme", "temperature", -7.25);
  sim.parts.set("bme", "pressure", 987.65);
  sim.runUntil(seconds(2.2));
  expect(picture()).toMatchInlineSnapshot(`
    "█   █       █            ▄▀▀         ▀█                            █    █
    █ ▄ █  ▀▀▀▄ █ ▄▀  ▄▀▀▀▄ ▄█▄   █   █   █         █   █ ▄▀▀▀▄  ▀▀▀▄ ▀█▀   █▄▀▀▄ ▄▀▀▀▄ █▄▀▀▄
    █▄▀▄█ ▄▀▀▀█ █▀▄   █▀▀▀▀  █    █  ▄█   █         █ █ █ █▀▀▀▀ ▄▀▀▀█  █  ▄ █   █ █▀▀▀▀ █
    ▀   ▀  ▀▀▀▀ ▀  ▀   ▀▀▀   ▀     ▀▀ ▀  ▀▀▀         ▀ ▀   ▀▀▀   ▀▀▀▀   ▀▀  ▀   ▀  ▀▀▀  ▀




    ▀▀█▀▀                                      █                                        ▀▀▀▀█       ▄▀▀▀▄ █▀▀▀▀ ▄▀▀▄  ▄▀▀▀▄
      █   ▄▀▀▀▄ █▀▄▀▄ █▀▀▀▄ ▄▀▀▀▄ █▄▀▀▄  ▀▀▀▄ ▀█▀   █   █ █▄▀▀▄ ▄▀▀▀▄             ▄▄▄▄▄   ▄▀           ▄▀ ▀▀▀▀▄ ▀▄▄▀  █
      █   █▀▀▀▀ █ █ █ █▀▀▀  █▀▀▀▀ █     ▄▀▀▀█  █  ▄ █  ▄█ █     █▀▀▀▀                    ▄▀    ▄▄    ▄▀   ▄   █       █   ▄
      ▀    ▀▀▀  ▀ ▀ ▀ ▀      ▀▀▀  ▀      ▀▀▀▀   ▀▀   ▀▀ ▀ ▀      ▀▀▀                     ▀     ▀▀   ▀▀▀▀▀  ▀▀▀         ▀▀▀




    █   █               ▀       █   ▀    █                                          ▄█  █▀▀▀▀       ▄▀▀▀▄ ▄▀▀▀▄ ██  ▄
    █▄▄▄█ █   █ █▀▄▀▄  ▀█   ▄▀▀▀█  ▀█   ▀█▀   █   █                               ▄▀ █  ▀▀▀▀▄       █ ▄▀█ █ ▄▀█   ▄▀
    █   █ █  ▄█ █ █ █   █   █   █   █    █  ▄  ▀▀▀█                               ▀▀▀█▀ ▄   █  ▄▄   █▀  █ █▀  █ ▄▀ ▄▄
    ▀   ▀  ▀▀ ▀ ▀ ▀ ▀  ▀▀▀   ▀▀▀▀  ▀▀▀    ▀▀   ▀▀▀                                   ▀   ▀▀▀   ▀▀    ▀▀▀   ▀▀▀     ▀▀




    █▀▀▀▄                                                                   ▄▀▀▀▄ ▄▀▀▀▄ ▀▀▀▀█        ▄▀▀  █▀▀▀▀ █     █▀▀▀▄
    █▄▄▄▀ █▄▀▀▄ ▄▀▀▀▄ ▄▀▀▀  ▄▀▀▀  █   █ █▄▀▀▄ ▄▀▀▀▄                         ▀▄▄▄█ ▀▄▄▄▀   ▄▀        █▄▄▄  ▀▀▀▀▄ █▄▀▀▄ █▄▄▄▀  ▀▀▀▄
    █     █     █▀▀▀▀  ▀▀▀▄  ▀▀▀▄ █  ▄█ █     █▀▀▀▀                            ▄▀ █   █  ▄▀    ▄▄   █   █ ▄   █ █   █ █     ▄▀▀▀█
    ▀     ▀      ▀▀▀  ▀▀▀▀  ▀▀▀▀   ▀▀ ▀ ▀      ▀▀▀                           ▀▀    ▀▀▀   ▀     ▀▀    ▀▀▀   ▀▀▀  ▀   ▀ ▀      ▀▀▀▀"
  `);
  expect(texts()).toMatchInlineSnapshot(`
    [
      "1092: 2150 hundredths of a degree, 101325 Pa",
      "2046: -725 hundredths of a degree, 98765 Pa",
    ]
  `);
});
