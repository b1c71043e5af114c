/** Real sockets, and a server of the board view with pages of a few bytes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Builds } from "../../../simulator/serve/builds.ts";
import { serve, type ServeOptions, type Serving } from "../../../simulator/serve/server.ts";
import { readSite, type Site } from "../../../simulator/serve/site.ts";
import type { Firmware } from "../../../simulator/web/protocol.ts";

export const firmware: Omit<Firmware, "build"> = {
  name: "blink.ts",
  wasm: "AGFzbQEAAAA=",
  table: undefined,
  diagram: undefined,
  ignoreUnsupported: false,
  seed: 1,
  cpu: undefined,
  script: "",
};

const template = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="generator" content="Wakeful" />
    <title>Wakeful</title>
    <link rel="stylesheet" href="style.css" />
    <script id="firmware" type="application/json"></script>
    <script src="page.js" defer></script>
  </head>
  <body></body>
</html>
`;

/** A folder of a page, which is gone after the test. */
export function siteFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "wakeful-site-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const all = {
    "index.html": template,
    "page.js": "document.title = 1;\n",
    "worker.js": "self.close();\n",
    "style.css": "body {}\n",
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

export function siteOf(files?: Readonly<Record<string, string>>): Site {
  return readSite(siteFolder(files));
}

export interface Started extends Serving {
  readonly builds: Builds;
}

/** A server on a port of the system's choice, with a firmware; it ends with the test. */
export async function start(options: Partial<ServeOptions> = {}): Promise<Started> {
  const builds = options.builds ?? new Builds();
  if (!options.builds) builds.succeed(firmware);
  const site = options.site ?? siteOf();
  const serving = await serve({ port: 0, mayMove: false, ...options, site, builds });
  onTestFinished(() => serving.close());
  return { ...serving, builds };
}

export interface Answer {
  /** 0: the connection was closed without one. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that says just what it is told to, and remembers what it hears. */
export class Line {
  heard = "";
  isClosed = false;
  readonly socket: Socket;
  readonly closed: Promise<void>;
  #listener = (): void => undefined;

  constructor(port: number, host = "127.0.0.1") {
    this.socket = connect({ port, host });
    this.socket.setNoDelay(true);
    this.socket.on("data", (bytes) => {
      this.heard += bytes.toString("latin1");
      this.#listener();
    });
    this.socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.on("close", () => {
        this.isClosed = true;
        this.#listener();
        resolve();
      });
    });
  }

  say(text: string): void {
    this.socket.write(Buffer.from(text, "latin1"));
  }

  /** Waits for something that it hears; fails if the connection ends before. */
  async hears(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.heard);
      if (match) return match[0];
      if (this.isClosed) throw new Error(`closed, and heard only ${JSON.stringify(this.heard)}`);
      await new Promise<void>((resolve) => (this.#listener = resolve));
    }
  }

  async answer(): Promise<Answer> {
    await this.closed;
    const [head = "", ...rest] = this.heard.split("\r\n\r\n");
    const [first = "", ...lines] = head.split("\r\n");
    return {
      status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0),
      headers: Object.fromEntries(
        lines.map((line) => {
          const at = line.indexOf(": ");
          return [line.slice(0, at).toLowerCase(), line.slice(at + 2)];
        }),
      ),
      body: rest.join("\r\n\r\n"),
    };
  }
}

export interface Asking {
  readonly method?: string;
  /** The own one is given by default. */
  readonly host?: string;
  readonly headers?: readonly string[];
}

/** Sends a request as it is written, and takes the whole answer. */
export async function ask(
  port: number,
  target: string,
  { method = "GET", host = `127.0.0.1:${port}`, headers = [] }: Asking = {},
): Promise<Answer> {
  const line = new Line(port);
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...headers];
  line.say(`${lines.join("\r\n")}\r\n\r\n`);
  return line.answer();
}
