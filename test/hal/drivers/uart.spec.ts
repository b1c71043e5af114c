/** What firmware can do with a serial port, and what becomes of it when it is cut off. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { UartFlag, UartFrame } from "../../../hal/generated/border.ts";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { formatScript, parseScript, playScript } from "../../../simulator/script/script.ts";
import type { SimulatorOptions } from "../../../simulator/options.ts";
import { compile, type Compiled } from "../../../compiler/compile.ts";
import { projectRoot } from "../../support/parts.ts";

const path = fileURLToPath(new URL("uart.firmware.ts", import.meta.url));
const source = readFileSync(path, "utf8");

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compile(path, { root: projectRoot });
});

/** A firmware that runs the task of that name in uart.firmware.ts, at 1,000,000 baud. */
function load(task: string, options: SimulatorOptions = {}): Simulator {
  const sim = Simulator.load(compiled.wasm, { table: compiled.table, ...options });
  const names = [...source.matchAll(/^ {2}(?:else )?if \(chosen == (\d+)\) spawn\((\w+)/gm)];
  const number = Number(names.find(([, , name]) => name === task)![1]);
  for (let bit = 0; bit < 5; bit++) sim.pin(20 + bit).drive(((number >> bit) & 1) as 0 | 1);
  return sim;
}

const logs = (sim: Simulator): string[] => sim.logs.map(({ text }) => text);

test("bytes are read one by one, or those that are there, or up to a certain one", () => {
  const sim = load("readAll");
  sim.uart(0).send("abcdefg", { at: millis(1) });
  sim.uart(0).send("line\n\n", { at: millis(20) });
  sim.runUntil(millis(100));
  expect(logs(sim)).toEqual(["97", "98", "3", "2", "99 103", "4", "108 20050", "0"]);
});

test("of a line that is too long the rest is taken, and told", () => {
  const sim = load("readShort");
  sim.uart(0).send("abcd\nabcde\nabcdefghijklm\nab\n");
  sim.runUntil(millis(10));
  expect(logs(sim)).toEqual(["4 false", "4 true", "4 true", "2 false"]);
});

test("a read with a timeout gives up, and what comes later is for the next", () => {
  const sim = load("readTimeout");
  sim.uart(0).send("xy", { at: millis(1) });
  sim.runUntil(millis(10));
  expect(logs(sim)).toEqual(["false at 500", "true at 1010", "121"]);
});

test("a line that is given up keeps what it has, and leaves the rest", () => {
  const sim = load("giveLineUp");
  sim.uart(0).send("ab", { at: millis(1) });
  sim.uart(0).send("cde\n", { at: millis(30) });
  sim.runUntil(millis(50));
  expect(logs(sim)).toEqual(["false 2", "3 99"]);
});

test("as a stream it gives one byte after the other", () => {
  const sim = load("stream");
  sim.uart(0).send("hi");
  sim.runUntil(millis(1));
  expect(logs(sim)).toEqual(["104", "105"]);
});

test("readers take turns: no line is split, and one that is cut off lets the next on", () => {
  const sim = load("readers");
  sim.uart(0).send("a\nbb\nccc\ndddd\n", { at: millis(5) });
  sim.uart(0).send("e\n", { at: millis(10) });
  sim.runUntil(millis(20));
  expect(logs(sim)).toEqual(["gave up", "0: 1 97", "1: 2 98", "0: 3 99", "1: 4 100", "0: 1 101"]);
});

test("a writer waits for room, and goes on when there is some", () => {
  const sim = load("write");
  sim.runUntil(millis(10));
  // 65 go in at once: one is on its way. The last of 128 goes in when the 64th begins.
  expect(logs(sim)).toEqual(["0", "630", "640", "1290"]);
  expect(sim.uart(0).bytes).toHaveLength(129);
  expect(sim.diagnostics).toEqual([]);
  expect(sim.state).toBe("finished");
});

test("writers take turns: what one writes is not mixed with what another does", () => {
  const sim = load("writers");
  sim.runUntil(millis(10));
  const runs = sim
    .uart(0)
    .text.match(/(.)\1*/g)!
    .map((part) => `${part[0]!}${part.length}`);
  // The first finds room for its second write at once, before the others come.
  expect(runs).toEqual(["a51", "b50", "c50", "b1", "c1"]);
});

test("a writer that is cut off has sent what it says, and the next one goes on", () => {
  const sim = load("giveWriteUp");
  sim.runUntil(millis(10));
  expect(logs(sim)).toEqual(["false 11"]);
  expect(sim.uart(0).text).toBe(`${"a".repeat(75)}end`);
});

test("several wait until all is sent", () => {
  const sim = load("flush");
  sim.runUntil(millis(10));
  expect(logs(sim)).toEqual(["50", "50"]);
});

test("what is wrong with a byte is told with it, and counted", () => {
  const sim = load("faults");
  const terminal = sim.uart(0);
  terminal.send("a");
  sim.runUntil(millis(1));
  sim.pin(0).drive(0, millis(1));
  sim.pin(0).release(millis(2));
  sim.runUntil(millis(3));
  terminal.use({ frame: UartFrame.OddParity });
  terminal.send("b");
  sim.runUntil(millis(4));
  terminal.use({ baud: 800_000 });
  terminal.send("c");
  sim.runUntil(millis(5));
  terminal.use({});
  // While it sleeps 64 are kept.
  terminal.send(`!${"d".repeat(70)}`);
  sim.runUntil(millis(60));
  terminal.send("e");
  sim.runUntil(millis(70));
  const told = logs(sim);
  expect(told[0]).toBe("97 0 0");
  expect(told[1]).toBe(`0 ${UartFlag.Break} 1`);
  expect(told[2]).toBe(`98 ${UartFlag.Parity} 101`);
  expect(told[3]).toMatch(new RegExp(`^\\d+ ${UartFlag.Framing} 1101$`));
  expect(told.at(-2)).toBe("100 0 1101");
  expect(told.at(-1)).toBe(`101 ${UartFlag.Overrun} 1111`);
  expect(told).toHaveLength(4 + 1 + 64 + 1);
});

test("a port that is tuned anew sends at the new rate, and one that was closed is open again", () => {
  const sim = load("tune");
  sim.runUntil(millis(4));
  expect(sim.uart(0).text).toBe("slowfast");
  expect(logs(sim)).toEqual([`${Math.ceil(40 + 44e6 / 115_200)}`]);
  expect(sim.pin(1).level).toBe("z");
  sim.runUntil(millis(10));
  expect(sim.uart(0).text).toBe("slowfastagain");
  expect(sim.state).toBe("finished");
});

test("a task that waits for a byte is no deadlock, and `inspect` tells what it waits for", () => {
  const sim = load("stream");
  sim.runUntil(millis(10));
  expect(sim.state).toBe("waiting");
  expect(sim.inspect().map(({ waits }) => waits)).toMatchInlineSnapshot(`
    [
      [
        {
          "future": "UartRead",
          "holders": [],
          "object": "uart",
          "pin": undefined,
          "text": "a byte from uart",
          "until": undefined,
        },
      ],
    ]
  `);
});

test("numbers are written without a heap", () => {
  const sim = load("numbers");
  sim.runUntil(millis(10));
  expect(sim.uart(0).lines.map(({ text }) => text)).toEqual([
    "t=21.53 -0.05 -42 0",
    "-2147483648 2147483647 0.000000001 10.0",
  ]);
  expect(logs(sim)).toEqual(["false", "true 80"]);
});

test("what was sent to the firmware is in the script, and comes again with it", () => {
  const sim = load("stream");
  sim.uart(0).send(" a; b  #c\\\n");
  sim.uart(0).send(Uint8Array.of(0, 255), { at: micros(700) });
  sim.runUntil(millis(10));
  const text = formatScript(sim.script());
  expect(text.replace(/^.*drive.*\n/gm, "")).toMatchInlineSnapshot(`
    "seed 1
    0s send 0 \\sa\\x3b b\\s\\s\\x23c\\x5c\\n
    700us send 0 \\0\\xff
    "
  `);
  const again = load("stream");
  playScript(again, {
    ...parseScript(text),
    happenings: parseScript(text).happenings.filter(({ kind }) => kind === "send"),
  });
  again.runUntil(millis(10));
  expect(logs(again)).toEqual(logs(sim));
});

test("events that were lost hang nobody", () => {
  const sim = load("lost", { ring: 2, cpu: { turnTime: millis(1) } });
  for (let i = 0n; i < 20n; i++) {
    sim.pin(4).drive(i % 2n === 0n ? 1 : 0, millis(9) + 20_000n * i);
  }
  sim.uart(0).send("ab", { at: millis(9) });
  sim.runUntil(millis(100));
  expect(logs(sim)).toEqual(["97", "98"]);
  expect(sim.diagnostics.map(({ code }) => code)).toContain("ring-overrun");
});
