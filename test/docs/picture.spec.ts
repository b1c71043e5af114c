import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { millis, seconds } from "../../simulator/index.ts";
import { board, simulate } from "../support/firmware.ts";
import { projectRoot } from "../support/parts.ts";
import { movingPicture, type Row } from "./moving-picture.ts";

const file = join(projectRoot, "docs/pictures/button.svg");

test("README's picture shows what the simulator did", async () => {
  const sim = await simulate("examples/button/button.ts", {
    board: board("examples/button/diagram.json"),
  });
  sim.press("BTN1", { at: millis(600), for: millis(300) });
  sim.press("BTN1", { at: millis(1700), for: millis(500) });
  sim.runFor(seconds(3));
  const { signals } = sim.trace;
  const row = (name: string, label: string, kind: string, shown: Row["shown"]): Row => {
    const { initial, changes } = signals.find((s) => s.kind === kind && s.name === name)!;
    return { name: label, label: labels[name]!, shown, initial, changes };
  };
  const labels: Readonly<Record<string, string>> = {
    BTN1: "button",
    led3: "green",
    led2: "yellow",
    led1: "red",
  };
  const picture = movingPicture(
    "button.ts on an Arduino Uno: two LEDs blink, the third follows the button",
    [
      row("BTN1", "D4", "button", "button"),
      row("led3", "D11", "led", { color: "#2fb45b" }),
      row("led2", "D12", "led", { color: "#f2b705" }),
      row("led1", "D13", "led", { color: "#e5484d" }),
    ],
    sim.now,
  );
  if (process.env["WAKEFUL_GENERATE"] === "1") {
    mkdirSync(join(projectRoot, "docs/pictures"), { recursive: true });
    writeFileSync(file, picture);
  }
  expect(picture).toBe(readFileSync(file, "utf8"));
});
