import { expect, test } from "vitest";
import { millis, Simulator } from "../../../simulator/index.ts";
import { compileText, refusal } from "../../support/virtual.ts";

const parts =
  'import { millis, sleep } from "wakeful";\nexport async function half(): Promise<void> {\n  await sleep(millis(500));\n}\n';
const main = (specifier: string, pin = "13"): string => `import { Output, spawn } from "wakeful";
import { half } from ${JSON.stringify(specifier)};
@task({ pool: 2 })
async function blink(pin: u8): Promise<void> {
  const led = Output.at(pin);
  while (true) {
    led.toggle();
    await half();
  }
}
export function main(): void {
  spawn(blink(${pin}));
  spawn(blink(12));
}
`;

test.each(['a "quoted" one', "less<than>more", "back\\slash", "it's (100%), a; b", "Gerät #3"])(
  "a folder and a file called %s",
  async (name) => {
    const files = { [`${name}/main.ts`]: main(`./${name}`), [`${name}/${name}.ts`]: parts };
    const { wasm, table } = await compileText(files);
    const sim = await Simulator.load(wasm, { table });
    sim.runFor(millis(750));
    expect(sim.pin(13).edges.at(-1)).toMatchObject({ time: 500_000_000n, level: 0 });
    expect(table.tasks.map((task) => task.place.file)).toEqual([`${name}/main.ts`]);
    const { sources } = table.map as { sources: string[] };
    expect(sources).toContain(`${name}/main.ts`);
    expect(table.functions.join()).toContain(`${name}/main/blink`);
  },
);

test("what is wrong there is told with its own name", async () => {
  const name = 'a "<b>"';
  const wrong = { [`${name}/main.ts`]: main("./x", "LED"), [`${name}/x.ts`]: parts };
  expect(await refusal(wrong)).toMatchInlineSnapshot(`
    "a "<b>"/main.ts:12:15 error: Cannot find name 'LED'. [asc-2304]
      11 | export function main(): void {
    > 12 |   spawn(blink(LED));
         |               ^^^
      13 |   spawn(blink(12));
      way out: did you mean led?"
  `);
  expect(await refusal({ [`${name}/main.ts`]: main('./"x"') })).toMatchInlineSnapshot(`
    "a "<b>"/main.ts:2:22 error: there is no file a "<b>"/"x".ts [missing-import]
      1 | import { Output, spawn } from "wakeful";
    > 2 | import { half } from "./\\"x\\"";
        |                      ^^^^^^^^^
      3 | @task({ pool: 2 })
      way out: imports of your own files are relative to the importing file, without the ending .ts"
  `);
});
