import { expect, test } from "vitest";
import { prepare } from "../../../simulator/core/prepared.ts";
import { firmware } from "../../support/wat.ts";

test("bytes that were seen before are not compiled again, unless they were written meanwhile", async () => {
  const bytes = await firmware({});
  const first = prepare(bytes, 1000);
  expect(prepare(bytes, 1000)).toBe(first);
  expect(prepare(bytes, 2000)).not.toBe(first);
  const other = await firmware({ poll: "(i64.const 7)" });
  expect(prepare(other, 1000)).not.toBe(first);
  const again = new Uint8Array(bytes);
  prepare(again, 1000);
  again[0] = 1;
  expect(() => prepare(again, 1000)).toThrow("this is no WebAssembly module");
});
