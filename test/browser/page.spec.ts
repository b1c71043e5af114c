import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../simulator/web/protocol.ts";
import { madeUpFirmware, openBoardPage, type BoardPage } from "../support/board-page.ts";
import { launchChromium, missingChromium } from "../support/chromium.ts";
import { boardOf, exampleBoard } from "../support/made-up-board.ts";

const missing = missingChromium();
const button = exampleBoard("button");

let browser: Browser;
let board: BoardPage;
let page: Page;

/** Commands of one kind, as short texts. */
async function told(type: Command["type"]): Promise<string[]> {
  const commands = await board.commands();
  return commands
    .filter((command) => command.type === type)
    .map(({ type: _, ...rest }) => Object.values(rest).join(" "));
}

const eventually = (type: Command["type"], expected: readonly string[]): Promise<void> =>
  expect.poll(() => told(type), { timeout: 5_000, interval: 20 }).toEqual(expected);

async function faults(within: string): Promise<string[]> {
  const { violations } = await page.evaluate(
    (selector) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(selector, {
        resultTypes: ["violations"],
      }),
    within,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const state = (part: string): Promise<string | null> =>
  page.locator(`li[data-part="${part}"]`).getAttribute("data-state");

const drawing = (part: string) => page.locator(`[data-drawing="${part}"]`);

describe.skipIf(missing !== undefined)(
  `the page of the board${missing ? ` (${missing})` : ""}`,
  () => {
    beforeAll(async () => {
      browser = await launchChromium();
    });

    afterAll(() => browser?.close());

    describe("with the board of examples/button", () => {
      beforeAll(async () => {
        board = await openBoardPage(browser, { loaded: button });
        page = board.page;
      });

      afterAll(async () => {
        expect(board.errors).toEqual([]);
        await board.close();
      });

      test("draws the board, names it, and plays", async () => {
        expect(await page.title()).toBe("button.ts \u00b7 Wakeful");
        expect(await page.locator("#name").textContent()).toBe("button.ts on Arduino Uno");
        expect(await page.locator(".wire").count()).toBe(11);
        expect(await told("load")).toEqual(["[object Object] false"]);
        expect(await told("play")).toEqual(["1"]);
        expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(1);
      });

      test("says in words what each part does, and rings the LEDs that are on", async () => {
        await expect.poll(() => state("led1")).toBe("on");
        expect(await drawing("led1").getAttribute("class")).toBe("part lit");
        expect(await drawing("led2").getAttribute("class")).toBe("part");
        expect(await page.getByText("Also on the board: 4").count()).toBe(1);
      });

      test("a wire ends where the pin of a turned part is", async () => {
        // Of r1, which stands upright: its first pin is above its middle.
        const { left, top } = button.parts.find(({ id }) => id === "r1")!;
        const d = await page.locator(".wire").nth(1).locator("path").first().getAttribute("d");
        const end = /([\d.]+) ([\d.]+)$/.exec(d!)!.slice(1).map(Number);
        const size = await drawing("r1").evaluate(({ offsetWidth, offsetHeight }: HTMLElement) => ({
          offsetWidth,
          offsetHeight,
        }));
        expect(end[0]).toBeCloseTo(left + size.offsetWidth / 2, 0);
        expect(end[1]).toBeCloseTo(top + size.offsetHeight / 2 - size.offsetWidth / 2, 0);
      });

      test("the drawing is pressed with the mouse, as long as it is down and there", async () => {
        const before = (await told("control")).length;
        const middle = drawing("BTN1").locator("wokwi-pushbutton");
        await middle.hover();
        await page.mouse.down();
        await expect.poll(() => state("BTN1")).toBe("held");
        await page.mouse.up();
        await expect.poll(() => state("BTN1")).toBe("released");
        await page.mouse.down();
        await page.mouse.move(10, 400);
        await page.mouse.up();
        expect((await told("control")).slice(before)).toEqual([
          "BTN1 press true",
          "BTN1 press false",
          "BTN1 press true",
          "BTN1 press false",
        ]);
      });

      test("the button in the list is held by mouse, Space and Enter", async () => {
        const before = (await told("control")).length;
        const press = page.getByRole("button", { name: "Press" });
        await press.hover();
        await page.mouse.down();
        expect(await press.getAttribute("aria-pressed")).toBe("true");
        await page.mouse.move(10, 400);
        await page.mouse.up();
        for (const key of [" ", "Enter"]) {
          await press.focus();
          await page.keyboard.down(key);
          await page.keyboard.down(key);
          await page.keyboard.up(key);
        }
        expect(await press.getAttribute("aria-pressed")).toBe("false");
        await eventually("control", [
          ...(await told("control")).slice(0, before),
          ...Array.from({ length: 3 }, () => ["BTN1 press true", "BTN1 press false"]).flat(),
        ]);
      });

      test("a click without mouse or key is a short press", async () => {
        const before = (await told("control")).length;
        await page.getByRole("button", { name: "Press" }).evaluate((b: HTMLElement) => b.click());
        await expect
          .poll(async () => (await told("control")).slice(before))
          .toEqual(["BTN1 press true", "BTN1 press false"]);
      });

      test("a part's own key holds it, and is let go when the window loses the focus", async () => {
        const before = (await told("control")).length;
        await page.locator("#stage").focus();
        await page.keyboard.down("b");
        await page.keyboard.up("b");
        await page.keyboard.down("b");
        await page.evaluate(() => window.dispatchEvent(new Event("blur")));
        await page.keyboard.up("b");
        await page.getByLabel("Go to").focus();
        await page.keyboard.press("b");
        await page.getByLabel("Go to").fill("");
        expect((await told("control")).slice(before)).toEqual([
          "BTN1 press true",
          "BTN1 press false",
          "BTN1 press true",
          "BTN1 press false",
        ]);
      });

      test("two that hold one button are one press", async () => {
        const before = (await told("control")).length;
        await drawing("BTN1").locator("wokwi-pushbutton").hover();
        await page.mouse.down();
        await page.keyboard.down("b");
        await page.mouse.up();
        await page.keyboard.up("b");
        expect((await told("control")).slice(before)).toEqual([
          "BTN1 press true",
          "BTN1 press false",
        ]);
      });

      test("Space pauses and plays, except where it is a button's; steps go both ways", async () => {
        await page.locator("#stage").focus();
        await page.keyboard.press(" ");
        await page.getByRole("button", { name: "Play" }).waitFor();
        expect(await page.locator("#state").textContent()).toBe("paused");
        await page.keyboard.press(".");
        await page.getByLabel("Step by").selectOption("event");
        await page.getByRole("button", { name: "Step back" }).click();
        await eventually("step", ["instant false", "event true"]);
        await page.getByRole("button", { name: "Play" }).click();
        await page.getByRole("button", { name: "Pause" }).waitFor();
        await page.getByLabel("Speed").selectOption("max");
        await page.getByLabel("Speed").selectOption("0.01\u00d7");
        await eventually("play", ["1", "1", "Infinity", "0.01"]);
        await page.getByRole("button", { name: "Pause" }).click();
        await page.getByRole("button", { name: "Play" }).waitFor();
      });

      test("goes to a time that is typed, and says what is none", async () => {
        const field = page.getByLabel("Go to");
        await field.fill("500ms");
        await field.press("Enter");
        await eventually("goTo", ["500000000"]);
        await expect.poll(() => page.locator("#clock").getAttribute("data-time")).toBe("500000000");
        expect(await page.locator("#clock").textContent()).toBe("500ms");
        await field.fill("soon");
        await field.press("Enter");
        expect(await page.locator(".note.warning span").textContent()).toMatchInlineSnapshot(
          `""soon" is not a duration: write a number and a unit: 80ms, 1.2s, 5m"`,
        );
        await page.getByRole("button", { name: "Close" }).click();
      });

      test("the time line goes where it is dragged, one step at a time, and plays on after it", async () => {
        await page.getByLabel("Speed").selectOption("1\u00d7");
        await page.getByRole("button", { name: "Play" }).click();
        await page.getByRole("button", { name: "Pause" }).waitFor();
        const before = (await board.commands()).length;
        const line = page.getByLabel("Time line");
        const { x, y, width, height } = (await line.boundingBox())!;
        await page.mouse.move(x + width - 8, y + height / 2);
        await page.mouse.down();
        await page.mouse.move(x + width / 2, y + height / 2, { steps: 20 });
        await page.mouse.move(x + 20, y + height / 2, { steps: 20 });
        await page.mouse.up();
        await page.getByRole("button", { name: "Pause" }).waitFor();
        const commands = (await board.commands()).slice(before).map(({ type }) => type);
        // The analyser asks for what it shows whenever that changes, and that is no deed of who drags.
        const deeds = commands.filter((type) => type !== "look" && type !== "ask");
        expect(deeds[0]).toBe("pause");
        expect(deeds.at(-1)).toBe("play");
        expect(deeds.filter((type) => type === "goTo").length).toBeGreaterThan(3);
        await page.getByRole("button", { name: "Pause" }).click();
        await page.getByRole("button", { name: "Play" }).waitFor();
        await line.focus();
        await page.keyboard.press("Home");
        await expect.poll(() => page.locator("#clock").getAttribute("data-time")).toBe("0");
        expect(await line.getAttribute("aria-valuetext")).toBe("0s");
      });

      test("asks for the next time only when the last one is there", async () => {
        // Of what is wanted while the worker is busy, only the last counts.
        await board.inWorker((fake) => void (fake.isBusy = true), undefined);
        const before = (await told("goTo")).length;
        await page.getByLabel("Time line").evaluate((line: HTMLInputElement) => {
          // Its patience has no end here, however slow the machine is.
          const { setTimeout } = window;
          window.setTimeout = (() => 0) as unknown as typeof setTimeout;
          for (let time = 3; time <= 9; time++) {
            line.value = `${time * 1_000_000}`;
            line.dispatchEvent(new Event("input"));
          }
          window.setTimeout = setTimeout;
        });
        expect((await told("goTo")).slice(before)).toEqual(["3000000"]);
        await board.inWorker((fake) => {
          fake.isBusy = false;
          fake.frame({ now: 3_000_000 });
        }, undefined);
        await expect
          .poll(async () => (await told("goTo")).slice(before))
          .toEqual(["3000000", "9000000"]);
      });

      test("the way to a far time can be paused", async () => {
        await page.getByRole("button", { name: "Play" }).waitFor();
        const before = (await told("pause")).length;
        await board.inWorker((fake) => fake.frame({ travelling: true }), undefined);
        await expect.poll(() => page.locator("#state").textContent()).toBe("on its way");
        await page.getByRole("button", { name: "Pause" }).click();
        expect(await told("pause")).toHaveLength(before + 1);
        await board.inWorker((fake) => fake.frame({}), undefined);
        await page.getByRole("button", { name: "Play" }).waitFor();
      });

      test("tells what was refused beside the time", async () => {
        await board.inWorker(
          (fake) =>
            fake.say({ type: "refused", message: "led1 has no switch", hint: "press BTN1" }),
          undefined,
        );
        const note = page.locator('[data-note="refused"]');
        await note.waitFor();
        expect(await note.locator("span").textContent()).toBe("led1 has no switch: press BTN1");
        await note.getByRole("button").click();
      });

      test("tasks say what they wait for, and where", async () => {
        const rows = await page.locator("#panel-tasks tbody tr").allInnerTexts();
        expect(rows.map((row) => row.replace(/\s+/g, " ").trim())).toEqual([
          "blink(13, 500) sleep until 500ms button.ts:12 1",
          "follow edge on D4 button.ts:25 3",
        ]);
      });

      test("the serial port shows what was sent, and sends what is typed", async () => {
        await board.inWorker(
          (fake) => fake.frame({ serial: [{ port: 0, time: 5, text: "hello\r\n<b>world</b>" }] }),
          undefined,
        );
        const tab = page.getByRole("tab", { name: "Serial" });
        await tab.getByTitle("new text").waitFor();
        await tab.click();
        expect(await page.locator(".terminal").innerText()).toBe("hello\n<b>world</b>");
        const input = page.getByLabel("Serial port: text to send");
        await input.fill("led on");
        await input.press("Enter");
        await page.getByLabel("Serial port: end of a line").selectOption("both");
        await input.fill("b");
        await page.getByRole("button", { name: "Send" }).click();
        await eventually("type", ["0 led on\n", "0 b\r\n"]);
      });

      test("messages are kept up to the newest thousand, and a failure is told at once", async () => {
        await page.getByRole("tab", { name: "Serial" }).focus();
        await page.keyboard.press("ArrowRight");
        const log = page.locator(".message-list li");
        await board.inWorker((fake) => {
          const messages = Array.from({ length: 1_500 }, (_, i) => ({
            time: i * 1_000,
            kind: "log" as const,
            text: `line ${i} ${"long ".repeat(i % 40)}`,
          }));
          fake.frame({ messages, rewound: true });
        }, undefined);
        await expect.poll(() => log.count()).toBe(1_000);
        await expect
          .poll(() => page.locator(".left-out").textContent())
          .toBe("500 older ones are not shown.");
        const failure = {
          time: 7_000,
          kind: "failure" as const,
          text: "array index out of range\n at x",
        };
        await board.inWorker(
          (fake, message) => fake.frame({ messages: [message], rewound: true, state: "crashed" }),
          failure,
        );
        await page.locator('[data-note="failure"]').waitFor();
        expect(await log.allInnerTexts()).toEqual([
          "7µs\nfailure\narray index out of range\n at x",
        ]);
        expect(await page.locator("#state").textContent()).toBe("crashed");
        await board.inWorker((fake) => fake.frame({ rewound: true }), undefined);
        await page.locator('[data-note="failure"]').waitFor({ state: "detached" });
      });

      test("energy is told in figures", async () => {
        await page.getByRole("tab", { name: "Energy" }).click();
        expect((await page.locator("#panel-energy").innerText()).replace(/\s+/g, " ")).toBe(
          "Awake 25.000 % of the time Wake-ups 7 RAM 192 bytes Module 2826 bytes average 12.3 mA",
        );
      });

      test("a build that fails is told over the firmware that goes on; the next one takes over", async () => {
        const text = "ERROR TS2304: Cannot find name 'blnk'.\n  in button.ts(3,1) <script>";
        board.build({ failed: { build: 2, text } });
        const banner = page.locator('[data-note="build"]');
        await banner.waitFor();
        expect(await banner.locator("pre").textContent()).toBe(text);
        expect(await told("load")).toHaveLength(1);
        board.build({ ...madeUpFirmware, build: 3, wasm: "AA==" });
        await banner.waitFor({ state: "detached" });
        await eventually("load", ["[object Object] false", "[object Object] true"]);
        expect(await page.locator(".wire").count()).toBe(11);
      });

      test("a server that is away is told, and found again", async () => {
        board.away(true);
        const note = page.locator('[data-note="connection"]');
        await note.waitFor({ timeout: 10_000 });
        board.away(false);
        await note.waitFor({ state: "detached", timeout: 15_000 });
      });

      test("changes are spoken if that is asked for, in one text", async () => {
        const spoken = page.locator("#announcer");
        expect(await spoken.textContent()).toBe("");
        await page.getByLabel("Announce changes to a screen reader").check();
        await page.keyboard.down("b");
        await expect.poll(() => spoken.textContent(), { timeout: 5_000 }).toContain("BTN1 held");
        await page.keyboard.up("b");
      });
    });

    describe("with other parts", () => {
      const parts = boardOf(
        JSON.stringify({
          parts: [
            { type: "wokwi-potentiometer", id: "pot", left: 0, top: 0 },
            { type: "wokwi-slide-switch", id: "sw", left: 100, top: 0 },
            { type: "wokwi-ky-040", id: "enc", left: 0, top: 120 },
            { type: "board-bme280", id: "bme", left: 150, top: 100 },
            { type: "wokwi-pi-pico", id: "pico", left: 300, top: 0, rotate: 90 },
            { type: "wokwi-pushbutton", id: "one", left: 150, top: 250, attrs: { key: "1" } },
            {
              type: "wokwi-led",
              id: "x",
              left: 0,
              top: 250,
              attrs: { color: "red", onclick: "bad()", style: "display: none" },
            },
          ],
          connections: [
            ["pico:GP4", "bme:SDA", "green", []],
            ["bme:nowhere", "sw:1", "url(http://localhost/x)", ["h10", "*", "v4"]],
          ],
        }),
      );

      beforeAll(async () => {
        board = await openBoardPage(browser, { loaded: parts });
        page = board.page;
      });

      afterAll(async () => {
        expect(board.errors).toEqual([]);
        await board.close();
      });

      test("a range is dragged, typed, and follows the knob of the drawing", async () => {
        const range = page.getByLabel("pot: Position", { exact: true });
        await page.getByLabel("pot: Position, as a number").fill("512");
        await eventually("control", ["pot value 512"]);
        expect(await range.inputValue()).toBe("512");
        await range.focus();
        await page.keyboard.press("ArrowRight");
        await eventually("control", ["pot value 512", "pot value 513"]);
        await page.getByLabel("pot: Position, as a number").fill("5000");
        await drawing("pot")
          .locator("wokwi-potentiometer")
          .evaluate((knob: HTMLElement) => {
            Object.assign(knob, { value: 100 });
            knob.dispatchEvent(new InputEvent("input"));
            knob.dispatchEvent(new InputEvent("input"));
          });
        await eventually("control", ["pot value 512", "pot value 513", "pot value 100"]);
        expect(await range.inputValue()).toBe("100");
      });

      test("a choice is chosen, an encoder is nudged both ways", async () => {
        const before = await told("control");
        await page.getByLabel("sw: Slider").selectOption("right");
        await page.getByRole("button", { name: "enc: Turn, on" }).click();
        await page.getByRole("button", { name: "enc: Turn, back" }).click();
        await page.getByRole("button", { name: "enc: Turn, back" }).click();
        await eventually("control", [
          ...before,
          "sw value right",
          "enc turn 1",
          "enc turn -1",
          "enc turn -1",
        ]);
      });

      test("controls stand where the parts do, after time went back or a drawing was touched", async () => {
        const range = page.getByLabel("pot: Position", { exact: true });
        const slider = page.getByLabel("sw: Slider");
        await range.fill("700");
        await slider.selectOption("right");
        // What the worker says now may be of an earlier deed: it waits.
        await board.inWorker((fake) => {
          const as = (value: number | string): object => ({ values: { value } });
          const pictures = { pot: as(3), sw: as("left") };
          for (const picture of Object.values(pictures)) {
            Object.assign(picture, { properties: {}, text: "" });
          }
          fake.frame({ rewound: true, pictures: pictures as never });
        }, undefined);
        await expect.poll(() => range.inputValue()).toBe("3");
        await expect.poll(() => slider.inputValue()).toBe("left");
        await drawing("sw")
          .locator("wokwi-slide-switch")
          .evaluate((drawn: HTMLElement) => {
            Object.assign(drawn, { value: 1 });
            drawn.dispatchEvent(new InputEvent("input"));
          });
        expect((await told("control")).at(-1)).toBe("sw value 1");
        // The worker says what that is called; until then it does not stand nowhere.
        expect(await slider.inputValue()).toBe("left");
      });

      test("a key that comes up by another name, as with Shift, is let go", async () => {
        const before = (await told("control")).length;
        await page.locator("#stage").focus();
        await page.keyboard.down("1");
        await page.keyboard.down("Shift");
        // It says that it is `!`.
        await page.keyboard.up("1");
        await page.keyboard.up("Shift");
        expect((await told("control")).slice(before)).toEqual([
          "one press true",
          "one press false",
        ]);
      });

      test("a drawing takes no attribute but its own, and no wire a colour that is none", async () => {
        const attributes = await drawing("x")
          .locator("wokwi-led")
          .evaluate((led) => led.getAttributeNames());
        expect(attributes).toEqual(["color"]);
        const strokes = await page
          .locator(".wire .core")
          .evaluateAll((all) => all.map((core) => core.getAttribute("stroke")));
        expect(strokes).toEqual(["#2f9e58", "#2f9e58"]);
      });

      test("a part without a drawing is a box that names its terminals", async () => {
        const words = await drawing("bme").locator("text").allTextContents();
        expect(words).toEqual(
          expect.arrayContaining(["bme280", "bme", "VCC", "GND", "SCL", "SDA", "SDO", "CSB"]),
        );
      });

      test("the board is zoomed and moved with keys, and fits again", async () => {
        const sheet = page.locator("#stage > .sheet");
        const look = (): Promise<string> => sheet.evaluate((s: HTMLElement) => s.style.transform);
        const fit = await look();
        await page.locator("#stage").focus();
        await page.keyboard.press("+");
        await page.keyboard.press("ArrowLeft");
        expect(await look()).not.toBe(fit);
        await page.keyboard.press("0");
        expect(await look()).toBe(fit);
      });
    });

    test("who pauses while it begins anew has it paused", async () => {
      board = await openBoardPage(browser, { loaded: button });
      page = board.page;
      await page.getByRole("button", { name: "Pause" }).waitFor();
      const before = (await board.commands()).length;
      await page.evaluate(() => {
        document.getElementById("restart")!.click();
        document.getElementById("play")!.click();
      });
      await page.getByRole("button", { name: "Play" }).waitFor();
      await expect
        .poll(async () => (await board.commands()).slice(before).map(({ type }) => type))
        .toContain("look");
      const types = (await board.commands()).slice(before).map(({ type }) => type);
      expect(types.filter((type) => type !== "look" && type !== "ask")).toEqual(["load", "pause"]);
      await board.close();
    });

    test("a first build that fails is told alone", async () => {
      board = await openBoardPage(browser, {
        loaded: button,
        first: { failed: { build: 1, text: "ERROR AS100: Not implemented" } },
      });
      page = board.page;
      await page.locator('[data-note="build"]').waitFor();
      expect(await page.locator('[data-note="build"] pre').textContent()).toBe(
        "ERROR AS100: Not implemented",
      );
      expect(await page.locator("#state").textContent()).toBe("no firmware");
      expect(await page.locator("#play").isDisabled()).toBe(true);
      board.build({ ...madeUpFirmware, build: 2 });
      await page.locator(".wires").waitFor({ state: "attached" });
      expect(await told("load")).toEqual(["[object Object] false"]);
      expect(board.errors).toEqual([]);
      await board.close();
    });

    test.each([
      { colorScheme: "light", viewport: { width: 1280, height: 800 } },
      { colorScheme: "dark", viewport: { width: 400, height: 800 } },
    ] as const)(
      "axe finds nothing serious: $colorScheme, $viewport.width wide",
      async (context) => {
        board = await openBoardPage(browser, { loaded: exampleBoard("dimmer"), context });
        page = board.page;
        await board.inWorker(
          (fake) =>
            fake.frame({
              state: "crashed",
              messages: [
                { time: 1, kind: "log", text: "x" },
                { time: 2, kind: "warning", text: "careful" },
                { time: 3, kind: "failure", text: "broken" },
              ],
              serial: [{ port: 0, time: 1, text: "text" }],
            }),
          undefined,
        );
        board.build({ failed: { build: 2, text: "ERROR" } });
        await board.inWorker(
          (fake) => fake.say({ type: "refused", message: "no", hint: "" }),
          undefined,
        );
        await page.locator('[data-note="build"]').waitFor();
        await page.evaluate(axe.source);
        expect(await faults("html")).toEqual([]);
        for (const tab of ["Serial", "Messages", "Energy"]) {
          await page.getByRole("tab", { name: tab }).click();
          expect(await faults("#panels"), tab).toEqual([]);
        }
        expect(board.errors).toEqual([]);
        await board.close();
      },
    );

    test("a narrow page has all below each other, and nothing beside", async () => {
      board = await openBoardPage(browser, {
        loaded: button,
        context: { viewport: { width: 400, height: 800 } },
      });
      page = board.page;
      const tops = await page.evaluate(() =>
        [".bar", "#stage", "#parts", "#panels", "#analyser"].map(
          (selector) => document.querySelector(selector)!.getBoundingClientRect().top + scrollY,
        ),
      );
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
      const small = await page
        .locator("button:visible")
        .evaluateAll(
          (buttons) =>
            buttons
              .map((found) => found.getBoundingClientRect())
              .filter(({ width, height }) => width < 24 || height < 24).length,
        );
      expect(small).toBe(0);
      await board.close();
    });
  },
);
