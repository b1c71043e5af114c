import { expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";

test("how many bytes blink needs, and what for", async () => {
  const { wasm, table, frames } = await compile("examples/blink/blink.ts");
  expect(wasm.length).toBeLessThan(1400);
  expect(table.memory.heapBase).toBe(112);
  const [blink] = frames;
  expect(blink!.awaits[0]!.text).toBe("sleep(millis(period))");
  expect(blink!.awaits[0]!.keeps.map((kept) => kept.name)).toEqual(["sleep$1", "period", "led"]);
});
