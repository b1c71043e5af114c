import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkModule } from "../../compiler/index.ts";
import { millis, seconds, Simulator, type SimulatorOptions, toVcd } from "../../simulator/index.ts";
import { board, build } from "../support/firmware.ts";
import { observe } from "../support/observe.ts";
import { projectRoot } from "../support/parts.ts";
import { buildGuests, type Guests, missingRust, rustVersion } from "../support/rust.ts";

const missing = missingRust();

describe.skipIf(missing)(`guests in Rust${missing ? ` (${missing})` : ""}`, () => {
  let guests: Guests;
  beforeAll(() => {
    guests = buildGuests();
  }, 120_000);

  /** Two simulators with the same board: a guest's, and that of the same in AssemblyScript. */
  async function both(
    guest: "rust_guest" | "button",
    name: "blink" | "button",
    options: SimulatorOptions = {},
  ): Promise<{ rust: Simulator; script: Simulator }> {
    const { wasm, table } = await build(`examples/${name}/${name}.ts`);
    const all = { board: board(`examples/${name}/diagram.json`), seed: 1, ...options };
    return {
      rust: Simulator.load(guests[guest], all),
      script: Simulator.load(wasm, { ...all, table }),
    };
  }

  test("blink has the waveform of examples/blink, edge by edge", async () => {
    const { rust, script } = await both("rust_guest", "blink");
    for (const sim of [rust, script]) sim.runFor(seconds(10));
    const edges = (sim: Simulator): unknown[] => [13, 12].map((pin) => [...sim.pin(pin).edges]);
    expect(edges(rust)).toEqual(edges(script));
    // Low as it becomes an output, high at once, and a change each period.
    expect(rust.pin(13).edges).toHaveLength(22);
    expect(rust.pin(12).edges).toHaveLength(35);
    const vcd = (sim: Simulator): string => toVcd(sim.trace, { end: sim.now });
    expect(vcd(rust)).toBe(vcd(script));
    expect(rust.diagnostics).toEqual([]);
  });

  test("blink polls as often as examples/blink, and sleeps as long", async () => {
    const { rust, script } = await both("rust_guest", "blink");
    for (const sim of [rust, script]) sim.runFor(seconds(10));
    const counts = (sim: Simulator): unknown => {
      const { polls, wakes } = sim.summary();
      return { polls, wakes };
    };
    expect(counts(rust)).toEqual(counts(script));
  });

  test("button has the waveform and the logs of examples/button, under presses that bounce", async () => {
    const { rust, script } = await both("button", "button");
    for (const sim of [rust, script]) {
      for (let i = 1n; i <= 20n; i++) {
        sim.press("BTN1", { at: i * millis(437), for: millis(150) });
      }
      sim.runFor(seconds(10));
    }
    const edges = (sim: Simulator): unknown[] =>
      [13, 12, 11, 4].map((pin) => [...sim.pin(pin).edges]);
    expect(edges(rust)).toEqual(edges(script));
    // Without a side table it is the number of the text that is told.
    const lines = script.logs.map(({ time, text }) => {
      const [, count] = /^edge (\d+) shows the button down$/.exec(text)!;
      return { time, text: `log #0 (${count})` };
    });
    expect(lines.length).toBeGreaterThan(20);
    expect(rust.logs.map(({ time, text }) => ({ time, text }))).toEqual(lines);
  });

  test("they keep all rules, and use the memory that they say they use, and no more", () => {
    for (const [name, wasm] of Object.entries(guests)) {
      const { findings, facts } = checkModule(wasm);
      expect(findings, name).toEqual([]);
      const sim = Simulator.load(wasm);
      sim.runFor(seconds(3));
      expect(sim.summary().ramBytes, name).toBe(facts.heapBase);
      const memory = new Uint8Array(sim.memory.buffer);
      // The first 16 bytes are kept free, so that no address is null.
      expect(memory.subarray(0, 16).some(Boolean), name).toBe(false);
      expect(memory.subarray(facts.dataEnd!).some(Boolean), name).toBe(false);
    }
  });

  // Another compiler makes other code.
  const other = missing || rustVersion().startsWith("1.63.") ? "" : `: this is ${rustVersion()}`;
  test.skipIf(other)(
    `docs/rust.md tells their sizes, as Rust 1.63 makes them${other}`,
    async () => {
      const page = readFileSync(join(projectRoot, "docs/rust.md"), "utf8");
      const rows = await Promise.all(
        (["blink", "button"] as const).map(async (name) => {
          const { wasm } = await build(`examples/${name}/${name}.ts`);
          const modules = [wasm, guests[name === "blink" ? "rust_guest" : name]];
          const facts = modules.map((module) => checkModule(module).facts);
          const figures = [...facts.map(({ bytes }) => bytes), ...facts.map(({ ram }) => ram!)];
          return [`\`${name}\``, ...figures.map((n) => n.toLocaleString("en-US"))].join(" ");
        }),
      );
      const told = [...page.matchAll(/^\| (`(?:blink|button)`[^\n]*?) *\|$/gm)].map(([, row]) =>
        row!.replace(/[\s|]+/g, " "),
      );
      expect(rows).toEqual(told);
    },
  );

  test("they can be stepped back, and begin again from a snapshot", async () => {
    const { rust: sim } = await both("button", "button", { history: true });
    sim.press("BTN1", { at: millis(700), for: millis(400) });
    sim.runFor(seconds(1));
    const snapshot = sim.snapshot();
    const before = observe(sim);
    sim.runFor(seconds(1));
    const after = observe(sim);

    expect(sim.led("led3").on).toBe(false);
    sim.runBackUntil(() => sim.led("led3").on);
    expect(sim.now).toBeLessThan(millis(1200));
    sim.runUntil(seconds(2));
    expect(observe(sim)).toEqual(after);

    sim.restore(snapshot);
    expect(observe(sim)).toEqual(before);
    sim.runFor(seconds(1));
    expect(observe(sim)).toEqual(after);
  });

  test("with a processor that takes its time, a guest's instructions take theirs", async () => {
    const { rust } = await both("rust_guest", "blink", { cpu: { hz: 16_000_000 } });
    rust.runFor(seconds(1));
    const [, first, second] = rust.pin(13).edges;
    expect(second!.time - first!.time).toBeGreaterThan(millis(500));
    expect(second!.time - first!.time).toBeLessThan(millis(501));
  });

  test("its executor is fair, lets go of what is dropped, and panics where there is no room", () => {
    const sim = Simulator.load(guests.executor, { seed: 1 });
    const button = sim.pin(2);
    button.drive(0);
    sim.runFor(millis(500));
    button.drive(1);
    sim.runFor(millis(100));
    button.drive(0);
    let end: unknown;
    try {
      sim.runFor(seconds(10));
    } catch (error) {
      end = error;
    }
    expect([
      ...sim.logs.map(({ time, text }) => `${time / 1_000_000n} ms: ${text}`),
      `${sim.now / 1_000_000n} ms: ${String(end)}`,
    ]).toMatchInlineSnapshot(`
      [
        "0 ms: log #2 (-1)",
        "0 ms: log #3",
        "10 ms: log #0 (1)",
        "10 ms: log #0 (2)",
        "10 ms: log #0 (3)",
        "20 ms: log #1 (false, 20000)",
        "100 ms: log #2 (0)",
        "200 ms: log #2 (1)",
        "300 ms: log #5 (-1, 0.5, 18446744073709551615, true)",
        "500 ms: log #4 (0, true)",
        "600 ms: log #4 (0, false)",
        "4600 ms: FirmwareError: panic #0",
      ]
    `);
  });
});

// `describe` alone would not show why.
if (missing) test.skip(`guests in Rust are not built: ${missing}`, () => undefined);
