import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

function inNode<T>(script: string): T {
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(out) as T;
}

test("the speed of the simulator is measured, and that of avr8js or the command that it lacks", () => {
  const { rows, avr8js, missing } = inNode<{
    rows: { what: string; realTime: number; ratio: number | null }[];
    avr8js: number | null;
    missing?: string;
  }>(`import { measure } from "./bench/simulator.mjs";
console.log(JSON.stringify(await measure(0.001)));`);
  expect(rows.map(({ what }) => what)).toEqual([
    "nothing recorded",
    "on an Uno with two LEDs, nothing recorded",
    "on an Uno with two LEDs, recorded",
    "metered at 16 MHz, nothing recorded",
  ]);
  for (const { realTime } of rows) expect(realTime).toBeGreaterThan(0);
  if (avr8js === null) expect(missing).toContain("apt-get install -y gcc-avr");
  else expect(rows.every(({ ratio }) => ratio! > 0)).toBe(true);
});

test("the Arduino blink that is compared with does what ours does, to its tick of 1.024 ms", (context) => {
  const result = inNode<{ missing?: string; edges?: { pin: number; micros: number }[] }>(
    `import { build, missingTools, run } from "./bench/arduino.mjs";
const missing = missingTools();
console.log(JSON.stringify(missing ? { missing } : run(build(), 1.7)));`,
  );
  if (result.missing !== undefined) return context.skip(result.missing);
  const times = (pin: number): number[] =>
    result.edges!.filter((edge) => edge.pin === pin).map(({ micros }) => micros);
  for (const [pin, period] of [
    [13, 500_000],
    [12, 300_000],
  ] as const) {
    const [first, ...toggles] = times(pin);
    expect(first).toBeLessThan(100);
    expect(toggles).toHaveLength(Math.floor(1_700_000 / period));
    toggles.forEach((time, i) => {
      expect(time - (i + 1) * period).toBeGreaterThanOrEqual(0);
      expect(time - (i + 1) * period).toBeLessThan(2_100);
    });
  }
});

test("memory does not grow with the events of a run of which nothing is recorded", () => {
  const { samples, kept } = inNode<{ samples: { bytes: number }[]; kept: number[] }>(
    `import { measure } from "./bench/memory.mjs";
const { samples, kept } = await measure(2e6);
console.log(JSON.stringify({ samples, kept }));`,
  );
  // What is kept of logs and changes swings between 10,000 and 20,000 lines.
  const [first] = samples.slice(2).map(({ bytes }) => bytes);
  for (const { bytes } of samples.slice(2)) expect(Math.abs(bytes - first!)).toBeLessThan(6e6);
  for (const count of kept) expect(count).toBeLessThanOrEqual(20_000);
});
