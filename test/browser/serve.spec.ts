/** The board view's server and its exported page in a real browser, with a page that tries what it may not. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as playwright, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { exportPage } from "../../simulator/serve/export.ts";
import { readSite, type Site } from "../../simulator/serve/site.ts";
import { firmware, siteOf, start } from "../simulator/serve/support.ts";
import { chromium, missingChromium } from "../support/chromium.ts";
import { projectRoot } from "../support/parts.ts";

const page = `
const inline = document.getElementById("firmware").textContent;
const block = document.getElementById("worker");
async function start() {
  const firmware = inline ? JSON.parse(inline) : await (await fetch("firmware.json")).json();
  const url = block && URL.createObjectURL(new Blob([block.textContent], { type: "text/javascript" }));
  const worker = new Worker(url ?? "worker.js");
  worker.onmessage = ({ data }) => (document.body.dataset.worker = data);
  worker.postMessage(firmware.wasm);
  document.title = firmware.name;
  if (inline) return;
  new EventSource("events").onmessage = ({ data }) => (document.body.dataset.news = data);
}
void start();
`;

const worker = `
const attempt = async (what) => {
  try {
    await what();
    return "yes";
  } catch {
    return "no";
  }
};
onmessage = async ({ data }) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const wasm = await attempt(() => WebAssembly.compile(bytes));
  const code = await attempt(() => new Function("return 1")());
  const net = await attempt(() => fetch("https://example.com/"));
  postMessage("wasm " + wasm + ", code from text " + code + ", network " + net);
};
`;

const may = "wasm yes, code from text no, network no";
const missing = missingChromium();

describe.skipIf(missing)(`in Chromium${missing ? ` (skipped: ${missing})` : ""}`, () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    browser = await playwright.launch({
      executablePath: `/usr/bin/${chromium.command}`,
      // Root has no sandbox to offer, and the page is our own.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
  });
  afterAll(() => browser?.close());

  /** A page, and what it complains of. */
  async function open(isOffline: boolean): Promise<{ page: Page; errors: string[] }> {
    site = siteOf({ "page.js": page, "worker.js": worker });
    const context = await browser.newContext({ offline: isOffline });
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    const errors: string[] = [];
    opened.on("pageerror", (error) => errors.push(error.message));
    opened.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    return { page: opened, errors };
  }

  function fileOf(html: string): string {
    const folder = mkdtempSync(join(tmpdir(), "wakeful-export-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "index.html"), html);
    return pathToFileURL(join(folder, "index.html")).href;
  }

  test("a served page gets its worker, its firmware and its news, and may do nothing else", async () => {
    const { page: opened } = await open(false);
    const { url, builds } = await start({ site });
    await opened.goto(url);
    await opened.waitForFunction("document.body.dataset.worker && document.body.dataset.news");
    expect(await opened.evaluate("document.body.dataset.worker")).toBe(may);
    expect(await opened.title()).toBe("blink.ts");
    builds.fail("no");
    await opened.waitForFunction(`document.body.dataset.news.includes("failed")`);
  });

  test("pages of other origins get nothing of it", async () => {
    const { page: opened } = await open(false);
    const { url } = await start({ site });
    const other = await start({ site });
    await opened.goto(other.url);
    // The other page's own policy is out of the way: the server itself has to refuse.
    await opened.route("**/foreign", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>foreign</title>" }),
    );
    await opened.goto(`${other.url}foreign`);
    const got = await opened.evaluate(async (target) => {
      const attempt = (what: Promise<unknown>): Promise<string> =>
        what.then(
          () => "got it",
          () => "refused",
        );
      const load = (element: HTMLElement): Promise<unknown> =>
        new Promise((resolve, reject) => {
          element.onload = resolve;
          element.onerror = reject;
          document.head.append(element);
        });
      const script = Object.assign(document.createElement("script"), { src: `${target}page.js` });
      return {
        fetch: await attempt(fetch(`${target}firmware.json`)),
        opaque: await attempt(fetch(`${target}firmware.json`, { mode: "no-cors" })),
        script: await attempt(load(script)),
        events: await attempt(
          new Promise((resolve, reject) => {
            const source = new EventSource(`${target}events`);
            source.onopen = resolve;
            source.onerror = reject;
          }),
        ),
      };
    }, url);
    expect(got).toEqual({
      fetch: "refused",
      opaque: "refused",
      script: "refused",
      events: "refused",
    });
  });

  test("an exported page runs from a disk, offline, and asks for nothing", async () => {
    const { page: opened, errors } = await open(true);
    const name = `</title></script><script>document.body.dataset.evil = 1</script>"'$&.ts`;
    const requests: string[] = [];
    opened.on("request", (request) => requests.push(request.url()));
    const url = fileOf(exportPage(site, { ...firmware, name, build: 1 }));
    await opened.goto(url);
    await opened.waitForFunction("document.body.dataset.worker");
    expect(await opened.evaluate("document.body.dataset.worker")).toBe(may);
    expect(await opened.title()).toBe(name);
    expect(await opened.evaluate("document.body.dataset.evil")).toBeUndefined();
    // The worker's attempts are told on the console; nothing of the page's own is.
    expect(errors.filter((text) => !/unsafe-eval|example\.com/.test(text))).toEqual([]);
    expect(requests.filter((each) => !/^(file|blob|data):|example\.com/.test(each))).toEqual([]);
  });

  test("a script that is put into an exported page later does not run", async () => {
    const { page: opened, errors } = await open(true);
    const html = exportPage(site, { ...firmware, build: 1 });
    const evil = html.replace("<body>", "<body><script>document.body.dataset.evil = 1</script>");
    await opened.goto(fileOf(evil));
    await opened.waitForFunction("document.body.dataset.worker");
    expect(await opened.evaluate("document.body.dataset.evil")).toBeUndefined();
    expect(errors.join("\n")).toContain("script-src");
  });

  test("the page that is built draws its parts from one file", async () => {
    const { page: opened, errors } = await open(true);
    const built = readSite(join(projectRoot, "dist/web"));
    await opened.goto(fileOf(exportPage(built, { ...firmware, build: 1 })));
    await opened.waitForFunction(`customElements.get("wokwi-led") !== undefined`);
    const drawn = await opened.evaluate(`(async () => {
      const uno = document.createElement("wokwi-arduino-uno");
      document.body.append(uno);
      await uno.updateComplete;
      return uno.shadowRoot.textContent;
    })()`);
    expect(drawn).toContain("ARDUINO");
    expect(errors.filter((text) => /Content Security Policy/.test(text))).toEqual([]);
  });
});
