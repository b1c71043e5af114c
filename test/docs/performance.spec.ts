import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFigures, resultOf } from "../../bench/report/figures.mjs";
import { pictures } from "../../bench/report/pictures.mjs";
import { compile } from "../../compiler/index.ts";
import { projectRoot } from "../support/parts.ts";

const page = readFileSync(join(projectRoot, "docs/performance.md"), "utf8");
const figures = readFigures();

/** `npm run generate` draws anew; what was measured it leaves as it is. */
const isGenerating = process.env["WAKEFUL_GENERATE"] === "1";

/** That tags are closed in the order of their opening, and nothing stands bare that would be a tag. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/g;
  for (const [, end, name, , isEmpty] of xml.matchAll(tag)) {
    if (end) expect(open.pop()).toBe(name);
    else if (!isEmpty) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(xml.replace(tag, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
}

test.each(Object.keys(pictures))("%s is drawn from the figures, and says what it shows", (name) => {
  const picture = pictures[name]!(figures);
  const file = join(projectRoot, "docs/pictures", name);
  if (isGenerating) writeFileSync(file, picture);
  expect(picture, "stale: run `npm run generate`").toBe(readFileSync(file, "utf8"));
  expectWellFormed(picture);
  expect(picture).toMatch(/role="img" aria-labelledby="title desc"/);
  expect(picture).toMatch(/<title id="title">.{20,}<\/title>\n<desc id="desc">.{60,}<\/desc>/);
  expect(picture).toContain("@media (prefers-color-scheme: dark)");
  // Each has a text beside it, for who cannot see it.
  expect(page).toMatch(new RegExp(`!\\[.{60,}\\]\\(pictures/${name.replace(".", "\\.")}\\)`));
});

test("each goal has a row, with what embassy reaches, what we reach, and whether it is met", () => {
  const goals = /<!-- table: performance goals -->(.*?)<!-- end -->/s.exec(page)![1]!;
  const rows = goals.split("\n").filter((line) => line.startsWith("| "));
  const names = rows.slice(2).map((line) => line.split("|")[1]!.trim());
  expect(names).toMatchInlineSnapshot(`
    [
      "yield, N = 1",
      "yield, N = 10",
      "yield, N = 100",
      "yield, N = 1000",
      "ping-pong over a signal",
      "interrupt and poll, one of ten waiters, from JS",
      "timer expiry, N = 10",
      "timer expiry, N = 100",
      "timer expiry, N = 1,000",
      "timer expiry, N = 10,000",
      "two-LED blink, wasm",
      "two-LED blink, static RAM",
      "task storage of blink",
      "of it the header, without the timer",
      "yield against JS async/await, N = 1: times as fast",
      "yield against JS async/await, N = 10: times as fast",
      "yield against JS async/await, N = 100: times as fast",
      "yield against JS async/await, N = 1000: times as fast",
    ]
  `);
  for (const line of rows.slice(2)) expect(line).toMatch(/\| (yes|no) +\|$/);
  const others = /<!-- table: performance other goals -->(.*?)<!-- end -->/s.exec(page)![1]!;
  for (const what of ["Uno", "real time", "avr8js", "asleep", "log N"])
    expect(others).toContain(what);
});

test.skipIf(isGenerating)("counts that no noise moves are those that are pinned", async () => {
  const { instructions } = figures.pinned;
  const stale = "measured on another executor: run `npm run bench -- --write size peers growth`";
  const peers = resultOf(figures, "peers") as { rows: { what: string; ours: number }[] };
  for (const { what, ours } of peers.rows) {
    const name = what.startsWith("ping") ? "ping-pong" : what.replace("yield, N = ", "yield-");
    expect(ours, stale).toBeCloseTo(instructions![name]!, 1);
  }
  const growth = resultOf(figures, "growth") as { tasks: number; instructions: number }[];
  for (const n of [10, 100, 1000]) {
    const { instructions: counted } = growth.find(({ tasks }) => tasks === n)!;
    // One has counted from another turn on.
    expect(Math.abs(counted / instructions![`timer-${n}`]! - 1), stale).toBeLessThan(0.02);
  }
  const { table } = await compile("examples/blink/blink.ts", { root: projectRoot });
  const size = resultOf(figures, "size") as { what: string; ours: number }[];
  const task = size.find(({ what }) => what === "task storage of blink, bytes")!;
  expect(task.ours, stale).toBe(table.tasks[0]!.slotBytes);
});
