import { expect, test } from "vitest";
import { CompileError } from "../../../compiler/diagnostics/compile-error.ts";
import { readProgram } from "../../../compiler/front/program.ts";

test("an imported file that cannot be read is told at its import", () => {
  const files = {
    read(path: string) {
      if (path === "main") return { file: "main.ts", text: 'import { a } from "./secret";\n' };
      throw Object.assign(new Error("permission denied"), { code: "EACCES" });
    },
  };
  const read = (): string => {
    try {
      readProgram(files, "main");
    } catch (error) {
      if (error instanceof CompileError) return error.message;
      throw error;
    }
    return "it was read";
  };
  expect(read()).toMatchInlineSnapshot(`
    "main.ts:1:19 error: secret.ts cannot be read: EACCES [unreadable-import]
    > 1 | import { a } from "./secret";
        |                   ^^^^^^^^^^
      2 |
      way out: give yourself the right to read it"
  `);
});
