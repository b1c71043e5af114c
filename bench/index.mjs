// `npm run bench`: all benchmarks, one after the other. `--check`: only what is pinned. `--write`: keeps what was
// measured, and draws docs/performance.md from it. `--full`: also what takes minutes.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../", import.meta.url));

const all = [
  "size",
  "features",
  "page",
  "async",
  "executor",
  "peers",
  "growth",
  "asyncify",
  "metered",
  "simulator",
  "events",
  "campaigns",
  "compile",
];

const calls = `npm run bench -- [--full] [--write] [names], of ${all.join(", ")};
  npm run bench -- --check [names], or npm run bench -- --check --pin`;

function usage(message) {
  console.error(`${message}\nway out: ${calls}`);
  process.exit(2);
}

let read;
try {
  const flag = { type: "boolean", default: false };
  const options = { check: flag, pin: flag, write: flag, full: flag, help: flag };
  read = parseArgs({ options, allowPositionals: true });
} catch (error) {
  usage(error.message);
}
const { values, positionals } = read;
if (values.help) {
  console.log(calls);
  process.exit(0);
}
if (values.pin && !values.check) usage("--pin goes with --check");
if (values.check && (values.write || values.full)) usage("--check measures no time: it goes alone");

if (values.check) {
  const { check, pinnedNames } = await import("./check.mjs");
  const strange = positionals.find((name) => !pinnedNames.includes(name));
  if (strange !== undefined)
    usage(`nothing is pinned for ${strange}, but for: ${pinnedNames.join(" | ")}`);
  if (values.pin && positionals.length > 0) usage("--pin pins all: leave out the names");
  process.exitCode = await check({
    pin: values.pin,
    ...(positionals.length > 0 && { names: positionals }),
  });
} else {
  const strange = positionals.find((name) => !all.includes(name));
  if (strange !== undefined) usage(`there is no benchmark ${strange}`);
  const names = positionals.length > 0 ? positionals : all;
  for (const name of names) {
    const script = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
    const argv = values.full ? ["--full"] : [];
    const { status } = spawnSync(process.execPath, [script, ...argv], {
      cwd: root,
      stdio: "inherit",
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  if (values.write) {
    const { keepFigures, writePage } = await import("./report/write.mjs");
    keepFigures(names);
    await writePage();
    console.log("docs/performance.md, its pictures and bench/figures.json are written");
  }
}
