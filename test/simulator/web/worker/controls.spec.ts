/** What the worker tells of controls: they stand where the parts do. */
import { expect, test } from "vitest";
import { firmwareOf, SessionBench } from "../../../support/session.ts";
import { compileText } from "../../../support/virtual.ts";

const MS = 1_000_000;

async function board(...parts: readonly object[]): Promise<SessionBench> {
  const { wasm, table } = await compileText(`
import { millis, sleep, spawn } from "wakeful";
@task
async function tick(): Promise<void> {
  while (true) await sleep(millis(10));
}
export function main(): void {
  spawn(tick());
}`);
  const uno = { type: "wokwi-arduino-uno", id: "uno" };
  const diagram = JSON.stringify({ version: 1, parts: [uno, ...parts], connections: [] });
  return new SessionBench().load(firmwareOf({ wasm, table }, { diagram }));
}

test("a control that was moved stands where it did before, after going back", async () => {
  const bench = await board(
    { type: "wokwi-slide-switch", id: "sw" },
    { type: "wokwi-potentiometer", id: "pot" },
    { type: "wokwi-dip-switch-8", id: "dip" },
    { type: "wokwi-dht22", id: "air" },
  );
  const stand = (): unknown[] => [
    bench.pictures["sw"]?.values,
    bench.pictures["pot"]?.values,
    bench.pictures["dip"]?.values?.["3"],
    bench.pictures["air"]?.values,
  ];
  const atReset = [{ value: "left" }, { value: 0 }, "off", { temperature: 24, humidity: 40 }];
  expect(stand()).toEqual(atReset);
  bench
    .goTo(100 * MS)
    .control("sw", "value", 1)
    .control("pot", "value", 700);
  bench.control("dip", "3", true).control("air", "humidity", 55.5);
  const moved = [{ value: "right" }, { value: 700 }, "on", { temperature: 24, humidity: 55.5 }];
  expect(stand()).toEqual(moved);
  expect(stand.call(bench.goTo(50 * MS))).toEqual(atReset);
  expect(stand.call(bench.goTo(150 * MS))).toEqual(moved);
});

test("a part of any name is told in words", async () => {
  const bench = await board(
    { type: "wokwi-pushbutton", id: "__proto__" },
    { type: "wokwi-pushbutton", id: "constructor" },
  );
  expect(Object.keys(bench.frame.pictures)).toEqual(["uno", "__proto__", "constructor"]);
  expect(bench.control("constructor", "press", true).refusals).toEqual([]);
  expect(bench.pictures["constructor"]?.text).toBe("pressed");
});

test("Tab is not taken from who moves about the page by keyboard", async () => {
  const bench = await board(
    { type: "wokwi-pushbutton", id: "tab", attrs: { key: "Tab" } },
    { type: "wokwi-pushbutton", id: "a", attrs: { key: "a" } },
  );
  const keys = bench.loaded.parts.flatMap(({ controls }) =>
    controls.map((control) => (control.kind === "hold" ? control.key : "none")),
  );
  expect(keys).toEqual([undefined, "a"]);
});
