/** Runs every example of docs/guide.md, and checks what the page says of it. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { millis, seconds, Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { compileText, refusal } from "../support/virtual.ts";

const folder = "docs/examples/guide";
const uno = board("examples/button/diagram.json");
const page = readFileSync(join(projectRoot, "docs/guide.md"), "utf8");
const ran = new Set<string>();

/** A press of the button: from when, and for how long, in milliseconds. */
type Press = readonly [at: number, length: number];

async function start(
  name: string,
  presses: readonly Press[] = [],
  options: SimulatorOptions = {},
): Promise<Simulator> {
  ran.add(`${name}.ts`);
  const sim = await simulate(`${folder}/${name}.ts`, { board: uno, ...options });
  for (const [at, length] of presses) sim.press("BTN1", { at: millis(at), for: millis(length) });
  return sim;
}

/** Lines as `time in milliseconds: text`. */
function logs(sim: Simulator): string[] {
  return sim.logs.map((line) => `${Number(line.time) / 1e6}: ${line.text}`);
}

/** When the level of a pin changed, in milliseconds; not the level that it has from the first instant. */
function changes(sim: Simulator, pin: number): number[] {
  return sim
    .pin(pin)
    .edges.slice(1)
    .map((edge) => Number(edge.time) / 1e6);
}

function source(name: string): string {
  return readFileSync(join(projectRoot, folder, `${name}.ts`), "utf8");
}

/** What the command line prints. */
function wakeful(command: string): string {
  const argv = [join(projectRoot, "dist/cli.js"), ...command.split(" ")];
  return spawnSync(process.execPath, argv, { cwd: projectRoot, encoding: "utf8" }).stdout;
}

test("two LEDs blink and each press toggles a third", async () => {
  const sim = await start("01-tasks", [
    [1000, 200],
    [2000, 100],
  ]);
  sim.runFor(seconds(3));
  expect(changes(sim, 13)).toEqual([500, 1000, 1500, 2000, 2500, 3000]);
  expect(changes(sim, 12)).toEqual([300, 600, 900, 1200, 1500, 1800, 2100, 2400, 2700, 3000]);
  expect(changes(sim, 11)).toEqual([1000, 2000]);
  expect(sim.diagnostics).toEqual([]);
});

test("a call of an async function does nothing until it is awaited", async () => {
  const sim = await start("02-futures", [
    [500, 300],
    [1500, 300],
  ]);
  sim.runFor(seconds(3));
  expect(logs(sim)).toEqual(["1000: waiting for a press", "1820: held for 300 ms"]);
});

test("a future that nobody awaits is refused", async () => {
  const text = source("02-futures").replace("const held = press(button);", "press(button);");
  expect(await refusal(text)).toContain(
    "press(...) makes a future that nobody waits for, so it never runs",
  );
});

test("a future that says false and has left no waker is never asked again", async () => {
  const early = await start("03-polling", [[500, 300]]);
  early.runFor(seconds(4));
  expect(logs(early)).toEqual(["500: ding dong", "1000: polled, rung = true"]);
  expect(changes(early, 11)).toEqual([1000]);

  const late = await start("03-polling", [[2000, 300]]);
  late.runFor(seconds(4));
  expect(logs(late)).toEqual(["1000: polled, rung = false", "2000: ding dong"]);
  expect([late.state, changes(late, 11)]).toEqual(["deadlock", []]);
});

test("a waker has it asked once more, when there is something to hear", async () => {
  const sim = await start("04-wakers", [[2000, 300]]);
  sim.runFor(seconds(4));
  expect(logs(sim)).toEqual([
    "1000: polled, rung = false",
    "2000: ding dong",
    "2000: polled, rung = true",
  ]);
  expect([changes(sim, 11), sim.diagnostics]).toEqual([[2000], []]);
});

test("the executor sleeps while nobody has anything to do", async () => {
  const sim = await start("01-tasks");
  sim.runFor(seconds(3));
  expect(sim.summary().wakes).toEqual({ total: 15, reset: 1, timer: 14, interrupt: 0 });
  expect([changes(sim, 12).length, changes(sim, 13).length]).toEqual([10, 6]);
});

test("a task is joined for its value, and aborted", async () => {
  const sim = await start("05-game", [
    [300, 100],
    [600, 100],
    [900, 100],
  ]);
  sim.runFor(seconds(3));
  expect(logs(sim)).toEqual(["1020: three presses took 1020 ms"]);
  expect(changes(sim, 13)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
});

test("join waits for all, select for the first", async () => {
  const sim = await start("06-together", [[1200, 100]]);
  sim.runFor(millis(3900));
  expect(changes(sim, 12).slice(0, 10)).toEqual([0, 50, 100, 150, 200, 250, 300, 350, 400, 450]);
  expect(changes(sim, 13).slice(0, 4)).toEqual([0, 250, 500, 750]);
  expect(logs(sim)).toEqual(["1200: pressed after 200000 us", "3200: too slow"]);
  expect(changes(sim, 11)).toEqual([1000, 1200, 2200, 3200]);
});

test("what is cut off leaves nothing behind, but a pin keeps its level", async () => {
  const sim = await start("07-cancel");
  sim.runFor(seconds(1));
  expect(logs(sim)).toEqual(["100: no answer", "130: answered"]);
  expect([changes(sim, 13), changes(sim, 12)]).toEqual([[0], [100, 130]]);
  expect(sim.led("led1").on).toBe(true);
});

test("a channel slows down who is too fast, and ends the loop when it is closed and empty", async () => {
  const sim = await start("08-channel");
  sim.runFor(seconds(3));
  expect(logs(sim)).toEqual([
    "0: sent 100",
    "0: sent 200",
    "0: sent 300",
    "200: sent 400",
    "500: sent 500",
    "2000: no more",
  ]);
  expect(changes(sim, 13)).toEqual([0, 100, 200, 400, 500, 800, 900, 1300, 1400, 1900]);
});

const busy = "while (button.read() == Level.High) continue;";

test("a loop without await holds everybody up, and is found", async () => {
  const sim = await start("09-busy", [], { pollLimit: 100_000 });
  const line = source("09-busy").split(busy)[0]!.split("\n").length;
  expect(() => sim.runFor(seconds(3))).toThrow(
    expect.objectContaining({
      message: expect.stringContaining("poll() does not return") as string,
      place: expect.objectContaining({ line }) as object,
    }),
  );
  expect(changes(sim, 13)).toEqual([300, 600, 900]);
});

test("an await in the place of that loop holds nobody up", async () => {
  const { wasm, table } = await compileText(source("09-busy").replace(busy, "await button.low();"));
  const sim = Simulator.load(wasm, { table, board: uno });
  sim.press("BTN1", { at: millis(2000), for: millis(100) });
  sim.runFor(millis(2100));
  expect([changes(sim, 13), changes(sim, 11)]).toEqual([
    [300, 600, 900, 1200, 1500, 1800, 2100],
    [2000],
  ]);
});

test("long work in slices lets an LED blink on time", async () => {
  const sim = await start("10-slices", [], { cpu: { turnTime: millis(1) } });
  sim.runFor(millis(500));
  expect(logs(sim)).toEqual(["199: task 1: 499999500000", "200: task 2: 499999500000"]);
  expect(changes(sim, 13)).toEqual(Array.from({ length: 50 }, (_, i) => 10 * (i + 1)));
});

test("select prefers what is written first, selectFair takes turns", async () => {
  const sim = await start("11-fair");
  sim.runFor(millis(1));
  const of = (kind: string): string[] =>
    sim.logs.filter((line) => line.text.startsWith(kind)).map((line) => line.text.slice(-1));
  expect([of("first"), of("fair")]).toEqual([
    ["0", "0", "0", "0"],
    ["0", "1", "0", "1"],
  ]);
});

test("a priority comes first in its turn, and interrupts none", async () => {
  const sim = await start("12-priorities");
  sim.runFor(seconds(2));
  expect(logs(sim)).toEqual([
    "1000: guard",
    "1000: worker 1",
    "1000: worker 2",
    "1000: worker 3",
    "1000: guard, alarmed",
  ]);
});

test("a ticker does not drift, and tells what it missed", async () => {
  const sim = await start("13-ticker");
  sim.runFor(millis(950));
  expect(changes(sim, 12).slice(0, 3)).toEqual([100, 205, 310]);
  expect(changes(sim, 13)).toEqual([100, 200, 300, 400, 500, 750, 800, 900]);
  expect(logs(sim)).toEqual(["750: missed 1"]);
});

test("the page shows what the commands print", () => {
  const parts = [...page.matchAll(/<!-- part: (.+?) -->\n\n```text\n(.*?)```/gs)];
  expect(parts.length).toBe(page.split("<!-- part: ").length - 1);
  for (const [, command, shown] of parts) expect(wakeful(command!)).toContain(shown);
  const [, run] = /^node dist\/cli\.js (.*)$/m.exec(page)!;
  expect(wakeful(run!)).toContain("D11 led3");
  expect(wakeful("size docs/examples/guide/05-game.ts")).toContain(
    "96  blink      2 × (8 prefix + 8 header + 32 frame)",
  );
});

test.each([
  ["04-wakers", "waiting = Waker.current();"],
  ["07-cancel", "await timeout(talk(13, 60000), millis(100))"],
  ["07-cancel", "await talk(12, 30)"],
  ["08-channel", "for await (const length of flashes)"],
  ["12-priorities", "@task({ priority: 7 })"],
])("%s has what the text quotes of it: %s", (name, quoted) => {
  expect(page).toContain(quoted);
  expect(source(name)).toContain(quoted);
});

test("every example is shown and run", () => {
  const files = readdirSync(join(projectRoot, folder)).filter((file) => file.endsWith(".ts"));
  const shown = [...page.matchAll(/<!-- example: docs\/examples\/guide\/(.+?) -->/g)];
  expect([...new Set(shown.map((m) => m[1]))].sort()).toEqual(files);
  expect([...ran].sort(), "run the whole file: the tests above run the examples").toEqual(files);
});
