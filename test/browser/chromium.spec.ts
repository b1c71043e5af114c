import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../compiler/index.ts";
import { projectRoot } from "../support/parts.ts";
import { missingChromium, openPage, type Opened } from "../support/chromium.ts";

/** A run as text, so that it can be told to a page. */
interface Job {
  readonly wasm: string;
  readonly table: string;
  readonly diagram: string | undefined;
  readonly hz: number | undefined;
  readonly seconds: number;
  readonly presses: readonly string[];
}

interface Outcome {
  readonly json: string;
  readonly vcd: string;
  readonly logs: string;
  readonly summary: string;
  readonly energy: string;
  readonly diagnostics: string;
}

/** A campaign as text. The check is that of examples/lost-update/scenario.mjs or of edge-timeout. */
interface Campaign {
  readonly wasm: string;
  readonly table: string;
  readonly diagram: string;
  readonly example: "lost-update" | "edge-timeout";
  readonly strategy: "random" | "pct" | "exhaustive";
  readonly runs: number;
  readonly seeds: number | undefined;
}

interface Explored {
  /** All that an exploration tells, times as texts. */
  readonly exploration: string;
  readonly runs: number;
  readonly replay: string | undefined;
  readonly text: string | undefined;
  /** Trace of the run that its replay line makes. */
  readonly vcd: string;
}

type Surface = typeof import("../../simulator/index.ts");

/** Runs in the page as well, so it knows nothing but its arguments. */
function simulate(wakeful: Surface, job: Job): Outcome {
  const { Simulator, parseDiagram, millis, seconds, toJson, toVcd } = wakeful;
  const sim = Simulator.load(
    Uint8Array.from(atob(job.wasm), (character) => character.charCodeAt(0)),
    {
      table: JSON.parse(job.table),
      board: job.diagram === undefined ? undefined : parseDiagram(job.diagram),
      seed: 7,
      cpu: job.hz === undefined ? {} : { hz: job.hz, instructionsPerCycle: 0.25 },
    },
  );
  job.presses.forEach((button, i) => {
    for (const at of [300, 1300, 2100]) {
      sim.press(button, { at: millis(at + 150 * i), for: millis(90) });
    }
  });
  sim.runFor(seconds(job.seconds));
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? `${each}` : each));
  return {
    json: toJson(sim.trace, { end: sim.now }),
    vcd: toVcd(sim.trace, { end: sim.now }),
    logs: text(sim.logs),
    summary: text(sim.summary()),
    energy: text(sim.energy()),
    diagnostics: text(sim.diagnostics),
  };
}

/** As `simulate`. */
function campaign(wakeful: Surface, job: Campaign): Explored {
  const { Simulator, explore, millis, parseDiagram, parseScript, replay, toVcd } = wakeful;
  const wasm = Uint8Array.from(atob(job.wasm), (character) => character.charCodeAt(0));
  const table = JSON.parse(job.table);
  const board = parseDiagram(job.diagram);
  const doors = ["EAST", "WEST"].map((door) => ({
    what: `press ${door} 20ms`,
    between: [millis(10), millis(1000)] as const,
    times: [0, 3] as const,
  }));
  const finger = [
    { what: "drive 2 low", between: [millis(10), millis(50)] as const, times: [1, 1] as const },
    { what: "release 2", between: [millis(100), millis(900)] as const, times: [1, 1] as const },
  ];
  const scenario: import("../../simulator/index.ts").Scenario = {
    load: (given) => Simulator.load(wasm, { table, board, ...given }),
    may: job.example === "lost-update" ? doors : finger,
    seeds: job.seeds,
    until: millis(1100),
    record: job.example === "lost-update",
    check(sim) {
      if (job.example === "edge-timeout") {
        return sim.logs.length === 0 ? "a press was over, and was never told" : undefined;
      }
      const came = [2, 3].flatMap((pin) => sim.pin(pin).edges.filter(({ level }) => level === 0));
      const counted = Number.parseInt(sim.logs.at(-1)?.text ?? "0");
      return counted === came.length ? undefined : `${came.length} came in, ${counted} counted`;
    },
  };
  const exploration = explore(scenario, { strategy: job.strategy, runs: job.runs, seed: 1 });
  const { failure, runs } = exploration;
  const again = failure && replay(scenario, parseScript(failure.replay));
  return {
    exploration: JSON.stringify(exploration, (_, each: unknown) =>
      typeof each === "bigint" ? `${each}` : each,
    ),
    runs,
    replay: failure?.replay,
    text: failure?.text,
    vcd: again ? toVcd(again.sim.trace, { end: again.sim.now }) : "",
  };
}

const missing = missingChromium();

describe.skipIf(missing)(`in headless Chromium${missing ? ` (${missing})` : ""}`, () => {
  let opened: Opened;
  let node: Surface;
  beforeAll(async () => {
    opened = await openPage();
    // The same bundle in Node.
    node = (await import(new URL("../../dist/browser.js", import.meta.url).href)) as Surface;
  });
  afterAll(async () => opened?.close());

  const inPage = (job: Job): Promise<Outcome> =>
    opened.page.evaluate(`(${simulate.toString()})(wakeful, ${JSON.stringify(job)})`);

  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

  const jobOf = async (example: string, options: Partial<Job>): Promise<Job> => {
    const { wasm, table } = await compile(`examples/${example}/${example}.ts`);
    const path = `${projectRoot}examples/${example}/diagram.json`;
    return {
      wasm: Buffer.from(wasm).toString("base64"),
      table: JSON.stringify(table),
      diagram: existsSync(path) ? readFileSync(path, "utf8") : undefined,
      hz: undefined,
      seconds: 5,
      presses: [],
      ...options,
    };
  };

  for (const [example, presses] of [
    ["blink", []],
    ["button", ["BTN1"]],
    ["morse", []],
    ["metronome", []],
    ["reaction", []],
    ["worker", []],
  ] as const) {
    for (const hz of [undefined, 16_000_000]) {
      const cpu = hz === undefined ? "that takes no time" : "that is metered";
      test(`${example} on a processor ${cpu} leaves the same trace as in Node`, async () => {
        const job = await jobOf(example, { hz, presses });
        const [there, here] = [await inPage(job), simulate(node, job)];
        expect(here.vcd.length).toBeGreaterThan(200);
        expect(hash(there.vcd)).toBe(hash(here.vcd));
        expect(there).toEqual(here);
      });
    }
  }

  const campaignOf = async (
    file: "lost-update/lost-update" | "lost-update/fixed" | "edge-timeout/edge-timeout",
    rest: Pick<Campaign, "strategy" | "runs" | "seeds">,
  ): Promise<Campaign> => {
    const { wasm, table } = await compile(`examples/${file}.ts`);
    const example = file.startsWith("lost") ? "lost-update" : "edge-timeout";
    return {
      wasm: Buffer.from(wasm).toString("base64"),
      table: JSON.stringify(table),
      diagram: readFileSync(`${projectRoot}examples/${example}/diagram.json`, "utf8"),
      example,
      ...rest,
    };
  };

  describe("explore finds the same as in Node", () => {
    const exploredBoth = async (
      ...given: Parameters<typeof campaignOf>
    ): Promise<{ there: Explored; here: Explored }> => {
      const job = await campaignOf(...given);
      const there: Explored = await opened.page.evaluate(
        `(${campaign.toString()})(wakeful, ${JSON.stringify(job)})`,
      );
      return { there, here: campaign(node, job) };
    };

    test.each([
      ["lost-update/lost-update", "pct", undefined],
      ["lost-update/lost-update", "pct", 1],
      ["lost-update/lost-update", "random", 1],
      ["lost-update/lost-update", "exhaustive", 1],
      ["edge-timeout/edge-timeout", "pct", 1],
    ] as const)("in %s by %s, with seeds %s", async (file, strategy, seeds) => {
      const { there, here } = await exploredBoth(file, { strategy, seeds, runs: 10_000 });
      expect(here.replay).toMatch(/^seed \d+; /);
      expect(there.replay).toBe(here.replay);
      expect(there.runs).toBe(here.runs);
      expect(hash(there.vcd)).toBe(hash(here.vcd));
      expect(there).toEqual(here);
    });

    test("and nothing in a firmware that is right", async () => {
      const rest = { strategy: "pct", seeds: 1, runs: 2_000 } as const;
      const { there, here } = await exploredBoth("lost-update/fixed", rest);
      expect(here).toMatchObject({ runs: 2_000, replay: undefined });
      expect(there).toEqual(here);
    });
  });

  test("a millisecond of busy loop at 16 MHz delays a neighbour by what its count says, as in Node", async () => {
    const { wasm, table } = await compile("busy.ts", {
      virtual: {
        "busy.ts": `import { millis, Output, sleep, spawn } from "wakeful";
@task
async function hog(): Promise<void> {
  const led = Output.at(1);
  await sleep(millis(10));
  led.high();
  let sum: u32 = 1;
  for (let i: u32 = 0; i < 266; i++) sum = (sum ^ i) * 31;
  if (sum != 0) led.low();
}
@task
async function neighbour(): Promise<void> {
  const led = Output.at(2);
  await sleep(millis(10));
  led.high();
}
export function main(): void {
  spawn(hog());
  spawn(neighbour());
}
`,
      },
    });
    const job: Job = {
      wasm: Buffer.from(wasm).toString("base64"),
      table: JSON.stringify(table),
      diagram: undefined,
      hz: 16_000_000,
      seconds: 1,
      presses: [],
    };
    const [there, here] = [await inPage(job), simulate(node, job)];
    expect(there).toEqual(here);
    const times = (pin: number): bigint[] => {
      const { signals } = JSON.parse(there.json) as {
        signals: { pin?: number; changes: { time: string }[] }[];
      };
      return signals.find((signal) => signal.pin === pin)!.changes.map(({ time }) => BigInt(time));
    };
    // 266 turns of 15 instructions and 12 more, four cycles each: a millisecond and half a microsecond.
    expect([times(1), times(2)]).toMatchInlineSnapshot(`
      [
        [
          35750n,
          10071500n,
          11072000n,
        ],
        [
          60250n,
          11122250n,
        ],
      ]
    `);
  });
});
