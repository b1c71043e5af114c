/**
 * The board view from load to export, as people use it: the page, the worker and the server that are shipped, and an
 * example. Times are looked at while the page is paused, so a slow machine sees the same.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium, missingChromium } from "../support/chromium.ts";
import { expectLayout } from "../support/layout.ts";
import { projectRoot } from "../support/parts.ts";
import { edgesOf, RealPage, soon, startServe, wakeful, type Served } from "../support/real-page.ts";

const missing = missingChromium();
const LEDS = ["led1", "led2", "led3"];

describe.skipIf(missing !== undefined)(
  `the board in a browser, from load to export${missing ? ` (${missing})` : ""}`,
  () => {
    let folder: string;
    let source: string;
    let browser: Browser;
    let served: Served;
    let real: RealPage;

    const save = (text: string): void => writeFileSync(join(folder, "button.ts"), text);

    /** What the same firmware does in Node. A press on the page is one of known length afterwards. */
    async function inNode(span: string, ...presses: readonly string[]): Promise<unknown> {
      const flags = presses.flatMap((press) => ["--press", `BTN1@${press}`]);
      await wakeful(folder, "run", "button.ts", "--for", span, ...flags, "--vcd", "run.vcd");
      return edgesOf(readFileSync(join(folder, "run.vcd"), "utf8"));
    }

    /** How the LEDs are, as words, as rings, and as levels in the analyser, which are to agree. */
    async function lit(shown: RealPage): Promise<string[]> {
      const words = await shown.words(...LEDS);
      const on = LEDS.filter((_, i) => words[i] === "on");
      expect(words).toEqual(LEDS.map((led) => (on.includes(led) ? "on" : "off")));
      expect(await shown.ringed()).toEqual(on);
      // The analyser draws with the screen's next picture.
      await expect
        .poll(() => shown.levels(...LEDS), soon)
        .toEqual(LEDS.map((led) => (on.includes(led) ? "1" : "0")));
      return on;
    }

    const eventually = (parts: readonly string[], words: readonly string[]): Promise<void> =>
      expect.poll(() => real.words(...parts), soon).toEqual(words);

    async function litAt(shown: RealPage, time: string): Promise<string[]> {
      await shown.goTo(time);
      return lit(shown);
    }

    /** Steps from instant to instant, with whatever is held meanwhile. */
    async function place(name: "A" | "B", time: string): Promise<void> {
      const cursor = real.page.getByRole("textbox", { name: `Cursor ${name}` });
      await cursor.fill(time);
      await cursor.press("Enter");
    }

    async function stepTo(time: number): Promise<void> {
      for (let before = await real.now(); before < time; before = await real.now()) {
        await real.page.keyboard.press(".");
        await expect.poll(() => real.now(), soon).toBeGreaterThan(before);
      }
      expect(await real.now()).toBe(time);
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "wakeful-board-"));
      cpSync(join(projectRoot, "examples/button"), folder, { recursive: true });
      source = readFileSync(join(folder, "button.ts"), "utf8");
      [browser, served] = await Promise.all([launchChromium(), startServe(folder, "button.ts")]);
      real = await RealPage.open(browser, served.url);
    });

    afterAll(async () => {
      await browser?.close();
      await served?.stop();
      rmSync(folder, { recursive: true });
    });

    test("it plays at once, and the button is there for the mouse", async () => {
      expect(await real.page.title()).toBe("button.ts \u00b7 Wakeful");
      await expect.poll(() => real.now(), soon).toBeGreaterThan(0);
      await real.hover("BTN1");
      await real.page.mouse.down();
      await eventually(["BTN1", "led3"], ["pressed", "on"]);
      await real.page.mouse.up();
      await eventually(["BTN1", "led3"], ["not pressed", "off"]);
      expect(await real.faults()).toEqual([]);
      await real.button("Restart").click();
      await real.pause();
    });

    test("LEDs change at their times, and not a nanosecond before", async () => {
      expect(await litAt(real, "299.999999ms")).toEqual([]);
      expect(await litAt(real, "300ms")).toEqual(["led2"]);
      expect(await litAt(real, "499.999999ms")).toEqual(["led2"]);
      expect(await litAt(real, "500ms")).toEqual(["led1", "led2"]);
      expect(await litAt(real, "599.999999ms")).toEqual(["led1", "led2"]);
      expect(await litAt(real, "600ms")).toEqual(["led1"]);
      expect(await litAt(real, "1s")).toEqual(["led2"]);
    });

    test("the analyser finds the same edges", async () => {
      await real.row("D13 led1").click();
      await place("A", "0s");
      const cursor = real.page.getByRole("textbox", { name: "Cursor A" });
      for (const time of ["500ms", "1s"]) {
        await real.button("Next edge").click();
        await expect.poll(() => cursor.inputValue(), soon).toBe(time);
      }
      await place("A", "");
    });

    test("the button that the mouse holds lights the third LED, and the waveform shows it", async () => {
      expect(await litAt(real, "1234ms")).toEqual([]);
      await real.hover("BTN1");
      await real.page.mouse.down();
      await eventually(["BTN1", "led3"], ["pressed", "on"]);
      expect(await litAt(real, "1334ms")).toEqual(["led3"]);
      await real.page.mouse.up();
      // The finger is gone at the end of this instant: what time it is then, the next one shows.
      await real.button("Step forward").click();
      await eventually(["BTN1"], ["not pressed"]);
      expect(await litAt(real, "1.4s")).toEqual([]);
      await real.goTo("2s");

      await real.row("D11 led3").click();
      await place("A", "1.2s");
      await place("B", "1.4s");
      await expect.poll(() => real.measured(), soon).toContain("between A and B");
      console.log(await real.measured());
      await place("A", "");
      await place("B", "");
      expect(edgesOf(await real.exported("VCD"))).toEqual(
        await inNode("2s", "1234ms:100.000001ms"),
      );
    });

    test("its key and the button in the list do the same", async () => {
      await real.goTo("2.1s");
      await real.page.locator("#stage").focus();
      await real.page.keyboard.down("b");
      await eventually(["BTN1", "led3"], ["pressed", "on"]);
      await stepTo(2_400_000_000);
      await real.page.keyboard.up("b");
      await real.goTo("3s");
      await eventually(["BTN1", "led3"], ["not pressed", "off"]);
      await real.button("press b").focus();
      await real.page.keyboard.down("Space");
      await eventually(["BTN1", "led3"], ["pressed", "on"]);
      await stepTo(3_300_000_000);
      await real.page.keyboard.up("Space");
      await real.goTo("4s");
      expect(edgesOf(await real.exported("VCD"))).toEqual(await pressed("4s"));
    });

    const pressed = (span: string): Promise<unknown> =>
      inNode(span, "1234ms:100.000001ms", "2.1s:300.000001ms", "3s:300.000001ms");
  },
);
