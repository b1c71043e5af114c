/** A bus at its pins, without firmware. Times are those of UM10204, table 10. */
import { describe, expect, test } from "vitest";
import { I2cFlag, I2cStatus, PinMode, ResetCause } from "../../../hal/generated/border.ts";
import type { Board } from "../../../simulator/core/board.ts";
import type { Diagnostic } from "../../../simulator/core/context.ts";
import { micros, millis } from "../../../simulator/core/time.ts";
import { createGpio } from "../../../simulator/peripherals/gpio.ts";
import { createI2c } from "../../../simulator/peripherals/i2c.ts";
import { I2cRegisters } from "../../../simulator/parts/i2c-registers.ts";
import { bench, type Bench, uno } from "../../support/board.ts";
import { withDevice } from "../../support/i2c.ts";
import { lent } from "../../support/lent.ts";

const SDA = 18;
const SCL = 19;
const ADDRESS = 0x42;

interface Imports {
  i2c_open(bus: number, hz: number, stretch: number): void;
  i2c_put(bus: number, byte: number): number;
  i2c_get(bus: number): number;
  i2c_run(bus: number, address: number, read: number, flags: number): void;
  i2c_recover(bus: number): void;
  i2c_cancel(bus: number): void;
}

interface SetUp extends Bench {
  readonly imports: Imports;
  /** Each end: its status, bytes moved, and when in nanoseconds. */
  readonly ends: [status: number, moved: number, time: bigint][];
  readonly told: Diagnostic[];
  readonly edges: [time: bigint, line: "SDA" | "SCL", level: number][];
  readonly device: I2cRegisters;
  readonly reset: () => void;
}

function setUp(board: Board = withDevice(), hz = 100_000, stretch = 25_000): SetUp {
  const on = bench(board);
  const ends: SetUp["ends"] = [];
  const told: Diagnostic[] = [];
  const edges: SetUp["edges"] = [];
  const i2c = createI2c(
    lent({
      clock: on.clock,
      circuit: on.circuit,
      raise: (_kind, _index, value) => ends.push([value & 0xff, value >> 8, on.clock.now]),
      report: (diagnostic) => told.push(diagnostic),
    }),
  );
  const imports = i2c.imports as unknown as Imports;
  imports.i2c_open(0, hz, stretch);
  on.circuit.onLevel((pin, level) => {
    if (pin === SDA || pin === SCL)
      edges.push([on.clock.now, pin === SDA ? "SDA" : "SCL", Number(level)]);
  });
  const device = on.parts.all.find((part) => part instanceof I2cRegisters)!;
  return { ...on, imports, ends, told, edges, device, reset: () => i2c.reset(ResetCause.Pin) };
}

function put(imports: Imports, ...bytes: number[]): void {
  for (const byte of bytes) expect(imports.i2c_put(0, byte)).toBe(1);
}

/** Spans of the clock's lows and highs, each only once. */
function spans(edges: SetUp["edges"], level: 0 | 1): bigint[] {
  const clock = edges.filter(([, line]) => line === "SCL");
  const found = clock.flatMap(([time, , to], i) =>
    to === level && i + 1 < clock.length ? [clock[i + 1]![0] - time] : [],
  );
  return [...new Set(found)];
}

describe("times", () => {
  test.each([
    { hz: 100_000, low: 5_000n, high: 5_000n, startHold: 4_000n, stop: 4_000n, free: 4_700n },
    { hz: 50_000, low: 10_000n, high: 10_000n, startHold: 4_000n, stop: 4_000n, free: 4_700n },
    { hz: 400_000, low: 1_300n, high: 1_200n, startHold: 600n, stop: 600n, free: 1_300n },
    { hz: 1_000_000, low: 500n, high: 500n, startHold: 260n, stop: 260n, free: 500n },
  ])("at $hz Hz", ({ hz, low, high, startHold, stop, free }) => {
    const { imports, edges, run, ends, diagnostics } = setUp(withDevice(), hz);
    run(micros(100));
    put(imports, 0, 0xa5);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(2));
    const [start] = edges;
    const clocks = edges.filter(([, line]) => line === "SCL");
    expect(start).toEqual([micros(100), "SDA", 0]);
    expect(clocks[0]).toEqual([micros(100) + startHold, "SCL", 0]);
    expect(spans(edges, 0)).toEqual([low]);
    expect(spans(edges, 1)).toEqual([high]);
    // Three bytes of nine clocks, and the one of STOP.
    const rise = micros(100) + startHold + 27n * (low + high) + low;
    expect(clocks.at(-1)).toEqual([rise, "SCL", 1]);
    expect(edges.at(-1)).toEqual([rise + stop, "SDA", 1]);
    expect(ends).toEqual([[I2cStatus.Done, 2, rise + stop]]);
    // The next START comes when the bus was free for long enough, and not before.
    edges.length = 0;
    const other = setUp(withDevice(), hz);
    put(other.imports, 0, 0);
    other.imports.i2c_run(0, ADDRESS, 0, 0);
    other.run(free - 1n);
    expect(other.edges).toEqual([]);
    other.run(free);
    expect(other.edges).toEqual([[free, "SDA", 0]]);
    expect(diagnostics).toEqual([]);
  });

  test("data changes 300 ns after the clock fell, and never while it is high", () => {
    const { imports, edges, run } = setUp();
    put(imports, 0, 0x55, 0xaa);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(2));
    let clock = 1;
    let fell = 0n;
    const late = new Set<bigint>();
    const whileHigh: number[] = [];
    for (const [time, line, level] of edges) {
      if (line === "SCL") {
        clock = level;
        if (level === 0) fell = time;
      } else if (clock === 1) whileHigh.push(level);
      else late.add(time - fell);
    }
    expect(whileHigh).toEqual([0, 1]);
    // The device lets go 20 ns later.
    expect([...late].sort()).toEqual([300n, 320n]);
  });
});

describe("transactions", () => {
  test("a write, a repeated START, a read", () => {
    const { imports, run, ends, device, edges } = setUp(withDevice({ registers: "0x10:a55a" }));
    put(imports, 0x10);
    imports.i2c_run(0, ADDRESS, 2, 0);
    run(millis(2));
    expect(ends.map(([status, moved]) => [status, moved])).toEqual([[I2cStatus.Done, 3]]);
    expect([imports.i2c_get(0), imports.i2c_get(0), imports.i2c_get(0)]).toEqual([0xa5, 0x5a, -1]);
    expect(device.transactions).toBe(2);
    // START, repeated START, STOP: changes of the data while the clock is high.
    let clock = 1;
    const conditions = edges.flatMap(([, line, level]) => {
      if (line === "SCL") clock = level;
      return line === "SDA" && clock === 1 ? [level] : [];
    });
    expect(conditions).toEqual([0, 0, 1]);
  });

  test("an address that nobody has", () => {
    const { imports, run, ends, told } = setUp();
    imports.i2c_run(0, 0x43, 0, 0);
    run(millis(1));
    put(imports, 1);
    imports.i2c_run(0, 0x43, 0, 0);
    run(millis(2));
    expect(ends.map(([status, moved]) => [status, moved])).toEqual([
      [I2cStatus.AddressNack, 0],
      [I2cStatus.AddressNack, 0],
    ]);
    // Who only asks whether somebody is there gets an answer, and no warning.
    expect(told.map(({ time, code, message }) => [time, code, message])).toEqual([
      [1_103_000n, "i2c-no-device", "no device at 0x43 on I2C bus 0"],
    ]);
  });

  test("a byte that the device does not take", () => {
    const { imports, run, ends, parts } = setUp();
    parts.set("dev", "nack", "data");
    put(imports, 1, 2, 3);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(2));
    expect(ends.map(([status, moved]) => [status, moved])).toEqual([[I2cStatus.DataNack, 0]]);
  });

  test("the buffer holds 32 bytes, and more are moved in pieces that keep the bus", () => {
    const { imports, run, ends, device, edges } = setUp(withDevice(), 400_000);
    put(imports, 0, ...Array.from({ length: 31 }, (_, i) => i));
    expect(imports.i2c_put(0, 99)).toBe(0);
    imports.i2c_run(0, ADDRESS, 0, I2cFlag.Hold);
    run(millis(2));
    put(imports, 31, 32);
    imports.i2c_run(0, ADDRESS, 0, I2cFlag.Resume);
    run(millis(3));
    expect(ends.map(([status, moved]) => [status, moved])).toEqual([
      [I2cStatus.Done, 32],
      [I2cStatus.Done, 2],
    ]);
    expect(device.transactions).toBe(1);
    expect([device.read(30), device.read(31), device.read(32)]).toEqual([30, 31, 32]);
    edges.length = 0;
    put(imports, 0);
    imports.i2c_run(0, ADDRESS, 32, I2cFlag.Hold);
    run(millis(5));
    expect(Array.from({ length: 33 }, () => imports.i2c_get(0)).slice(-3)).toEqual([30, 31, -1]);
    imports.i2c_run(0, ADDRESS, 1, I2cFlag.Resume);
    run(millis(6));
    expect(imports.i2c_get(0)).toBe(32);
    expect(device.transactions).toBe(3);
  });
});

describe("a clock that a device holds", () => {
  // Counted from when the clock is let go of, 1.3 µs after it fell.
  const limit = 1_000;

  test.each([
    { name: "for as long as it may", stretch: 1_001, status: I2cStatus.Done },
    { name: "for too long", stretch: 1_002, status: I2cStatus.StretchTimeout },
  ])("$name", ({ stretch, status }) => {
    const { imports, run, ends, parts, told } = setUp(withDevice(), 400_000, limit);
    parts.set("dev", "stretch", stretch);
    put(imports, 1, 2);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(10));
    expect(ends.map(([found]) => found)).toEqual([status]);
    expect(told.map(({ message }) => message)).toEqual(
      status === I2cStatus.Done
        ? []
        : ["the device at 0x42 on I2C bus 0 holds the clock low for too long"],
    );
  });

  test("the high half is as long as ever afterwards", () => {
    const { imports, run, edges, parts } = setUp();
    parts.set("dev", "stretch", 80);
    put(imports, 1, 2);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(2));
    expect(spans(edges, 0)).toEqual([5_000n, 80_000n]);
    expect(spans(edges, 1)).toEqual([5_000n]);
  });
});

describe("a bus that is not free", () => {
  test("another controller's zero beats a one: arbitration is lost, and the wires let go of", () => {
    const { imports, run, ends, circuit, clock } = setUp();
    put(imports, 0xff);
    imports.i2c_run(0, ADDRESS, 0, 0);
    // Bit 6 of the address is a one: 4.7 µs until START, 4 µs, 0.3 µs.
    clock.at(9_000n, () => circuit.drive(SDA, 0));
    run(millis(1));
    expect(ends).toEqual([[I2cStatus.ArbitrationLost, 0, 13_700n]]);
    expect(circuit.level(SCL)).toBe(1);
    // The other one ends with STOP: then the bus is free again, after tBUF.
    circuit.release(SDA);
    put(imports, 0, 0);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(2));
    expect(ends.at(-1)?.[0]).toBe(I2cStatus.Done);
  });

  test("it waits for the STOP of another controller", () => {
    const { imports, run, circuit, edges } = setUp();
    run(micros(20));
    circuit.drive(SDA, 0);
    run(micros(30));
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(micros(100));
    circuit.release(SDA);
    run(micros(200));
    expect(edges.slice(0, 3)).toEqual([
      [micros(20), "SDA", 0],
      [micros(100), "SDA", 1],
      [micros(100) + 4_700n, "SDA", 0],
    ]);
  });

  test("without a STOP it is free when both wires were high for 50 µs", () => {
    const { imports, run, circuit, edges, clock } = setUp();
    run(micros(20));
    circuit.drive(SDA, 0);
    run(micros(25));
    circuit.drive(SCL, 0);
    run(micros(30));
    circuit.release(SDA);
    run(micros(35));
    circuit.release(SCL);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(micros(200));
    expect(edges[4]).toEqual([micros(85), "SDA", 0]);
    expect(clock.now).toBe(micros(200));
  });

  test.each(["SDA", "SCL"])("%s is held low", (line) => {
    const { imports, run, ends, parts, told } = setUp(withDevice(), 100_000, 1_000);
    parts.set("dev", "hold", line);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(5));
    expect(ends).toEqual([[I2cStatus.BusStuck, 0, millis(1)]]);
    expect(told.map(({ code, message }) => [code, message])).toEqual([
      [
        "i2c-stuck",
        `${line}, ${line === "SDA" ? "A4 (pin 18)" : "A5 (pin 19)"}, is held low on I2C bus 0`,
      ],
    ]);
    parts.set("dev", "hold", "nothing");
    put(imports, 0);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(8));
    expect(ends.at(-1)?.[0]).toBe(I2cStatus.Done);
  });

  test("nine clocks free a data line that a device holds in the middle of a byte", () => {
    const { imports, run, ends, circuit, edges, reset } = setUp();
    imports.i2c_run(0, ADDRESS, 1, 0);
    // The processor is reset while the device sends its zeros: pins are inputs then.
    run(micros(150));
    expect(circuit.level(SDA)).toBe(0);
    reset();
    for (const pin of [SDA, SCL]) circuit.configure(pin, PinMode.Input);
    imports.i2c_open(0, 100_000, 1_000);
    run(micros(200));
    edges.length = 0;
    expect(circuit.level(SDA)).toBe(0);
    imports.i2c_recover(0);
    run(millis(1));
    expect(ends.at(-1)?.[0]).toBe(I2cStatus.Done);
    expect([circuit.level(SDA), circuit.level(SCL)]).toEqual([1, 1]);
    const clocks = edges.filter(([, line, level]) => line === "SCL" && level === 1).length;
    expect(clocks).toBeLessThanOrEqual(10);
    expect(clocks).toBeGreaterThan(3);
  });

  test("a line that stays low after nine clocks is told", () => {
    const { imports, run, ends, parts, edges } = setUp();
    parts.set("dev", "hold", "SDA");
    edges.length = 0;
    imports.i2c_recover(0);
    run(millis(1));
    expect(ends.map(([status]) => status)).toEqual([I2cStatus.BusStuck]);
    expect(edges.filter(([, line, level]) => line === "SCL" && level === 1)).toHaveLength(10);
  });
});

describe("giving up", () => {
  test.each([
    { name: "a write ends after the byte at hand", read: 0, after: micros(100) },
    {
      name: "a read ends after the byte at hand, which is not acknowledged",
      read: 5,
      after: micros(150),
    },
  ])("$name", ({ read, after }) => {
    const { imports, run, ends, circuit } = setUp();
    if (read === 0) put(imports, 0, 1, 2, 3, 4, 5);
    imports.i2c_run(0, ADDRESS, read, 0);
    run(after);
    imports.i2c_cancel(0);
    run(millis(2));
    expect(ends.map(([status]) => status)).toEqual([I2cStatus.Cancelled]);
    expect(ends[0]![2]).toBeLessThan(after + micros(110));
    expect([circuit.level(SDA), circuit.level(SCL)]).toEqual([1, 1]);
    put(imports, 0, 7);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(4));
    expect(ends.at(-1)?.[0]).toBe(I2cStatus.Done);
  });

  test("at every microsecond of a write and a read: one end, and the bus is free", () => {
    for (let at = 0; at < 520; at += 7) {
      const { imports, run, ends, circuit } = setUp(withDevice({ registers: "0x00:0000" }));
      put(imports, 0);
      imports.i2c_run(0, ADDRESS, 2, 0);
      run(micros(at));
      const isOver = ends.length > 0;
      imports.i2c_cancel(0);
      run(millis(2));
      expect(ends.map(([status]) => status)).toEqual(
        isOver ? [I2cStatus.Done, I2cStatus.Cancelled] : [I2cStatus.Cancelled],
      );
      expect([circuit.level(SDA), circuit.level(SCL)]).toEqual([1, 1]);
    }
  });

  test.each([0, 3])("what is held is let go of, with %i bytes read", (read) => {
    const { imports, run, ends, circuit } = setUp(withDevice({ registers: "0x00:00000000" }));
    put(imports, 0);
    imports.i2c_run(0, ADDRESS, read, I2cFlag.Hold);
    run(millis(1));
    expect(circuit.level(SCL)).toBe(0);
    imports.i2c_cancel(0);
    run(millis(2));
    expect(ends.map(([status]) => status)).toEqual([I2cStatus.Done, I2cStatus.Cancelled]);
    expect([circuit.level(SDA), circuit.level(SCL)]).toEqual([1, 1]);
  });
});

describe("what the author is told", () => {
  const bare = (...wires: string[]): Board =>
    uno({ dev: "wakeful-i2c-device" }, "uno:5V dev:VCC", "uno:GND.1 dev:GND", ...wires);

  test("pull-ups that are missing, from 400 kHz on", () => {
    const wires = ["uno:A4 dev:SDA", "uno:A5 dev:SCL"];
    const slow = setUp(bare(...wires), 399_999);
    put(slow.imports, 0);
    slow.imports.i2c_run(0, ADDRESS, 0, 0);
    slow.run(millis(1));
    expect([slow.told, slow.ends[0]?.[0]]).toEqual([[], I2cStatus.Done]);
    const { told } = setUp(bare(...wires), 400_000);
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "code": "i2c-pull-up",
          "hint": "put a resistor of 4.7 kΩ from it to VCC, or open the bus with 100_000",
          "message": "SDA, A4 (pin 18), has no pull-up but the chip's own, which is too weak for 400 kHz",
          "severity": "warning",
          "time": 0n,
        },
        {
          "code": "i2c-pull-up",
          "hint": "put a resistor of 4.7 kΩ from it to VCC, or open the bus with 100_000",
          "message": "SCL, A5 (pin 19), has no pull-up but the chip's own, which is too weak for 400 kHz",
          "severity": "warning",
          "time": 0n,
        },
      ]
    `);
  });

  test("wires that are swapped", () => {
    const { told } = setUp(bare("uno:A5 dev:SDA", "uno:A4 dev:SCL"));
    expect(told).toMatchInlineSnapshot(`
      [
        {
          "code": "i2c-swapped",
          "hint": "wire its SDA to A4 (pin 18) and its SCL to A5 (pin 19)",
          "message": "dev has SDA and SCL swapped on I2C bus 0",
          "severity": "warning",
          "time": 0n,
        },
      ]
    `);
  });

  test("a device without power", () => {
    const board = uno({ dev: "wakeful-i2c-device" }, "uno:A4 dev:SDA", "uno:A5 dev:SCL");
    const { imports, run, ends, diagnostics } = setUp(board);
    imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(1));
    expect(ends[0]?.[0]).toBe(I2cStatus.AddressNack);
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toMatchInlineSnapshot(`
      [
        [
          "dev is on a bus that is used, but it has no power: nothing feeds its VCC",
          "Wire dev:VCC to the supply and dev:GND to ground.",
        ],
      ]
    `);
  });

  test("wrong use", () => {
    const { imports, run } = setUp();
    const wrong = (act: () => void): string => {
      try {
        act();
        return "nothing";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const later = setUp();
    later.imports.i2c_run(0, ADDRESS, 0, 0);
    run(millis(1));
    expect([
      wrong(() => imports.i2c_open(1, 100_000, 1_000)),
      wrong(() => imports.i2c_open(0, 999, 1_000)),
      wrong(() => imports.i2c_open(0, 1_000_001, 1_000)),
      wrong(() => imports.i2c_open(0, 100_000, 0)),
      wrong(() => imports.i2c_run(0, 0x80, 0, 0)),
      wrong(() => imports.i2c_run(0, 0x42, 33, 0)),
      wrong(() => imports.i2c_run(0, 0x42, 0, I2cFlag.Resume)),
      wrong(() => later.imports.i2c_run(0, 0x42, 0, 0)),
    ]).toMatchInlineSnapshot(`
      [
        "there is no I2C bus 1: this board has bus 0 only",
        "I2C bus 0 was opened with 999 Hz: it can have 1000 to 1000000",
        "I2C bus 0 was opened with 1000001 Hz: it can have 1000 to 1000000",
        "I2C bus 0 was opened with 0s for a device that holds the clock",
        "I2C address 0x80: addresses have 7 bits, 0x00 to 0x7f",
        "33 bytes are to be read at once: 0 to 32 can be",
        "I2C bus 0 is to go on with what was held, but nothing is",
        "a transaction was begun on I2C bus 0 while another one runs",
      ]
    `);
  });
});

test("who is told that nobody answers is told who is on the wires, and who should be", () => {
  const there = setUp();
  there.imports.i2c_run(0, 0x43, 1, 0);
  there.clock.advance(millis(1));
  expect(there.told.at(-1)!.hint).toMatchInlineSnapshot(
    `"look at its address, its wires and its supply; on its wires are dev at 0x42"`,
  );
  const moved = withDevice();
  const astray = setUp({
    ...moved,
    connections: moved.connections.filter(([a, b]) => !`${a} ${b}`.includes("SCL")),
  });
  astray.imports.i2c_run(0, ADDRESS, 1, 0);
  astray.clock.advance(millis(1));
  expect(astray.told.at(-1)!.hint).toMatchInlineSnapshot(
    `"dev has this address: wire its SDA to A4 (pin 18) and its SCL to A5 (pin 19), or open the bus at which it is"`,
  );
});

test("a pin of an open bus that another job is given is told", () => {
  const { circuit, clock } = setUp();
  const found: string[] = [];
  circuit.onDiagnostic(({ message }) => found.push(message));
  const gpio = createGpio(lent({ clock, circuit })).imports as unknown as {
    gpio_configure(pin: number, mode: number): void;
  };
  gpio.gpio_configure(SCL, PinMode.OutputHigh);
  expect(found).toEqual(["pin 19 becomes an output, and it is SCL of I2C bus 0 already"]);
});
