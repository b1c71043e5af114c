// `npm run bench`: all benchmarks, one after the other. `npm run bench -- --check`: only what is pinned.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const all = ["size", "page", "async", "executor", "asyncify", "metered", "simulator"];

function usage(message) {
  console.error(
    `${message}\nway out: npm run bench, npm run bench -- ${all.join("|")}, npm run bench -- --check [names], or npm run bench -- --check --pin`,
  );
  process.exit(2);
}

let read;
try {
  read = parseArgs({
    options: { check: { type: "boolean" }, pin: { type: "boolean" } },
    allowPositionals: true,
  });
} catch (error) {
  usage(error.message);
}
const { values, positionals } = read;
if (values.pin && !values.check) usage("--pin goes with --check");

if (values.check) {
  const { check, pinnedNames } = await import("./check.mjs");
  const strange = positionals.find((name) => !pinnedNames.includes(name));
  if (strange !== undefined)
    usage(`nothing is pinned for ${strange}, but for ${pinnedNames.join(", ")}`);
  if (values.pin && positionals.length > 0) usage("--pin pins all: leave out the names");
  process.exitCode = await check({
    pin: values.pin,
    ...(positionals.length > 0 && { names: positionals }),
  });
} else {
  const strange = positionals.find((name) => !all.includes(name));
  if (strange !== undefined) usage(`there is no benchmark ${strange}`);
  for (const name of positionals.length > 0 ? positionals : all) {
    const script = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
    const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
    if (status !== 0) process.exit(status ?? 1);
  }
}
