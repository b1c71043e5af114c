/** What authors are told who give a driver what it cannot use. */
import { beforeAll, expect, test } from "vitest";
import { FirmwareError } from "../../../simulator/core/errors.ts";
import { seconds, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileScenes, type Scenes } from "../../support/scenes.ts";
import { compileText } from "../../support/virtual.ts";

let scenes: Scenes;
beforeAll(async () => {
  scenes = await compileScenes(
    `import { Adc, Capture, Encoder, I2c, log, micros, NEVER, Output, sleep, spawn, Store, Watchdog } from "wakeful";
const bus = I2c.open(0, 100_000, NEVER);
const out = memory.data(4);
const settings = Store.open(4);
const line = Capture.at(5, 4);
const quarters: StaticArray<u8> = [0, 3, 5];
async function encoder(i: i32): Promise<void> {
  const knob = Encoder.at(2, 3, quarters[i]);
  log("{}", await knob.turned());
}`,
    {
      address: `await bus.write(0xff, out, 1);`,
      bytes: `await bus.write(0x20, out, 65537);`,
      patience: `log("{}", await bus.probe(8));`,
      key: `await settings.set(0, 7);
        log("{}", settings.get(0));
        await settings.set(65536, 9);`,
      encoder0: `await encoder(0);`,
      encoder3: `await encoder(1);`,
      encoder5: `await encoder(2);`,
      pulses: `const pin = Output.at(5);
        for (let i = 0; i < 6; i++) { pin.toggle(); await sleep(micros(50)); }
        log("{}", await line.pulses(9));`,
      watchdog: `Watchdog.start(0);`,
      pin: `log("first");
        const led = Output.at(77);
        led.high();`,
      measured: `log("first");
        const knob = Adc.at(3);
        log("{}", await knob.read());`,
    },
  );
});

/** What a run logged, and what stopped it. */
function outcome(load: () => Simulator): string[] {
  let sim: Simulator | undefined;
  const logs = (): string[] => (sim?.logs ?? []).map(({ text }) => text);
  try {
    sim = load();
    sim.runFor(seconds(1));
    return logs();
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    return [...logs(), error.message];
  }
}

const outcomeOf = (scene: string): string[] =>
  outcome(() => scenes.load(scene, { board: uno({}) }));

/** Of what is at the top of a file. */
async function outcomeOfOpening(names: string, top: string): Promise<string[]> {
  const { wasm, table } = await compileText(`import { ${names} } from "wakeful";
${top}
export function main(): void {}
`);
  return outcome(() => Simulator.load(wasm, { table, board: uno({}) }));
}

test("I2C address 0xff is refused, and does not free the bus in its place", () => {
  expect(outcomeOf("address")).toEqual(["I2C address 0xff: addresses have 7 bits, 0x00 to 0x7f"]);
});

test("more bytes than an I2C transfer can have are refused, and not some of them sent", () => {
  expect(outcomeOf("bytes")).toEqual(["panic: an I2C transfer has 65,535 bytes at most"]);
});

test("endless patience on an I2C bus is taken for the longest", () => {
  expect(outcomeOf("patience")).toEqual(["1"]);
});

test("an SPI clock of 0 Hz is refused where the bus is opened", async () => {
  expect(await outcomeOfOpening("Spi", "const bus = Spi.open(0, 0);")).toEqual([
    "SPI bus 0 was opened with 0 Hz",
  ]);
});

test("SPI bus 256 is not bus 0", async () => {
  expect(await outcomeOfOpening("Spi", "const bus = Spi.open(256, 1000);")).toEqual([
    "there is no SPI bus 256: this board has SPI bus 0 alone",
  ]);
});

test("a second object of an SPI bus, which would send nothing while the first does, is refused", async () => {
  const top = "const bus = Spi.open(0, 1000);\nconst more = Spi.open(0, 1000);";
  expect(await outcomeOfOpening("Spi", top)).toEqual([
    "panic: this SPI bus is open already: share the one object",
  ]);
});

test("a key beyond 65,535 does not change the value of another", () => {
  expect(outcomeOf("key")).toEqual(["7", "panic: a key of a store is a number from 0 to 65,535"]);
});

test("a keypad with more rows than it can have does not trap without a name", async () => {
  const top = `const rows: StaticArray<u16> = [2, 3, 4, 5, 6];
const columns: StaticArray<u16> = [7, 8];
const pad = Keypad.at(rows, columns);`;
  expect(await outcomeOfOpening("Keypad", top)).toEqual([
    "panic: a keypad has 1 to 4 rows and 1 to 8 columns",
  ]);
});

test.for([0, 3, 5])("an encoder with %i quarters a detent is refused by name", (quarters) => {
  expect(outcomeOf(`encoder${quarters}`)).toEqual([
    "panic: an encoder has 1, 2 or 4 quarters from one detent to the next",
  ]);
});

test("who waits for more pulses than a capture keeps gets as many as it keeps", () => {
  expect(outcomeOf("pulses")).toEqual(["4"]);
});

test("a watchdog of no time is refused, and does not reset the board for ever", () => {
  expect(outcomeOf("watchdog")).toEqual(["the watchdog was started with a timeout of 0us"]);
});

/** Where the author is sent. */
async function placeOf(text: string): Promise<string> {
  const { wasm, table } = await compileText(text);
  try {
    Simulator.load(wasm, { table, board: uno({}) }).runFor(seconds(1));
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    return `${error.place?.file}:${error.place?.line}`;
  }
  return "nothing is wrong";
}

test("what is wrong at the top of a file is told at its line, also if the driver's code is inlined there", async () => {
  const places = await Promise.all(
    [
      'import { Spi } from "wakeful";\nconst bus = Spi.open(0, 0);\nconst chip = bus.device(10);',
      'import { Spi } from "wakeful";\nconst bus = Spi.open(0, 1000);\nconst chip = bus.device(77);',
      'import { I2c, Text } from "wakeful";\nconst text = Text.create(8);\nconst bus = I2c.open(1);\nconst more = Text.create(9);',
      'import { Uart } from "wakeful";\nconst uart = Uart.open(0, 9600);\nconst again = Uart.open(0, 115200);',
    ].map((top) => placeOf(`${top}\nexport function main(): void {}\n`)),
  );
  expect(places).toMatchInlineSnapshot(`
    [
      "firmware.ts:2",
      "firmware.ts:3",
      "firmware.ts:3",
      "firmware.ts:3",
    ]
  `);
});

test("what is wrong in a task is told at its line, also if the driver's code is inlined there", () => {
  const lineOf = (scene: string): string => {
    try {
      scenes.load(scene, { board: uno({}) }).runFor(seconds(1));
    } catch (error) {
      if (error instanceof FirmwareError) return scenes.lineAt(error.place!);
      throw error;
    }
    return "nothing is wrong";
  };
  expect(["address", "pin", "measured", "watchdog"].map(lineOf)).toMatchInlineSnapshot(`
    [
      "await bus.write(0xff, out, 1);",
      "const led = Output.at(77);",
      "const knob = Adc.at(3);",
      "Watchdog.start(0);",
    ]
  `);
});

test("a second object of a serial port is refused by name", async () => {
  const top = "const uart = Uart.open(0, 9600);\nconst again = Uart.open(0, 115200);";
  expect(await outcomeOfOpening("Uart", top)).toEqual([
    "panic: this serial port is open already: share the one object",
  ]);
});
