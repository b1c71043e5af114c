/** Runs every example of docs/guide.md, and checks what the page says of it. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { micros, millis, seconds, type Simulator } from "../../simulator/index.ts";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { refusal } from "../support/virtual.ts";

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
  const text = readFileSync(join(projectRoot, folder, "02-futures.ts"), "utf8");
  expect(await refusal(text.replace("const held = press(button);", "press(button);"))).toContain(
    "press(...) makes a future that nobody waits for, so it never runs",
  );
});

test("the page shows what the commands print", () => {
  const parts = [...page.matchAll(/<!-- part: (.+?) -->\n\n```text\n(.*?)```/gs)];
  expect(parts.length).toBe(page.split("<!-- part: ").length - 1);
  for (const [, command, shown] of parts) {
    const argv = [join(projectRoot, "dist/cli.js"), ...command!.split(" ")];
    const { stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: projectRoot,
      encoding: "utf8",
    });
    expect(`${stdout}${stderr}`).toContain(shown);
  }
});

test("every example is shown and run", () => {
  const files = readdirSync(join(projectRoot, folder)).filter((file) => file.endsWith(".ts"));
  const shown = [...page.matchAll(/<!-- example: docs\/examples\/guide\/(.+?) -->/g)];
  expect([...new Set(shown.map((m) => m[1]))].sort()).toEqual(files);
  expect([...ran].sort(), "run the whole file: the tests above run the examples").toEqual(files);
});
