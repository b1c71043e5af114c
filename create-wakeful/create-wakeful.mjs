#!/usr/bin/env node
// `npm create wakeful [dir]` is `wakeful new <dir>`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = new URL("dist/cli.js", import.meta.resolve("wakeful/package.json"));
const words = process.argv.slice(2);
if (words.length === 0) words.push("my-firmware");
const { status } = spawnSync(process.execPath, [fileURLToPath(cli), "new", ...words], {
  stdio: "inherit",
});
// Without a status a signal ended it.
process.exitCode = status ?? 130;
