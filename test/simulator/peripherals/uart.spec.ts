/**
 * Serial ports at the pins: edges, samples, and what goes wrong. The firmware is a C-like host's: bytes that it is
 * told to send at the start, and all that it receives in its log.
 */
import { describe, expect, test } from "vitest";
import { UartFlag, UartFrame } from "../../../hal/generated/border.ts";
import type { Board } from "../../../simulator/core/board.ts";
import { FirmwareError, micros, millis, Simulator } from "../../../simulator/index.ts";
import { parseScript, playScript } from "../../../simulator/script/script.ts";
import { uno } from "../../support/board.ts";
import { firmware } from "../../support/wat.ts";

interface Firmware {
  readonly baud?: number;
  readonly frame?: number;
  /** Bytes that it sends at once. */
  readonly sends?: readonly number[];
  /** What it does at its start, behind that. */
  readonly start?: string;
  readonly raise?: string;
}

const imports = `
  (import "hal" "uart_open" (func $open (param i32 i32 i32)))
  (import "hal" "uart_close" (func $close (param i32)))
  (import "hal" "uart_write" (func $send (param i32 i32) (result i32)))
  (import "hal" "uart_read" (func $receive (param i32) (result i32)))
  (import "hal" "uart_flush" (func $flush (param i32) (result i32)))`;

/** Logs all that is there to be read, and then asks for more. */
const readAll = `(local $got i32)
  (block $empty (loop $more
    (local.set $got (call $receive (i32.const 0)))
    (br_if $empty (i32.lt_s (local.get $got) (i32.const 0)))
    (call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $got))
      (i64.const 0) (i64.const 0) (i64.const 0))
    (br $more)))`;

/** Sends until there is no room, and logs the byte that was not taken. */
const fill = `(local $n i32)
  (loop $more
    (local.set $n (i32.add (local.get $n) (i32.const 1)))
    (br_if $more (call $send (i32.const 0) (local.get $n))))
  (call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $n))
    (i64.const 0) (i64.const 0) (i64.const 0))`;

async function load(wanted: Firmware = {}, board?: Board): Promise<Simulator> {
  const { baud = 9600, frame = 0, sends = [], start = "(call $read_all)", raise } = wanted;
  const bytes = sends.map((byte) => `(drop (call $send (i32.const 0) (i32.const ${byte})))`);
  const wasm = await firmware({
    imports,
    fields: `(func $read_all ${readAll}) (func $fill ${fill})`,
    start: `(call $open (i32.const 0) (i32.const ${baud}) (i32.const ${frame}))
      ${bytes.join("")} ${start}`,
    raise: raise ?? "(call $read_all)",
  });
  return Simulator.load(wasm, { ...(board && { board }) });
}

/** The bytes that the firmware has read, with their flags. */
const got = (sim: Simulator): number[] =>
  sim.logs.map(({ text }) => Number(/\d+(?=\)$)/.exec(text)![0]));
/** What it says of a firmware that it stops. */
function refusal(sim: Simulator): string {
  try {
    sim.runFor(0n);
  } catch (error) {
    if (error instanceof FirmwareError) return `${error.message}\n${error.hint}`;
    throw error;
  }
  return "it runs";
}

const told = (sim: Simulator): string[] => sim.diagnostics.map(({ code }) => code);

/** Levels of a byte's bits at 8N1, the start bit first. */
const bitsOf = (byte: number): number[] => [
  0,
  ...Array.from({ length: 8 }, (_, i) => (byte >> i) & 1),
  1,
];

describe("sending", () => {
  test.each([
    9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 250_000, 460_800, 921_600, 1_000_000,
  ])(
    "at %d baud each edge is at its time to the nanosecond, and none drifts in 60 bytes",
    async (baud) => {
      const sends = Array.from({ length: 60 }, (_, i) => (i * 73 + 0x55) & 0xff);
      const sim = await load({ baud, sends });
      sim.runFor(millis(100));
      const wanted: { time: bigint; level: number }[] = [];
      let level = 1;
      sends.flatMap(bitsOf).forEach((bit, n) => {
        const time = BigInt(Math.round((n * 1e9) / baud));
        if (bit !== level) wanted.push({ time, level: bit });
        level = bit;
      });
      // The first start bit is at the instant at which the pin becomes an output.
      const edges = sim.pin(1).edges.filter(({ time, level: to }) => time > 0n || to === 0);
      expect(edges.map(({ time, level: to }) => ({ time, level: to }))).toEqual(wanted);
      expect([...sim.uart(0).bytes]).toEqual(sends);
      // A receiver counts from the edge that it sees.
      const last = BigInt(Math.round((590 * 1e9) / baud) + Math.round((9.5 * 1e9) / baud));
      expect(sim.uart(0).received.at(-1)!.time).toBe(last);
      expect(told(sim)).toEqual([]);
    },
  );

  test.each([
    ["8E1", UartFrame.EvenParity, "0 11010101 1 1"],
    ["8O1", UartFrame.OddParity, "0 11010101 0 1"],
    ["8N2", UartFrame.TwoStopBits, "0 11010101 1 1"],
    ["7N1", UartFrame.SevenBits, "0 1101010 1"],
    ["7E2", UartFrame.SevenBits | UartFrame.EvenParity | UartFrame.TwoStopBits, "0 1101010 0 1 1"],
  ])("a byte of 0xab at %s", async (_name, frame, bits) => {
    const sim = await load({ baud: 1_000_000, frame, sends: [0xab, 0] });
    const levels = bits.replaceAll(" ", "");
    for (const [i, level] of [...levels].entries()) {
      sim.runUntil(micros(i) + 500n);
      expect(sim.pin(1).level, `bit ${i}`).toBe(Number(level));
    }
    // The next byte begins behind the last stop bit.
    sim.runUntil(micros(levels.length) - 1n);
    expect(sim.pin(1).level).toBe(1);
    sim.runUntil(micros(levels.length));
    expect(sim.pin(1).level).toBe(0);
    sim.runFor(millis(1));
    expect([...sim.uart(0).bytes]).toEqual([frame & UartFrame.SevenBits ? 0x2b : 0xab, 0]);
  });

  test("64 bytes wait behind the one on its way; there is room when the next begins", async () => {
    const sim = await load({
      baud: 1_000_000,
      start: "(call $fill)",
      raise: `(call $log (i32.const 0x2220000) (i64.extend_i32_u (local.get $source))
        (i64.extend_i32_u (local.get $value)) (local.get $time) (i64.const 0))`,
    });
    sim.runFor(millis(5));
    expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (66)", `log #0 (${2 << 16}, 2, 10)`]);
    expect(sim.uart(0).bytes).toHaveLength(65);
  });

  test("all is sent when the last stop bit is over", async () => {
    const sim = await load({
      baud: 1_000_000,
      sends: [1, 2],
      start: "(drop (call $flush (i32.const 0)))",
      raise: `(call $log (i32.const 0x2220000) (i64.extend_i32_u (call $flush (i32.const 0)))
        (i64.extend_i32_u (local.get $value)) (local.get $time) (i64.const 0))`,
    });
    sim.runFor(millis(1));
    expect(sim.logs.map(({ text }) => text)).toEqual(["log #0 (1, 4, 20)"]);
  });
});

describe("receiving", () => {
  test("a byte is there at the middle of its stop bit", async () => {
    const sim = await load({ baud: 1_000_000 });
    sim.uart(0).send(Uint8Array.of(0xa5, 0), { at: micros(100) });
    sim.runUntil(micros(109) + 499n);
    expect(got(sim)).toEqual([]);
    sim.runUntil(micros(110));
    expect(got(sim)).toEqual([0xa5]);
    sim.runFor(millis(1));
    expect(got(sim)).toEqual([0xa5, 0]);
  });

  test("TX wired to RX reads what it sends", async () => {
    const sends = [...new TextEncoder().encode("Hello, here I am")];
    const sim = await load({ sends }, uno({}, "uno:0 uno:1"));
    sim.runFor(millis(30));
    expect(got(sim)).toEqual(sends);
    expect(told(sim)).toEqual([]);
  });

  test.each([
    ["3 % fast", 9_888, true],
    ["3 % slow", 9_312, true],
    ["5 % fast", 10_080, true],
    ["5 % slow", 9_143, true],
    ["6 % fast", 10_176, false],
    ["6 % slow", 9_024, false],
  ])(
    "of bytes that come %s at 8N1 the stop bit is still hit, or not",
    async (_name, baud, good) => {
      const sim = await load();
      sim.uart(0).use({ baud });
      sim.uart(0).send("UUUU");
      sim.runFor(millis(20));
      if (good) expect(got(sim)).toEqual([0x55, 0x55, 0x55, 0x55]);
      else expect(got(sim)).not.toEqual([0x55, 0x55, 0x55, 0x55]);
      expect(told(sim)).toEqual(good ? [] : ["uart-framing"]);
    },
  );

  test("a terminal at twice the port's baud rate: both ends are told", async () => {
    const sim = await load({ sends: [0x41, 0x42] });
    sim.uart(0).use({ baud: 19_200 });
    sim.uart(0).send("hello", { at: millis(5) });
    sim.runFor(millis(20));
    expect(got(sim)).not.toContain(0x68);
    expect(sim.uart(0).errors).toBeGreaterThan(0);
    expect(sim.diagnostics.map(({ code, message, hint }) => ({ code, message, hint })))
      .toMatchInlineSnapshot(`
        [
          {
            "code": "uart-framing",
            "hint": "give both ends the same baud rate and frame",
            "message": "the terminal at serial port 0 received a byte that it cannot read: it has 19200 baud 8N1, and the port 9600 baud 8N1",
          },
          {
            "code": "uart-framing",
            "hint": "give both ends the same baud rate and frame",
            "message": "serial port 0 received a byte without its stop bit, at 9600 baud 8N1; the terminal has 19200 baud 8N1",
          },
        ]
      `);
  });

  test("a wrong parity bit is told with the byte", async () => {
    const sim = await load({ frame: UartFrame.EvenParity });
    sim.uart(0).use({ frame: UartFrame.OddParity });
    sim.uart(0).send("a");
    sim.runFor(millis(5));
    expect(got(sim)).toEqual([0x61 | UartFlag.Parity]);
    expect(sim.diagnostics.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "serial port 0 received a byte with a wrong parity bit, at 9600 baud 8E1; the terminal has 9600 baud 8O1",
      ]
    `);
  });

  test("a line that is low for as long as a byte is a break, told once", async () => {
    const sim = await load();
    sim.pin(0).drive(0, millis(1));
    sim.pin(0).drive(1, millis(50));
    sim.uart(0).send("a", { at: millis(60) });
    sim.runFor(millis(100));
    expect(got(sim)).toEqual([UartFlag.Break]);
    sim.pin(0).release();
    sim.uart(0).send("b");
    sim.runFor(millis(10));
    expect(got(sim)).toEqual([UartFlag.Break, 0x62]);
    expect(told(sim)).toEqual([]);
  });

  test("a dip of less than half a bit is no byte, one of more is", async () => {
    for (const [width, count] of [
      [499n, 0],
      [501n, 1],
    ] as const) {
      const sim = await load({ baud: 1_000_000 });
      sim.pin(0).drive(1);
      sim.pin(0).drive(0, micros(10));
      sim.pin(0).drive(1, micros(10) + width);
      sim.runFor(millis(1));
      expect(got(sim)).toHaveLength(count);
    }
  });

  test("64 bytes wait to be read; what comes then is lost, and the next byte tells it", async () => {
    const sim = await load({
      baud: 1_000_000,
      start: "(call $listen (i32.const 4) (i32.const 1))",
    });
    const bytes = Uint8Array.from({ length: 67 }, (_, i) => i + 1);
    sim.uart(0).send(bytes);
    sim.runUntil(millis(1));
    // Now it is read, and one more comes.
    sim.pin(4).drive(0, millis(1));
    sim.pin(4).drive(1, millis(2));
    sim.uart(0).send(Uint8Array.of(99), { at: millis(3) });
    sim.runUntil(millis(4));
    expect(got(sim)).toEqual([...bytes.slice(0, 64), 99 | UartFlag.Overrun]);
    expect(sim.diagnostics.map(({ message, hint }) => ({ message, hint }))).toMatchInlineSnapshot(`
      [
        {
          "hint": "read in time, in a task that does nothing else, or let the other end send less at once",
          "message": "serial port 0 lost a byte: the 64 bytes of its receive buffer wait to be read",
        },
      ]
    `);
  });

  test("64 bytes that nobody reads are all there", async () => {
    const sim = await load({
      baud: 1_000_000,
      start: "(call $listen (i32.const 4) (i32.const 1))",
    });
    sim.uart(0).send(new Uint8Array(64));
    sim.pin(4).drive(0);
    sim.pin(4).drive(1, millis(2));
    sim.runUntil(millis(4));
    expect(got(sim)).toEqual(Array.from({ length: 64 }, () => 0));
    expect(told(sim)).toEqual([]);
  });
});

describe("ports", () => {
  test("opened again it has another baud rate from the next byte on", async () => {
    const sim = await load({
      baud: 9600,
      sends: [0x55],
      start: `(call $open (i32.const 0) (i32.const 1000000) (i32.const 0))
        (drop (call $send (i32.const 0) (i32.const 0x55)))`,
    });
    sim.runFor(millis(5));
    const times = sim.pin(1).edges.map(({ time }) => time);
    const second = BigInt(Math.round(10e9 / 9600));
    expect(times).toContain(BigInt(Math.round(9e9 / 9600)));
    expect(times.filter((time) => time >= second)).toEqual(
      Array.from({ length: 10 }, (_, i) => second + micros(i)),
    );
  });

  test("closed, its pins are inputs, and a byte on its way is cut off", async () => {
    const sim = await load({
      sends: [0],
      start: "(call $listen (i32.const 4) (i32.const 1))",
      raise: "(call $close (i32.const 0))",
    });
    sim.pin(4).drive(0);
    sim.pin(4).drive(1, micros(300));
    sim.runFor(millis(5));
    expect(sim.pin(1).level).toBe("z");
    expect(sim.pin(0).level).toBe("z");
    expect(sim.uart(0).bytes).toHaveLength(0);
  });

  test("a reset closes it", async () => {
    const sim = await load({ sends: [0x55, 0x55, 0x55] });
    playScript(sim, parseScript("2ms brownout 1ms"));
    sim.runUntil(millis(2));
    expect(sim.pin(1).level).toBe("z");
    sim.runUntil(millis(20));
    expect([...sim.uart(0).bytes]).toEqual([0x55, 0x55, 0x55, 0x55]);
  });

  test("what it cannot do is refused", async () => {
    const open = (port: number, baud: number, frame: number): string =>
      `(call $open (i32.const ${port}) (i32.const ${baud}) (i32.const ${frame}))`;
    const starts = [
      open(1, 9600, 0),
      open(0, 0, 0),
      open(0, 9600, 3),
      "(call $close (i32.const 0)) (drop (call $receive (i32.const 0)))",
    ];
    const refusals = [];
    for (const start of starts) refusals.push(refusal(await load({ start })));
    expect(refusals).toMatchInlineSnapshot(`
      [
        "serial port 1: this board has serial port 0
      use a serial port of this board, or run the firmware on a board that has it",
        "serial port 0 was opened with 0 baud
      give a rate from 1 to 10000000: 9600 and 115200 are usual",
        "serial port 0 was opened with frame 3
      add members of \`UartFrame\`, of which one parity at most",
        "serial port 0 is used, but it is not open
      open it first: Uart.open(0, 9600)",
      ]
    `);
  });

  test("a pin that is given two jobs is told, whichever came first", async () => {
    const first = await load({ start: "(call $configure (i32.const 1) (i32.const 3))" });
    first.runFor(0n);
    const wasm = await firmware({
      imports,
      start: `(call $configure (i32.const 0) (i32.const 1))
        (call $open (i32.const 0) (i32.const 9600) (i32.const 0))`,
    });
    const second = Simulator.load(wasm);
    second.runFor(0n);
    expect([...first.diagnostics, ...second.diagnostics].map(({ message }) => message))
      .toMatchInlineSnapshot(`
      [
        "pin 1 becomes an output, and it is TX of serial port 0 already",
        "pin 0 becomes RX of serial port 0, and it is an input with pull-up already",
      ]
    `);
  });
});

test("a snapshot in the middle of a byte goes on with it, both ways", async () => {
  const sim = await load({ sends: [0x12, 0x34, 0x56] });
  sim.uart(0).send("abc");
  sim.runUntil(micros(1_500));
  const middle = sim.snapshot();
  sim.runUntil(millis(10));
  const after = [got(sim), [...sim.uart(0).bytes], sim.pin(1).edges.map(({ time }) => time)];
  sim.restore(middle);
  expect(sim.uart(0).bytes).toHaveLength(1);
  sim.runUntil(millis(10));
  expect([got(sim), [...sim.uart(0).bytes], sim.pin(1).edges.map(({ time }) => time)]).toEqual(
    after,
  );
  expect(after[0]).toEqual([0x61, 0x62, 0x63]);
});
