import { beforeAll, expect, test } from "vitest";
import { micros, millis, seconds, type Simulator } from "../../../simulator/index.ts";
import { scenarios } from "../../support/scenarios.ts";

const bodies = {
  duty: `
    const led = Pwm.at(9, hertz(1000));
    await sleep(micros(300));
    led.duty(16384);
    await sleep(micros(1500));
    led.duty(65535);
    await sleep(micros(2000));
    led.duty(0);`,
  fade: `
    const led = Pwm.at(9, kilohertz(10));
    await led.fadeTo(65535, millis(500));
    log("up {}", led.value);
    await led.fadeTo(32768, millis(25));
    log("half {}", led.value);`,
  slowFade: `
    const led = Pwm.at(9, hertz(20));
    await led.fadeTo(65535, seconds(1));`,
  taken: `
    const led = Pwm.at(9, hertz(1000));
    await timeout(led.fadeTo(60000, millis(600)), millis(305));
    log("cut {}", led.value);
    await sleep(millis(100));
    log("still {}", led.value);
    const slow = led.fadeTo(0, millis(1000));
    await timeout(slow, millis(100));
    await led.fadeTo(50000, millis(50));
    await slow;
    log("slow is over: {}", led.value);
    const last = led.fadeTo(0, millis(1000));
    await timeout(last, millis(100));
    led.duty(123);
    await last;
    log("last is over: {}", led.value);`,
  tone: `
    const tone = Tone.at(8);
    await tone.play(440, millis(200));
    log("silent");
    await sleep(millis(100));
    await timeout(tone.play(1000, millis(200)), millis(10) + micros(700));
    log("cut");
    await tone.play(0, millis(50));
    log("rest");`,
  notes: `
    const tone = Tone.at(8);
    const first = tone.play(1000, millis(100));
    await timeout(first, millis(50));
    const second = tone.play(2000, millis(100));
    await timeout(second, micros(100));
    await first;
    log("first");
    await second;
    log("second");`,
  servo: `
    const arm = Servo.at(9);
    arm.angle(0); await sleep(millis(20));
    arm.angle(90); await sleep(millis(20));
    arm.angle(180); await sleep(millis(20));
    arm.angle(999); await sleep(millis(20));
    arm.pulse(1500); await sleep(millis(21));
    arm.stop();`,
};

const compile = (): ReturnType<typeof scenarios<keyof typeof bodies>> =>
  scenarios("Pwm, Servo, Tone, hertz, kilohertz, micros, millis, seconds, sleep, timeout", bodies);

let load: Awaited<ReturnType<typeof compile>>;
beforeAll(async () => {
  load = await compile();
});

/** The edges of a pin: `+µs` rises, `-µs` falls. */
const edges = (sim: Simulator, pin: number): string[] =>
  sim.trace
    .pin(pin)!
    .changes.map(({ time, level }) => `${level === 1 ? "+" : "-"}${Number(time) / 1000}`);

const logs = (sim: Simulator): string[] =>
  sim.logs.map(({ time, text }) => `${Number(time) / 1000}: ${text}`);

test("a PWM output is low until it has a duty, which begins at once; the next ones begin with a period", () => {
  const sim = load("duty");
  sim.runFor(millis(9));
  // 16384 of 65535 are 250.004 µs.
  expect(edges(sim, 9)).toEqual(["-0", "+300", "-550.004", "+1300", "-1550.004", "+2300", "-4300"]);
  expect(sim.diagnostics).toEqual([]);
});

test("a fade goes in steps of 10 ms to its end, and the duty that it leaves is exact", () => {
  const sim = load("fade");
  sim.runFor(millis(250) + micros(150));
  expect(sim.peripheral("pwm").at(9)).toEqual({ period: 100_000n, high: 49_999n });
  sim.runFor(millis(400));
  expect(logs(sim)).toEqual(["500000: up 65535", "525000: half 32768"]);
  expect(sim.peripheral("pwm").at(9)).toEqual({ period: 100_000n, high: 50_001n });
  expect(sim.summary().wakes.total).toBe(1 + 50 + 3);
});

test("a slow PWM fades in steps of its own periods", () => {
  const sim = load("slowFade");
  sim.runFor(seconds(2));
  expect(sim.summary().wakes.total).toBe(1 + 20);
});

test("a cancelled fade leaves the duty where it is; another fade or a duty takes its place", () => {
  const sim = load("taken");
  sim.runFor(seconds(3));
  // Those whose place was taken see it at their next step.
  expect(logs(sim)).toEqual([
    "305000: cut 30000",
    "405000: still 30000",
    "555000: slow is over: 50000",
    "665000: last is over: 123",
  ]);
});

test("a tone sounds for its time and the pin is low after it, also if it is cancelled", () => {
  const sim = load("tone");
  sim.runFor(millis(500));
  expect(logs(sim)).toEqual(["200000: silent", "310700: cut", "360700: rest"]);
  const all = edges(sim, 8);
  expect(all.slice(0, 4)).toEqual(["-0", "+0", "-1136.363", "+2272.727"]);
  // 88 periods of 440 Hz end 24 ns before the 200 ms do.
  expect(all.slice(-24, -20)).toEqual(["+199999.976", "-200000", "+300000", "-300500"]);
  expect(all.slice(-2)).toEqual(["+310000", "-310500"]);
  expect(sim.pin(8).level).toBe(0);
  expect(sim.diagnostics).toEqual([]);
});

test("a note takes the place of another, whose end does not silence it", () => {
  const sim = load("notes");
  sim.runFor(millis(200));
  expect(logs(sim)).toEqual(["100000: first", "150000: second"]);
  const late = edges(sim, 8).slice(-4);
  // The note is over where a period would begin: no pulse of no width is left of that.
  expect(late).toEqual(["+149000", "-149250", "+149500", "-149750"]);
});

test("a servo has the pulses of Arduino's library, fifty times a second", () => {
  const sim = load("servo");
  sim.runFor(millis(200));
  expect(edges(sim, 9)).toEqual([
    "-0",
    ...["+0", "-544", "+20000", "-20544", "+40000", "-41472", "+60000", "-62400"],
    ...["+80000", "-82400", "+100000", "-101000"],
  ]);
});
