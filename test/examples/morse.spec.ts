import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { millis, seconds, type Simulator } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";

const uno = board("examples/morse/diagram.json");
const unit = millis(60);

const standard =
  "A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. S... " +
  "T- U..- V...- W.-- X-..- Y-.-- Z--.. " +
  "0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----.";
const letters = new Map(standard.split(" ").map((entry) => [entry.slice(1), entry[0]!]));

/** What a receiver makes of the key's edges; what is no dot, dash or gap of the standard is a "?". */
function decode(sim: Simulator): { text: string; ends: bigint[] } {
  const edges = sim.led("key").changes;
  let text = "";
  let sign = "";
  const ends: bigint[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const span = edges[i + 1]!.time - edges[i]!.time;
    const isWhole = span % unit === 0n;
    const units = isWhole ? Number(span / unit) : 0;
    if (edges[i]!.on) sign += { 1: ".", 3: "-" }[units] ?? "?";
    else if (units !== 1) {
      text += (letters.get(sign) ?? "?") + ({ 3: "", 7: " " }[units] ?? "?");
      if (units === 7) ends.push(edges[i]!.time);
      sign = "";
    }
  }
  return { text, ends };
}

test("the key's edges read as the reports, one after the other, none lost", async () => {
  const sim = await simulate("examples/morse/morse.ts", { board: uno });
  sim.runFor(seconds(100));
  const reports = Array.from({ length: 18 }, (_, k) => `TEMP ${18 + k}`).join(" ");
  expect(decode(sim).text.slice(0, reports.length)).toBe(reports);
  expect(decode(sim).text).not.toContain("?");
  expect(sim.diagnostics).toEqual([]);
});

test("every edge is a whole number of units after the first one", async () => {
  const sim = await simulate("examples/morse/morse.ts", { board: uno });
  sim.runFor(seconds(100));
  const times = sim.led("key").changes.map(({ time }) => time);
  expect(times[0]).toBe(seconds(1));
  expect(times.filter((time) => (time - seconds(1)) % unit !== 0n)).toEqual([]);
  // T is a dash, E a dot, and M begins: 3 on, 3 off, 1 on, 3 off.
  const units = times.slice(0, 5).map((time) => (time - seconds(1)) / unit);
  expect(units).toEqual([0n, 3n, 6n, 7n, 10n]);
});

test("the writer waits while the pipe is full, until the sender has taken the report before", async () => {
  const sim = await simulate("examples/morse/morse.ts", { board: uno });
  sim.runFor(seconds(100));
  const { ends } = decode(sim);
  // A report is in the pipe as soon as the last byte of the one before it, a space, is taken out.
  const room = [millis(1000), ...ends.filter((_, k) => k % 2 === 1).map((end) => end + 3n * unit)];
  expect(sim.logs.slice(0, 3).map(({ time, text }) => [time, text])).toEqual([
    [millis(1000), "18 degrees are on their way"],
    [millis(5560), "19 degrees are on their way"],
    [millis(10_480), "20 degrees are on their way"],
  ]);
  expect(sim.logs.map(({ time }) => time)).toEqual(room);
  const waits = sim.led("waits").changes;
  for (let k = 1; k < room.length; k++) {
    expect(waits[2 * k]).toEqual({ time: room[k - 1]! + millis(1000), on: true });
    expect(waits[2 * k + 1]).toEqual({ time: room[k], on: false });
  }
});

test("the tree holds the letters and digits of the standard, and nothing else", () => {
  const text = readFileSync(join(projectRoot, "examples/morse/morse.ts"), "utf8");
  const tree = /tree = "(.*)"/.exec(text)![1]!;
  const places = [...tree].map((letter, place) => {
    const signs = place.toString(2).slice(1);
    return [signs.replaceAll("0", ".").replaceAll("1", "-"), letter] as const;
  });
  expect(new Map(places.filter(([, letter]) => letter !== "_"))).toEqual(letters);
});
