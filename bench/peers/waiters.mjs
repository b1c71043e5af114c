// Two tasks wait for one signal, which an interrupt gives: who gets it, and whether the processor sleeps in between.
import { fileURLToPath } from "node:url";
import { compile } from "../../dist/compiler.js";
import { boot } from "../executor/board.mjs";
import { buildPeer } from "./build.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Signals that are given, each when all is quiet. */
const SIGNALS = 1000;
/** Turns without sleep after which the two are said never to rest. */
const RESTLESS = 100;

const ours = `import { Input, Pull, Signal, spawn } from "wakeful";
const signal = Signal.create<u32>();
const counts = memory.data(12, 4);
@task
async function edges(): Promise<void> {
  const input = Input.at(0, Pull.Up);
  while (true) {
    await input.anyEdge();
    signal.signal(1);
  }
}
@task({ pool: 2 })
async function wait(which: u32): Promise<void> {
  while (true) {
    const value = await signal.wait();
    store<u32>(counts + which * 4, load<u32>(counts + which * 4) + value);
  }
}
export function counted(which: u32): u32 {
  return load<u32>(counts + which * 4);
}
export function main(): void {
  spawn(wait(0));
  spawn(wait(1));
  spawn(edges());
}`;

const PIN = 1 << 16;

/** @returns how many signals each has got, and whether it ever sleeps. */
function run(wasm) {
  const { exports } = boot(new WebAssembly.Module(wasm));
  let restless = 0;
  const rest = () => {
    for (let i = 0; i < RESTLESS; i++) if (exports.poll() !== 0n) return;
    restless++;
  };
  rest();
  for (let i = 0; i < SIGNALS; i++) {
    exports.raise(PIN, (i & 1) ^ 1, 0n);
    rest();
  }
  return { first: exports.counted(0), second: exports.counted(1), sleeps: restless === 0 };
}

export async function measureWaiters() {
  const virtual = { "waiters.ts": ours };
  const { wasm } = await compile("waiters.ts", { root, virtual, keepExports: true });
  const peer = (overwrites) => buildPeer("waiters", { overwrites, exports: ["counted"] });
  return [
    { what: "a list of waiters, ours", ...run(wasm) },
    { what: "one slot, the last takes it", ...run(await peer(true)) },
    { what: "one slot, the one before is woken to come again", ...run(await peer(false)) },
  ];
}
