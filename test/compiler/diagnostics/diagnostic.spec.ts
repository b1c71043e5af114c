import { expect, test } from "vitest";
import { formatDiagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import { codeFrame } from "../../../compiler/diagnostics/frame.ts";

const text = "function f() {\n\tconst a = wait(1);\r\n}\n";

test("place, message, lines and the way out", () => {
  const place = { file: "blink.ts", line: 2, column: 12 };
  const diagnostic = {
    severity: "error",
    code: "unused-future",
    message: "wait(1) is never awaited",
    hint: "write await wait(1)",
    place,
    length: 7,
  } as const;
  expect(formatDiagnostic(diagnostic, text)).toMatchInlineSnapshot(`
    "blink.ts:2:12 error: wait(1) is never awaited [unused-future]
      1 | function f() {
    > 2 | 	const a = wait(1);
        | 	          ^^^^^^^
      3 | }
      way out: write await wait(1)"
  `);
  expect(formatDiagnostic(diagnostic)).toMatchInlineSnapshot(`
    "blink.ts:2:12 error: wait(1) is never awaited [unused-future]
      way out: write await wait(1)"
  `);
});

test("without a place", () => {
  const diagnostic = { severity: "warning", code: "x", message: "m", hint: "h" } as const;
  expect(formatDiagnostic(diagnostic)).toMatchInlineSnapshot(`
    "warning: m [x]
      way out: h"
  `);
});

test("the mark keeps tabs and never runs past the line", () => {
  expect(codeFrame(text, { line: 2, column: 12, length: 99 }).split("\n")[2]).toBe(
    "    | \t          ^^^^^^^^",
  );
  expect(codeFrame(text, { line: 3, column: 9, length: 3 }).split("\n")[2]).toBe("    |         ^");
  expect(codeFrame(text, { line: 40, column: 1 })).toBe("");
});

test("line numbers are as wide as the widest", () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join("\n");
  expect(codeFrame(lines, { line: 9, column: 1, length: 4 })).toMatchInlineSnapshot(`
    "   8 | line 8
    >  9 | line 9
         | ^^^^
      10 | line 10"
  `);
});
