/** The board view's page from `dist/web`, with a worker and a server that a test plays. */
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import type { Command, FailedBuild, Firmware, Loaded } from "../../simulator/web/protocol.ts";
import { fakeWorker, type FakeWorker } from "./fake-worker.ts";
import { projectRoot } from "./parts.ts";

/** As strict as the real server's. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
};

export const madeUpFirmware: Firmware = {
  name: "button.ts",
  build: 1,
  wasm: "",
  table: undefined,
  diagram: undefined,
  ignoreUnsupported: false,
  seed: 1,
  cpu: undefined,
  script: "",
};

export interface BoardPage {
  readonly page: Page;
  /** Errors of the console, of scripts, and refused by the policy. */
  readonly errors: readonly string[];
  commands(): Promise<readonly Command[]>;
  /** Runs in the worker. */
  inWorker<Argument>(
    job: (fake: FakeWorker, argument: Argument) => void,
    argument: Argument,
  ): Promise<void>;
  /** As if a source was saved. */
  build(firmware: Firmware | { readonly failed: FailedBuild }): void;
  /** The server goes away, or comes back. */
  away(isAway: boolean): void;
  close(): Promise<void>;
}

export interface BoardPageOptions {
  readonly loaded: Loaded;
  readonly first?: Firmware | { readonly failed: FailedBuild };
  readonly context?: BrowserContextOptions;
}

/** Opens the page, until the board is drawn. */
export async function openBoardPage(
  browser: Browser,
  { loaded, first = madeUpFirmware, context = {} }: BoardPageOptions,
): Promise<BoardPage> {
  let served = first;
  let isAway = false;
  const streams = new Set<ServerResponse>();
  const worker = `(${fakeWorker.toString()})(${JSON.stringify(loaded)})`;
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1) || "index.html";
    response.setHeader("content-security-policy", POLICY);
    if (isAway) return void response.destroy();
    if (name === "events") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": open\n\n");
      streams.add(response);
      return;
    }
    response.setHeader("content-type", types[name.split(".").at(-1)!] ?? "text/plain");
    if (name === "firmware.json") response.end(JSON.stringify(served));
    else if (name === "worker.js") response.end(worker);
    else response.end(readFileSync(join(projectRoot, "dist/web", name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const opened = await browser.newContext(context);
  const page = await opened.newPage();
  page.setDefaultTimeout(5_000);
  const errors: string[] = [];
  page.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error" && !isAway) errors.push(message.text());
  });
  page.on("pageerror", (error) => void errors.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  if (!("failed" in first)) await page.locator(".wires").waitFor({ state: "attached" });
  return {
    page,
    errors,
    commands: () =>
      page.workers()[0]!.evaluate(() => (self as unknown as { fake: FakeWorker }).fake.commands),
    inWorker: async (job, argument) => {
      await page
        .workers()[0]!
        .evaluate(
          `(${job.toString()})(self.fake, ${argument === undefined ? "undefined" : JSON.stringify(argument)})`,
        );
    },
    build(firmware) {
      served = firmware;
      const told = "failed" in firmware ? firmware : { build: firmware.build };
      for (const stream of streams) stream.write(`data: ${JSON.stringify(told)}\n\n`);
    },
    away(isGone) {
      isAway = isGone;
      if (!isGone) return;
      for (const stream of streams) stream.destroy();
      streams.clear();
    },
    async close() {
      await opened.close();
      for (const stream of streams) stream.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
