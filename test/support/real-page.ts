/** The board view as people have it: `wakeful serve` from `dist`, or the page that it exports, in a real browser. */
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { parseDuration } from "../../simulator/core/time.ts";
import { readVcd } from "../../simulator/trace/from-vcd.ts";
import { projectRoot } from "./parts.ts";

const cli = join(projectRoot, "dist/cli.js");

/** A loaded machine takes its time; nothing here is decided by it. */
export const soon = { timeout: 30_000, interval: 20 };

/** Runs `wakeful` to its end. @param cwd where it is typed. */
export async function wakeful(cwd: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], { cwd });
  return stdout;
}

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `wakeful serve` on a port that the system chooses. */
export function startServe(cwd: string, firmware: string): Promise<Served> {
  const server = spawn(process.execPath, [cli, "serve", firmware, "--port", "0", "--json"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  let told = "";
  server.stderr.on("data", (text: Buffer) => (told += text.toString()));
  return new Promise((resolve, reject) => {
    let out = "";
    server.stdout.on("data", (text: Buffer) => {
      out += text.toString();
      const line = out.split("\n").find((each) => each.includes('"url"'));
      if (line === undefined) return;
      const { url } = JSON.parse(line) as { readonly url: string };
      resolve({
        url,
        async stop() {
          server.kill("SIGINT");
          await ended;
        },
      });
    });
    void ended.then(() => reject(new Error(`wakeful serve has ended: ${told}${out}`)));
  });
}

/** Levels with their nanoseconds, of all signals of a VCD file that change. */
export function edgesOf(vcd: string): Readonly<Record<string, readonly string[]>> {
  const edges = new Map<string, string[]>();
  const pathOf = new Map<string, string>();
  readVcd(vcd, {
    onSignals: (signals) => signals.forEach(({ code, path }) => pathOf.set(code, path)),
    onValue({ code, time, level }) {
      const path = pathOf.get(code)!;
      edges.set(path, [...(edges.get(path) ?? []), `${level ?? "z"} at ${time}`]);
    },
  });
  const changing = [...edges].filter(([, all]) => all.length > 1);
  return Object.fromEntries(changing.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a policy refused, also where the error was caught; of a page or of a worker. */
const refusals = (): Promise<string[]> =>
  new Promise((resolve) => {
    const found: string[] = [];
    const observer = new ReportingObserver(
      (reports) => {
        for (const { type, body } of reports) found.push(`${type}: ${JSON.stringify(body)}`);
      },
      { buffered: true },
    );
    observer.observe();
    // What is buffered is told in a task of its own.
    setTimeout(() => resolve(found), 50);
  });

/** The page in a context of its own, with all that it complains of. */
export class RealPage {
  readonly page: Page;
  readonly requests: string[] = [];
  readonly #complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(soon.timeout);
    page.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) {
        this.#complaints.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on("pageerror", ({ message }) => this.#complaints.push(`error: ${message}`));
    page.on("crash", () => this.#complaints.push("the page crashed"));
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("requestfailed", (request) => this.#complaints.push(`failed: ${request.url()}`));
    page.on("response", (response) => {
      if (response.status() >= 400)
        this.#complaints.push(`${response.status()}: ${response.url()}`);
    });
  }

  /** Until the board is drawn. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<RealPage> {
    const context = await browser.newContext({
      // Not so high that what is left for the board depends on the texts below it.
      viewport: { width: 1280, height: 960 },
      colorScheme: "light",
      reducedMotion: "reduce",
      ...options,
    });
    const real = new RealPage(await context.newPage());
    await real.page.goto(url);
    await real.page.locator(".wires").waitFor({ state: "attached" });
    return real;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /** Errors and warnings of the console, of scripts and of the policy, so far. */
  async complaints(): Promise<readonly string[]> {
    const refused = await Promise.all([
      this.page.evaluate(refusals),
      ...this.page.workers().map((worker) => worker.evaluate(refusals)),
    ]);
    return [...this.#complaints, ...refused.flat()];
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  drawing(part: string): Locator {
    return this.page.locator(`[data-drawing="${part}"]`);
  }

  /** Moves the mouse onto the drawing of a part. */
  hover(part: string): Promise<void> {
    return this.drawing(part).locator(`:scope > *`).first().hover();
  }

  /** What the analyser measures: the table's caption and its rows. */
  async measured(): Promise<string[]> {
    const rows = await this.page.locator(".measures tr").evaluateAll((all) =>
      all.map(({ children }) => {
        const [a, b, c, d] = [...children].map(({ textContent }) => textContent);
        return `${a} ${b}, ${c} ${d}`;
      }),
    );
    return [(await this.page.locator(".measures caption").textContent())!, ...rows];
  }

  /** Where the knob of the time line is, in nanoseconds. */
  async lineValue(): Promise<number> {
    return Number(await this.page.getByLabel("Time line").inputValue());
  }

  /** Takes the knob of the time line, wherever it is. */
  async grabTimeLine(): Promise<{ to(time: number): Promise<void>; drop(): Promise<void> }> {
    const line = this.page.getByLabel("Time line");
    const { x, y, width, height } = (await line.boundingBox())!;
    // The middle of the knob, which stays within the line.
    const knob = 8;
    const at = async (time: number): Promise<number> =>
      x + knob + (time / Number(await line.getAttribute("max"))) * (width - 2 * knob);
    await this.page.mouse.move(await at(await this.lineValue()), y + height / 2);
    await this.page.mouse.down();
    return {
      to: async (time) => this.page.mouse.move(await at(time), y + height / 2, { steps: 10 }),
      drop: () => this.page.mouse.up(),
    };
  }

  /** Nothing has the focus or the mouse, and what was asked for is drawn. */
  async rest(): Promise<void> {
    await this.page.mouse.move(2, 2);
    await this.page.evaluate(async () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    });
  }

  /** Nanoseconds since reset. */
  async now(): Promise<number> {
    return Number(await this.page.locator("#clock").getAttribute("data-time"));
  }

  /** Time stands still from here on. */
  async pause(): Promise<void> {
    await this.button("Pause").click();
    await this.button("Play").waitFor();
  }

  /** Types a time into the page, and waits until it is there. */
  async goTo(time: string): Promise<void> {
    await this.page.getByLabel("Go to").fill(time);
    await this.page.getByLabel("Go to").press("Enter");
    await expect.poll(() => this.now(), soon).toBe(Number(parseDuration(time)));
  }

  /** What the list says of parts, in words. */
  async words(...parts: readonly string[]): Promise<(string | null)[]> {
    return Promise.all(
      parts.map((part) => this.page.locator(`li[data-part="${part}"] .part-state`).textContent()),
    );
  }

  /** Of LEDs: those that the drawing has a ring around. */
  async ringed(): Promise<(string | null)[]> {
    return this.page
      .locator(".part.lit")
      .evaluateAll((lit) => lit.map((part) => part.getAttribute("data-drawing")));
  }

  /** Levels of signals as they stand beside their names in the analyser: now, if no cursor is placed. */
  async levels(...signals: readonly string[]): Promise<(string | null)[]> {
    return Promise.all(signals.map((signal) => this.row(signal).locator(".level").textContent()));
  }

  row(signal: string): Locator {
    return this.page.locator(`.names li[title="${signal}"]`);
  }

  /** A picture to keep, of all of the page: CI has the folder as an artefact. */
  async picture(name: string): Promise<void> {
    const path = join(projectRoot, `out/screenshots/board-${name}.png`);
    await this.page.screenshot({ path, fullPage: true, animations: "disabled" });
  }

  /** Serious faults that axe finds in all of the page, in each of its panels. */
  async faults(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const faults = new Set<string>();
    for (const tab of ["Serial", "Messages", "Energy", "Tasks"]) {
      await this.page.getByRole("tab", { name: tab }).click();
      const { violations } = await this.page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
      );
      for (const { id, impact, nodes } of violations) {
        if (impact !== "serious" && impact !== "critical") continue;
        for (const { html } of nodes) faults.add(`${id}: ${html}`);
      }
    }
    return [...faults];
  }

  /** The file that the analyser's Export saves: all signals, from reset to now. */
  async exported(format: "VCD" | "SVG"): Promise<string> {
    const menu = this.page.getByRole("group").filter({ hasText: /^Export/ });
    if (!(await menu.evaluate((details: HTMLDetailsElement) => details.open))) {
      await menu.locator("summary").click();
    }
    await this.page.getByLabel("All signals, from reset to now").check();
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.page.getByRole("button", { name: `Save as ${format}` }).click(),
    ]);
    await this.page.keyboard.press("Escape");
    return readFileSync((await download.path())!, "utf8");
  }
}
