/** A page with nothing on it but the analyser, served as its sources are: each file transpiled by itself. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import {
  chromium as playwright,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import ts from "typescript";
import { chromium } from "../chromium.ts";
import { projectRoot } from "../parts.ts";

/** The same that the board view's page has, but for workers. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Analyser</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body { margin: 0; padding: 16px; background: #f4f6f8; color: #1b2430 } @media (prefers-color-scheme: dark) { body { background: #0b0f14; color: #e6ebf2 } }</style>
</head><body><main><h1>Analyser</h1><div id="host"></div></main>
<script type="module" src="/test/support/analyser/harness.ts"></script></body></html>`;

/** A browser, and the server of its pages. */
export interface Bench {
  readonly browser: Browser;
  /** A page whose analyser is there, with what went wrong on its console. */
  open(options?: BrowserContextOptions): Promise<{ page: Page; errors: string[] }>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const scripts = new Map<string, string>();
  const script = (path: string): string => {
    const known = scripts.get(path);
    if (known !== undefined) return known;
    const { outputText } = ts.transpileModule(readFileSync(join(projectRoot, path), "utf8"), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    scripts.set(path, outputText);
    return outputText;
  };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    response.setHeader("content-security-policy", policy);
    if (path === "/") response.setHeader("content-type", "text/html").end(html);
    else if (/^\/(simulator|test\/support\/analyser)\/.*\.ts$/.test(path)) {
      response.setHeader("content-type", "text/javascript").end(script(path));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  let browser: Browser;
  try {
    browser = await playwright.launch({
      executablePath: `/usr/bin/${chromium.command}`,
      // Root has no sandbox to offer, and the page is our own.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    browser,
    async open(options) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        ...options,
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("console", (message) => {
        // Reading pixels is how a test looks, and Chromium has an opinion about it.
        const isOurs = /readback/.test(message.text());
        if (["error", "warning"].includes(message.type()) && !isOurs) errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(address);
      return { page, errors };
    },
    async close() {
      await browser.close();
      await stop();
    },
  };
}
