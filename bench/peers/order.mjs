// In which order three tasks run that one interrupt wakes, first to third.
import { fileURLToPath } from "node:url";
import { compile } from "../../dist/compiler.js";
import { boot } from "../executor/board.mjs";
import { buildPeer } from "./build.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

const ours = `import { Input, Notify, Pull, spawn } from "wakeful";
const notify = Notify.create();
let order: u32 = 0;
@task
async function edges(): Promise<void> {
  const input = Input.at(0, Pull.Up);
  while (true) {
    await input.anyEdge();
    for (let i = 0; i < 3; i++) notify.notifyOne();
  }
}
@task({ pool: 3 })
async function tell(which: u32): Promise<void> {
  while (true) {
    await notify.notified();
    order = order * 10 + which;
  }
}
export function told(): u32 {
  return order;
}
export function main(): void {
  for (let i: u32 = 1; i <= 3; i++) spawn(tell(i));
  spawn(edges());
}`;

function run(wasm) {
  const { exports } = boot(new WebAssembly.Module(wasm));
  exports.poll();
  exports.raise(1 << 16, 1, 0n);
  while (exports.poll() === 0n);
  return [...String(exports.told())].join(" ");
}

export async function measureOrder() {
  const { wasm } = await compile("order.ts", {
    root,
    virtual: { "order.ts": ours },
    keepExports: true,
  });
  const theirs = await buildPeer("order", { tasks: 3, exports: ["told"] });
  return { ours: run(wasm), stack: run(theirs) };
}
