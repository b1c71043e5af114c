/** The board view's server: five files and a stream of news, for this machine alone. */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import type { Builds } from "./builds.ts";
import { type Refusal, refuse } from "./guard.ts";
import { securityHeaders } from "./headers.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { listen, type Listening } from "./listen.ts";
import type { Site, SiteFile } from "./site.ts";
import { Streams } from "./streams.ts";

export interface ServeOptions {
  readonly site: Site;
  readonly builds: Builds;
  /** 0: the system chooses. */
  readonly port: number;
  /** Whether the next free port is taken where this one is in use. */
  readonly mayMove: boolean;
  readonly limits?: Partial<Limits>;
}

export interface Serving extends Listening {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Milliseconds for what was not read yet, such as the body of a request that is refused: a connection that is ended
 * at once would take the answer with it.
 */
const LINGER = 250;

/**
 * Serves the page on 127.0.0.1.
 *
 * Not on ::1: a browser that is given `localhost` tries both, and the address that is printed is that of this server
 * whatever else listens there.
 * @throws UsageError if there is no port to be had.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { site, builds, port: asked, mayMove } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const streams = new Streams(builds, limits);
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headers,
    requestTimeout: limits.headers,
    connectionsCheckingInterval: Math.min(1000, limits.headers),
    // The guard tells it in words.
    requireHostHeader: false,
  });
  server.maxConnections = limits.connections;
  server.timeout = limits.idle;
  let listening: Listening;
  try {
    listening = await listen(server, asked, mayMove);
  } catch (error) {
    streams.close();
    throw error;
  }
  const { port } = listening;
  const sources = { site, builds, streams };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.on("error", () => response.destroy());
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refuse(request, port);
    if (refusal) end(request, response, refusal);
    else route(request, response, sources).catch(() => response.destroy());
  };
  server.on("request", answer);
  // Whoever waits to be asked for a body is told at once that none is wanted.
  server.on("checkContinue", answer);
  server.on("checkExpectation", answer);
  server.on("clientError", endBroken);
  return {
    ...listening,
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      streams.close();
      return close(server);
    },
  };
}

interface Sources {
  readonly site: Site;
  readonly builds: Builds;
  readonly streams: Streams;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { site, builds, streams }: Sources,
): Promise<void> {
  // Compared as it came: what is no path, or is written in a strange way, is none of these.
  switch (request.url!.split("?", 1)[0]) {
    case "/":
      return file(request, response, site["index.html"]);
    case "/page.js":
      return file(request, response, site["page.js"]);
    case "/worker.js":
      return file(request, response, site["worker.js"]);
    case "/style.css":
      return file(request, response, site["style.css"]);
    case "/firmware.json": {
      await builds.first;
      const text = JSON.stringify(builds.document());
      response.setHeader("Cache-Control", "no-store");
      return send(request, response, "application/json; charset=utf-8", Buffer.from(text));
    }
    case "/events":
      if (streams.isFull) {
        const headers = { "Retry-After": "10" };
        const text = "too many pages are open: close some";
        return end(request, response, { status: 503, text, headers });
      }
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
      if (request.method === "HEAD") return void response.end();
      return streams.open(response, request.headers["last-event-id"]?.toString());
    default:
      return end(request, response, {
        status: 404,
        text: "there is nothing here: the page is at /",
      });
  }
}

function file(
  request: IncomingMessage,
  response: ServerResponse,
  { type, bytes, etag }: SiteFile,
): void {
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("ETag", etag);
  if (request.headers["if-none-match"] === etag) {
    response.statusCode = 304;
    return void response.end();
  }
  send(request, response, type, bytes);
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  type: string,
  bytes: Uint8Array,
): void {
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", bytes.length);
  response.end(method === "HEAD" ? undefined : bytes);
}

function end(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text, headers = {} }: Refusal,
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("Cache-Control", "no-store");
  // The rest of the request is not read.
  if (status !== 404) response.setHeader("Connection", "close");
  send(request, response, "text/plain; charset=utf-8", Buffer.from(`${text}\n`));
}

const broken: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no request at all. */
function endBroken(error: NodeJS.ErrnoException, socket: Duplex & { bytesWritten?: number }): void {
  // In the middle of another answer no words of ours would be understood.
  if (error.code === "ECONNRESET" || !socket.writable || (socket.bytesWritten ?? 0) > 0) {
    socket.destroy();
    return;
  }
  const status = broken[error.code ?? ""] ?? 400;
  const headers = { ...securityHeaders, Connection: "close", "Content-Length": "0" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n`);
  setTimeout(() => socket.destroy(), LINGER).unref();
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
