/** Solomon Systech SSD1306, rev. 1.4. */
import { expect, test } from "vitest";
import { FAST_MODE } from "../../../simulator/buses/i2c-timing.ts";
import { Ssd1306 } from "../../../simulator/parts/ssd1306.ts";
import { bench, uno } from "../../support/board.ts";
import { onBus, Wires } from "../../support/i2c.ts";

interface Display {
  readonly on: ReturnType<typeof bench>;
  readonly display: Ssd1306;
  commands(...bytes: number[]): void;
  data(...bytes: number[]): void;
  send(...bytes: number[]): void;
}

function setUp(type = "wokwi-ssd1306", attrs: Record<string, string> = {}): Display {
  const on = bench(onBus(type, attrs));
  const wires = new Wires(on, FAST_MODE);
  const address = Number(attrs["i2cAddress"] ?? 0x3c);
  const send = (...bytes: number[]): void => {
    wires.start();
    for (const byte of [address << 1, ...bytes]) expect(wires.write(byte)).toBe(true);
    wires.stop();
  };
  return {
    on,
    display: on.parts.get(Ssd1306, "part", "display"),
    send,
    commands: (...bytes) => send(0x00, ...bytes),
    data: (...bytes) => send(0x40, ...bytes),
  };
}

/** What the common libraries send at the beginning, by the names of the commands. */
const START = [
  0xae, // off
  0xd5,
  0x80,
  0xa8,
  0x3f,
  0xd3,
  0x00,
  0x40, // clock, multiplex, offset, start line
  0x8d,
  0x14, // charge pump
  0x20,
  0x00, // horizontal addressing
  0xa1,
  0xc8, // upright
  0xda,
  0x12,
  0x81,
  0xcf,
  0xd9,
  0xf1,
  0xdb,
  0x40, // pins, contrast, precharge, level
  0xa4,
  0xa6,
  0x2e,
  0xaf, // from memory, not inverted, no scrolling, on
] as const;

/** Pixels that are lit in a field of the display. */
function field({ display }: Display, width: number, height: number): string {
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (display.pixel(x, y) ? "#" : ".")).join(""),
  );
  return rows.join("\n");
}

test("what common libraries send at the beginning is understood, and a picture is shown", () => {
  const it = setUp();
  it.commands(...START);
  it.data(0x7e, 0x09, 0x09, 0x7e);
  expect(it.display.on).toBe(true);
  expect(it.display.contrast).toBe(0xcf);
  expect(it.on.diagnostics).toEqual([]);
  expect(field(it, 5, 8).split("\n")).toEqual([
    ".##..",
    "#..#.",
    "#..#.",
    "####.",
    "#..#.",
    "#..#.",
    "#..#.",
    ".....",
  ]);
  expect(it.display.toText()).toMatchInlineSnapshot(`
    "▄▀▀▄
    █▄▄█
    █  █
    ▀  ▀"
  `);
});

test("the same picture at the other drawing's terminals, and at another address", () => {
  const it = setUp("board-ssd1306", { i2cAddress: "0x3d" });
  it.commands(...START);
  it.data(0xff);
  expect(it.display.pixel(0, 0)).toBe(true);
});

test("horizontal addressing goes through a window, page by page", () => {
  const it = setUp();
  it.commands(...START, 0x21, 2, 3, 0x22, 0, 1);
  it.data(1, 1, 1, 1, 3);
  expect(
    field(it, 5, 10)
      .split("\n")
      .map((row) => row.slice(1)),
  ).toEqual([".##.", ".#..", "....", "....", "....", "....", "....", "....", ".##.", "...."]);
});

test("vertical addressing goes down the pages first", () => {
  const it = setUp();
  it.commands(...START, 0x20, 0x01, 0x21, 0, 1, 0x22, 0, 1);
  it.data(1, 1, 1);
  expect([it.display.pixel(0, 0), it.display.pixel(0, 8), it.display.pixel(1, 0)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(it.display.pixel(1, 8)).toBe(false);
});

test("page addressing stays in its page, and begins at its first column again", () => {
  const it = setUp();
  it.commands(...START, 0x20, 0x02, 0xb2, 0x0f, 0x17);
  it.data(1, 2);
  expect(it.display.pixel(127, 16)).toBe(true);
  expect(it.display.pixel(0, 17)).toBe(true);
  expect(it.display.pixel(0, 24)).toBe(false);
});

test("single commands and data, each with a control byte", () => {
  const it = setUp();
  it.commands(...START);
  it.send(0x80, 0xb1, 0x80, 0x20, 0x80, 0x02, 0xc0, 0x01, 0x40, 0x02);
  expect([it.display.pixel(0, 8), it.display.pixel(1, 9)]).toEqual([true, true]);
});

test("turned by half, inverted, all lit, shifted, dark", () => {
  const it = setUp();
  it.commands(...START);
  it.data(0x01);
  it.commands(0xc0);
  expect(it.display.pixel(0, 63)).toBe(true);
  // The other remap is for what is written from then on.
  it.commands(0xa0, 0x21, 0, 127);
  expect(it.display.pixel(0, 63)).toBe(true);
  it.data(0x01);
  expect(it.display.pixel(127, 63)).toBe(true);
  it.commands(0xc8, 0xa7);
  expect([it.display.pixel(0, 0), it.display.pixel(0, 1)]).toEqual([false, true]);
  it.commands(0xa6, 0xa5);
  expect(it.display.pixel(60, 60)).toBe(true);
  it.commands(0xa4, 0x40 | 63);
  expect([it.display.pixel(0, 0), it.display.pixel(0, 1)]).toEqual([false, true]);
  it.commands(0xae);
  expect(it.display.toText()).toBe("");
});

test("fading and zooming take their argument, are told of, and leave the picture alone", () => {
  const it = setUp();
  it.commands(...START);
  it.commands(0x21, 5, 127);
  // Off: the arguments are no commands of their own, such as 0x00, which sets the column.
  it.commands(0x23, 0x00, 0xd6, 0x00);
  expect(it.on.diagnostics).toEqual([]);
  it.data(0x01);
  expect(it.display.pixel(5, 0)).toBe(true);
  it.commands(0x23, 0x32);
  it.commands(0xd6, 0x01);
  expect(it.on.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "part, a SSD1306: the fading of command 0x23 is not simulated",
      "part, a SSD1306: the zoom of command 0xD6 is not simulated",
    ]
  `);
});

test("what is forgotten or wrong is told once", () => {
  const it = setUp();
  it.commands(0xaf);
  it.commands(0xaf);
  it.commands(0xe5);
  it.commands(0x2f);
  expect(it.display.on).toBe(false);
  expect(it.on.diagnostics.map(({ message, hint }) => `${message}: ${hint}`))
    .toMatchInlineSnapshot(`
    [
      "part, a SSD1306: it is switched on without its charge pump, and stays dark: send 0x8D, 0x14 before 0xAF",
      "part, a SSD1306: there is no command 0xE5: data for the picture follows the control byte 0x40, commands follow 0x00",
      "part, a SSD1306: the scrolling of command 0x2F is not simulated: move the picture in the firmware, and write it again",
    ]
  `);
  expect(() => it.display.pixel(128, 0)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: part has no pixel 128, 0]`,
  );
});

test("a supply that is pulled out while the bus's pull-ups hold VCC high is gone at once", () => {
  const on = bench(
    uno(
      {
        part: ["wokwi-ssd1306", {}],
        plug: ["slide-switch", { bounce: "0", value: "1" }],
        r1: ["resistor", { value: "4.7k" }],
        r2: ["resistor", { value: "4.7k" }],
      },
      ...["uno:A4 part:SDA", "uno:A5 part:SCL", "plug:2 part:VCC", "uno:5V plug:3"],
      ...["uno:GND.1 part:GND", "r1:1 part:SDA", "r1:2 uno:5V", "r2:1 part:SCL", "r2:2 uno:5V"],
    ),
  );
  const display = on.parts.get(Ssd1306, "part", "display");
  const wires = new Wires(on, FAST_MODE);
  const send = (...bytes: number[]): boolean => {
    wires.start();
    const isTaken = [0x78, ...bytes].map((byte) => wires.write(byte)).every(Boolean);
    wires.stop();
    return isTaken;
  };
  expect(send(0x00, 0x8d, 0x14, 0xaf)).toBe(true);
  expect(display.on).toBe(true);
  const slide = (to: string): void => on.parts.set("plug", "value", to);
  slide("left");
  expect(on.circuit.levelAt("part:VCC")).toBe(1);
  expect(display.on).toBe(false);
  expect(send(0x00, 0xe3)).toBe(false);
  slide("right");
  expect(send(0x00, 0xe3)).toBe(true);
  expect(display.on).toBe(false);
});

test("power that goes once more after the simulation went back takes the picture once more", () => {
  const fed = onBus("wokwi-ssd1306");
  const connections = fed.connections.map(([a, b]): [string, string] =>
    b === "part:VCC" ? ["uno:7", b] : [a, b],
  );
  const on = bench({ ...fed, connections });
  on.circuit.drive(7, 1);
  const wires = new Wires(on, FAST_MODE);
  wires.start();
  for (const byte of [0x78, 0x00, 0x8d, 0x14, 0xaf]) expect(wires.write(byte)).toBe(true);
  wires.stop();
  const display = on.parts.get(Ssd1306, "part", "display");
  expect(display.on).toBe(true);
  const [circuit, picture] = [on.circuit.save(), display.save()];
  on.circuit.drive(7, 0);
  expect(display.on).toBe(false);
  on.circuit.restore(circuit);
  display.restore(picture);
  expect(display.on).toBe(true);
  on.circuit.drive(7, 0);
  expect(display.on).toBe(false);
});
