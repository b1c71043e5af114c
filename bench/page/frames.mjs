/* global document, MutationObserver, requestAnimationFrame -- what is evaluated in the page */
// How the board view keeps up, in a headless Chromium that draws without a graphics card: frames a second while
// twenty pins toggle at 1 kHz, all of them on the board and among the waveforms, and when the page is seen first.
// What a thread takes is counted on its own clock, so it tells the same on a machine that others use as well.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { median } from "../host.mjs";
import { threadTimes } from "./threads.mjs";

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

/** Runs in the page before its scripts: wires are drawn last, and the next frame shows them. */
function noteBoard() {
  const observer = new MutationObserver(() => {
    if (document.querySelector(".wires") === null) return;
    observer.disconnect();
    requestAnimationFrame(() => performance.mark("board"));
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** Opens the page in a profile of its own: nothing is in its cache. */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(noteBoard);
  await page.goto(url);
  await page.locator(".wires").waitFor({ state: "attached" });
  return page;
}

async function firstPaint(browser, url) {
  const page = await open(browser, url);
  const seen = await page.evaluate(async () => {
    const read = (name) => performance.getEntriesByName(name)[0]?.startTime;
    const all = () => ({ paint: read("first-contentful-paint"), drawn: read("board") });
    while (Object.values(all()).includes(undefined)) {
      await new Promise((done) => requestAnimationFrame(done));
    }
    return all();
  });
  await page.context().close();
  return seen;
}

/** Seconds that the page's own thread took since its beginning, by Chromium's names. */
async function metricsOf(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Frames of the screen, how many of them had another time, and the longest, in milliseconds. */
function countFrames(page, span) {
  return page.evaluate(
    (span) =>
      new Promise((resolve) => {
        const clock = document.querySelector("#clock");
        const start = performance.now();
        let [count, drawn, last, longest, told] = [0, 0, start, 0, ""];
        const frame = () => {
          const now = performance.now();
          count++;
          if (clock.dataset.time !== told) drawn++;
          told = clock.dataset.time;
          longest = Math.max(longest, now - last);
          last = now;
          if (now - start > span) resolve({ count, drawn, wall: now - start, longest });
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    span,
  );
}

async function frames(browser, url, span) {
  const page = await open(browser, url);
  await page.waitForTimeout(1500);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const system = await browser.newBrowserCDPSession();
  const now = async () => ({
    metrics: await metricsOf(session),
    threads: threadTimes((await system.send("SystemInfo.getProcessInfo")).processInfo),
    time: Number(await page.locator("#clock").getAttribute("data-time")),
    wall: performance.now(),
  });
  const before = await now();
  const { count, drawn, wall, longest } = await countFrames(page, span);
  const after = await now();
  await page.context().close();
  const passed = after.wall - before.wall;
  const aFrame = (...names) =>
    names.reduce((sum, name) => sum + after.metrics[name] - before.metrics[name], 0) *
    (1000 / drawn);
  const share = (name) => (after.threads[name] - before.threads[name]) / passed;
  return {
    fps: (count * 1000) / wall,
    drawn: (drawn * 1000) / wall,
    longest,
    pace: (after.time - before.time) / 1e6 / passed,
    thread: aFrame("TaskDuration"),
    script: aFrame("ScriptDuration"),
    layout: aFrame("LayoutDuration", "RecalcStyleDuration"),
    busy: { page: share("page"), worker: share("worker"), screen: share("screen") },
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
      const middle = (key) => median(seen.map((each) => each[key]));
      return {
        firstPaint: middle("paint"),
        drawnAfter: middle("drawn"),
        ...(await frames(browser, url, span)),
      };
    } finally {
      await browser.close();
    }
  });
}
