import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

/** What the linter says of a firmware. */
async function lint(text: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: projectRoot });
  const [result] = await eslint.lintText(text, { filePath: "examples/blink/other.ts" });
  return result!.messages.map(({ line, message }) => `${line}: ${message}`);
}

test("an array literal is let be as the contents of static memory, and nowhere else", async () => {
  const text = [
    "export const letters = memory.data<u8>([1, 2]);",
    "export const list = [1, 2];",
    "export const nested = memory.data<u8>([[1], 2]);",
    "export const other = memory.copy([1], 2);",
    "export const another = data([1]);",
    "",
  ].join("\n");
  expect(await lint(text)).toMatchInlineSnapshot(`
    [
      "2: An array literal allocates: use memory.data or a static pool.",
      "3: An array literal allocates: use memory.data or a static pool.",
      "4: An array literal allocates: use memory.data or a static pool.",
      "5: An array literal allocates: use memory.data or a static pool.",
    ]
  `);
});
