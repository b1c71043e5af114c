import { expect, test } from "vitest";
import {
  explore,
  type Exploration,
  millis,
  parseScript,
  replay,
  type Scenario,
  Simulator,
  UsageError,
} from "../../../simulator/index.ts";
import { CHAIN, chainsOf, countUpTo, runRange } from "../../../simulator/explore/campaign.ts";
import { runScript } from "../../../simulator/explore/run.ts";
import { build } from "../../support/firmware.ts";

/** Panics if pin 3 goes low in the one microsecond behind 500 ms, and pin 2 is low then. */
const { wasm, table } = await build("test/simulator/explore/window.firmware.ts");

const scenario: Scenario = {
  load: (given) => Simulator.load(wasm, { table, ...given }),
  may: [
    { what: "drive 2 low", between: [0n, millis(1000)] },
    { what: "drive 3 low", between: [0n, millis(1000)] },
    { what: "release 3", between: [0n, millis(1000)], times: [0, 2] },
  ],
  until: millis(1000),
};

const short = ({ runs, complete, failure }: Exploration): unknown => ({
  runs,
  complete,
  kind: failure?.kind,
  replay: failure?.replay,
});

test("pct finds a window of one microsecond in a second, and random does not", () => {
  const given = { runs: 4000 };
  expect(short(explore(scenario, { ...given, strategy: "random" }))).toMatchInlineSnapshot(`
    {
      "complete": false,
      "kind": undefined,
      "replay": undefined,
      "runs": 4000,
    }
  `);
  expect(short(explore(scenario, { ...given, strategy: "pct" }))).toMatchInlineSnapshot(`
    {
      "complete": false,
      "kind": "panic",
      "replay": "seed 1; 0s drive 2 low; 500.000111ms drive 3 low",
      "runs": 127,
    }
  `);
});

test("exhaustive finds it with the fewest happenings", () => {
  expect(short(explore(scenario, { strategy: "exhaustive", runs: 4000 }))).toMatchInlineSnapshot(`
    {
      "complete": false,
      "kind": "panic",
      "replay": "seed 1; 0s drive 2 low; 500ms+ drive 3 low",
      "runs": 33,
    }
  `);
});

test("exhaustive says whether it was complete, and else about how much there is", () => {
  const calm = { ...scenario, allow: ["panic"] };
  const little = { ...calm, may: scenario.may.slice(0, 1) };
  expect(explore(little, { strategy: "exhaustive" })).toMatchInlineSnapshot(`
    {
      "complete": true,
      "runs": 10,
      "seed": 1,
      "strategy": "exhaustive",
    }
  `);
  expect(explore(calm, { strategy: "exhaustive", runs: 50 })).toMatchInlineSnapshot(`
    {
      "complete": false,
      "needed": 9168,
      "runs": 50,
      "seed": 1,
      "strategy": "exhaustive",
    }
  `);
});

test("the same seed finds the same, and the replay fails again", () => {
  const options = { runs: 4000, seed: 3 };
  const { failure } = explore(scenario, options);
  expect(explore(scenario, options).failure).toEqual(failure);
  expect(replay(scenario, parseScript(failure!.replay)).failure!.message).toBe(failure!.message);
  expect(replay(scenario, parseScript("seed 1; 1ms drive 2 low")).failure).toBeUndefined();
});

test("shards have all runs between them, each once", () => {
  const runs = 100;
  const all = [1, 2, 3].flatMap((k) => [...chainsOf(runs, { k, n: 3 })]);
  const numbers = all.flatMap(([first, end]) =>
    Array.from({ length: end - first }, (_, i) => first + i),
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: runs }, (_, i) => i));
  expect(all.every(([first]) => first % CHAIN === 0)).toBe(true);
  expect(countUpTo(runs - 1, { k: 1, n: 1 })).toBe(runs);
  const found = [1, 2, 3, 4].map((k) => explore(scenario, { runs: 4000, shard: `${k}/4` }));
  const least = Math.min(...found.map(({ failure }) => failure?.run ?? Infinity));
  expect(explore(scenario, { runs: 4000 }).failure!.run).toBe(least);
});

test("a run follows from its number alone", () => {
  const campaign = { strategy: "pct", seed: 1 } as const;
  const { run, script } = runRange(scenario, campaign, 0, 4000)!;
  const from = run - (run % CHAIN);
  expect(runRange(scenario, campaign, from, from + CHAIN)).toMatchObject({ run, script });
});

test("what a check or an always says is a failure, thrown or returned", () => {
  const rules: Partial<Scenario>[] = [
    { check: () => "never good" },
    {
      check: () => {
        expect(1).toBe(2);
        return undefined;
      },
    },
    { always: (sim) => (sim.now === millis(500) ? "half a second" : undefined) },
  ];
  const failures = rules.map((rule) => explore({ ...scenario, ...rule }, { runs: 1 }).failure!);
  expect(failures.map(({ kind, replay }) => [kind, replay])).toEqual([
    ["check", "seed 1"],
    ["check", "seed 1"],
    ["always", "seed 1"],
  ]);
  expect(failures.map(({ message }) => message.split("\n")[0])).toMatchInlineSnapshot(`
    [
      "never good",
      "expected 1 to be 2 // Object.is equality",
      "half a second",
    ]
  `);
  expect(failures[2]!.text).toMatchInlineSnapshot(`
    "run 1 failed at 500ms [always]
      half a second

    replay (0 events, shrunk in 4 runs)
      seed 1

        0s           100ms         200ms        300ms         400ms        500ms
        ┬────────────┬─────────────┬────────────┬─────────────┬────────────┬────────
    D2  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
    D3  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
                                                                           ▲ 500ms

    tasks
      look (test/simulator/explore/window.firmware.ts:9:3: await sleep(micros(1)))
    "
  `);
});

test("a scenario or an option that is wrong is told with the way out", () => {
  const told = (change: Partial<Scenario>, options = {}): string => {
    try {
      explore({ ...scenario, ...change }, { runs: 8, ...options });
    } catch (error) {
      if (error instanceof UsageError) return `${error.message}\n  way out: ${error.hint}`;
      throw error;
    }
    return "accepted";
  };
  const between = [0n, millis(10)] as const;
  let turn = 0;
  expect(
    [
      told({ may: [{ what: "pres BTN1 20ms", between }] }),
      told({ may: [{ what: "drive 2 low; 1s drive 3 low", between }] }),
      told({ may: [{ what: "drive 2 low", between: [millis(10), millis(1)] }] }),
      told({ may: [{ what: "drive 2 low", between: [0n, millis(1001)] }] }),
      told({ may: [{ what: "drive 2 low", between, times: [3, 1] }] }),
      told({ may: [{ what: "drive 99 low", between, times: [1, 1] }] }),
      told({ check: (async () => undefined) as unknown as () => undefined }),
      told({ check: () => (turn++ === 0 ? "only once" : undefined) }),
      told({}, { strategy: "all" }),
      told({}, { runs: 0 }),
      told({}, { seed: 0.5 }),
      told({}, { shard: "5/4" }),
      told({}, { shard: "1/4", strategy: "exhaustive" }),
    ]
      .join("\n")
      .replace(/what can happen: .*/, "what can happen: ..."),
  ).toMatchInlineSnapshot(`
    "line 1: nothing is called "pres"; did you mean "press"?
      way out: what can happen: ...
    "drive 2 low; 1s drive 3 low" is not one thing that happens
      way out: such as press BTN1 20ms
    "drive 2 low" may happen from 10ms to 1ms, and a run lasts until 1s
      way out: give a window that begins before its end, and lies within the run
    "drive 2 low" may happen from 0s to 1.001s, and a run lasts until 1s
      way out: give a window that begins before its end, and lies within the run
    "drive 2 low" may happen from 3 to 1 times
      way out: give two whole numbers, the lesser one first
    there is no pin 99
      way out: this board has pins 0 to 39
    \`check\` of a scenario returned a promise
      way out: return nothing if all is well, else a text that says what is wrong; or throw
    a run failed, and did not when it was made again: seed 35487; 176.59ms+ drive 2 low; 349.255ms+ release 3; 605.827ms release 3
      way out: a run must follow from the seed and what happens: \`load\` has to make a new simulator, and nothing may be left over from the run before
    there is no strategy "all"
      way out: the strategies are random, pct and exhaustive
    \`runs\` is 0
      way out: give a whole number from 1 on
    the seed 0.5 is not a whole number
      way out: give a whole number, like 1
    "5/4" is no shard
      way out: write "1/4" for the first of four
    an exhaustive exploration cannot be split
      way out: narrow the windows until it fits, or take pct"
  `);
});

test("a scenario of plain JavaScript is told what is wrong with it", () => {
  const told = (change: object): string => {
    try {
      return explore({ ...scenario, ...change }, { runs: 8 }).failure?.message ?? "accepted";
    } catch (error) {
      if (error instanceof UsageError) return `${error.message}\n  way out: ${error.hint}`;
      throw error;
    }
  };
  const what = "drive 2 low";
  const between = [0n, millis(10)];
  expect(
    [
      told({ may: undefined }),
      told({ may: [{ what }] }),
      told({ may: [{ what, between: [1, 10] }] }),
      told({ may: [{ what, between, times: 3 }] }),
      told({ may: [{ what, between, times: [0, 1e9] }] }),
      told({ until: 1000 }),
      told({ grid: 1000 }),
      told({ allow: "deadlock" }),
      told({ load: async (given: object) => Simulator.load(wasm, given) }),
      told({ load: () => undefined }),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "\`may\` of a scenario is no list
      way out: write may: [{ what: "press BTN1 20ms", between: [millis(10), millis(1000)] }]
    \`between\` of "drive 2 low" is no pair
      way out: write between: [millis(10), millis(1000)]
    \`between\` of "drive 2 low" is 1, and a time is a bigint of nanoseconds
      way out: write millis(1) for milliseconds, or seconds(1), or nanos(1)
    \`times\` of "drive 2 low" is no pair
      way out: write times: [0, 3]
    "drive 2 low" may happen 1000000000 times
      way out: give 1000 at most
    \`until\` of a scenario is 1000, and a time is a bigint of nanoseconds
      way out: write millis(1000) for milliseconds, or seconds(1000), or nanos(1000)
    \`grid\` of a scenario is 1000, and a time is a bigint of nanoseconds
      way out: write millis(1000) for milliseconds, or seconds(1000), or nanos(1000)
    \`allow\` of a scenario is no list
      way out: write allow: ["deadlock"]
    \`load\` of a scenario returned a promise, not a simulator
      way out: compile the firmware before, and write \`load: (given) => Simulator.load(wasm, { table, board, ...given })\`
    \`load\` of a scenario returned undefined, not a simulator
      way out: write \`load: (given) => Simulator.load(wasm, { table, board, ...given })\`"
  `);
  const thrown = (value: unknown) => ({
    check: () => {
      throw value;
    },
  });
  expect(told(thrown("a text"))).toBe("a text");
  expect(told(thrown(undefined))).toBe("undefined");
  expect(told(thrown({ lost: 2 }))).toBe('{"lost":2}');
  expect(told(thrown({ [Symbol.toPrimitive]: 1, at: 1n }))).toBe(
    "something was thrown that has no text",
  );
});

test("an always that lets something happen at each instant cannot hold time for ever", () => {
  const always = (sim: {
    atEndOf(time: bigint, action: () => void): void;
    now: bigint;
  }): undefined => void sim.atEndOf(sim.now, () => undefined);
  expect(() => explore({ ...scenario, always }, { runs: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: a condition let something happen at 0s 100000 times, and virtual time does not move]`,
  );
});

test("a simulator that is kept for the next run does the same as a new one", () => {
  const instants = (seeds: number | undefined): string[] => {
    const told: string[] = [];
    const always = (sim: Simulator): undefined => void told.push(`${sim.now} ${sim.state}`);
    const watched = { ...scenario, always, seeds };
    const lines = ["seed 2; 1ms drive 2 low; 500ms+ drive 3 low", "seed 2; 500ms+ drive 3 low"];
    for (const line of [...lines, "seed 2", ...lines]) {
      told.push(runScript(watched, parseScript(line)).fault?.kind ?? "fine");
    }
    return told;
  };
  expect(instants(3)).toEqual(instants(undefined));
  expect(instants(3).filter((line) => line === "panic")).toHaveLength(2);
  expect(explore({ ...scenario, seeds: 3 }, { runs: 4000 }).failure!.kind).toBe("panic");
});

test("progress is told", () => {
  const told: number[] = [];
  explore({ ...scenario, allow: ["panic"] }, { runs: 20, onProgress: (done) => told.push(done) });
  expect(told).toEqual([8, 16, 20]);
});
