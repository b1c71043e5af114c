/** Commands that come while another one is under way, or that ask for what has no end. */
import { expect, test } from "vitest";
import type { Firmware } from "../../../../simulator/web/protocol.ts";
import { exampleFirmware, firmwareOf, SessionBench } from "../../../support/session.ts";
import { compileText } from "../../../support/virtual.ts";

const MS = 1_000_000;
const HOUR = 3_600_000 * MS;
const DAY = 24 * HOUR;

/** On the board of examples/button. */
async function firmware(text: string): Promise<Firmware> {
  const { diagram } = await exampleFirmware("button");
  return firmwareOf(await compileText(text), { diagram });
}

function script(bench: SessionBench): string[] {
  return bench.ask<"script">({ what: "script" }).trim().split("\n");
}

/** What comes in so many turns of the worker. */
function turns(bench: SessionBench, count: number): SessionBench {
  for (let i = 0; i < count; i++) {
    bench.session.slice();
    bench.wall += 16;
    bench.session.frame();
  }
  return bench;
}

const lamp = `
import { Button, Output, spawn } from "wakeful";
@task
async function lamp(): Promise<void> {
  const led = Output.at(12);
  const button = Button.at(2);
  while (true) {
    await button.pressed();
    led.toggle();
  }
}
export function main(): void {
  spawn(lamp());
}`;

test("as fast as it goes, time stands where nothing will happen until somebody does something", async () => {
  const bench = new SessionBench().load(await firmware(lamp));
  bench.session.handle({ type: "play", speed: Infinity });
  turns(bench, 3);
  const { now } = bench.frame;
  expect(now).toBeLessThan(1000 * MS);
  turns(bench, 3);
  expect(bench.frame).toMatchObject({ now, playing: true, state: "running" });
  bench.control("BTN1", "press", true);
  turns(bench, 3);
  expect(bench.frame.now).toBeGreaterThan(now);
  expect(bench.frame.now).toBeLessThan(now + 1000 * MS);
  expect(bench.refusals).toEqual([]);
});

test("time ends where a page no longer counts nanoseconds, and says so", async () => {
  const bench = new SessionBench().load(
    await firmware(`
import { seconds, sleep, spawn } from "wakeful";
@task
async function seldom(): Promise<void> {
  while (true) await sleep(seconds(3_600_000));
}
export function main(): void {
  spawn(seldom());
}`),
  );
  bench.session.handle({ type: "play", speed: Infinity });
  turns(bench, 3);
  expect(bench.frame).toMatchObject({ now: 3000 * HOUR, playing: false, state: "running" });
  bench
    .do({ type: "play", speed: 1 })
    .goTo(105 * DAY)
    .goTo(Infinity)
    .goTo(NaN);
  expect(bench.frame.now).toBe(3000 * HOUR);
  expect([...new Set(bench.refusals)]).toMatchInlineSnapshot(`
    [
      "this page counts time up to 104 days | go back in time, or run it longer with \`wakeful run\`",
    ]
  `);
  expect(bench.refusals).toHaveLength(5);
  bench.goTo(50 * DAY);
  expect(bench.frame.now).toBe(50 * DAY);
});

test("who asked for a time that is far away pauses on the way there", async () => {
  const bench = new SessionBench().load(await exampleFirmware("button"));
  bench.session.handle({ type: "goTo", time: 50 * DAY });
  turns(bench, 20);
  expect(bench.frame).toMatchObject({ playing: false, travelling: true });
  bench.session.handle({ type: "pause" });
  turns(bench, 1);
  const { now, travelling } = bench.frame;
  expect(travelling).toBe(false);
  turns(bench, 3);
  expect(bench.frame.now).toBe(now);
});

test("a script that was edited is played by the page that is open, with what people did", async () => {
  const bench = new SessionBench();
  const given = await exampleFirmware("button", {
    script: "100ms press BTN1 50ms\n300ms+ send 0 old\n",
  });
  bench.load(given).goTo(400 * MS);
  bench.control("BTN1", "press", true).goTo(600 * MS);
  bench.control("BTN1", "press", false).goTo(700 * MS);
  const edited = "200ms press BTN1 50ms\n350ms+ send 0 new\n";
  bench.load({ ...given, build: 2, script: edited }, true);
  expect(bench.frame.now).toBe(700 * MS);
  expect(script(bench)).toMatchInlineSnapshot(`
    [
      "seed 1",
      "200ms press BTN1 50ms",
      "350ms+ send 0 new",
      "400ms+ press BTN1 200.000001ms",
    ]
  `);
  expect(bench.refusals).toEqual([]);
});

test("a script that stays is not played twice by the next build", async () => {
  const bench = new SessionBench();
  const given = await exampleFirmware("button", {
    script: "100ms press BTN1 50ms\n300ms+ send 0 x\n",
  });
  bench.load(given).goTo(400 * MS);
  const before = script(bench);
  bench.load({ ...given, build: 2 }, true).load({ ...given, build: 3 }, true);
  expect(script(bench)).toEqual(before);
});

test("who goes back while a new build catches up loses nothing of what was done later", async () => {
  const bench = new SessionBench();
  const given = await exampleFirmware("button");
  bench.load(given);
  for (const second of [1, 3, 5]) {
    bench.goTo(second * 1000 * MS).control("BTN1", "press", true);
    bench.goTo((second * 1000 + 300) * MS).control("BTN1", "press", false);
  }
  bench.goTo(6000 * MS);
  const before = script(bench);
  expect(before).toHaveLength(4);
  bench.look = 6;
  bench.session.handle({ type: "load", firmware: { ...given, build: 2 }, resume: true });
  while (bench.session.isTravelling && script(bench).length < 3) bench.session.slice();
  expect(bench.session.isTravelling).toBe(true);
  bench.look = 0.001;
  bench.goTo(500 * MS);
  expect(bench.frame.now).toBe(500 * MS);
  expect(script(bench.goTo(6000 * MS))).toEqual(before);
});
