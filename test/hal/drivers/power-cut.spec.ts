/** Power fails at every operation of the flash of a long run, and whatever was committed is found again. */
import { expect, test } from "vitest";
import type { Board } from "../../../simulator/core/board.ts";
import {
  bareBoard,
  parseScript,
  playScript,
  seconds,
  Simulator,
} from "../../../simulator/index.ts";
import { uno } from "../../support/board.ts";
import { build } from "../../support/firmware.ts";

const FIRST = 10;

/** What `change` of the firmware does: the key, and its value; undefined if it is removed. */
function changeOf(i: number): [key: number, value: number | undefined] {
  return [(i * 7 + Math.floor(i / 5)) % 6, i % 11 === 0 ? undefined : i];
}

function told(values: readonly (number | undefined)[]): string[] {
  const shown = values.map((value, key) => value ?? (key < 4 ? 9 : -1));
  return [shown.slice(0, 4).join(" "), shown.slice(4).join(" ")];
}

interface Tally {
  operations: number;
  erases: number;
  /** Cuts that left the change under way done, or undone. */
  newer: number;
  older: number;
}

/**
 * Runs the firmware until so many changes are done. In each operation of the flash power fails, in a branch: at its
 * first or last nanosecond, or in between.
 */
async function cutEverywhere(board: Board, changes: number): Promise<Tally> {
  const { wasm, table } = await build("test/hal/drivers/power-cut.firmware.ts");
  const sim = Simulator.load(wasm, { table, board, record: false });
  const flash = sim.peripheral("flash");
  const tally: Tally = { operations: 0, erases: 0, newer: 0, older: 0 };
  const committed: (number | undefined)[] = [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ];
  sim.runFor(0n);
  for (let next = FIRST; next < FIRST + changes;) {
    const { busy, busyUntil: end } = flash;
    const [key, value] = changeOf(next);
    if (busy) {
      tally.operations++;
      if (busy.kind === "erase") tally.erases++;
      const span = end! - sim.now;
      const after = [1n, span - 1n, (span * BigInt(tally.operations % 97)) / 97n][
        tally.operations % 3
      ]!;
      const under = [...committed];
      under[key] = value;
      const logs = sim.branch(() => {
        playScript(sim, parseScript(`${sim.now + after}ns brownout 1us`));
        const { length } = sim.logs;
        sim.runFor(seconds(2));
        return sim.logs.slice(length).map(({ text }) => text);
      });
      const isNewer = logs.slice(0, 2).join() === told(under).join();
      if (isNewer) tally.newer++;
      else {
        tally.older++;
        expect(logs.slice(0, 2)).toEqual(told(committed));
      }
      expect(logs[2]).toBe("one more");
    }
    sim.runUntil(end ?? sim.now + seconds(1));
    while (next < FIRST + changes && Number(sim.logs.at(-1)?.text ?? 0) >= next) {
      const [done, now] = changeOf(next++);
      committed[done] = now;
    }
  }
  expect(sim.diagnostics).toEqual([]);
  return tally;
}

test("power fails at every operation of a thousand changes in an Uno's EEPROM, and nothing committed is lost", async () => {
  expect(await cutEverywhere(uno({}), 1000)).toMatchInlineSnapshot(`
    {
      "erases": 120,
      "newer": 111,
      "older": 3753,
      "operations": 3864,
    }
  `);
});

test("the same for the first changes in the flash of a Pico, which writes whole words and erases whole sectors", async () => {
  expect(await cutEverywhere(bareBoard(), 40)).toMatchInlineSnapshot(`
    {
      "erases": 1,
      "newer": 0,
      "older": 132,
      "operations": 132,
    }
  `);
});
