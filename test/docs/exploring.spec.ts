import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "wakeful/compiler";
import { explore, millis, parseDiagram, type Scenario, Simulator } from "wakeful";

test("no visitor is lost, whenever they come", async () => {
  const { wasm, table } = await compile("examples/lost-update/lost-update.ts");
  const board = parseDiagram(readFileSync("examples/lost-update/diagram.json", "utf8"));
  const between = [millis(10), millis(1000)] as const;
  const scenario: Scenario = {
    load: (given) => Simulator.load(wasm, { table, board, ...given }),
    may: [
      { what: "press EAST 20ms", between, times: [0, 3] },
      { what: "press WEST 20ms", between, times: [0, 3] },
    ],
    until: millis(1100),
    record: true,
    check: (sim) => {
      const came = [2, 3].flatMap((pin) => sim.pin(pin).edges.filter(({ level }) => level === 0));
      const counted = Number.parseInt(sim.logs.at(-1)?.text ?? "0");
      expect(counted).toBe(came.length);
      return undefined;
    },
  };

  const { failure } = explore(scenario, { runs: 10_000, seed: 1 });
  // A test that guards a firmware says: expect(failure?.text).toBeUndefined()
  expect(failure!.replay).toBe("seed 1; 10ms press EAST 20ms; 10ms press WEST 20ms");
  expect(failure!.text).toMatchInlineSnapshot(`
    "run 16 failed at 1.1s [check]
      expected 1 to be 2 // Object.is equality

    replay (2 events, shrunk in 10 runs)
      seed 1; 10ms press EAST 20ms; 10ms press WEST 20ms

                 10ms           15ms           20ms          25ms           30ms
          ───────┬──────────────┬──────────────┬─────────────┬──────────────┬───────
    D2    ▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔
    D3    ▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔
    D12   ▁▁▁▁▁▁▁▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    D13   ▁▁▁▁▁▁▁▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    EAST  ▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
    WEST  ▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁
          ▒ several edges

    logs
      10.2ms        1 visitors
      10.2ms        1 visitors

    tasks
      watch (examples/lost-update/lost-update.ts:35:5: await barrier.fallingEdge())
      watch (examples/lost-update/lost-update.ts:35:5: await barrier.fallingEdge())
    "
  `);
});
