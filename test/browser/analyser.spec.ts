import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Question, View } from "../../simulator/web/protocol.ts";
import type { Work } from "../support/analyser/harness.ts";
import { openBench, type Bench } from "../support/analyser/page.ts";
import { missingChromium } from "../support/chromium.ts";

const missing = missingChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Of the harness, which is a global of the page. */
const tell = <T>(page: Page, code: string): Promise<T> => page.evaluate<T>(`harness.${code}`);

describe.skipIf(missing !== undefined)(`the logic analyser (${missing ?? "in Chromium"})`, () => {
  let bench: Bench;
  let page: Page;
  let errors: string[];
  let waves: Locator;
  let told: Locator;

  /** A board of seven signals, 1.83 s after reset. */
  async function open(options?: Parameters<Bench["open"]>[0]): Promise<void> {
    ({ page, errors } = await bench.open(options));
    waves = page.getByRole("application", { name: "Waveforms" });
    told = page.getByRole("status");
    await tell(page, "load('small')");
    await expect.poll(() => tell<number>(page, "looks.length")).toBeGreaterThan(0);
    await tell(page, "frame(1_830_000_000)");
    await tell(page, "settled()");
  }
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await waves.press(key);
    await tell(page, "settled()");
  };
  const lastLook = (): Promise<View> => tell(page, "looks.at(-1)");
  const span = async (): Promise<number> => {
    const { start, end } = await lastLook();
    return end - start;
  };
  /** Where a time of the first two seconds is. */
  const at = async (millis: number, row: number): Promise<{ x: number; y: number }> => {
    const { width } = (await waves.boundingBox())!;
    return { x: (millis / 2000) * width, y: row * 30 + 15 };
  };
  const cursor = (name: "A" | "B"): Locator =>
    page.getByRole("textbox", { name: `Cursor ${name}` });
  const rows = async (): Promise<string[]> =>
    page.getByRole("option").locator(".name").allTextContents();

  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench?.close());
  afterEach(async () => {
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("asks for what is on screen, and for signals in use only", async () => {
    await open();
    expect(await lastLook()).toMatchObject({
      start: 0,
      end: 2e9,
      follow: true,
      signals: [0, 1, 2, 3, 4, 5, 6],
    });
    const { width } = (await waves.boundingBox())!;
    expect((await lastLook()).columns).toBe(Math.round(width));
    expect(await rows()).toEqual(["D13 led1", "D9 pwm", "D2 clock", "A4 sda", "BTN1", "D6", "D7"]);
  });

  test("a click near an edge places the cursor at the edge, of the row that was clicked", async () => {
    await open();
    await waves.click({ position: await at(504, 0) });
    await expect.poll(() => cursor("A").inputValue()).toBe("500ms");
    await expect.poll(() => told.textContent()).toBe("D13 led1: low at 500ms");
    await waves.click({ position: await at(604, 4) });
    await expect.poll(() => told.textContent()).toMatch(/^BTN1: .* at 60[012]ms$/);
    // Nothing is near here.
    await waves.click({ position: await at(750, 0) });
    await tell(page, "settled()");
    expect(await cursor("A").inputValue()).toMatch(/^7(49|50|51)ms$/);
  });

  test("every level has its word", async () => {
    await open();
    const words: string[] = [];
    for (const [row, millis] of [
      [0, 250],
      [0, 750],
      [2, 900],
      [3, 500],
      [5, 1100],
    ] as const) {
      await waves.click({ position: await at(millis, row) });
      await tell(page, "settled()");
      words.push((await told.textContent())!.replace(/ at .*/, ""));
    }
    expect(words).toEqual([
      "D13 led1: high",
      "D13 led1: low",
      "D2 clock: several edges",
      "A4 sda: floating",
      "D6: driven high and low",
    ]);
  });

  test("both cursors tell their distance and its frequency, and what the signal does between", async () => {
    await open();
    await cursor("A").fill("0.5ms");
    await cursor("A").press("Enter");
    await cursor("B").fill("1s");
    await cursor("B").press("Enter");
    await page.getByRole("option", { name: "D9 pwm" }).click();
    await expect
      .poll(() => page.getByRole("table", { name: "D9 pwm, between A and B" }).count())
      .toBe(1);
    expect(await page.getByText("A to B:").textContent()).toBe("A to B: 999.5ms, 1.0005 Hz");
    const cells = page.getByRole("table").getByRole("cell");
    expect(await cells.allTextContents()).toEqual([
      "199",
      "10ms",
      "100 Hz",
      "24.96 %",
      "2.5ms",
      "7.5ms",
    ]);
    await press("m");
    await expect
      .poll(() => told.textContent())
      .toBe(
        "D9 pwm: edges 199, period 10ms, frequency 100 Hz, duty 24.96 %, shortest pulse 2.5ms, longest pulse 7.5ms",
      );
  });

  test("a time that is none is refused with the way out", async () => {
    await open();
    await cursor("A").fill("12 parsecs");
    await cursor("A").press("Enter");
    await told.filter({ hasText: "parsecs" }).waitFor();
    expect(await told.textContent()).toMatchInlineSnapshot(
      `""12parsecs" has the unknown unit "parsecs": write a number and a unit: 80ms, 1.2s, 5m (ns, us, ms, s, m, h, d)"`,
    );
    expect(await cursor("A").getAttribute("aria-invalid")).toBe("true");
  });

  test("keys go from edge to edge of the selected signal, and there is an end", async () => {
    await open();
    await waves.focus();
    await press("n");
    await expect.poll(() => told.textContent()).toBe("D13 led1: low at 500ms");
    await press("n", "n");
    await expect.poll(() => told.textContent()).toBe("D13 led1: low at 1.5s");
    await press("n");
    await expect.poll(() => told.textContent()).toBe("D13 led1 has no edge after 1.5s");
    await press("p");
    await expect.poll(() => told.textContent()).toBe("D13 led1: high at 1s");
    await press("ArrowDown", "ArrowDown", "ArrowDown", "n");
    await expect.poll(() => told.textContent()).toBe("A4 sda: floating at 1.4s");
    await press("ArrowUp");
    await expect.poll(() => told.textContent()).toBe("D2 clock: several edges at 1.4s");
  });

  test("keys zoom about the cursor, to all, and to what lies between the cursors", async () => {
    await open();
    await press("n", "+", "+");
    expect(await span()).toBe(500_000_000);
    const { start, end, follow } = await lastLook();
    expect(follow).toBe(false);
    // A quarter of the way from the left before, and after.
    expect((500e6 - start) / (end - start)).toBeCloseTo(0.25, 5);
    await press("b", "p", "n", "z");
    const between = await lastLook();
    expect([between.start, between.end]).toEqual([480_000_000, 1_020_000_000]);
    await press("0");
    expect([(await lastLook()).start, await span()]).toEqual([0, 1_866_600_000]);
    await press("End");
    expect((await lastLook()).follow).toBe(true);
  });

  test("the wheel zooms about the pointer, and moves with Shift held", async () => {
    await open();
    const box = (await waves.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.75, box.y + 20);
    await page.mouse.wheel(0, -300);
    await tell(page, "settled()");
    const { start, end } = await lastLook();
    expect(end - start).toBeCloseTo(2e9 * Math.exp(-0.6), -1);
    expect((1.5e9 - start) / (end - start)).toBeCloseTo(0.75, 3);
    await page.keyboard.down("Shift");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Shift");
    await tell(page, "settled()");
    expect((await lastLook()).start).toBeLessThan(start);
  });

  test("dragging moves the window, a cursor that is taken hold of, or both cursors with Shift held", async () => {
    await open();
    const box = (await waves.boundingBox())!;
    const drag = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(box.x + (await at(from, 0)).x, box.y + 15);
      await page.mouse.down();
      await page.mouse.move(box.x + (await at((from + to) / 2, 0)).x, box.y + 15);
      await page.mouse.move(box.x + (await at(to, 0)).x, box.y + 15);
      await page.mouse.up();
      await page.mouse.move(0, 0);
      await tell(page, "settled()");
    };
    await page.keyboard.down("Shift");
    await drag(502, 998);
    await page.keyboard.up("Shift");
    expect([await cursor("A").inputValue(), await cursor("B").inputValue()]).toEqual([
      "500ms",
      "1s",
    ]);
    await drag(1000, 1497);
    expect([await cursor("A").inputValue(), await cursor("B").inputValue()]).toEqual([
      "500ms",
      "1.5s",
    ]);
    expect((await lastLook()).follow).toBe(true);
    await drag(700, 300);
    const { start, follow } = await lastLook();
    expect(follow).toBe(false);
    expect(start).toBeCloseTo(400e6, -7);
  });

  test("two fingers zoom and one moves", async () => {
    await open({ hasTouch: true });
    const { x: left, y, width } = (await waves.boundingBox())!;
    const client = await page.context().newCDPSession(page);
    const touch = (type: string, ...places: number[]): Promise<unknown> =>
      client.send("Input.dispatchTouchEvent", {
        type: type as "touchStart",
        touchPoints: places.map((share, id) => ({ x: left + share * width, y: y + 15, id })),
      });
    await touch("touchStart", 0.4);
    await touch("touchStart", 0.4, 0.6);
    await touch("touchMove", 0.3, 0.6);
    await touch("touchMove", 0.3, 0.7);
    await touch("touchEnd");
    await tell(page, "settled()");
    const { start, end } = await lastLook();
    expect(end - start).toBeCloseTo(1e9, -6);
    expect((start + end) / 2).toBeCloseTo(1e9, -6);
  });

  test("the scroll bar and the arrows move through all time", async () => {
    await open();
    await press("n", "+", "+", "+", "Home");
    expect((await lastLook()).start).toBe(0);
    await press("ArrowRight");
    expect((await lastLook()).start).toBe(25_000_000);
    const bar = page.getByRole("scrollbar");
    await bar.press("PageDown");
    await tell(page, "settled()");
    expect((await lastLook()).start).toBe(275_000_000);
    await bar.click({ position: { x: (await bar.boundingBox())!.width / 2, y: 8 } });
    await tell(page, "settled()");
    const { start, end } = await lastLook();
    expect((start + end) / 2).toBeCloseTo(915e6, -7);
  });

  test("Go here moves the simulation to the cursor", async () => {
    await open();
    await press("g");
    await expect.poll(() => told.textContent()).toBe("Place cursor A first: a click, or the key A");
    await press("n");
    await page.getByRole("button", { name: "Go here" }).click();
    expect(await tell(page, "gone")).toEqual([500_000_000]);
  });

  test("signals are chosen, and those without edges hidden", async () => {
    await open();
    await press("h");
    await expect.poll(rows).not.toContain("D7");
    expect(await rows()).toEqual(["D13 led1", "D9 pwm", "D2 clock", "A4 sda", "BTN1", "D6"]);
    await press("h");
    await page.getByText("Signals", { exact: true }).click();
    await page.getByRole("checkbox", { name: "D2 clock" }).uncheck();
    await page.getByRole("checkbox", { name: "D8" }).check();
    await page.keyboard.press("Escape");
    await tell(page, "settled()");
    expect(await rows()).toEqual(["D13 led1", "D9 pwm", "A4 sda", "BTN1", "D6", "D7", "D8"]);
    expect((await lastLook()).signals).toEqual([0, 1, 3, 4, 5, 6, 7]);
  });

  test("what is on screen is saved as a file that is named after the firmware", async () => {
    await open();
    const folder = mkdtempSync(join(tmpdir(), "wakeful-analyser-"));
    const save = async (what: string, format: string): Promise<[string, string]> => {
      await page.getByText("Export", { exact: true }).click();
      await page.getByRole("radio", { name: what }).check();
      const downloading = page.waitForEvent("download");
      await page.getByRole("button", { name: `Save as ${format}` }).click();
      const download = await downloading;
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      await page.keyboard.press("Escape");
      return [download.suggestedFilename(), readFileSync(path, "utf8")];
    };
    try {
      expect(await save("What is on screen", "VCD")).toEqual([
        "button.vcd",
        "vcd of D13 led1, D9 pwm, D2 clock, A4 sda, BTN1, D6, D7 from 0 to 1830000000\n",
      ]);
      expect(await save("All signals", "SVG")).toEqual([
        "button.svg",
        "svg of D13 led1, D9 pwm, D2 clock, A4 sda, BTN1, D6, D7, D8 from 0 to 1830000000\n",
      ]);
      await press("n", "b", "n", "n");
      const [, text] = await save("From cursor A to B", "VCD");
      expect(text).toMatch(/ from 500000000 to 1500000000\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("what cannot be answered is told", async () => {
    await open();
    await page.evaluate("harness.refuse = 'the waveforms before 5s are no longer kept'");
    await press("n");
    await expect.poll(() => told.textContent()).toBe("the waveforms before 5s are no longer kept");
  });

  test("draws once for each picture that is new, and asks once for each window", async () => {
    await open();
    const before = await tell<number>(page, "drawn()");
    const looks = await tell<number>(page, "looks.length");
    await page.waitForTimeout(200);
    expect(await tell<number>(page, "drawn()")).toBe(before);
    for (let i = 1; i <= 5; i++) {
      await tell(page, `frame(${2e9 + i * 1e7}, true)`);
      await tell(page, "settled()");
    }
    expect((await tell<number>(page, "drawn()")) - before).toBe(5);
    expect(await tell<number>(page, "looks.length")).toBe(looks);
    // The pointer draws what lies over the waveforms, not them.
    await waves.hover();
    await tell(page, "settled()");
    expect((await tell<number>(page, "drawn()")) - before).toBe(5);
  });

  test("twenty signals at 1 kHz take a few strokes and texts a frame, and keep their width", async () => {
    await open();
    await tell(page, "load('busy')");
    await tell(page, "frame(4_000_000_000)");
    await tell(page, "settled()");
    const looks = await tell<number>(page, "looks.length");
    const width = async (): Promise<number> => (await waves.boundingBox())!.width;
    const before = await width();
    // Times of all lengths, to the nanosecond.
    const { calls, resized, changes } = await tell<Work>(page, "work(4e9, 16_666_667, 60)");
    const { putImageData, clearRect, fillRect, stroke, fill = 0, measureText } = calls;
    expect({ putImageData, clearRect, fillRect, stroke, fill }).toEqual({
      putImageData: 60,
      clearRect: 60,
      fillRect: 60,
      // The ticks of the axis, and the line below them.
      stroke: 120,
      fill: 0,
    });
    // Labels at the ends of the axis.
    expect(measureText).toBeLessThanOrEqual(60 * 4);
    expect(resized).toBe(0);
    // The time in the corner, and the thumb's place and width; the levels wait until somebody can read them.
    expect(changes).toBeLessThanOrEqual(60 * 5);
    await tell(page, "settled()");
    expect(await width()).toBe(before);
    expect(await tell<number>(page, "looks.length")).toBe(looks);
  });

  test("levels are told at once when time stands, and soon while it runs", async () => {
    await open();
    const level = page.getByRole("option", { name: "D13 led1" }).locator(".level");
    await tell(page, "frame(2_250_000_000)");
    expect(await level.textContent()).toBe("1");
    await tell(page, "frame(2_750_000_000)");
    expect(await level.textContent()).toBe("0");
    // The last one of a run has no frame after it.
    await tell(page, "work(3e9, 1e6, 251)");
    await expect.poll(() => level.textContent()).toBe("1");
  });

  test("follows a change of its size, and of the colours", async () => {
    await open({ colorScheme: "light", deviceScaleFactor: 2 });
    const paper = (): Promise<number[]> =>
      page.evaluate(() => {
        const root = document.querySelector("#host > div")!.shadowRoot!;
        const canvas = root.querySelector<HTMLCanvasElement>(".waves canvas")!;
        // In the last row, right of now, between the lines.
        const pixel = canvas
          .getContext("2d")!
          .getImageData(canvas.width - 3, canvas.height - 20, 1, 1);
        return [...pixel.data, canvas.width];
      });
    const { width } = (await waves.boundingBox())!;
    expect(await paper()).toEqual([255, 255, 255, 255, Math.round(width * 2)]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 700, height: 600 });
    await tell(page, "settled()");
    const narrow = (await waves.boundingBox())!.width;
    expect(narrow).toBeLessThan(width);
    expect(await paper()).toEqual([17, 22, 29, 255, Math.round(narrow * 2)]);
    expect((await lastLook()).columns).toBe(Math.round(narrow));
  });

  test.each(["light", "dark"] as const)("axe finds nothing in the %s page", async (colorScheme) => {
    await open({ colorScheme });
    await press("n", "b", "n", "?");
    await page.getByText("Signals", { exact: true }).click();
    // Into the page as a test does, past the policy for its own scripts.
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(found).toEqual([]);
  });

  test("a list of questions says nothing twice while nothing changes", async () => {
    await open();
    await page.waitForTimeout(300);
    const asked = await tell<Question[]>(page, "asked");
    expect(asked.filter(({ what }) => what === "measure").length).toBeLessThanOrEqual(3);
    await page.waitForTimeout(300);
    expect((await tell<Question[]>(page, "asked")).length).toBe(asked.length);
  });

  test("of many rows those that are seen are drawn, and a click finds the row that was scrolled to", async () => {
    await open();
    await tell(page, "load('large')");
    await tell(page, "frame(1_830_000_000)");
    await tell(page, "settled()");
    const height = async (): Promise<number> => (await waves.boundingBox())!.height;
    await expect.poll(height).toBeLessThan(20 * 30);
    expect(await height()).toBeGreaterThan(3 * 30);
    const last = page.getByRole("option", { name: "D39" });
    await last.scrollIntoViewIfNeeded();
    await tell(page, "settled()");
    const row = (await last.boundingBox())!;
    await expect
      .poll(async () => {
        const { y, height } = (await waves.boundingBox())!;
        return y <= row.y && y + height >= row.y + row.height;
      })
      .toBe(true);
    const { x } = (await waves.boundingBox())!;
    await page.mouse.click(x + 300, row.y + row.height / 2);
    await expect.poll(() => told.textContent()).toMatch(/^D39: /);
  });

  test("forty signals at 1,200 columns: what a picture costs", async () => {
    await open({ viewport: { width: 1380, height: 1500 } });
    await page.addStyleTag({ content: "#host { --analyser-height: none }" });
    await tell(page, "load('large')");
    await tell(page, "settled()");
    const took = await tell<{ median: number; least: number }>(page, "time(60)");
    const columns = (await lastLook()).columns;
    console.log(
      `analyser: ${took.median.toFixed(1)} ms a picture in the median, ${took.least.toFixed(1)} at the least, pixels included; 40 signals at ${columns} columns`,
    );
    expect(columns).toBeGreaterThanOrEqual(1200);
    expect((await lastLook()).signals.length).toBe(40);
  });
});
