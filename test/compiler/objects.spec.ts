import { expect, test } from "vitest";
import { ramReport } from "../../compiler/report/ram.ts";
import { compile } from "../../compiler/compile.ts";
import { projectRoot } from "../support/parts.ts";

const text = `
import { Button, Channel, Mutex, sleep, spawn, millis } from "wakeful";

const bus = Mutex.create<u32>();
export const readings = Channel.create<u16>(8);
const left = Button.at(2), right = Button.at(3);
const unused = Mutex.create<u32>();

@task
async function work(): Promise<void> {
  await bus.lock();
  await left.pressed();
  await right.pressed();
  await readings.send(1);
  await sleep(millis(1));
}

export function main(): void {
  spawn(work());
}
`;

test("objects at the top of a file have their names, types and places in the side table", async () => {
  const { table } = await compile("main.ts", { root: projectRoot, virtual: { "main.ts": text } });
  const objects = table.memory.statics.filter(({ type }) => type !== undefined);
  expect(
    objects.map(
      ({ name, type, bytes, place }) => `${name}: ${type}, ${bytes}, line ${place!.line}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "bus: Mutex<u32>, 9, line 4",
      "readings: Channel<u16>, 40, line 5",
      "left: Button, 56, line 6",
      "right: Button, 56, line 6",
      "unused: Mutex<u32>, 9, line 7",
    ]
  `);
  const { dataEnd, heapBase } = table.memory;
  const { statics, exact } = ramReport(table, { dataEnd, heapBase });
  expect(exact).toBe(true);
  expect(statics.map(({ name, bytes }) => `${bytes} ${name}`)).toMatchInlineSnapshot(`
    [
      "4 run queue",
      "4 current task",
      "4 timer queue",
      "4 listeners of pins",
      "9 bus, Mutex<u32>",
      "14 padding",
      "40 readings, Channel<u16>",
      "56 left, Button",
      "56 right, Button",
      "9 unused, Mutex<u32>",
      "4 free list of work",
      "4 lost interrupts",
    ]
  `);
});
