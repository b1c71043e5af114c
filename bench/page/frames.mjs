/* global requestAnimationFrame -- what is evaluated in the page */
// How the board view keeps up, in a headless Chromium that draws without a graphics card: frames a second while
// twenty pins toggle at 1 kHz, all of them on the board and among the waveforms, and when the page is seen first.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const BROWSER = "/usr/bin/chromium";
const FIRMWARE = "bench/firmware/twenty-leds";

/** Why it cannot be measured here, with the way out. */
export function missingBrowser() {
  if (existsSync(BROWSER)) return undefined;
  return "Chromium is not installed: sudo apt-get install -y --no-install-recommends chromium";
}

/** Runs `wakeful serve` while `work` has its address. */
async function whileServed(work) {
  const args = ["dist/cli.js", "serve", FIRMWARE, "--port", "0", "--json"];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await new Promise((resolve, reject) => {
      let text = "";
      server.on("exit", (code) => reject(new Error(`wakeful serve ended with ${code}`)));
      server.stdout.on("data", (data) => {
        text += data;
        const found = /"url":\s*"([^"]+)"/.exec(text);
        if (found) resolve(found[1]);
      });
    });
    return await work(url);
  } finally {
    server.kill();
  }
}

/** Opens the page in a profile of its own: nothing is in its cache. */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(".wires").waitFor({ state: "attached" });
  return page;
}

async function firstPaint(browser, url) {
  const page = await open(browser, url);
  const paint = await page.evaluate(async () => {
    const read = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    while (read() === undefined) await new Promise((done) => requestAnimationFrame(done));
    return read();
  });
  const drawn = await page.evaluate(() => performance.now());
  await page.context().close();
  return { paint, drawn };
}

/** What the page's own thread did since its beginning, in seconds, by Chromium's names. */
async function metricsOf(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function frames(browser, url, span) {
  const page = await open(browser, url);
  await page.waitForTimeout(2000);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const clock = () => page.locator("#clock").getAttribute("data-time").then(Number);
  const before = {
    metrics: await metricsOf(session),
    time: await clock(),
    wall: performance.now(),
  };
  const { count, wall, longest } = await page.evaluate(
    (span) =>
      new Promise((resolve) => {
        const start = performance.now();
        let [count, last, longest] = [0, start, 0];
        const frame = () => {
          const now = performance.now();
          count++;
          longest = Math.max(longest, now - last);
          last = now;
          if (now - start > span) resolve({ count, wall: now - start, longest });
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    span,
  );
  const after = await metricsOf(session);
  const time = await clock();
  const pace = (time - before.time) / 1e6 / (performance.now() - before.wall);
  const aFrame = (name) => ((after[name] - before.metrics[name]) * 1000) / count;
  await page.context().close();
  return {
    fps: (count * 1000) / wall,
    longest,
    pace,
    script: aFrame("ScriptDuration"),
    layout: aFrame("LayoutDuration") + aFrame("RecalcStyleDuration"),
    thread: aFrame("TaskDuration"),
  };
}

/** @param span of the frames that are counted, in milliseconds. */
export async function measureFrames(span = 6000, paints = 3) {
  return whileServed(async (url) => {
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ executablePath: BROWSER, args });
    try {
      const seen = [];
      for (let i = 0; i < paints; i++) seen.push(await firstPaint(browser, url));
      const middle = (key) => seen.map((each) => each[key]).sort((a, b) => a - b)[paints >> 1];
      return {
        firstPaint: middle("paint"),
        drawn: middle("drawn"),
        ...(await frames(browser, url, span)),
      };
    } finally {
      await browser.close();
    }
  });
}
