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
  // The drawings of all parts are a third of it.
  { file: "page.js", gzipped: 86_000 },
  // The simulator with all peripherals and parts, and zod, which reads diagrams.
  { file: "worker.js", gzipped: 168_000 },
];

test.each(budgets)(
  "the board view's $file stays within its $gzipped bytes",
  ({ file, gzipped }) => {
    const text = readFileSync(join(projectRoot, "dist/web", file));
    expect(gzipSync(text).length).toBeLessThan(gzipped);
  },
);
