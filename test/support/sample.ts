/** What a run that brings something into all its states consists of. */
import type { Board } from "../../simulator/core/board.ts";
import { micros, millis, parseScript, playScript, type Simulator } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import type { Stimulus } from "./observe.ts";
import type { FirmwareText } from "./wat.ts";

export interface Sample {
  readonly board?: Board;
  readonly firmware: FirmwareText;
  readonly script: readonly Stimulus[];
  readonly span: bigint;
}

export const at = (time: bigint, act: (sim: Simulator) => void): Stimulus => ({ at: time, act });

export const fault = (sim: Simulator, text: string): void => playScript(sim, parseScript(text));

/** Copies pin 4 to pin 13 at each of its edges. */
export const follower: FirmwareText = {
  start: `(call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3))`,
  raise: "(call $write (i32.const 13) (i32.eqz (local.get $value)))",
};

/** Toggles pin 13 at each 100 us, 40 times. */
export const wave: FirmwareText = {
  fields: "(global $turn (mut i32) (i32.const 0))",
  start: "(call $configure (i32.const 13) (i32.const 3))",
  poll: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
    (call $write (i32.const 13) (i32.and (global.get $turn) (i32.const 1)))
    (if (result i64) (i32.lt_u (global.get $turn) (i32.const 40))
      (then (i64.add (call $now) (i64.const 100))) (else NEVER))`,
};

export const powered = (id: string): string[] => [`uno:5V ${id}:VCC`, `uno:GND.1 ${id}:GND`];

/** Writes and reads bytes of a device on the bus of pins 18 and 19, again and again; logs how that went. */
export function busUser(address: number, write: readonly number[], read: number): FirmwareText {
  const puts = write.map((byte) => `(drop (call $put (i32.const 0) (i32.const ${byte})))`);
  return {
    imports: `(import "hal" "i2c_open" (func $open (param i32 i32 i32)))
      (import "hal" "i2c_put" (func $put (param i32 i32) (result i32)))
      (import "hal" "i2c_get" (func $get (param i32) (result i32)))
      (import "hal" "i2c_run" (func $run (param i32 i32 i32 i32)))
      (import "hal" "i2c_cancel" (func $cancel (param i32)))`,
    fields: "(global $turn (mut i32) (i32.const 0))",
    start: `(call $open (i32.const 0) (i32.const 400000) (i32.const 1000)) ${puts.join(" ")}
      (call $run (i32.const 0) (i32.const ${address}) (i32.const ${read}) (i32.const 0))`,
    // What ends begins the next one.
    raise: `(global.set $turn (i32.add (global.get $turn) (i32.const 1)))
      (call $log (i32.const 0x220000) (i64.extend_i32_u (local.get $value))
        (i64.extend_i32_s (call $get (i32.const 0))) (i64.const 0) (i64.const 0))
      (if (i32.lt_u (global.get $turn) (i32.const 40)) (then
        ${puts.join(" ")}
        (call $run (i32.const 0) (i32.const ${address}) (i32.const ${read}) (i32.const 0))))`,
  };
}

/** Logs the voltage at A0 every millisecond, copies pin 4 to pin 13. */
export const meter: FirmwareText = {
  start: `(call $adc_open (i32.const 14)) (call $adc_watch (i32.const 14) (i32.const 1000) (i32.const 1) (i32.const 0))
    (call $configure (i32.const 4) (i32.const 1)) (call $listen (i32.const 4) (i32.const 3))
    (call $configure (i32.const 13) (i32.const 3))`,
  raise: `(if (i32.eq (local.get $source) (i32.const 0x10004))
    (then (call $write (i32.const 13) (local.get $value)))
    (else (call $log (i32.const 0x20000) (i64.extend_i32_u (local.get $value))
      (i64.const 0) (i64.const 0) (i64.const 0))))`,
};

/** A part that gives a voltage at A0, and is set again and again. */
export function metered(
  type: string,
  out: string,
  setting: string,
  values: readonly number[],
  ...wires: string[]
): Sample {
  return {
    board: uno(
      { part: type },
      "uno:5V part:VCC",
      "uno:GND.1 part:GND",
      `part:${out} uno:A0`,
      ...wires,
    ),
    firmware: meter,
    script: values.map((value, i) =>
      at(micros(2_300 * i + 700), (sim) => sim.parts.set("part", setting, value)),
    ),
    span: millis(20),
  };
}
