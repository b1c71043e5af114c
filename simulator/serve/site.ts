/** The files of the page. They are read once: what is asked for never becomes a path. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";

export interface SiteFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Changes with the bytes. */
  readonly etag: string;
}

const types = {
  "index.html": "text/html",
  "page.js": "text/javascript",
  "worker.js": "text/javascript",
  "style.css": "text/css",
} as const;

export type SiteName = keyof typeof types;
export type Site = Readonly<Record<SiteName, SiteFile>>;

/**
 * Reads the page.
 * @param folder such as `dist/web`.
 * @throws UsageError if it was not built.
 */
export function readSite(folder: string): Site {
  const read = (name: SiteName): SiteFile => {
    try {
      const bytes = readFileSync(join(folder, name));
      const digest = createHash("sha256").update(bytes).digest("base64url");
      return { type: `${types[name]}; charset=utf-8`, bytes, etag: `"${digest.slice(0, 22)}"` };
    } catch {
      throw new UsageError(
        `the page of the board view is not whole: there is no ${name}`,
        "install wakeful again; in its repository, `npm run build` makes the page",
      );
    }
  };
  return {
    "index.html": read("index.html"),
    "page.js": read("page.js"),
    "worker.js": read("worker.js"),
    "style.css": read("style.css"),
  };
}
