/** What the board view's server gives, and whom it refuses. Real sockets, and bytes as an attacker would send them. */
import { symlinkSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Builds } from "../../../simulator/serve/builds.ts";
import { readSite } from "../../../simulator/serve/site.ts";
import { ask, firmware, Line, siteFolder, siteOf, start } from "./support.ts";

describe("what there is", () => {
  test.each([
    ["/", "text/html; charset=utf-8", /^<!doctype html>/],
    ["/page.js", "text/javascript; charset=utf-8", /^document/],
    ["/worker.js", "text/javascript; charset=utf-8", /^self/],
    ["/style.css", "text/css; charset=utf-8", /^body/],
    ["/firmware.json", "application/json; charset=utf-8", /"name":"blink.ts"/],
  ])("%s", async (target, type, text) => {
    const { port } = await start();
    const { status, headers, body } = await ask(port, target);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe(type);
    expect(body).toMatch(text);
    const head = await ask(port, target, { method: "HEAD" });
    expect([head.status, head.headers["content-length"], head.body]).toEqual([
      200,
      headers["content-length"],
      "",
    ]);
  });

  test("a page that was not built is told with the way out", () => {
    expect(() => readSite("/nowhere")).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: the page of the board view is not whole: there is no index.html]`,
    );
  });

  test("a script that the browser has already is not sent again", async () => {
    const { port } = await start();
    const { headers } = await ask(port, "/page.js");
    const again = await ask(port, "/page.js", { headers: [`If-None-Match: ${headers["etag"]}`] });
    expect([again.status, again.body]).toEqual([304, ""]);
    expect((await ask(port, "/firmware.json")).headers["cache-control"]).toBe("no-store");
  });

  test("a page that comes before the first build is done gets its firmware then", async () => {
    const builds = new Builds();
    const { port } = await start({ builds });
    const asked = ask(port, "/firmware.json");
    expect((await ask(port, "/")).status).toBe(200);
    builds.succeed(firmware);
    expect(JSON.parse((await asked).body)).toMatchObject({ name: "blink.ts", build: 1 });
  });

  test("a first build that failed is in place of the firmware", async () => {
    const builds = new Builds();
    builds.fail("blink.ts:1:1 error: <b>no</b>");
    const { port } = await start({ builds });
    expect((await ask(port, "/firmware.json")).body).toBe(
      '{"failed":{"build":1,"text":"blink.ts:1:1 error: <b>no</b>"}}',
    );
  });
});

const everyAnswer: [what: string, target: string, options?: Parameters<typeof ask>[2]][] = [
  ["the page", "/"],
  ["the firmware", "/firmware.json"],
  ["what is not there", "/nothing"],
  ["a refused host", "/", { host: "evil.example" }],
  ["a refused method", "/", { method: "POST" }],
  ["a request that cannot be read", "/ \u0001"],
];

describe("what browsers are told not to do", () => {
  test("on the page", async () => {
    const { port } = await start();
    const { headers } = await ask(port, "/");
    expect(Object.entries(headers).filter(([name]) => !/^(date|etag|content-length)$/.test(name)))
      .toMatchInlineSnapshot(`
      [
        [
          "content-security-policy",
          "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; frame-ancestors 'none'",
        ],
        [
          "cross-origin-opener-policy",
          "same-origin",
        ],
        [
          "cross-origin-resource-policy",
          "same-origin",
        ],
        [
          "referrer-policy",
          "no-referrer",
        ],
        [
          "x-content-type-options",
          "nosniff",
        ],
        [
          "x-frame-options",
          "DENY",
        ],
        [
          "cache-control",
          "no-cache",
        ],
        [
          "content-type",
          "text/html; charset=utf-8",
        ],
        [
          "connection",
          "close",
        ],
      ]
    `);
  });

  test.each(everyAnswer)("in the answer about %s", async (_, target, options) => {
    const { port } = await start();
    const { headers } = await ask(port, target, options);
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringMatching(/^default-src 'none';.*frame-ancestors/),
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("who may ask", () => {
  test("other machines cannot connect: no other address of this one answers", async () => {
    const { port } = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== "127.0.0.1" && !scopeid)
      .map(({ address }) => address);
    // All of 127/8 is this machine, too.
    for (const host of [...others, "127.0.0.2", "::1"]) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = connect({ port, host });
        socket.on("connect", () => {
          socket.destroy();
          resolve("connected");
        });
        socket.on("error", () => resolve("refused"));
      });
      expect(`${host} ${outcome}`).toBe(`${host} refused`);
    }
  });

  test.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("the name %s", async (name) => {
    const { port } = await start();
    expect((await ask(port, "/firmware.json", { host: `${name}:${port}` })).status).toBe(200);
  });

  test("no other name, to which an attacker's page could have led the browser", async () => {
    const { port } = await start();
    const hosts = [
      "evil.example",
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `evil.example@127.0.0.1:${port}`,
      `127.0.0.1:${port}, evil.example`,
      `127.0.0.1:${port}@evil.example`,
      `127.0.0.1:${port}/`,
      `127.0.0.1:${port}.`,
      `0.0.0.0:${port}`,
      `127.1:${port}`,
      `2130706433:${port}`,
      `192.168.0.1:${port}`,
      "127.0.0.1",
      "localhost",
      `localhost:${port + 1}`,
      "localhost:",
      "",
    ];
    for (const host of hosts) {
      for (const target of ["/", "/firmware.json", "/events"]) {
        const { status, body } = await ask(port, target, { host });
        expect([host, status]).toEqual([host, 403]);
        expect(body.replace(`${port}`, "_")).toBe(
          "this server is for this machine alone: open http://127.0.0.1:_/\n",
        );
      }
    }
  });

  test("nobody without a name, or with two", async () => {
    const { port } = await start();
    const own = `Host: 127.0.0.1:${port}\r\n`;
    for (const hosts of ["", `${own}Host: evil.example\r\n`, `Host: evil.example\r\n${own}`]) {
      const line = new Line(port);
      line.say(`GET / HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
      const { status, body } = await line.answer();
      expect([status, body]).toEqual([400, "a request needs one Host header\n"]);
    }
    const old = new Line(port);
    old.say("GET / HTTP/1.0\r\n\r\n");
    expect((await old.answer()).status).toBe(400);
  });

  test("only GET and HEAD", async () => {
    const { port } = await start();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"]) {
      const { status, headers, body } = await ask(port, "/firmware.json", { method });
      expect([method, status, headers["allow"], body]).toEqual([
        method,
        405,
        "GET, HEAD",
        method === "HEAD" ? "" : "only GET and HEAD\n",
      ]);
    }
    expect((await ask(port, `127.0.0.1:${port}`, { method: "CONNECT" })).status).toBe(0);
    expect((await ask(port, "/")).status).toBe(200);
  });

  test.each([
    ["http://evil.example"],
    ["https://127.0.0.1"],
    ["null"],
    ["file://"],
    ["http://127.0.0.1"],
    ["http://127.0.0.1:1"],
  ])("no page from %s", async (origin) => {
    const { port } = await start();
    for (const target of ["/", "/events", "/firmware.json", "/page.js"]) {
      const { status, body } = await ask(port, target, { headers: [`Origin: ${origin}`] });
      expect([target, status, body]).toEqual([target, 403, "only for its own page\n"]);
    }
  });

  test("its own page, under each of its names", async () => {
    const { port } = await start();
    for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
      const headers = [`Origin: http://${name}:${port}`, "Sec-Fetch-Site: same-origin"];
      expect((await ask(port, "/firmware.json", { headers })).status).toBe(200);
    }
  });

  test("a link from elsewhere opens the page, and nothing else from there works", async () => {
    const { port } = await start();
    const from = (site: string, mode: string, dest: string): readonly string[] => [
      `Sec-Fetch-Site: ${site}`,
      `Sec-Fetch-Mode: ${mode}`,
      `Sec-Fetch-Dest: ${dest}`,
    ];
    const status = async (target: string, headers: readonly string[]): Promise<number> =>
      (await ask(port, target, { headers })).status;
    expect(await status("/", from("cross-site", "navigate", "document"))).toBe(200);
    expect(await status("/", from("cross-site", "navigate", "iframe"))).toBe(403);
    expect(await status("/page.js", from("cross-site", "no-cors", "script"))).toBe(403);
    // Another program's page on this machine, at another port.
    expect(await status("/events", from("same-site", "cors", "empty"))).toBe(403);
    expect(await status("/firmware.json", from("none", "navigate", "document"))).toBe(200);
  });
});

describe("nothing outside its folder", () => {
  const targets = [
    "/..%2f..%2f..%2fetc/passwd",
    "/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/%252e%252e%252fetc/passwd",
    "/..\\..\\etc\\passwd",
    "/..%5c..%5cetc%5cpasswd",
    "/%c0%ae%c0%ae/etc/passwd",
    "/....//....//etc/passwd",
    "//etc/passwd",
    "/etc/passwd",
    "/page.js%00.html",
    "/page.js/",
    "/page.js/..",
    "/./page.js",
    "/%70age.js",
    "/PAGE.JS",
    "/index.html",
    "/page.js.map",
    "/link.js",
    "/package.json",
    "/.git/config",
    "/__proto__",
    "/constructor",
    "/toString",
    "/page.js;.css",
    "/page.js#x",
    "/file:///etc/passwd",
    "file:///etc/passwd",
    "http://evil.example/",
    "http://evil.example/page.js",
    "*",
    "?page.js",
  ];
  test.each(targets)("%s", async (target) => {
    const folder = siteFolder();
    symlinkSync("/etc/passwd", join(folder, "link.js"));
    const { port } = await start({ site: readSite(folder) });
    const { status, body } = await ask(port, target);
    expect(body).not.toContain("root:");
    expect(status === 404 || status === 400).toBe(true);
    if (status === 404) expect(body).toBe("there is nothing here: the page is at /\n");
    expect((await ask(port, "/page.js")).status).toBe(200);
  });

  test("what is changed on the disk later is not served", async () => {
    const folder = siteFolder();
    const { port } = await start({ site: readSite(folder) });
    unlinkSync(join(folder, "page.js"));
    symlinkSync("/etc/passwd", join(folder, "page.js"));
    expect((await ask(port, "/page.js")).body).toBe("document.title = 1;\n");
  });
});

describe("clients that mean no good", () => {
  test("requests that are none leave the server as it is", async () => {
    const { port } = await start();
    const nonsense = [
      "\0\0\0\0",
      "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
      "GET / HTTP/1.1\nHost: x\r\n\0\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: -1\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nzz`,
      `GET /\0 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: a\r\n\tb\0\r\n\r\n`,
    ];
    for (const text of nonsense) {
      const line = new Line(port);
      line.say(text);
      const { status } = await line.answer();
      expect([text, status >= 400 || status === 0]).toEqual([text, true]);
      expect((await ask(port, "/")).status).toBe(200);
    }
  });

  test("a connection that is broken off in the middle leaves it as well", async () => {
    const { port } = await start();
    for (const text of [
      "",
      "GET / HT",
      "GET /events HTTP/1.1\r\n",
      `GET /page.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
    ]) {
      const line = new Line(port);
      line.say(text);
      line.socket.resetAndDestroy();
      await line.closed;
    }
    expect((await ask(port, "/")).status).toBe(200);
  });

  test("long addresses and headers are refused", async () => {
    const { port } = await start();
    expect((await ask(port, `/${"a".repeat(100_000)}`)).status).toBe(431);
    expect((await ask(port, "/", { headers: [`X: ${"a".repeat(100_000)}`] })).status).toBe(431);
    const many = Array.from({ length: 10_000 }, (_, i) => `X${i}: 1`);
    expect((await ask(port, "/", { headers: many })).status).toBe(431);
    expect((await ask(port, `/${"a".repeat(5000)}`)).status).toBe(404);
  });

  test("a body is not read, however long it says it is", async () => {
    const { port } = await start();
    const answer = await ask(port, "/", { headers: ["Content-Length: 99999999999"] });
    expect([answer.status, answer.body]).toEqual([413, "a request has no body here\n"]);
    const chunked = await ask(port, "/", { headers: ["Transfer-Encoding: chunked"] });
    expect(chunked.status).toBe(413);
    const line = new Line(port);
    line.say(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000000\r\n\r\n`);
    const send = (): Promise<boolean> =>
      new Promise((done) => line.socket.write(Buffer.alloc(1 << 20), (error) => done(!error)));
    let taken = 0;
    while (taken < 64 && (await send())) taken++;
    // What the system's buffers hold.
    expect(taken).toBeLessThan(32);
    expect(line.heard).toMatch(/^HTTP\/1\.1 405 /);
    const expecting = { method: "POST", headers: ["Expect: 100-continue", "Content-Length: 9"] };
    expect((await ask(port, "/", expecting)).status).toBe(405);
    expect((await ask(port, "/", { headers: ["Expect: tea"] })).status).toBe(200);
  });

  test("who is slow to ask is not waited for", async () => {
    const { port } = await start({ limits: { headers: 100 } });
    const silent = new Line(port);
    const slow = new Line(port);
    slow.say(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `);
    await Promise.all([silent.closed, slow.closed]);
    expect((await slow.answer()).status).toBe(408);
    expect((await ask(port, "/")).status).toBe(200);
  });

  test("who does not read is not waited for", async () => {
    const site = siteOf({ "page.js": "x".repeat(20_000_000) });
    const { port } = await start({ site, limits: { idle: 100, connections: 1 } });
    const line = new Line(port);
    line.say(`GET /page.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    await line.hears(/200 OK/);
    line.socket.pause();
    // There is one connection, and others get it when this one is ended.
    while ((await ask(port, "/")).status === 0);
    line.socket.resume();
    await line.closed;
    expect(line.heard.length).toBeLessThan(20_000_000);
  });

  test("more connections than a few pages need are not taken", async () => {
    const { port } = await start({ limits: { connections: 4 } });
    const lines = Array.from({ length: 4 }, () => new Line(port));
    await Promise.all(lines.map((l) => new Promise((done) => l.socket.on("connect", done))));
    expect((await ask(port, "/")).status).toBe(0);
    lines[0]!.socket.end();
    await lines[0]!.closed;
    expect((await ask(port, "/")).status).toBe(200);
    for (const line of lines) line.socket.destroy();
  });

  test("an upgrade to another protocol is not made", async () => {
    const { port } = await start();
    const headers = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"];
    expect((await ask(port, "/", { headers })).status).toBe(200);
  });
});
