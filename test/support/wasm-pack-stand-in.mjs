#!/usr/bin/env node
// Stands in for wasm-pack in a test: takes the arguments that the plugin gives it, asks of the crate what wasm-pack
// asks, and has cargo build it as wasm-pack does. It runs no wasm-bindgen, and so writes no package.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];

function fail(message) {
  console.error(`Error: ${message}`);
  process.exit(1);
}

if (!args.includes("build")) fail("only `build` is known here");
if (!readFileSync("Cargo.lock", "utf8").includes('name = "wasm-bindgen"')) {
  fail("wasm-bindgen is not in Cargo.lock");
}
const cargo = process.env.CARGO ?? "cargo";
const { status } = spawnSync(cargo, ["build", "--lib", "--release", "--quiet"], {
  stdio: "inherit",
  env: { ...process.env, CARGO_BUILD_TARGET: "wasm32-unknown-unknown" },
});
if (status !== 0) fail("Compiling your crate to WebAssembly failed");
mkdirSync(option("--out-dir"), { recursive: true });
writeFileSync(join(option("--out-dir"), "arguments.json"), JSON.stringify(args));
