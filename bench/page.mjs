// `npm run bench`: what the board view weighs, file by file, and as one exported page.
// Prints a table, and writes it to out/bench/page.md.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

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
const rows = [...files, ["exported, with examples/button", `${folder}/index.html`]].map(
  ([name, path]) => {
    const bytes = readFileSync(path);
    return { name, bytes: bytes.length, gzipped: gzipSync(bytes).length };
  },
);
const lines = [
  "| board view | bytes | gzipped |",
  "|---|---:|---:|",
  ...rows.map(({ name, bytes, gzipped }) => `| ${name} | ${bytes} | ${gzipped} |`),
];
console.log(lines.join("\n"));
mkdirSync("out/bench", { recursive: true });
writeFileSync("out/bench/page.md", `${lines.join("\n")}\n`);
