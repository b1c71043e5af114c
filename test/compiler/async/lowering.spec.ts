/** Each construct as it is lowered, and what its frames cost. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { millis, Simulator } from "../../../simulator/index.ts";
import { build } from "../../support/firmware.ts";
import { compileText } from "../../support/virtual.ts";

const folder = "test/compiler/async/constructs";
const constructs = readdirSync(new URL("constructs", import.meta.url))
  .filter((file) => file.endsWith(".firmware.ts"))
  .map((file) => file.replace(".firmware.ts", ""));

describe.each(constructs)("%s", (name) => {
  const entry = `${folder}/${name}.firmware.ts`;

  test("is lowered to the golden text", async () => {
    const { lowered } = await build(entry);
    const own = Object.entries(lowered).filter(([file]) => file.startsWith(folder));
    const text = own.map(([, source]) => source).join("\n");
    await expect(text).toMatchFileSnapshot(`golden/${name}.lowered.txt`);
  });

  test("has frames of the golden sizes", async () => {
    const { frames } = await build(entry);
    const lines = frames.flatMap((frame) => [
      `${frame.name}: ${frame.bytes} bytes`,
      ...frame.awaits.flatMap(({ place, text, keeps }) => [
        `  ${place.line}:${place.column} await ${text}`,
        ...keeps.map(
          (k) => `    ${k.offset}..${k.offset + k.bytes} ${k.kind} ${k.name}: ${k.type}`,
        ),
      ]),
      ...frame.shared.map(
        (s) => `  ${s.offset}..${s.offset + s.bytes} shared by ${s.names.join(", ")}`,
      ),
    ]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${name}.frames.txt`);
  });

  test("leaves the golden trace", async () => {
    const { wasm, table } = await build(entry);
    const sim = Simulator.load(wasm, { table });
    sim.runFor(millis(20));
    const lines = [
      ...sim.logs.map((line) => `${line.time / 1000n} us ${line.text}`),
      ...sim.diagnostics.map((d) => d.message),
      sim.state,
    ];
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${name}.trace.txt`);
  });
});

/** A chain of calls, each keeping eight bytes over its own wait and four over the next call's. */
function chain(depth: number): string {
  const links = Array.from({ length: depth }, (_, i) => {
    const next = i + 1 < depth ? `await link${i + 1}(n + 1)` : "0";
    return `async function link${i}(n: i32): Promise<i32> {
  const start = now();
  await yieldNow();
  const rest: i32 = ${next};
  return <i32>(now() - start) + rest + n;
}`;
  });
  return `import { now, spawn, yieldNow } from "wakeful";
${links.join("\n")}
@task
async function work(): Promise<i32> {
  return await link0(1);
}
export function main(): void {
  spawn(work());
}`;
}

test("a chain of ten calls costs the sum of its frames, not the product", async () => {
  const sizes = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const { frames, table } = await compileText(chain(i + 1));
      return { chain: frames.find((f) => f.name === "link0")!.bytes, ram: table.memory.heapBase };
    }),
  );
  expect(sizes.map((s) => s.chain)).toMatchInlineSnapshot(`
    [
      13,
      28,
      41,
      56,
      69,
      84,
      97,
      112,
      125,
      140,
    ]
  `);
  // Each link adds its own 13 bytes, and one of two has to leave 2 for the alignment of its eight-byte value.
  const own = sizes[1]!.chain / 2;
  expect(sizes.every(({ chain: bytes }, i) => bytes <= (i + 1) * own)).toBe(true);
});

test("code grows by the same for each call of a chain, and no poll function is kilobytes", async () => {
  const bytes = await Promise.all(
    [1, 4, 7, 10].map(async (n) => (await compileText(chain(n), { mode: "release" })).wasm.length),
  );
  const steps = bytes.slice(1).map((size, i) => (size - bytes[i]!) / 3);
  expect(steps.every((step) => step < 250)).toBe(true);
  // None of them costs more than the one before, give or take what asc inlines.
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(60);
});
