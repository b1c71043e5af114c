/** What authors are told who give a driver what it cannot use. */
import { describe, expect, test } from "vitest";
import { FirmwareError } from "../../../simulator/core/errors.ts";
import { millis, Simulator } from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { compileText } from "../../support/virtual.ts";

/** Runs a firmware whose one task has the body. @returns what it logged, and what stopped it. */
async function outcome(names: string, top: string, body = ""): Promise<string[]> {
  const { wasm, table } = await compileText(`import { ${names}, log, spawn } from "wakeful";
${top}
@task
async function work(): Promise<void> {
  ${body}
}
export function main(): void { spawn(work()); }
`);
  let sim: Simulator | undefined;
  try {
    sim = Simulator.load(wasm, { table, board: uno({}) });
    sim.runFor(millis(200));
    return sim.logs.map(({ text }) => text);
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    return [...(sim?.logs ?? []).map(({ text }) => text), error.message];
  }
}

describe("I2C", () => {
  const bus = "const bus = I2c.open(0); const out = memory.data(4);";

  test("address 0xff is refused, and does not free the bus in its place", async () => {
    const told = await outcome("I2c", bus, "await bus.write(0xff, out, 1);");
    expect(told).toMatchInlineSnapshot(`
      [
        "I2C address 0xff: addresses have 7 bits, 0x00 to 0x7f",
      ]
    `);
  });

  test("more bytes than a transfer can have are refused, and not some of them sent", async () => {
    const told = await outcome("I2c", bus, "await bus.write(0x20, out, 65537);");
    expect(told).toMatchInlineSnapshot(`
      [
        "panic: an I2C transfer has 65,535 bytes at most",
      ]
    `);
  });

  test.for(["NEVER", "seconds(5000)"])(
    "a patience of %s is a long one, not a short one",
    async (span) => {
      const top = `const bus = I2c.open(0, 100_000, ${span});`;
      const told = await outcome(
        `I2c, ${/\w+/.exec(span)![0]}`,
        top,
        `log("{}", await bus.probe(8));`,
      );
      expect(told).toEqual(["1"]);
    },
  );
});

describe("SPI", () => {
  test("a clock of 0 Hz is refused where the bus is opened", async () => {
    const told = await outcome("Spi", "const bus = Spi.open(0, 0);");
    expect(told).toMatchInlineSnapshot(`
      [
        "SPI bus 0 was opened with 0 Hz",
      ]
    `);
  });

  test("bus 256 is not bus 0", async () => {
    const told = await outcome("Spi", "const bus = Spi.open(256, 1000);");
    expect(told).toMatchInlineSnapshot(`
      [
        "there is no SPI bus 256: this board has SPI bus 0 alone",
      ]
    `);
  });

  test("a bus that is opened twice is refused, since one object does not see what the other sends", async () => {
    const told = await outcome(
      "Spi",
      "const bus = Spi.open(0, 1000);\nconst more = Spi.open(0, 1000);",
    );
    expect(told).toMatchInlineSnapshot(`
      [
        "panic: this SPI bus is open already: share the one object",
      ]
    `);
  });
});

test("a key beyond 65,535 does not change the value of another", async () => {
  const body = `await settings.set(0, 7);
  log("{}", settings.get(0));
  await settings.set(65536, 9);`;
  const told = await outcome("Store", "const settings = Store.open(4);", body);
  expect(told).toMatchInlineSnapshot(`[]`);
});

test.for([
  ["more rows than a keypad has", "[2, 3, 4, 5, 6]"],
  ["no rows", "[]"],
])("a keypad with %s is refused by name", async ([, rows]) => {
  const top = `const rows: StaticArray<u16> = ${rows};
const columns: StaticArray<u16> = [7, 8];
const pad = Keypad.at(rows, columns);`;
  const [told] = await outcome("Keypad", top, "await pad.pressed();");
  expect(told).toContain("panic: a keypad has 1 to 4 rows and 1 to 8 columns");
});

test.for([0, 3, 5])("an encoder with %i quarters a detent is refused by name", async (quarters) => {
  const [told] = await outcome("Encoder", `const knob = Encoder.at(2, 3, ${quarters});`);
  expect(told).toContain("panic: an encoder has 1, 2 or 4 quarters from one detent to the next");
});

test("who waits for more pulses than a capture keeps gets as many as it keeps", async () => {
  const body = `for (let i = 0; i < 6; i++) { Output.at(5).toggle(); await sleep(micros(50)); }
  log("{}", await line.pulses(9));`;
  const names = "Capture, micros, Output, sleep";
  const board = "const line = Capture.at(5, 4);";
  expect(await outcome(names, board, body)).toEqual(["4"]);
});

test("a watchdog of no time is refused, and does not reset the board for ever", async () => {
  const told = await outcome("Watchdog", "", "Watchdog.start(0);");
  expect(told).toMatchInlineSnapshot(`
    [
      "the watchdog was started with a timeout of 0us",
    ]
  `);
});
