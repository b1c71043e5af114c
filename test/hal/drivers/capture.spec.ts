import { beforeAll, expect, test } from "vitest";
import type { Compiled } from "../../../compiler/compile.ts";
import { micros, millis, seconds, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

const program = (body: string, capacity: number): string => `
import { Capture, Level, log, micros, millis, Pull, select, sleep, spawn } from "wakeful";
const line = Capture.at(4, ${capacity}, Pull.Up);
@task
async function work(): Promise<void> { ${body} }
export function main(): void { spawn(work()); }`;

let burst: Compiled;
let pulses: Compiled;
beforeAll(async () => {
  burst = await compileText(
    program(
      `while (true) {
        const count = await line.pulses(4, millis(10));
        log("{} {}", count, line.lost);
        for (let i: u32 = 0; i < <u32>count; i++) log("{} for {}", <i32>line.level(i), line.width(i));
        line.clear();
      }`,
      4,
    ),
  );
  pulses = await compileText(
    program(
      `await select(line.pulse(Level.Low), sleep(micros(50)));
      while (true) log("{}", await line.pulse(Level.High, millis(5)));`,
      84,
    ),
  );
});

/** Low and high in turns, for so many microseconds each, from \`at\` on. */
function play(sim: Simulator, at: bigint, spans: readonly number[]): void {
  spans.forEach((span, i) => {
    sim.pin(4).drive(i % 2 === 0 ? 0 : 1, at);
    at += micros(span);
  });
  sim.pin(4).release(at);
}

const logs = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

function load({ wasm, table }: Compiled, turnTime?: bigint): Simulator {
  return Simulator.load(wasm, { table, ...(turnTime !== undefined && { cpu: { turnTime } }) });
}

test("widths are those of the edges, however late the task is polled; the first is not known", () => {
  for (const turnTime of [0n, micros(300)]) {
    const sim = load(burst, turnTime);
    play(sim, millis(1), [26, 70, 9]);
    sim.runFor(millis(3));
    expect(logs(sim)).toEqual(["4 0", "1 for 2147483647", "0 for 26", "1 for 70", "0 for 9"]);
  }
});

test("fewer pulses are told after the timeout, and more than there is room for are counted", () => {
  const sim = load(burst);
  play(sim, millis(1), [500]);
  sim.runUntil(millis(11));
  expect(logs(sim)).toEqual(["2 0", "1 for 2147483647", "0 for 500"]);
  const late = load(burst, millis(2));
  play(late, millis(3), [10, 20, 30, 40, 50]);
  late.runUntil(millis(6));
  expect(logs(late)[0]).toBe("4 2");
});

test("a pulse of a level is waited for, with a timeout, and dropped waits lose nothing", () => {
  const sim = load(pulses);
  // Begins to be high before anybody listens: that is no pulse whose width is known.
  play(sim, micros(100), [10, 200, 10, 300, 10]);
  sim.runUntil(millis(1));
  expect(sim.logs).toEqual([
    { time: micros(310), text: "200" },
    { time: micros(620), text: "300" },
  ]);
  sim.runUntil(millis(12));
  expect(logs(sim).slice(2)).toEqual(["-1", "-1"]);
});

test("a burst of 84 edges, 26 to 80 us apart, is kept whole while the task is busy elsewhere", () => {
  const sim = load(pulses, micros(500));
  const spans = [
    80,
    80,
    ...Array.from({ length: 40 }, (_, i) => [50, i % 3 === 0 ? 70 : 26]).flat(),
  ];
  play(sim, millis(1), [...spans, 50]);
  sim.runFor(seconds(1));
  const highs = spans.filter((_, i) => i % 2 === 1).map(String);
  expect(logs(sim).filter((text) => text !== "-1")).toEqual(highs);
});
