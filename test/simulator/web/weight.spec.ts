/**
 * What people download before they see a board. It grows when a package is added that does not belong there: the
 * budgets are 5 % above what there is, and are raised with a reason.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";

const budgets = [
  { file: "index.html", raw: 3_700, gzipped: 1_300 },
  { file: "style.css", raw: 15_000, gzipped: 4_100 },
  // The drawings of all parts are more than half of it.
  { file: "page.js", raw: 297_000, gzipped: 83_500 },
  // The simulator with all peripherals and parts; what reads modules and diagrams (wasmparser, zod) is a third of it.
  { file: "worker.js", raw: 500_000, gzipped: 162_000 },
];

test.each(budgets)(
  "the board view's $file stays within $raw bytes, and $gzipped compressed",
  ({ file, raw, gzipped }) => {
    const text = readFileSync(join(projectRoot, "dist/web", file));
    expect(text.length).toBeLessThan(raw);
    expect(gzipSync(text).length).toBeLessThan(gzipped);
  },
);
