import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeWords, unescapeWords } from "../../../simulator/core/text-words.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ["on\n", "on\\n"],
  ["set 5", "set 5"],
  [" a  b ", "\\sa\\s\\sb\\s"],
  ["50%; #1", "50%\\x3b \\x231"],
  ["\\\r\t\0é", "\\x5c\\r\\t\\0\\xc3\\xa9"],
])("%j is written %s", (text, written) => {
  expect(escapeWords(bytesOf(text)).join(" ")).toBe(written);
  expect(unescapeWords(written.split(" "))).toEqual(bytesOf(text));
});

test("all bytes come back from what is written, which any script and command line can have", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const words = escapeWords(bytes);
      expect(words.join(" ")).toMatch(/^[^\s;#"$`!]+( [^\s;#"$`!]+)*$/);
      expect(unescapeWords(words)).toEqual(bytes);
    }),
  );
});

test("what stands for nothing is told", () => {
  const wrong = ["\\q", "a\\", "\\x4", "\\\\\\z", "\\xgg"];
  expect(wrong.map((text) => unescapeWords([text]))).toEqual([
    "\\q stands for nothing",
    "\\ stands for nothing",
    "\\x stands for nothing",
    "\\z stands for nothing",
    "\\x stands for nothing",
  ]);
  expect(unescapeWords(["\\\\n"])).toEqual(bytesOf("\\n"));
});
