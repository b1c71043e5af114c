/** Firmware at a bus with a device of registers. */
import { expect, test } from "vitest";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { busProgram, deviceOf, timed, withDevice } from "../../support/i2c.ts";
import { compileText } from "../../support/virtual.ts";

async function load(
  body: string,
  more = "",
  attrs: Record<string, string> = {},
): Promise<Simulator> {
  const { wasm, table } = await compileText(busProgram(body, more));
  return Simulator.load(wasm, { table, board: withDevice(attrs) });
}

const texts = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

test("registers, one and several, and what is there when there is no device", async () => {
  const sim = await load(
    `log("{}", await bus.writeRegister(0x42, 5, 0xa5));
    log("{}", await bus.readRegister(0x42, 5));
    store<u16>(out, 0x3412);
    log("{}", await bus.writeRegisters(0x42, 0x20, out, 2));
    log("{} {} {}", await bus.readRegisters(0x42, 0x20, back, 2), load<u8>(back), load<u8>(back + 1));
    log("{}", await bus.readRegister(0x43, 5));
    log("{} {}", await bus.probe(0x42), await bus.probe(0x43));`,
  );
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["0", "165", "0", "0 18 52", "-1", "0 1"]);
  expect(sim.diagnostics.map(({ code }) => code)).toEqual(["i2c-no-device"]);
});

test("a register takes the time of its bits, to the nanosecond", async () => {
  const sim = await load(`log("{}", await bus.readRegister(0x42, 5));`);
  sim.runFor(millis(1));
  // tBUF, tHD;STA, 2 bytes and a repeated START, tSU;STA, tHD;STA, 2 bytes, STOP: 1.3 + 0.6 + 18 * 2.5 + 1.3
  // + 0.6 + 0.6 + 18 * 2.5 + 1.3 + 0.6; the firmware wakes at the next whole microsecond.
  const end = sim.pin(18).edges.at(-1)!.time;
  expect(end).toBe(96_300n);
  expect(timed(sim)).toEqual(["97: 0"]);
});

test("more bytes than the host holds are one transfer", async () => {
  const sim = await load(
    `for (let i = 0; i < 100; i++) store<u8>(out + i, <u8>i);
    log("{}", await bus.write(0x42, out, 100));
    store<u8>(out, 0);
    log("{} {} {}", await bus.writeRead(0x42, out, 1, back, 99), load<u8>(back), load<u8>(back + 98));
    log("{} {}", await bus.read(0x42, back, 1), load<u8>(back));
    log("{}", await bus.writeRead(0x42, out, 40, back, 40));`,
  );
  sim.runFor(millis(10));
  expect(texts(sim)).toEqual(["0", "0 1 99", "0 0", "0"]);
  const device = deviceOf(sim);
  expect([device.read(0), device.read(98)]).toEqual([1, 99]);
  // One START for the write, two for the write and read, one, two.
  expect(device.transactions).toBe(6);
  expect(sim.diagnostics).toEqual([]);
});

test("tasks take turns, first come first served", async () => {
  const sim = await load(
    `spawn(reader(1)); spawn(reader(2)); spawn(reader(3));`,
    `@task({ pool: 3 }) async function reader(id: i32): Promise<void> {
      for (let i = 0; i < 2; i++) log("{}: {}", id, await bus.readRegister(0x42, <u8>id));
    }`,
    { registers: "0x01:0a0b0c" },
  );
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["1: 10", "2: 11", "3: 12", "1: 10", "2: 11", "3: 12"]);
});

test("what is not acknowledged, held, or lost is told by the status", async () => {
  const body = `
    await sleep(micros(10));
    log("nack {}", await bus.writeRegister(0x42, 1, 2));
    await sleep(millis(1));
    log("stretch {}", await bus.readRegister(0x42, 1));
    await sleep(millis(60));
    log("stuck {}", await bus.readRegister(0x42, 1));
    log("recover {}", await bus.recover());
    await sleep(millis(60));
    log("recover {}", await bus.recover());
    log("fine {}", await bus.readRegister(0x42, 1));`;
  const sim = await load(body, "", { registers: "0x01:07" });
  const { parts } = sim;
  parts.set("dev", "nack", "data");
  parts.set("dev", "nack", "nothing", micros(500));
  parts.set("dev", "stretch", 30_000, micros(600));
  parts.set("dev", "stretch", 0, millis(30));
  parts.set("dev", "hold", "SDA", millis(60));
  parts.set("dev", "hold", "nothing", millis(140));
  sim.runFor(millis(300));
  expect(texts(sim)).toEqual([
    "nack -2",
    "stretch -4",
    "stuck -5",
    "recover 5",
    "recover 0",
    "fine 7",
  ]);
});

const twoReaders = `
@task async function other(): Promise<void> {
  await sleep(micros(20));
  log("other {}", await bus.readRegister(0x42, 2));
}`;

test("a transfer that is dropped ends with STOP, and the next in line waits for that", async () => {
  const sim = await load(
    `spawn(other());
    log("in time {}", await timeout(bus.readRegisters(0x42, 0, back, 20), micros(200)));
    log("again {}", await bus.readRegister(0x42, 1));`,
    twoReaders,
    { registers: "0x00:000708" },
  );
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["in time false", "other 8", "again 7"]);
  expect([sim.pin(18).level, sim.pin(19).level]).toEqual([1, 1]);
  // Each START has its STOP.
  expect(conditions(sim)).toEqual({ starts: 6, stops: 3 });
});

test("one that waits for its turn is dropped without a trace", async () => {
  const sim = await load(
    `spawn(other());
    log("first {}", await bus.writeRead(0x42, out, 1, back, 8));
    log("again {}", await bus.readRegister(0x42, 1));`,
    `@task async function other(): Promise<void> {
      await sleep(micros(20));
      log("in time {}", await timeout(bus.readRegister(0x42, 2), micros(50)));
    }`,
    { registers: "0x00:000708" },
  );
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["in time false", "first 0", "again 7"]);
  expect(deviceOf(sim).transactions).toBe(4);
});

test("dropped at any time of a long transfer, the bus is there for the next", async () => {
  // How long it waits is read from a pin's edge: the test chooses it.
  const { wasm, table } = await compileText(
    busProgram(
      `const button = Input.at(4, Pull.Up);
      await select(bus.writeRead(0x42, out, 40, back, 40), button.low());
      log("{}", await bus.readRegister(0x42, 0x80));`,
      'import { Input, Pull } from "wakeful";',
    ),
  );
  for (let at = 3; at < 2_200; at += 37) {
    const sim = Simulator.load(wasm, { table, board: withDevice({ registers: "0x80:2a" }) });
    sim.runFor(micros(at));
    sim.pin(4).drive(0);
    sim.runFor(millis(3));
    expect(texts(sim), `${at}`).toEqual(["42"]);
    expect(conditions(sim).stops).toBe(2);
    expect(sim.diagnostics).toEqual([]);
  }
});

test("events that are lost end what runs, and the bus is there for the next", async () => {
  const sim = await load(
    `const input = Input.at(4);
    input.listen();
    log("{}", await bus.read(0x42, back, 30));
    log("{} {}", lostInterrupts() > 0, await bus.readRegister(0x42, 1));`,
    'import { Input, lostInterrupts } from "wakeful";',
    { registers: "0x01:07" },
  );
  sim.runFor(micros(100));
  for (let i = 0; i < 200; i++) sim.pin(4).drive(i % 2 === 0 ? 0 : 1);
  sim.runFor(millis(2));
  expect(texts(sim)).toEqual(["6", "true 7"]);
});

test("a bus that is opened twice is a panic that says so", async () => {
  await expect(load("log('never');", "const again = I2c.open(0);")).rejects.toThrow(
    "panic: this I2C bus is open already: share the one object",
  );
});

/** How often the data changed while the clock was high. */
function conditions(sim: Simulator): { starts: number; stops: number } {
  const all = [18, 19].flatMap((pin) =>
    sim.pin(pin).edges.map(({ time, level }) => ({ time, pin, level })),
  );
  all.sort((a, b) => Number(a.time - b.time));
  let clock = 1;
  let starts = 0;
  let stops = 0;
  for (const { pin, level } of all) {
    if (pin === 19) clock = Number(level);
    else if (clock === 1) {
      if (level === 0) starts++;
      else stops++;
    }
  }
  return { starts, stops };
}
