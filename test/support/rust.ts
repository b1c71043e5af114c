/** Guests in Rust, for tests: built with whichever cargo here knows WebAssembly. Nothing is downloaded. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installCommand, type Tool } from "../../hal/ports/index.ts";
import { projectRoot } from "./parts.ts";
import { scratchFolder } from "./scratch.ts";

const TARGET = "wasm32-unknown-unknown";

/** Debian's packages. Those that answer may lack the target, so all are installed if there is none that has it. */
export const rustTools: readonly Tool[] = [
  { command: "rustc", apt: "rustc" },
  { command: "cargo", apt: "cargo" },
  { command: "rustc", apt: "libstd-rust-dev-wasm32" },
  { command: "cargo", apt: "lld" },
];

/** A cargo, and the compiler that it is to call. */
interface Toolchain {
  readonly cargo: string;
  readonly rustc: string;
}

/** In front of Debian's there is often rustup's on the path, which has the targets that somebody added to it. */
const candidates: readonly Toolchain[] = [
  { cargo: "/usr/bin/cargo", rustc: "/usr/bin/rustc" },
  { cargo: "cargo", rustc: "rustc" },
];

/** rustup would get what is missing. */
const env = { ...process.env, RUSTUP_AUTO_INSTALL: "0" };

function run(command: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", env });
  return status === 0 ? stdout.trim() : undefined;
}

function hasTarget({ cargo, rustc }: Toolchain): boolean {
  const libraries = run(rustc, "--target", TARGET, "--print", "target-libdir");
  return libraries !== undefined && existsSync(libraries) && run(cargo, "--version") !== undefined;
}

const toolchain = candidates.find(hasTarget);

/** Why no guest can be built here, with the command that changes it; undefined if one can. */
export function missingRust(): string | undefined {
  if (candidates.some(hasTarget)) return undefined;
  return `no cargo here builds for ${TARGET}: ${installCommand(rustTools)}`;
}

/** Version of the compiler, such as `1.63.0`. */
export function rustVersion(): string {
  return /\d+\.\d+\.\d+/.exec(run(toolchain!.rustc, "--version")!)![0];
}

/** What a build is to be run with, besides what it has: which cargo, which compiler, and where the output goes. */
export function rustEnvironment(folder: string): Record<string, string> {
  const { cargo, rustc } = toolchain!;
  return { CARGO: cargo, RUSTC: rustc, CARGO_TARGET_DIR: folder, RUSTUP_AUTO_INSTALL: "0" };
}

export const crate = join(projectRoot, "examples/rust-guest");

export type Guests = Readonly<Record<"rust_guest" | "button" | "executor", Uint8Array>>;

let guests: Guests | undefined;

/** The modules of the crate, built once a test file: that of its library, and those of its examples. */
export function buildGuests(): Guests {
  return (guests ??= build());
}

function build(): Guests {
  const folder = scratchFolder("rust");
  const args = ["build", "--release", "--locked", "--offline", "--quiet", "--target", TARGET];
  execFileSync(toolchain!.cargo, [...args, "--lib", "--examples"], {
    cwd: crate,
    env: { ...env, ...rustEnvironment(folder) },
    encoding: "utf8",
  });
  const built = join(folder, TARGET, "release");
  const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(built, path)));
  const modules = {
    rust_guest: read("rust_guest.wasm"),
    button: read("examples/button.wasm"),
    executor: read("examples/executor.wasm"),
  };
  rmSync(folder, { recursive: true });
  return modules;
}
