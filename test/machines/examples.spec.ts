/** The examples on the native machines, with their buttons pressed. */
import { beforeAll, describe, expect, test } from "vitest";
import { exampleNames } from "../support/examples.ts";
import { native, ticking } from "./hosts/native.ts";
import type { Recording, Run, Stimulus } from "./machine.ts";
import { levels, together } from "./suite/case.ts";
import { compare } from "./suite/compare.ts";
import { recordOracle, runOf } from "./suite/oracle.ts";

const names = exampleNames();

/** The pins that examples have buttons on. */
const stimuli = together(
  levels(2, 1, 150_300, 310_300, 1_700_300, 1_790_300, 2_450_300, 2_800_300),
  levels(3, 1, 640_700, 780_700, 2_120_700, 2_190_700),
  levels(4, 1, 555_500, 1_055_500, 1_460_500, 1_860_500),
);

/** Why an example does not run here; what it uses is in `suite/peripheral-cases.ts` and `peripherals.spec.ts`. */
const elsewhere: Readonly<Record<string, string>> = {
  blocking: "needs a processor that takes time",
  climate: "needs a DHT22 that answers",
  "deep-sleep": "needs a chip that can be switched off",
  dimmer: "needs a knob that is turned",
  distance: "needs an HC-SR04 that answers",
  keypad: "needs keys that are pressed",
  rainbow: "needs a strip, and no port has an output for one",
  serial: "needs somebody who types",
  settings: "needs flash, and no port has it",
  shift: "needs SPI, and no port has it",
  thermometer: "needs I2C, and a sensor and a display that answer",
  "weather-station": "needs I2C; it runs on the Pico in weather-station.spec.ts",
};

/** Who is first is decided in one instant, which a clock that ticks tears apart. */
const deadHeats = ["race"];

/** Where something else has to be done for a pin to move. */
const own: Readonly<Record<string, readonly Stimulus[]>> = {
  "edge-timeout": levels(2, 1, 500_000, 1_200_000),
};

/** Sleeps between two edges of a pin, at most: `counting` waits eight times for its highest bit. */
const MOST_SLEEPS = 8;

describe.skipIf(native.missing() !== undefined).each(names)("%s", (name) => {
  let run: Run;
  let oracle: Recording;

  beforeAll(async () => {
    if (name in elsewhere) return;
    const firmware = `examples/${name}/${name}.ts`;
    const done = own[name] ?? stimuli;
    run = await runOf({ name, firmware, stimuli: done, until: 4_000_100, times: "grid" });
    oracle = recordOracle(run);
  });

  const reason = elsewhere[name];
  if (reason !== undefined) {
    test.skip(reason, () => undefined);
    return;
  }

  test("has the same edges and logs as C that it has in V8", async () => {
    const recording = await native.run(run);
    const { edges } = compare(oracle, recording, {
      times: "grid",
      toleranceMicros: native.toleranceMicros,
      until: run.until,
      withLogs: true,
    });
    expect(edges).toBeGreaterThan(0);
  });

  if (deadHeats.includes(name)) {
    test.skip("is decided by what comes in one instant, so that a ticking clock changes it", () =>
      undefined);
    return;
  }

  // Logs carry times, which are others here.
  test.each(ticking)("has its edges on $name", async (machine) => {
    const { edges } = compare(oracle, await machine.run(run), {
      times: "relative",
      toleranceMicros: machine.toleranceMicros * MOST_SLEEPS,
      until: run.until,
    });
    expect(edges).toBeGreaterThan(0);
  });
});

const missing = native.missing();
if (missing !== undefined) {
  test.skip(`the examples do not run as C here: ${missing}`, () => undefined);
}
