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
import { expectLayout, layoutFaults } from "../support/layout.ts";
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
      await real.pause();
      await real.button("Restart").click();
      await expect.poll(() => real.now(), soon).toBe(0);
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
      await expect
        .poll(() => real.measured(), soon)
        .toEqual([
          "D11 led3, between A and B",
          "Edges 8, Period 33.416667ms",
          "Frequency 29.9252 Hz, Duty 49.98 %",
          "Shortest pulse 37µs, Longest pulse 99.611ms",
        ]);
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

    test("the picture that the analyser saves has a row for each signal in use", async () => {
      const svg = await real.exported("SVG");
      expect(svg).toMatch(/^<svg /);
      for (const name of ["D13 led1", "D12 led2", "D11 led3", "D4 BTN1"]) {
        expect(svg).toContain(name);
      }
    });

    test("the time line is dragged back to a press, which is there again", async () => {
      const drag = await real.grabTimeLine();
      await drag.to(2_250_000_000);
      const value = await real.lineValue();
      // The knob is where the pointer is, to a pixel.
      expect(Math.abs(value - 2_250_000_000)).toBeLessThan(20_000_000);
      await expect.poll(() => real.now(), soon).toBe(value);
      await drag.drop();
      expect(await lit(real)).toEqual(["led2", "led3"]);
      expect(await real.words("BTN1")).toEqual(["pressed"]);
      expect(await real.page.locator("#state").textContent()).toBe("paused");
      expect(await litAt(real, "2.5s")).toEqual(["led1"]);
      await real.goTo("4s");
      expect(edgesOf(await real.exported("VCD"))).toEqual(await pressed("4s"));
    });

    test("dragged while it plays, it stands still until it is let go, and plays on from there", async () => {
      await real.button("Play").click();
      await real.button("Pause").waitFor();
      const drag = await real.grabTimeLine();
      await real.button("Play").waitFor();
      await drag.to(1_280_000_000);
      const value = await real.lineValue();
      await expect.poll(() => real.now(), soon).toBe(value);
      await drag.drop();
      await real.button("Pause").waitFor();
      await expect.poll(() => real.now(), soon).toBeGreaterThan(value);
      await real.pause();
      await real.goTo("4.5s");
      expect(edgesOf(await real.exported("VCD"))).toEqual(await pressed("4.5s"));
    });

    test("a save that does not build is told over the page, and the firmware before it goes on", async () => {
      save(source.replace("blink(13, 500)", "blink(13, oops)"));
      const note = real.page.locator('[data-note="build"]');
      await expect.poll(() => note.isVisible(), soon).toBe(true);
      expect(await note.innerText()).toMatchInlineSnapshot(`
        "The new build failed. The firmware before it goes on.
        button.ts:32:19 error: Cannot find name 'oops'. [asc-2304]
          31 | export function main(): void {
        > 32 |   spawn(blink(13, oops));
             |                   ^^^^
          33 |   spawn(blink(12, 300));
          way out: this is asc's own error; its manual is at https://www.assemblyscript.org"
      `);
      expect(await litAt(real, "4.7s")).toEqual(["led1", "led2"]);
      expect(await real.faults()).toEqual([]);
      await real.picture("banner");
      await expectLayout(real.page, "banner");
    });

    test("the next save is built, and the page goes on where it was, with the same presses", async () => {
      save(source.replace("blink(13, 500)", "blink(13, 250)"));
      await real.page.locator('[data-note="build"]').waitFor({ state: "detached" });
      await expect
        .poll(async () => [await real.now(), ...(await real.words("led1"))], soon)
        .toEqual([4_700_000_000, "off"]);
      expect(await lit(real)).toEqual(["led2"]);
      expect(await real.page.locator("#state").textContent()).toBe("paused");
      expect(edgesOf(await real.exported("VCD"))).toEqual(await pressed("4.7s"));
    });

    test("a save while it plays goes on playing", async () => {
      await real.button("Play").click();
      await real.button("Pause").waitFor();
      save(source.replace("spawn(blink(13", 'log("saved meanwhile");\n  spawn(blink(13'));
      const messages = real.page.locator("#panel-messages");
      await expect.poll(() => messages.textContent(), soon).toContain("saved meanwhile");
      await expect.poll(() => real.now(), soon).toBeGreaterThan(4_700_000_000);
      await real.pause();
      expect(await litAt(real, "250ms")).toEqual([]);
    });

    test("nothing was complained of, and axe finds nothing serious after all that", async () => {
      expect(await real.faults()).toEqual([]);
      expect(await real.complaints()).toEqual([]);
    });

    describe("drawn in a fixed state", () => {
      let fixed: RealPage;

      beforeAll(async () => {
        fixed = await RealPage.open(browser, served.url);
      });

      afterAll(() => fixed?.close());

      test("wide, in light and in dark", async () => {
        await fixed.pause();
        await fixed.goTo("600ms");
        await fixed.rest();
        for (const colorScheme of ["light", "dark"] as const) {
          await fixed.page.emulateMedia({ colorScheme });
          await fixed.picture(`wide-${colorScheme}`);
          await expectLayout(fixed.page, "wide");
        }
      });

      test("what is not where it was is told by name, with the way to accept it", async () => {
        expect(await layoutFaults(fixed.page, "wide")).toBeUndefined();
        const style = await fixed.page.addStyleTag({
          content: `#panels { margin-left: 20px } .zoom { display: none }
            [data-drawing="led2"] { translate: 30px }`,
        });
        expect(await layoutFaults(fixed.page, "wide")).toMatchInlineSnapshot(`
          "the layout is not that of test/browser/golden/board-wide.json:
            zoom buttons is gone: it was 104 × 32 at 749, 377
            panels was 380 × 194 at 888, 238, and is 360 × 194 at 908, 238
            drawn led2 was 40 × 60 at 177, 25, and is 40 × 60 at 207, 25
          the picture is in out/screenshots/; if it should be so, commit what this writes:
            npx vitest run test/browser/board-view.spec.ts -u"
        `);
        await style.evaluate((element) => (element as Element).remove());
      });

      test("narrow", async () => {
        await fixed.page.setViewportSize({ width: 400, height: 800 });
        await fixed.rest();
        await fixed.picture("narrow-dark");
        await expectLayout(fixed.page, "narrow");
        expect(await fixed.faults()).toEqual([]);
        expect(await fixed.complaints()).toEqual([]);
      });

      test("what the worker is refused would have been heard, although it was caught", async () => {
        await fixed.page.workers()[0]!.evaluate(
          () =>
            new Promise<void>((resolve) => {
              // Not within the evaluation, which the policy lets pass.
              setTimeout(() => {
                try {
                  new Function("return 1");
                } catch {
                  resolve();
                }
              });
            }),
        );
        const complaints = await fixed.complaints();
        expect(complaints.join("\n")).toMatch(/^csp-violation.*"blockedURL":"eval"/);
        expect(complaints).toHaveLength(1);
      });
    });

    describe("exported", () => {
      let exported: RealPage;

      beforeAll(async () => {
        await wakeful(folder, "serve", "button.ts", "--export", "page");
        const url = pathToFileURL(join(folder, "page/index.html")).href;
        exported = await RealPage.open(browser, url, { offline: true });
      });

      afterAll(() => exported?.close());

      test("it runs from a disk, offline, and looks the same", async () => {
        await exported.pause();
        expect(await litAt(exported, "299.999999ms")).toEqual([]);
        expect(await litAt(exported, "300ms")).toEqual(["led2"]);
        expect(await litAt(exported, "500ms")).toEqual(["led1", "led2"]);
        expect(await litAt(exported, "600ms")).toEqual(["led1"]);
        await exported.rest();
        await exported.picture("exported");
        await expectLayout(exported.page, "wide");
      });

      test("its button lights the third LED, at the times that Node tells", async () => {
        await exported.goTo("1234ms");
        await exported.hover("BTN1");
        await exported.page.mouse.down();
        await expect.poll(() => exported.words("led3"), soon).toEqual(["on"]);
        expect(await litAt(exported, "1334ms")).toEqual(["led3"]);
        await exported.page.mouse.up();
        await exported.goTo("2s");
        expect(edgesOf(await exported.exported("VCD"))).toEqual(
          await inNode("2s", "1234ms:100.000001ms"),
        );
      });

      test("it asks for nothing, complains of nothing, and axe finds nothing serious", async () => {
        expect(exported.requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
        expect(await exported.faults()).toEqual([]);
        expect(await exported.complaints()).toEqual([]);
      });
    });

    const pressed = (span: string): Promise<unknown> =>
      inNode(span, "1234ms:100.000001ms", "2.1s:300.000001ms", "3s:300.000001ms");
  },
);
