// What the board view weighs, file by file, and as one exported page.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** @returns rows of a name, bytes, and bytes when compressed. */
export function measureWeight() {
  const folder = "out/bench/page";
  const { status, stderr } = spawnSync(
    process.execPath,
    ["dist/cli.js", "serve", "examples/button", "--export", folder],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  const files = ["index.html", "style.css", "page.js", "worker.js"].map((name) => [
    name,
    `dist/web/${name}`,
  ]);
  return [...files, ["exported, with examples/button", `${folder}/index.html`]].map(
    ([name, path]) => {
      const bytes = readFileSync(path);
      return { name, bytes: bytes.length, gzipped: gzipSync(bytes).length };
    },
  );
}
