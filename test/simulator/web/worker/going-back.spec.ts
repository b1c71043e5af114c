/** Presses that were made on the page, and time that goes back through them. */
import { beforeEach, expect, test } from "vitest";
import { exampleFirmware, SessionBench } from "../../../support/session.ts";

const MS = 1_000_000;
let bench: SessionBench;

/** Presses and releases of the button until now, in milliseconds. */
function presses(): string[] {
  const vcd = bench.ask<"export">({
    what: "export",
    format: "vcd",
    signals: [bench.loaded.signals.findIndex(({ kind }) => kind === "button")],
    start: 0,
    end: bench.frame.now,
  });
  const lines = vcd.slice(vcd.indexOf("#0\n")).split("\n");
  let time = 0;
  return lines.flatMap((line) => {
    if (line.startsWith("#")) time = Number(line.slice(1)) / MS;
    return time > 0 && /^[01]/.test(line) ? [`${line[0] === "1" ? "down" : "up"} ${time}`] : [];
  });
}

const finger = (isDown: boolean): SessionBench => bench.control("BTN1", "press", isDown);

beforeEach(async () => {
  bench = new SessionBench();
  bench.load(await exampleFirmware("button"));
  bench.goTo(100 * MS);
  finger(true).goTo(300 * MS);
  finger(false).goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 300.000001"]);
});

test("going back in steps, as a drag does, leaves a press on the way as it was", () => {
  for (const time of [400, 250, 150, 50]) bench.goTo(time * MS);
  expect(bench.frame.furthest).toBe(500 * MS);
  bench.goTo(250 * MS);
  expect(bench.pictures["BTN1"]?.text).toBe("pressed");
  bench.goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 300.000001"]);
});

test("stepping back within a press leaves it as it was", () => {
  bench.goTo(250 * MS);
  bench.do({ type: "step", by: "instant", back: true });
  bench.goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 300.000001"]);
});

// The contact still bounces from the finger that came, so the press lasts until it is at rest.
test("a finger that goes away ends no press of the past", () => {
  bench.goTo(450 * MS);
  finger(true).goTo(200 * MS);
  finger(false).goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 300.000001", "down 450", "up 451.335816"]);
});

test("something else that is done within a press ends it: its end does not come again", () => {
  bench.goTo(200 * MS);
  bench.do({ type: "type", port: 0, text: "x" });
  expect(bench.frame.furthest).toBe(200 * MS);
  bench.goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 200.000001"]);
});

test("a finger that comes within a press takes it over", () => {
  bench.goTo(200 * MS);
  finger(true).goTo(400 * MS);
  finger(false).goTo(500 * MS);
  expect(presses()).toEqual(["down 100", "up 400.000001"]);
});

test("who goes back with a finger on the button has let it go before", () => {
  finger(true).goTo(600 * MS);
  bench.goTo(50 * MS);
  bench.goTo(700 * MS);
  expect(presses()).toEqual(["down 100", "up 300.000001", "down 500", "up 600.000001"]);
  expect(bench.pictures["BTN1"]?.text).toBe("not pressed");
});
