/** The page as one file: style, scripts and firmware in it. It needs no server, and asks for nothing. */
import { createHash } from "node:crypto";
import type { Firmware } from "../web/protocol.ts";
import { exportedPolicy } from "./headers.ts";
import type { Site, SiteName } from "./site.ts";

/** What `isExported` knows our pages by. */
const MARK = '<meta name="generator" content="Wakeful" />';

/** Whether a file is a page of ours, which may be written anew. */
export function isExported(text: string): boolean {
  return text.slice(0, 2000).includes(MARK);
}

/** One page with everything in it. The same firmware gives the same bytes. */
export function exportPage(site: Site, firmware: Firmware): string {
  const text = (name: SiteName): string =>
    new TextDecoder().decode(site[name].bytes).replaceAll("\r\n", "\n");
  const page = scriptText(text("page.js"));
  const hash = `sha256-${createHash("sha256").update(page).digest("base64")}`;
  const parts: [pattern: RegExp, replacement: string][] = [
    [/(?<=<meta charset="utf-8" \/>)/g, `\n    ${policyTag(hash)}`],
    [/<title>[^<]*<\/title>/g, `<title>${htmlText(firmware.name)}</title>`],
    [/<link\b[^>]*\bhref="style\.css"[^>]*>/g, `<style>${styleText(text("style.css"))}</style>`],
    [/<script\b[^>]*\bid="firmware"[^>]*><\/script>/g, dataTags(firmware, text("worker.js"))],
    [/\s*<script\b[^>]*\bsrc="page\.js"[^>]*><\/script>/g, ""],
    // A script in the text runs where it stands, so it stands behind all that it draws into.
    [/<\/body>/g, `<script>${page}</script>\n  </body>`],
  ];
  const html = text("index.html");
  if (!html.includes(MARK)) throw new Error(`index.html has no ${MARK}`);
  // Places are found in the template alone, before anything is put in: what is put in may look like one.
  const found = parts.map(([pattern, replacement]) => {
    const [match, ...others] = html.matchAll(pattern);
    if (!match || others.length > 0) throw new Error(`index.html has not one ${pattern.source}`);
    return { start: match.index, end: match.index + match[0].length, replacement };
  });
  let at = 0;
  let result = "";
  for (const { start, end, replacement } of found.sort((a, b) => a.start - b.start)) {
    result += html.slice(at, start) + replacement;
    at = end;
  }
  return result + html.slice(at);
}

function policyTag(hash: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${exportedPolicy([hash])}" />`;
}

function dataTags(firmware: Firmware, worker: string): string {
  const json = JSON.stringify(firmware).replaceAll("<", "\\u003c");
  return [
    `<script id="firmware" type="application/json">${json}</script>`,
    `<script id="worker" type="text/plain">${scriptText(worker)}</script>`,
  ].join("\n    ");
}

/**
 * A script that HTML reads as one, to its end. `</script` and `<!--` occur in strings, templates and patterns, where
 * the escapes mean the same.
 */
function scriptText(text: string): string {
  return text.replace(/<(\/script|!--)/gi, "\\x3c$1").trim();
}

/** As in scripts: only strings and comments can hold it. */
function styleText(text: string): string {
  return text.replace(/<\/(style)/gi, "<\\/$1").trim();
}

function htmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
