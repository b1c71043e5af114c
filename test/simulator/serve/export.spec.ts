/** The page as one file: what is put into it stays what it is. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { exportPage, isExported } from "../../../simulator/serve/export.ts";
import { readSite } from "../../../simulator/serve/site.ts";
import type { Firmware } from "../../../simulator/web/protocol.ts";
import { projectRoot } from "../../support/parts.ts";
import { firmware, siteOf } from "./support.ts";

const built: Firmware = { ...firmware, build: 1 };

const contentOf = (html: string, id: string): string =>
  new RegExp(`<script id="${id}"[^>]*>([^]*?)</script>`).exec(html)![1]!;

/** The last script, which runs. */
function pageScript(html: string): string {
  return html.slice(
    html.lastIndexOf("<script>") + "<script>".length,
    html.lastIndexOf("</script>"),
  );
}

test("the page, its style, its worker and the firmware are one file", () => {
  expect(exportPage(siteOf(), built)).toMatchInlineSnapshot(`
    "<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src 'sha256-b9HtH2gd9MVkIvI/rdk6j6qa034Lrp+zsPS6oNA07JM=' 'wasm-unsafe-eval'; worker-src blob:" />
        <meta name="generator" content="Wakeful" />
        <title>blink.ts</title>
        <style>body {}</style>
        <script id="firmware" type="application/json">{"name":"blink.ts","wasm":"AGFzbQEAAAA=","ignoreUnsupported":false,"seed":1,"script":"","build":1}</script>
        <script id="worker" type="text/plain">self.close();</script>
      </head>
      <body><script>document.title = 1;</script>
      </body>
    </html>
    "
  `);
});

test("the policy lets run the script that is in the page, and no other", () => {
  const html = exportPage(siteOf({ "page.js": "document.title = 'é';\r\n// end\n" }), built);
  const script = pageScript(html);
  const hash = createHash("sha256").update(script).digest("base64");
  expect(html).toContain(`script-src 'sha256-${hash}' 'wasm-unsafe-eval'`);
  expect(script).not.toContain("\r");
  expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<title"));
});

test("the same firmware gives the same bytes", () => {
  expect(exportPage(siteOf(), built)).toBe(exportPage(siteOf(), built));
});

const hostile = [
  "</script><script>alert(1)</script>",
  "</SCRIPT ><img src=x onerror=alert(1)>",
  "<!--<script>",
  "</title></head><body onload=alert(1)>",
  '"><svg onload=alert(1)>',
  "'; alert(1); '",
  "$& $` $' $1 $<x>",
  "\u2028\u2029\0\\",
  "&lt;/script&gt;",
  '<script src="page.js" defer></script>',
];

describe("a name does not break out of the page", () => {
  test.each(hostile)("%j", (name) => {
    const table = { name, logs: [{ text: name }] } as unknown as Firmware["table"];
    const evil: Firmware = { ...built, name, table, diagram: name, script: name };
    const html = exportPage(siteOf(), evil);
    const plain = exportPage(siteOf(), built);
    const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
    for (const tag of [
      /<script/gi,
      /<\/script/gi,
      /<!--/g,
      /<body/g,
      /<svg/g,
      /<img/g,
      /<\/title/g,
    ]) {
      expect(count(html, tag)).toBe(count(plain, tag));
    }
    expect(JSON.parse(contentOf(html, "firmware"))).toEqual(evil);
    expect(pageScript(html)).toBe(pageScript(plain));
  });
});

test("scripts and styles that hold ends of scripts and styles mean the same", () => {
  const page =
    'globalThis.x = ["</script>", "</SCRIPT>", "<!--", `</script ${1}`, /<\\/script/.source];';
  const site = siteOf({
    "page.js": page,
    "worker.js": 'self.x = "</script><!--<script>";',
    "style.css": 'a::after { content: "</style>"; }',
  });
  const html = exportPage(site, built);
  const run = (text: string): unknown => {
    const context = { x: undefined };
    new Function("globalThis", text)(context);
    return context.x;
  };
  expect(run(pageScript(html))).toEqual(run(page));
  expect(contentOf(html, "worker")).toBe('self.x = "\\x3c/script>\\x3c!--<script>";');
  expect(/<style>([^]*?)<\/style>/.exec(html)![1]).toBe('a::after { content: "<\\/style>"; }');
});

test("a page without the places that things go to is a fault of ours", () => {
  const site = siteOf({ "index.html": '<meta name="generator" content="Wakeful" /><body></body>' });
  expect(() => exportPage(site, built)).toThrow(/index\.html has not one/);
});

test("pages of ours are known again, and others are not taken for them", () => {
  expect(isExported(exportPage(siteOf(), built))).toBe(true);
  expect(isExported("<!doctype html><title>Wakeful</title>")).toBe(false);
  expect(isExported("")).toBe(false);
});

test("the page that is built becomes one file that parses, with its scripts whole", () => {
  const site = readSite(join(projectRoot, "dist/web"));
  const html = exportPage(site, built);
  const script = pageScript(html);
  expect(() => new Script(script)).not.toThrow();
  const worker = contentOf(html, "worker");
  expect(() => new Script(worker)).not.toThrow();
  const source = new TextDecoder().decode(site["page.js"].bytes).trim();
  expect(script.replaceAll("\\x3c", "<")).toBe(source.replaceAll("\\x3c", "<"));
});
