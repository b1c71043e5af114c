import { expect, test } from "vitest";
import { refusal } from "../../support/virtual.ts";

const program = (table: string): string => `import { millis, Output, sleep, spawn } from "wakeful";
${table}
@task
async function a(): Promise<void> {
  for (let i = 0; i < pins.length; i++) {
    Output.at(pins[i]).high();
    await sleep(millis(5));
  }
}
export function main(): void {
  spawn(a());
}
`;

test("a table of pins at the top of a file takes no memory from a heap", async () => {
  const table = "const pins: StaticArray<u16> = [13, 12, 11];";
  expect(await refusal(program(table))).toBe("it compiled");
});
