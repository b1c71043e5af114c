/** What ports do with peripherals beyond the suite's cases: what they refuse, what they share, and what goes wrong. */
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { Trap, UartFlag } from "../../hal/generated/border.ts";
import { requirePeripherals } from "../../hal/build/peripherals.ts";
import { targets } from "../../hal/ports/index.ts";
import { projectRoot } from "../support/parts.ts";
import { firmware, type FirmwareText } from "../support/wat.ts";
import { native } from "./hosts/native.ts";
import { pico } from "./hosts/pico.ts";
import { boardOf } from "./hosts/rp2040/by-hand.ts";
import { runText } from "./hosts/uno-firmware.ts";
import { uno } from "./hosts/uno.ts";
import type { Machine, Recording, Run } from "./machine.ts";
import { onMachine } from "./on-machine.ts";

const ONE_ARGUMENT = 0x2_0000;
const log = (value: string): string =>
  `(call $log (i32.const ${ONE_ARGUMENT}) (i64.extend_i32_s ${value}) (i64.const 0) (i64.const 0) (i64.const 0))`;
const call = (name: string, ...args: readonly number[]): string =>
  `(call $${name} ${args.map((value) => `(i32.const ${value})`).join(" ")})`;

/** Calls at points in time, in microseconds. */
function at(...calls: readonly (readonly [number, string])[]): Partial<FirmwareText> {
  const steps = calls.map(
    ([time, what], i) => `
    (if (i32.eq (global.get $step) (i32.const ${i})) (then
      (if (i64.ge_s (call $now) (i64.const ${time})) (then ${what}
        (global.set $step (i32.const ${i + 1}))
        (return (i64.const 0))))
      (return (i64.const ${time}))))`,
  );
  return { fields: "(global $step (mut i32) (i32.const 0))", poll: `${steps.join("")} NEVER` };
}

async function runOn(
  machine: Machine,
  text: FirmwareText,
  more: Partial<Run> = {},
): Promise<Recording> {
  const wasm = await firmware(text);
  return machine.run({
    ...{ name: "text", wasm, memoryBytes: 632, stimuli: [], until: 20_000 },
    ...more,
  });
}

/** When a pin rose and fell, in microseconds, from its first rise on. */
function pulsesOf({ edges }: Recording, pin: number): number[] {
  const own = edges.filter((edge) => edge.pin === pin);
  const first = own.findIndex(({ level }) => level === 1);
  const begin = own[first]?.time ?? 0n;
  return own.slice(Math.max(first, 0)).map(({ time }) => Number(time - begin) / 1000);
}

const values = ({ logs = [] }: Recording): number[] => logs.map(({ args }) => Number(args[0]));

describe.skipIf(uno.missing())("on an Arduino Uno", () => {
  test.each([500, 57_600, 115_200, 1_000_000])("a serial port takes %i baud", async (baud) => {
    const { panic, sent } = await runText({
      start: `${call("uart_open", 0, baud, 0)} (drop ${call("uart_write", 0, 65)})`,
    });
    expect(panic).toBeUndefined();
    expect(sent).toMatchObject([{ port: 0, byte: 65 }]);
  });

  test.each([0, 300, 150_000, 230_400])(
    "%i baud, from which it would be more than a fortieth off, is a named panic",
    async (baud) => {
      const { panic } = await runText({ start: call("uart_open", 0, baud, 0) });
      expect(panic).toBe(Trap.Pin);
    },
  );

  test.each([
    ["a second serial port", call("uart_open", 1, 9600, 0)],
    ["a serial port that is not open", `(drop ${call("uart_read", 0)})`],
    ["both parities", call("uart_open", 0, 9600, 3)],
    ["a pin that measures nothing", call("adc_open", 13)],
    ["a pin that is measured before it is opened", call("adc_start", 14)],
    ["PWM at a pin of the clock's timer", call("pwm_set", 9, 1_000_000, 500_000)],
    ["a period of 20 ms, for a servo", call("pwm_set", 3, 20_000_000, 1_500_000)],
    ["a period that D11 has not", call("pwm_set", 11, 700_000, 100_000)],
    [
      "two periods at one timer",
      `${call("pwm_set", 11, 1_024_000, 1000)} ${call("pwm_set", 3, 4_096_000, 1000)}`,
    ],
  ])("%s is a named panic", async (_what, start) => {
    expect((await runText({ start })).panic).toBe(Trap.Pin);
  });

  test.each([
    // Period and width in microseconds. avr8js ends a pulse a step early.
    { pin: 3, period: 1000, high: 250, step: 4 },
    { pin: 5, period: 100, high: 40, step: 0.5 },
    { pin: 6, period: 1024, high: 512, step: 4 },
    { pin: 11, period: 512, high: 128, step: 2 },
  ])("PWM at D$pin: $high of $period us", async ({ pin, period, high, step }) => {
    const text = { start: call("pwm_set", pin, period * 1000, high * 1000) };
    const pulses = pulsesOf(await runText(text, [], { until: 40_000 }), pin);
    const width = Math.round(high / step) * step - step;
    expect(pulses.slice(0, 4)).toEqual([0, width, period, period + width]);
  });

  test("two pins of a timer have its 256 steps, and neither disturbs the other", async () => {
    const run = await runText(
      {
        start: call("pwm_set", 5, 1_024_000, 256_000),
        ...at(
          [3500, call("pwm_set", 6, 1_024_000, 512_000)],
          [7500, call("pwm_stop", 6, 1)],
          [9000, call("pwm_set", 5, 1_024_000, 0)],
        ),
      },
      [],
      { until: 14_000 },
    );
    // A rise at an instruction, the others at the timer's steps.
    const first = pulsesOf(run, 5).map(Math.round);
    expect(first).toHaveLength(18);
    expect(first.every((time, i) => time === (i >> 1) * 1024 + (i % 2) * 252)).toBe(true);
    expect(pulsesOf(run, 6).slice(0, 4)).toEqual([0, 508, 1024, 1532]);
    expect(run.edges.filter(({ pin }) => pin === 6).at(-1)!.level).toBe(1);
  });

  test("an opened serial port takes the line from logs, which are counted, until it is closed", async () => {
    const run = await runText(
      {
        ...at(
          [1000, log("(i32.const 1)")],
          [
            3000,
            `${call("uart_open", 0, 115_200, 0)} ${log("(i32.const 2)")} (drop ${call("uart_write", 0, 10)})`,
          ],
          [5000, `${call("uart_close", 0)} ${log("(i32.const 3)")}`],
        ),
      },
      [],
      { until: 12_000 },
    );
    expect(values(run)).toEqual([1, 3]);
    expect(run.sent!.map(({ byte }) => byte)).toEqual([10]);
  });

  test("a panic is told at the firmware's own rate while the port is open", async () => {
    const run = await runText({
      start: `${call("uart_open", 0, 1_000_000, 0)} (call $panic (i32.const 7))`,
    });
    expect(run.panic).toBe(7);
    const text = "panic 7\n";
    expect(String.fromCharCode(...run.sent!.map(({ byte }) => byte))).toBe(text);
    // Ten bits of 1 us, and never less.
    expect(run.sent!.at(-1)!.time - run.sent![0]!.time).toBeLessThan(200_000n);
  });

  test("full scale is 5 V", async () => {
    const run = await runText({ start: log("(call $adc_reference)") });
    expect(values(run)).toEqual([5000]);
  });
});

onMachine(pico, () => {
  test.each([
    ["a serial port that it has not", call("uart_open", 2, 9600, 0)],
    ["100 baud", call("uart_open", 0, 100, 0)],
    ["a pin that measures nothing", call("adc_open", 25)],
    [
      "two periods in a slice",
      `${call("pwm_set", 2, 1_000_000, 1000)} ${call("pwm_set", 3, 2_000_000, 1000)}`,
    ],
    [
      "two pins of a channel",
      `${call("pwm_set", 2, 1_000_000, 1000)} ${call("pwm_set", 18, 1_000_000, 1000)}`,
    ],
    ["a period of 200 ms", call("pwm_set", 2, 200_000_000, 1000)],
    ["a bus that is not open", `(drop ${call("i2c_put", 0, 1)})`],
  ])("%s is a named panic", async (_what, start) => {
    expect((await runOn(pico, { start })).panic).toBe(Trap.Pin);
  });

  test("the second serial port sends and receives beside the first one's logs", async () => {
    const text = {
      start: `${call("uart_open", 1, 100_000, 0)} (drop ${call("uart_read", 1)})`,
      raise: `${log(call("uart_read", 1))} (drop ${call("uart_write", 1, 88)})`,
    };
    const run = await runOn(pico, text, {
      inputs: [{ kind: "uart", port: 1, time: 2000, byte: 66 }],
    });
    expect(values(run)).toEqual([66]);
    expect(run.sent!.filter(({ port }) => port === 1).map(({ byte }) => byte)).toEqual([88]);
  });

  test("a servo's pulses, of a slice that counts slower", async () => {
    const text = { start: call("pwm_set", 20, 20_000_000, 1_500_000) };
    const pulses = pulsesOf(await runOn(pico, text, { until: 45_000 }), 20);
    // Steps of 0.32 us.
    expect(pulses.slice(0, 4).map(Math.round)).toEqual([0, 1500, 20_000, 21_500]);
  });

  const device = { address: 0x40, registers: [1, 2, 3, 4] };
  const over =
    "(call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $value)) (i64.const 0) (i64.const 0) (i64.const 0))";

  test("a bus is held between two transactions, and the second one goes on with the first", async () => {
    const run = await runOn(
      pico,
      {
        start: call("i2c_open", 0, 400_000, 5000),
        ...at(
          [1000, `(drop ${call("i2c_put", 0, 1)}) ${call("i2c_run", 0, 0x40, 0, 1)}`],
          [
            3000,
            `(drop ${call("i2c_put", 0, 77)}) (drop ${call("i2c_put", 0, 78)}) ${call("i2c_run", 0, 0x40, 0, 2)}`,
          ],
          [5000, `(drop ${call("i2c_put", 0, 1)}) ${call("i2c_run", 0, 0x40, 2, 0)}`],
          [
            8000,
            `${log(call("i2c_get", 0))} ${log(call("i2c_get", 0))} ${log(call("i2c_get", 0))}`,
          ],
        ),
        raise: over,
      },
      { devices: [device] },
    );
    expect(values(run)).toEqual([0x100, 0x200, 0x300, 77, 78, -1]);
  });

  test("a device that never answers is told after the time that it may hold the clock", async () => {
    const board = await boardOf({
      start: `${call("i2c_open", 0, 100_000, 5000)} (drop ${call("i2c_put", 0, 1)}) ${call("i2c_run", 0, 0x40, 0, 0)}`,
      raise: over,
    });
    board.chip.rp2040.i2c[0]!.onConnect = () => undefined;
    // It holds the clock.
    board.driveAt(0, 5, 0);
    board.runUntil(30e6);
    expect(board.chip.uart.text).toMatch(/^log 5\d\d\d 131072 4 0 0 0\n$/);
  });

  test("a bus whose data line is held is freed by nine clocks at most", async () => {
    const board = await boardOf({
      start: `${call("i2c_open", 0, 100_000, 5000)} ${call("i2c_recover", 0)}`,
      poll: "NEVER",
      raise: over,
    });
    board.driveAt(0, 4, 0);
    board.runUntil(30e6);
    expect(board.chip.uart.text).toMatch(/^log \d+ 131072 5 0 0 0\n$/);
    // Nine, and the one before STOP.
    expect(board.edges.filter(({ pin }) => pin === 5)).toHaveLength(10);
  });
});

describe.skipIf(native.missing())("on the virtual board", () => {
  test("bytes that find the ring full are lost, and the next one says so", async () => {
    const bytes = Array.from({ length: 70 }, (_, i) => i);
    const run = await runOn(
      native,
      {
        start: call("uart_open", 0, 1_000_000, 0),
        ...at(
          [2000, Array.from({ length: 65 }, () => log(call("uart_read", 0))).join("")],
          [4000, log(call("uart_read", 0))],
        ),
      },
      {
        inputs: [
          ...bytes.map((byte, i) => ({ kind: "uart", port: 0, time: 100 + 10 * i, byte }) as const),
          { kind: "uart", port: 0, time: 3000, byte: 99 },
        ],
      },
    );
    expect(values(run)).toEqual([...bytes.slice(0, 64), -1, 99 | UartFlag.Overrun]);
  });

  test("room and the end of sending are told once, to whom they were refused", async () => {
    const run = await runOn(native, {
      start: `${call("uart_open", 0, 1_000_000, 0)}
        ${Array.from({ length: 66 }, (_, i) => `(drop ${call("uart_write", 0, i)})`).join("")}
        (drop ${call("uart_flush", 0)})`,
      raise: log("(local.get $value)"),
    });
    // The first byte is on its way at once; 64 wait; the last one finds no room.
    expect(values(run)).toEqual([2, 4]);
    expect(run.sent).toHaveLength(65);
  });
});

describe("a target that lacks what a firmware uses", () => {
  const refuse = async (file: string, name: string): Promise<string> => {
    const { wasm, table } = await compile(file, { root: projectRoot });
    try {
      requirePeripherals(
        targets.find((one) => one.name === name)!,
        wasm,
        table,
        targets,
      );
    } catch (error) {
      const { message, hint } = error as Error & { hint: string };
      return `${message}\n${hint}`;
    }
    return "taken";
  };

  test("is told with the object's place and the targets that have it", async () => {
    expect(await refuse("examples/serial/serial.ts", "cortex-m3")).toMatchInlineSnapshot(`
      "target cortex-m3 has no serial ports (Uart), which this firmware uses as uart at examples/serial/serial.ts:7
      build it for a target that has it: uno, pico, wamr, wasm3 and c"
    `);
  });

  test("takes a firmware that uses pins alone, and another takes what it has", async () => {
    expect(await refuse("examples/blink/blink.ts", "cortex-m3")).toBe("taken");
    expect(await refuse("examples/serial/serial.ts", "uno")).toBe("taken");
  });

  test("is told without a place where there is no side table", async () => {
    const wasm = await firmware({ start: call("i2c_recover", 0) });
    expect(() =>
      requirePeripherals(targets[0]!, wasm, undefined, targets),
    ).toThrowErrorMatchingInlineSnapshot(
      `[BuildError: target uno has no I2C (I2c), which this firmware uses]`,
    );
  });
});
