/** `import { expect, test } from "wakeful/vitest"`: tests of firmware. */
import { expect } from "vitest";
import type { BlinkOptions } from "./matchers/blink.ts";
import type { DutyOptions } from "./matchers/duty.ts";
import type { EdgesOptions, WantedEdge } from "./matchers/edges.ts";
import { matchers } from "./matchers/index.ts";
import type { PulseOptions } from "./matchers/pulse.ts";
import type { StayOptions } from "./matchers/stay.ts";
import type { WaveformOptions } from "./matchers/waveform.ts";

expect.extend(matchers);

/** What `expect` can say of pins, simulators and what they print. */
export interface FirmwareMatchers {
  /** Of a pin: its edges come once a period, up to the end of the window. */
  toBlink(options: BlinkOptions): void;
  /** Of a pin: these edges and no others. */
  toHaveEdges(edges: readonly WantedEdge[], options?: EdgesOptions): void;
  /** Of a pin: it has one level all the time. */
  toStay(level: 0 | 1, options?: StayOptions): void;
  /** Of a pin: the share of the time that it is high, from 0 to 1. */
  toHaveDuty(share: number, options?: DutyOptions): void;
  /** Of a pin: all pulses of a level have one width. */
  toPulse(options: PulseOptions): void;
  /** Of a simulator, or what else has `lines`: one of them has this text, or matches. */
  toPrint(wanted: string | RegExp): void;
  /** Of a simulator: the firmware sleeps, and no timer will wake it. */
  toBeQuiescent(): void;
  /** Of a simulator or a pin: the edges are those of a golden file. Without `.not`. */
  toMatchWaveform(name: string, options?: WaveformOptions): void;
}

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- as vitest declares it
  interface Matchers<T = any> extends FirmwareMatchers {}
}

export { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
export { expect };
export { test, test as it } from "./fixture.ts";
export type { Simulate, SimulateOptions } from "./fixture.ts";
export type { BoardSource } from "./load.ts";
export type { Printer } from "./matchers/print.ts";
export type { Allowed } from "./verify.ts";
export type {
  BlinkOptions,
  DutyOptions,
  EdgesOptions,
  PulseOptions,
  StayOptions,
  WantedEdge,
  WaveformOptions,
};
