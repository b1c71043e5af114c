/**
 * A metered run in which much goes on while code runs: polls of up to 4 ms, from two places; a button that
 * bounces and a driven pin, whose edges come meanwhile; and a ring that is too small for all of them.
 */
import type { Compiled } from "../../compiler/compile.ts";
import { micros, millis, Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { uno } from "./board.ts";
import type { Stimulus } from "./observe.ts";
import { compileText } from "./virtual.ts";

const text = `
import { Input, Level, log, micros, millis, now, Output, Pull, sleep, spawn } from "wakeful";

@task
async function blink(): Promise<void> {
  const led = Output.at(13);
  while (true) {
    await sleep(micros(700));
    led.toggle();
  }
}

@task
async function follow(): Promise<void> {
  const button = Input.at(4, Pull.Up);
  const sensor = Input.at(5, Pull.Up);
  const led = Output.at(12);
  let sum: u32 = 0;
  for (let round: u32 = 1; ; round++) {
    await button.anyEdge();
    for (let i: u32 = 0; i < round * 400; i++) {
      if (i % 200 == 0) led.set(button.read() == Level.Low ? Level.High : Level.Low);
      sum = sum * 31 + i;
    }
    log("{} at {}: {}", round, now(), sensor.read() == Level.Low);
    await sleep(millis(1));
    const end = now() + micros(300);
    while (now() < end) {}
  }
}

@task
async function count(): Promise<void> {
  const sensor = Input.at(5, Pull.Up);
  for (let edges: u32 = 1; ; edges++) {
    await sensor.anyEdge();
    log("edge {}", edges);
  }
}

export function main(): void {
  spawn(blink());
  spawn(follow());
  spawn(count());
}`;

let compiled: Promise<Compiled> | undefined;

/** At 16 MHz. */
export async function loadMetered(options: SimulatorOptions = {}): Promise<Simulator> {
  const { wasm, table } = await (compiled ??= compileText(text));
  const board = uno({ BTN1: "pushbutton" }, "uno:4 BTN1:1.l", "BTN1:2.l uno:GND.1");
  const cpu = { hz: 16_000_000, wakeLatency: micros(2) };
  return Simulator.load(wasm, { table, board, cpu, ring: 6, seed: 5, ...options });
}

/** Thirty edges, asked for ahead of time, so that most of them come while code runs. */
function burst(sim: Simulator): void {
  for (let i = 0; i < 30; i++) {
    const at = sim.now + micros(61 * i);
    if (i % 2 === 0) sim.pin(5).drive(0, at);
    else sim.pin(5).release(at);
  }
}

const press =
  (span: bigint, delay = 0n) =>
  (sim: Simulator): void =>
    sim.press("BTN1", { at: sim.now + delay, for: span });

/** What is done to it. What is asked for while code runs is done at the end of the turn. */
export const meteredScript: readonly Stimulus[] = [
  { at: millis(2), act: press(millis(4), micros(10)) },
  { at: millis(3), act: burst },
  { at: micros(10_050), act: press(micros(900)) },
  { at: micros(10_900), act: (sim: Simulator): void => sim.pin(5).drive(0) },
  { at: millis(14), act: press(millis(2)) },
];

/** It ends within a turn that goes on for 2 ms. */
export const meteredSpan = millis(20);
