/** The weather station on an emulated Pico: its buses, its tones and its button, against what the simulator shows. */
import { beforeAll, expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { rawOf, trimHigh, trimLow } from "../../simulator/parts/bme280/compensation.ts";
import { Ssd1306 } from "../../simulator/parts/index.ts";
import { HEIGHT, Ssd1306Core, WIDTH } from "../../simulator/parts/ssd1306/core.ts";
import { board, build, simulate } from "../support/firmware.ts";
import { buildPico, pico } from "./hosts/pico.ts";
import { PicoBoard } from "./hosts/rp2040/board.ts";
import { connectToBus, type BusDevice } from "./hosts/rp2040/i2c.ts";
import { onMachine } from "./on-machine.ts";

const firmware = "examples/weather-station/weather-station.ts";
const BUTTON = 14;
const BUZZER = 15;
const RX_PORT = 0;

/** A BME280 that has the values at once when it is told to measure: Bosch BST-BME280-DS002 rev. 1.6, table 18. */
class Sensor implements BusDevice {
  readonly address = 0x76;
  isPlugged = true;
  celsius = 21.5;
  hectopascals = 1013.25;
  percent = 45;
  readonly #registers = new Uint8Array(256);
  #register = 0;
  #isChosen = false;

  constructor() {
    this.#registers.set(trimLow(), 0x88);
    this.#registers.set(trimHigh(), 0xe1);
    this.#registers[0xd0] = 0x60;
  }

  isThere = (): boolean => this.isPlugged;

  start(isWrite: boolean): void {
    if (isWrite) this.#isChosen = false;
  }

  write(byte: number): boolean {
    if (this.#isChosen) this.#set(byte);
    else this.#register = byte;
    this.#isChosen = true;
    return true;
  }

  read(): number {
    return this.#registers[this.#register++ & 0xff]!;
  }

  #set(byte: number): void {
    this.#registers[this.#register] = byte;
    // Each value once, and humidity only if it was chosen before: 5.4.3 and 5.4.5.
    if (this.#register !== 0xf4 || byte !== 0b001_001_01 || this.#registers[0xf2] !== 1) return;
    const raw = rawOf(this.celsius, this.hectopascals, this.percent);
    const long = (value: number): number[] => [value >> 12, (value >> 4) & 0xff, (value & 15) << 4];
    const short = [raw.humidity >> 8, raw.humidity & 0xff];
    this.#registers.set([...long(raw.pressure), ...long(raw.temperature), ...short], 0xf7);
  }
}

/** The control bytes of an SSD1306, 8.1.5.2, as this driver sends them, in front of the simulator's own memory. */
class Display implements BusDevice {
  readonly address = 0x3c;
  readonly #core = new Ssd1306Core((_code, message) => {
    throw new Error(message);
  });
  #stage: "control" | "one command" | "commands" | "data" = "control";

  start(): void {
    this.#stage = "control";
  }

  write(byte: number): boolean {
    if (this.#stage === "control") {
      this.#stage = byte & 0x40 ? "data" : byte & 0x80 ? "one command" : "commands";
    } else if (this.#stage === "data") this.#core.data(byte);
    else {
      this.#core.command(byte);
      if (this.#stage === "one command") this.#stage = "control";
    }
    return true;
  }

  read(): number {
    return this.#core.status;
  }

  get pixels(): string {
    return pixelsOf((x, y) => this.#core.pixel(x, y));
  }
}

function pixelsOf(isLit: (x: number, y: number) => boolean): string {
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Array.from({ length: WIDTH }, (_, x) => (isLit(x, y) ? "#" : ".")).join(""),
  );
  return rows.join("\n");
}

onMachine(pico, () => {
  const sensor = new Sensor();
  const display = new Display();
  let chip: PicoBoard;
  let sim: Simulator;

  beforeAll(async () => {
    const { wasm, table } = await build(firmware);
    const run = { name: "weather-station", wasm, memoryBytes: table.memory.heapBase };
    chip = new PicoBoard(buildPico(run).image);
    connectToBus(chip.chip.rp2040, chip.chip.clock, [sensor, display]);
    sim = await simulate(firmware, { board: board("examples/weather-station/diagram.json") });
  });

  /** Lets both come so far. */
  function runUntil(time: bigint): void {
    chip.runUntil(Number(time));
    sim.runUntil(time);
  }

  const linesOf = (): string[] =>
    String.fromCharCode(...chip.sent.map(({ byte }) => byte))
      .split("\n")
      .slice(0, -1);

  const simPixels = (): string => {
    const part = sim.parts.get(Ssd1306, "oled", "display");
    return pixelsOf((x, y) => part.pixel(x, y));
  };

  function type(text: string, at: bigint): void {
    sim.uart().send(text, { at });
    // The next byte follows at once: ten bits at 9600 baud.
    [...text].forEach((letter, i) =>
      chip.giveAt(Number(at) + (i * 10e9) / 9600, {
        ...{ kind: "uart", port: RX_PORT, time: 0, byte: letter.charCodeAt(0) },
      }),
    );
  }

  test("the display and the line show what they do in the simulator", () => {
    runUntil(seconds(1.5));
    expect(display.pixels).toBe(simPixels());
    expect(linesOf()).toEqual(["21.50 C, 45.00 %, 1013.25 hPa"]);
  });

  test("a button that bounces turns one page", () => {
    const celsius = display.pixels;
    sim.press("page", { at: seconds(1.6), for: millis(100) });
    for (const [micros, level] of [
      [0, 0],
      [150, 1],
      [400, 0],
      [100_000, 1],
      [100_300, 0],
      [100_900, 1],
    ] as const) {
      chip.driveAt(1.6e9 + micros * 1000, BUTTON, level);
    }
    runUntil(seconds(1.9));
    expect(display.pixels).not.toBe(celsius);
    expect(display.pixels).toBe(simPixels());
  });

  test("a command sets the limit, above which there are tones of 2000 and 2500 Hz", () => {
    type("limit 20\n", seconds(2.2));
    runUntil(seconds(3.9));
    const rises = chip.edges.filter(({ pin, level }) => pin === BUZZER && level === 1);
    const gaps = rises.slice(1).map(({ time }, i) => Number(time - rises[i]!.time));
    for (const period of [500, 400]) {
      const count = 1 + gaps.filter((gap) => Math.round(gap / 1000) === period).length;
      // 150 ms each, and the last period may be cut.
      expect(Math.abs(count * period - 150_000)).toBeLessThanOrEqual(period);
    }
    expect(linesOf()).toEqual([
      "21.50 C, 45.00 %, 1013.25 hPa",
      "21.50 C, 45.00 %, 1013.25 hPa",
      "limit 20 C",
      "21.50 C, 45.00 %, 1013.25 hPa",
    ]);
    expect(linesOf()).toEqual(sim.uart().lines.map(({ text }) => text));
  });

  test("a sensor that is pulled out is told, and works again when it is back", () => {
    sensor.isPlugged = false;
    chip.runUntil(4.9e9);
    const rows = display.pixels.split("\n").flatMap((row, y) => (row.includes("#") ? [y] : []));
    // Small letters in row 3, and nothing else.
    expect(rows).toEqual([26, 27, 28, 29, 30]);
    sensor.isPlugged = true;
    Object.assign(sensor, { celsius: -7.25, hectopascals: 987.65, percent: 100 });
    sim.parts.set("bme", "temperature", -7.25);
    sim.parts.set("bme", "pressure", 987.65);
    sim.parts.set("bme", "humidity", 100);
    runUntil(seconds(5.9));
    expect(display.pixels).toBe(simPixels());
    expect(linesOf().slice(4)).toEqual(["no sensor", "-7.25 C, 100.00 %, 987.65 hPa"]);
  });
});
