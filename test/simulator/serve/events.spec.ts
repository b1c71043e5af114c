/** Pages hear of builds: each of them, those that come later, and those that come back. */
import { expect, test } from "vitest";
import { Builds } from "../../../simulator/serve/builds.ts";
import { ask, firmware, Line, start } from "./support.ts";

function listen(port: number, ...headers: string[]): Line {
  const line = new Line(port);
  const lines = ["GET /events HTTP/1.1", `Host: 127.0.0.1:${port}`, ...headers];
  line.say(`${lines.join("\r\n")}\r\n\r\n`);
  return line;
}

const dataOf = (line: Line): string[] =>
  [...line.heard.matchAll(/^data: (.*)$/gm)].map(([, data]) => data!);

test("every page is told of each build, and of one that failed", async () => {
  const { port, builds } = await start();
  const pages = [listen(port), listen(port)];
  for (const page of pages) await page.hears(/\{"build":1\}\n\n/);
  builds.fail("blink.ts:3:1 error: no\nsuch name");
  builds.succeed(firmware);
  for (const page of pages) await page.hears(/\{"build":3\}\n\n/);
  expect(pages.map(dataOf)[0]).toEqual([
    '{"build":1}',
    '{"failed":{"build":2,"text":"blink.ts:3:1 error: no\\nsuch name"}}',
    '{"build":3}',
  ]);
  expect(dataOf(pages[1]!)).toEqual(dataOf(pages[0]!));
  expect(pages[0]!.heard).toMatch(/\r\n\r\n[0-9a-f]+\r\nretry: 1000\n\n/);
});

test("a page that comes later is told what holds now", async () => {
  const { port, builds } = await start();
  builds.succeed(firmware);
  builds.fail("no");
  const page = listen(port);
  await page.hears(/failed.*\n\n/);
  expect(dataOf(page)).toEqual(['{"build":2}', '{"failed":{"build":3,"text":"no"}}']);
});

test("before the first build there is nothing to tell", async () => {
  const builds = new Builds();
  const { port } = await start({ builds });
  const page = listen(port);
  await page.hears(/retry/);
  builds.fail("no");
  await page.hears(/failed/);
  expect(dataOf(page)).toEqual(['{"failed":{"build":1,"text":"no"}}']);
});

test("a page of a server that was here before takes no build for one that it has", async () => {
  const old = new Builds();
  for (let i = 0; i < 5; i++) old.succeed(firmware);
  const { id } = old.bulletins()[0]!;
  expect(id).toMatch(/^[0-9a-f]{12}\.5$/);
  const { port } = await start();
  const page = listen(port, `Last-Event-ID: ${id}`);
  await page.hears(/"build":6/);
  const other = listen(port, `Last-Event-ID: ${id}`);
  await other.hears(/"build":6/);
  expect(JSON.parse((await ask(port, "/firmware.json")).body)).toMatchObject({ build: 6 });
});

test.each(["x", "", `${"f".repeat(12)}.9999999999`, `${"f".repeat(12)}.-1`, "__proto__.1"])(
  "what a page says it saw last is not trusted: %s",
  async (id) => {
    const { port } = await start();
    await listen(port, `Last-Event-ID: ${id}`).hears(/"build":1\}/);
  },
);

test("silence is broken by comments, so that nobody thinks the server is gone", async () => {
  const { port } = await start({ limits: { keepAlive: 20 } });
  await listen(port).hears(/: still here\n\n[^]*: still here\n\n/);
});

test("a stream outlives the time that an idle connection has", async () => {
  const { port, builds } = await start({ limits: { keepAlive: 50, idle: 150 } });
  const page = listen(port);
  await page.hears(/(?:: still here[^]*){6}/);
  builds.succeed(firmware);
  await page.hears(/"build":2/);
});

test("there are so many streams, and one that ends makes room", async () => {
  const { port } = await start({ limits: { streams: 2 } });
  const pages = [listen(port), listen(port)];
  for (const page of pages) await page.hears(/"build":1/);
  const refused = await ask(port, "/events");
  expect([refused.status, refused.headers["retry-after"], refused.body]).toEqual([
    503,
    "10",
    "too many pages are open: close some\n",
  ]);
  pages[0]!.socket.destroy();
  await pages[0]!.closed;
  for (;;) {
    const page = listen(port);
    await page.hears(/HTTP\/1\.1 \d+/);
    if (page.heard.startsWith("HTTP/1.1 200")) break;
    await page.closed;
  }
});

test("a page that does not read is dropped, and the others go on", async () => {
  const { port, builds } = await start({ limits: { unread: 100_000 } });
  const deaf = listen(port);
  await deaf.hears(/"build":1/);
  deaf.socket.pause();
  const page = listen(port);
  await page.hears(/"build":1/);
  const text = "x".repeat(1_000_000);
  for (let i = 2; i < 30; i++) {
    builds.fail(text);
    await page.hears(new RegExp(`"build":${i},`));
    page.heard = "";
  }
  deaf.socket.resume();
  await deaf.closed;
  builds.succeed(firmware);
  await page.hears(/"build":30/);
});

test("HEAD of the stream ends at once", async () => {
  const { port } = await start();
  const { status, headers, body } = await ask(port, "/events", { method: "HEAD" });
  expect([status, headers["content-type"], body]).toEqual([
    200,
    "text/event-stream; charset=utf-8",
    "",
  ]);
});

test("closing the server ends its streams, and requests that wait", async () => {
  const builds = new Builds();
  const { port, close } = await start({ builds });
  const page = listen(port);
  await page.hears(/retry/);
  const waiting = ask(port, "/firmware.json");
  await new Promise((resolve) => setTimeout(resolve, 20));
  await close();
  await page.closed;
  expect((await waiting).status).toBe(0);
});
