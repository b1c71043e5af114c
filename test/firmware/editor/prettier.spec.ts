import { format } from "prettier";
import { expect, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";

function formatted(text: string): Promise<string> {
  const plugins = [`${projectRoot}firmware/editor/prettier.mjs`];
  return format(text, { parser: "typescript", plugins });
}

test("decorators on functions stay as they are, and the rest is formatted", async () => {
  const text = `@task({ pool: 2 })
export   async function blink(pin:u8): Promise<void> { await sleep(1) }
@inline
function f(): void {}
`;
  expect(await formatted(text)).toBe(`@task({ pool: 2 })
export async function blink(pin: u8): Promise<void> {
  await sleep(1);
}
@inline
function f(): void {}
`);
});

test("text that only looks like one is not touched", async () => {
  const text = "const text = `\n@task\nasync function f(): Promise<void> {}\n`;\n";
  expect(await formatted(text)).toBe(text);
});
