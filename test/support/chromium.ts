/** A browser without a window, for tests. Nothing is downloaded: it is the one that Debian has. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium as playwright, type Browser, type Page } from "playwright-core";
import { installCommand, missingTools, type Tool } from "../../hal/ports/index.ts";
import { projectRoot } from "./parts.ts";

export const chromium: Tool = { command: "chromium", apt: "chromium" };

/** Why no browser runs here, with the command that brings it; undefined if it does. */
export function missingChromium(): string | undefined {
  if (missingTools([chromium]).length === 0) return undefined;
  return `chromium is not installed: ${installCommand([chromium])}`;
}

/** What the page holds: all of `wakeful/browser`, under a name that scripts see. */
const html = `<!doctype html><script type="module">
import * as wakeful from "/browser.js";
globalThis.wakeful = wakeful;
</script>`;

/** A page in which `wakeful` is what `dist/browser.js` exports. */
export interface Opened {
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts the browser. */
export function launchChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: `/usr/bin/${chromium.command}`,
    // Root has no sandbox to offer, and the pages are our own.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

/** Serves `dist` to this machine alone, and opens the page. */
export async function openPage(): Promise<Opened> {
  const server: Server = createServer((request, response) => {
    const name = /^\/(\w+\.js)$/.exec(request.url ?? "")?.[1];
    if (name === undefined) response.setHeader("content-type", "text/html").end(html);
    else {
      const text = readFileSync(join(projectRoot, "dist", name));
      response.setHeader("content-type", "text/javascript").end(text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const opened = browser;
    return {
      page,
      async close() {
        await opened.close();
        await stop();
      },
    };
  } catch (error) {
    await browser?.close();
    await stop();
    throw error;
  }
}
