/** What each primitive adds to a firmware that has none, and that it adds nothing of another. */
import { expect, test } from "vitest";
import { codeReport } from "../../compiler/report/code.ts";
import { compileText } from "../support/virtual.ts";

interface Use {
  readonly name: string;
  /** At the top of the file. */
  readonly top?: string;
  /** In a task. */
  readonly body: string;
  /** Files of the package that are its own. */
  readonly own: readonly string[];
}

const uses: readonly Use[] = [
  {
    name: "Ticker",
    body: "const beat = Ticker.every(5); await beat.next();",
    own: ["time/ticker", "time/sleep", "time/duration"],
  },
  {
    name: "Signal",
    top: "const s = Signal.create<u32>();",
    body: "s.signal(1); await s.wait();",
    own: ["sync/signal"],
  },
  {
    name: "Notify",
    top: "const s = Notify.create();",
    body: "s.notifyOne(); await s.notified();",
    own: ["sync/notify"],
  },
  {
    name: "Channel",
    top: "const s = Channel.create<u32>(4);",
    body: "await s.send(1); await s.receive();",
    own: ["sync/channel", "sync/channel-ends"],
  },
  {
    name: "Broadcast",
    top: "const s = Broadcast.create<u32>(4);",
    body: "const mine = s.subscribe(); s.publish(1); await mine.next();",
    own: ["sync/broadcast"],
  },
  {
    name: "Watch",
    top: "const s = Watch.create<u32>();",
    body: "const mine = s.subscribe(); s.value = 1; await mine.next();",
    own: ["sync/watch"],
  },
  {
    name: "Oneshot",
    top: "const s = Oneshot.create<u32>();",
    body: "s.open().send(1); await s.receive();",
    own: ["sync/oneshot"],
  },
  {
    name: "Actor",
    top: "const s = Actor.create<u32, u32>();",
    body: "await select(s.ask(1), s.next()); s.reply(2);",
    own: ["sync/actor"],
  },
  {
    name: "Mutex",
    top: "const s = Mutex.create<u32>();",
    body: "const l = s.lock(); await l; l.value += 1;",
    own: ["sync/mutex"],
  },
  {
    name: "RwLock",
    top: "const s = RwLock.create<u32>();",
    body: "await s.read();",
    own: ["sync/rw-lock"],
  },
  {
    name: "Semaphore",
    top: "const s = Semaphore.create(3);",
    body: "await s.acquire();",
    own: ["sync/semaphore"],
  },
  {
    name: "Barrier",
    top: "const s = Barrier.create(2);",
    body: "await s.wait();",
    own: ["sync/barrier"],
  },
  {
    name: "OnceCell",
    top: "const s = OnceCell.create<u32>();",
    body: "if (await s.claim()) s.set(1); await s.get();",
    own: ["sync/once-cell"],
  },
  {
    name: "Pipe",
    top: "const s = Pipe.create(16); const b = memory.data(16);",
    body: "await s.write(b, 4); await s.read(b, 4);",
    own: ["sync/pipe"],
  },
  {
    name: "Background",
    top: "const s = Background.create();",
    body: "await s.slice();",
    own: ["sync/background"],
  },
];

const program = ({ name, top = "", body }: Omit<Use, "own">): string => `
import { ${name ? `${name}, ` : ""}select, spawn, yieldNow } from "wakeful";
${top}
@task
async function work(): Promise<void> {
  await yieldNow();
  ${body}
}
export function main(): void {
  spawn(work());
}`;

async function measure(
  use: Omit<Use, "own">,
): Promise<{ wasm: number; ram: number; files: string[] }> {
  const { wasm, table } = await compileText(program(use));
  const files = codeReport(wasm, table).functions.flatMap(({ name }) => {
    const file = /^firmware\/((?:sync|future|time)\/[\w-]+)/.exec(name ?? "")?.[1];
    return file === undefined ? [] : [file];
  });
  return { wasm: wasm.length, ram: table.memory.heapBase, files: [...new Set(files)] };
}

test("importing one primitive adds only that primitive", { timeout: 120_000 }, async () => {
  const base = await measure({ name: "", body: "" });
  const rows: string[] = [];
  const seen = new Set<string>();
  for (const use of uses) {
    const { wasm, ram, files } = await measure(use);
    expect(
      files.filter((file) => !use.own.includes(file) && !base.files.includes(file)),
      use.name,
    ).toEqual([]);
    for (const file of files) if (use.own.includes(file)) seen.add(file);
    rows.push(`| \`${use.name}\` | \`${use.body}\` | ${wasm - base.wasm} | ${ram - base.ram} |`);
  }
  // Small ones are inlined whole, so not each is seen.
  expect(seen.size).toBeGreaterThan(10);
  const page = `# What each primitive costs

Bytes that it adds to a firmware with one task that does nothing but let others run (${base.wasm} bytes of wasm,
${base.ram} of RAM): the object, what the task's frame grows by, and the code of what is used here. Code
that several share is paid once. \`npm test\` writes this page.

| | used as | wasm | RAM |
| --- | --- | ---: | ---: |
${rows.join("\n")}
`;
  await expect(page).toMatchFileSnapshot("../../docs/sizes.md");
});
