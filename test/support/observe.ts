/** Everything that a simulator tells, in values that stay as they are when it goes on. */
import { type Simulator, toJson, toVcd } from "../../simulator/index.ts";
import {
  Buzzer,
  Max7219Matrix,
  NeoPixels,
  RgbLed,
  RotaryEncoder,
  Servo,
  SevenSegmentDisplay,
  ShiftRegister,
} from "../../simulator/parts/index.ts";

export interface Observation {
  readonly json: string;
  readonly vcd: string;
  readonly rest: readonly unknown[];
}

export function observe(sim: Simulator): Observation {
  const end = sim.now;
  return {
    json: toJson(sim.trace, { end }),
    vcd: toVcd(sim.trace, { end }),
    rest: [
      sim.state,
      sim.failure,
      sim.summary(),
      sim.energy(),
      [...sim.logs],
      // A message may be about what came after it, too.
      sim.diagnostics.map((diagnostic) => ({ ...diagnostic })),
      sim.polls,
      sim.tasks(),
      sim.circuit.pins.map((pin) => sim.pin(pin).level),
      sim.parts.leds.map(({ on, changes }) => [on, [...changes]]),
      sim.peripheral("flash").image.slice(0, 64),
      { ...sim.peripheral("flash"), model: 0, image: 0 },
      { ...sim.peripheral("power") },
      { ...sim.peripheral("rtc") },
      { ...sim.peripheral("watchdog") },
      sim.parts.buttons.map(({ pressed }) => pressed),
      sim.parts.list(RotaryEncoder).map(({ position }) => position),
      sim.parts.list(Buzzer).map(({ tones, frequency }) => [[...tones], frequency]),
      sim.parts.list(RgbLed).map((part) => part.color()),
      sim.parts.list(SevenSegmentDisplay).map(({ digits }) => digits),
      sim.parts.list(Servo).map(({ angle, target }) => [angle, target]),
      sim.parts.list(NeoPixels).map(({ colors, changes }) => [colors, [...changes]]),
      sim.parts.list(Max7219Matrix).map(({ chips, changes }) => [chips, [...changes]]),
      sim.parts.list(ShiftRegister).map(({ value, shifted }) => [value, shifted]),
      [...sim.peripheral("spi").transfers],
    ],
  };
}

/** What a test does to a simulator from outside, and when. */
export interface Stimulus {
  /** Nanoseconds since reset. */
  readonly at: bigint;
  act(sim: Simulator): void;
}

/**
 * Runs until `end`, which may lie before the last of `script`, and acts on the way.
 * @param script what is still to do, ascending.
 * @returns what is left of it.
 */
export function play(sim: Simulator, script: readonly Stimulus[], end: bigint): Stimulus[] {
  let done = 0;
  for (; done < script.length && script[done]!.at <= end; done++) {
    sim.runUntil(script[done]!.at);
    script[done]!.act(sim);
  }
  sim.runUntil(end);
  return script.slice(done);
}
