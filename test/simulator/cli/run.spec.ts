import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { projectRoot } from "../../support/parts.ts";
import { buttonShell, shell } from "./shell.ts";

const presses = "--press BTN1@600ms:300ms";

interface Document {
  readonly pins: { name: string; edges: { time: string; level: number }[] }[];
}

describe("in a pipe", () => {
  test("blink: picture, logs and figures", async () => {
    const { code, out, err } = await (
      await buttonShell()
    ).wakeful(`run button.wasm --for 2s ${presses}`);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.replace(/\d+ bytes/g, "N bytes")).toMatchInlineSnapshot(`
      "button.wasm on Arduino Uno for 2s, seed 1

                0s               500ms             1s               1.5s
                ┬────────────────┬─────────────────┬────────────────┬─────────────────
      D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
      D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▒▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
      D12 led2  ▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁
      D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
                ▒ several edges

      ○ led1 red off   ○ led2 yellow off   ○ led3 green off

      logs
        600ms         edge 1 shows the button down
        600.086ms     edge 2 shows the button down
        600.39ms      edge 3 shows the button down
        900.25ms      edge 4 shows the button down

      summary
        end    at 2s, as asked
        edges  30
        wakes  16: 1 by reset, 7 by timer, 8 by interrupt
        polls  16
        awake  0.000 % of the time (0s); ideal CPU: code takes no time
        wasm   N bytes
        RAM    N bytes
        tasks  alive: 2 × blink, follow
      "
    `);
  });

  test("ASCII only, if asked", async () => {
    const { out } = await (await buttonShell()).wakeful("run button.wasm --for 1s --ascii");
    const picture = out.split("\nsummary")[0]!;
    expect(picture).toMatchInlineSnapshot(`
      "button.wasm on Arduino Uno for 1s, seed 1

                0s            200ms         400ms         600ms         800ms
                +-------------+-------------+-------------+-------------+-------------
      D4 BTN1   ######################################################################
      D11 led3  ______________________________________________________________________
      D12 led2  _____________________#####################_____________________#######
      D13 led1  ___________________________________###################################

      o led1 red off   * led2 yellow on    o led3 green off
      "
    `);
    expect(picture).toMatch(/^[\n -~]*$/);
  });

  test("a CPU that takes time is awake for it", async () => {
    const opened = await buttonShell();
    const { out } = await opened.wakeful("run button.wasm --poll-time 20us --wake-latency 5us");
    expect(out).toContain("; a poll takes 20us");
    expect(out).not.toContain("ideal CPU");
  });

  test("a CPU with a clock counts what its code takes, and tells how long the polls were", async () => {
    const opened = await buttonShell();
    const run = "run button.wasm --for 2s --cpu 16MHz";
    const { out, err } = await opened.wakeful(run);
    expect(err).toBe("");
    expect(out).toContain("; 16 MHz, 1 wasm instruction a cycle");
    expect(out.slice(out.indexOf("\npolls\n"))).toMatchInlineSnapshot(`
      "
      polls
        blink   11 polls, 88.625us in all, the longest 8.313us: 1 from 4us, 10 from 8us
        follow  1 poll, 10.75us in all, the longest 10.75us: 1 from 8us
      "
    `);
    const slow = await opened.wakeful(`${run} --ipc 0.05 --long-poll 200us --json`);
    const document = JSON.parse(slow.out) as {
      diagnostics: { code: string }[];
      summary: {
        idealCpu: boolean;
        pollsByTask: { task: string; count: number; buckets: number[] }[];
      };
    };
    expect(new Set(document.diagnostics.map(({ code }) => code))).toEqual(new Set(["long-poll"]));
    const { idealCpu, pollsByTask } = document.summary;
    expect(idealCpu).toBe(false);
    expect(pollsByTask.map(({ task }) => task)).toEqual(["blink", "follow"]);
    for (const { count, buckets } of pollsByTask) {
      expect(buckets.reduce((a, b) => a + b, 0)).toBe(count);
    }
    expect((await opened.wakeful(`${run} --ipc 0.05 --long-poll 200us --json`)).out).toBe(slow.out);
  });

  test("a run that ends within a turn says so", async () => {
    const opened = shell();
    const loop = "(loop $l (br_if $l (i64.lt_u (call $now) (i64.const 1500))))";
    opened.write(
      "fw.wasm",
      await firmware({
        poll: `${loop} NEVER`,
        start: "(call $listen (i32.const 2) (i32.const 3))",
      }),
    );
    const { out } = await opened.wakeful("run fw.wasm --for 1ms --cpu 8MHz");
    expect(out).toMatch(/end +at 1\.5\d*ms, in a turn that began before 1ms/);
  });

  test("a clock with decimals is the clock that was written", async () => {
    const opened = shell();
    opened.write("fw.wasm", await firmware({}));
    const told = async (clock: string): Promise<string | undefined> => {
      const { out } = await opened.wakeful(`run fw.wasm --for 1ms --cpu ${clock}`);
      return /awake.*; (.*),/.exec(out)?.[1];
    };
    expect(await told("4.1MHz")).toBe("4.1 MHz");
    expect(await told("1.001kHz")).toBe("1.001 kHz");
    expect(await told("0.0041GHz")).toBe("4.1 MHz");
  });

  test("what counts as endless, and how many interrupts can wait, are flags", async () => {
    const opened = shell();
    opened.write("fw.wasm", await firmware({ poll: "(loop $l (br $l)) (i64.const 0)" }));
    const { err } = await opened.wakeful("run fw.wasm --poll-limit 1000");
    expect(err).toContain("poll() does not return: 1000 loop iterations and calls");
    const pressed = await (
      await buttonShell()
    ).wakeful("run button.wasm --press BTN1@100ms:50ms --poll-time 20ms --ring 1");
    expect(pressed.out).toContain("the ring of 1 was full");
  });

  test("diagnostics are told with their way out", async () => {
    const opened = shell();
    opened.write("fw.wasm", await firmware({ start: "(call $write (i32.const 3) (i32.const 1))" }));
    const { code, out } = await opened.wakeful("run fw.wasm");
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "fw.wasm on bare board for 5s, seed 1

      no pin was used

      diagnostics
        warning at 0s: pin 3 was written, but it is an input: the write has no effect [write-to-input]
          way out: configure it as an output first: \`Output.at(pin)\`

      summary
        end    at 0s: nothing will ever wake the firmware
        edges  0
        wakes  1: 1 by reset, 0 by timer, 0 by interrupt
        polls  1
        awake  0.000 % of the time (0s); ideal CPU: code takes no time
        wasm   262 bytes
        RAM    632 bytes
        tasks  unknown: no side table
      "
    `);
  });

  test("in real time it sleeps in between, and prints logs as they come", async () => {
    const opened = await buttonShell();
    const out: string[] = [];
    let now = 0;
    let firstLog = -1;
    const { code } = await opened.wakeful(`run button.wasm --for 1s --realtime ${presses}`, {
      stdout: {
        write(text) {
          out.push(text);
          if (firstLog < 0 && text.includes("edge 1 ")) firstLog = now;
        },
      },
      now: () => now,
      sleep: async (milliseconds) => void (now += milliseconds),
    });
    expect(code).toBe(0);
    expect(now).toBeGreaterThanOrEqual(1_000);
    expect(firstLog).toBeGreaterThanOrEqual(600);
    expect(firstLog).toBeLessThan(700);
    expect(out.join("").match(/edge 1 /g)).toHaveLength(1);
  });
});

describe("as JSON", () => {
  test("one document, keys in order, times as strings", async () => {
    const opened = await buttonShell();
    const { out } = await opened.wakeful("run button.wasm --for 300ms --json");
    const document = JSON.parse(out) as Document;
    expect(Object.keys(document)).toMatchInlineSnapshot(`
      [
        "version",
        "firmware",
        "board",
        "seed",
        "duration",
        "state",
        "ended",
        "pins",
        "leds",
        "logs",
        "serial",
        "diagnostics",
        "tasks",
        "summary",
        "energy",
        "error",
      ]
    `);
    expect(document).toMatchObject({
      version: 1,
      firmware: "button.wasm",
      board: "Arduino Uno",
      seed: 1,
      duration: "300000000",
      state: "running",
      ended: "time",
      energy: null,
      error: null,
    });
    expect(document.pins.find(({ name }) => name === "D12")).toEqual({
      pin: 12,
      name: "D12",
      parts: ["led2"],
      initial: "z",
      edges: [
        { time: "0", level: 0 },
        { time: "300000000", level: 1 },
      ],
    });
  });
});

describe("determinism", () => {
  test("two runs give the same bytes, two seeds other bounces", async () => {
    const opened = await buttonShell();
    const run = async (seed: number, vcd: string): Promise<string> =>
      (await opened.wakeful(`run button.wasm --json --seed ${seed} ${presses} --vcd ${vcd}`)).out;
    const first = await run(7, "a.vcd");
    const again = await run(7, "b.vcd");
    const other = await run(8, "c.vcd");
    expect(again).toBe(first);
    expect(opened.read("b.vcd")).toBe(opened.read("a.vcd"));
    expect(opened.read("c.vcd")).not.toBe(opened.read("a.vcd"));
    const edges = (text: string, pin: string): unknown =>
      (JSON.parse(text) as Document).pins.find(({ name }) => name === pin)?.edges;
    expect(edges(other, "D4")).not.toEqual(edges(first, "D4"));
    expect(edges(other, "D13")).toEqual(edges(first, "D13"));
  });

  test("pauses of the host change nothing", async () => {
    const opened = await buttonShell();
    const command = `run button.wasm --json ${presses}`;
    let now = 0;
    const hectic = { now: () => (now += 60) };
    expect((await opened.wakeful(command, hectic)).out).toBe((await opened.wakeful(command)).out);
  });
});

describe("on a terminal", () => {
  const terminal = { isTTY: true, columns: 60, rows: 24, env: { TERM: "xterm" } };
  // eslint-disable-next-line no-control-regex -- what colours and cursors are made of
  const plain = (text: string): string => text.replace(/\u001b\[[?\d;]*[A-Za-z]/g, "");

  test("it draws the board over itself, paced, and ends by itself", async () => {
    const opened = await buttonShell();
    let now = 0;
    const { code, out } = await opened.wakeful(`run button.wasm --for 1s ${presses}`, {
      ...terminal,
      now: () => now,
      sleep: async (milliseconds) => void (now += milliseconds),
    });
    expect(code).toBe(0);
    expect(now).toBe(1_000);
    const frames = out.split("\u001b[J");
    expect(frames.length).toBeGreaterThan(25);
    expect(plain(frames.at(-4)!)).toMatchInlineSnapshot(`
      "button.wasm on Arduino Uno for 1s, seed 1
      0.9s of 1s, Ctrl-C ends

      ● led1 red on    ● led2 yellow on    ○ led3 green off

                0s                      500ms
                ┬───────────────────────┬──────────────────────
      D4 BTN1   ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▒▁▁▁▁▁▁▁▁▁▁▁▁▁▁▒▔▔
      D11 led3  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▒▔▔▔▔▔▔▔▔▔▔▔▔▔▔▒▁▁
      D12 led2  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔
      D13 led1  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
                ▒ several edges

        600ms         edge 1 shows the button down
        600.086ms     edge 2 shows the button down
        600.39ms      edge 3 shows the button down
        900.25ms      edge 4 shows the button down
      "
    `);
    expect(frames.at(-1)!.startsWith("\u001b[?25h")).toBe(true);
  });

  test("no frame is higher or wider than the terminal", async () => {
    const opened = await buttonShell();
    const small = { ...terminal, columns: 30, rows: 10 };
    const { out } = await opened.wakeful(`run button.wasm --for 1s ${presses}`, small);
    const frames = out.split("\u001b[J").slice(0, -2);
    for (const lines of frames.map((frame) => plain(frame).split("\n"))) {
      expect(lines.length).toBeLessThanOrEqual(10);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30);
    }
  });

  test("--fast is as in a pipe, with colours", async () => {
    const opened = await buttonShell();
    const wide = { ...terminal, columns: 80 };
    const { out } = await opened.wakeful("run button.wasm --for 1s --fast", wide);
    const piped = (await opened.wakeful("run button.wasm --for 1s")).out;
    expect(plain(out)).toBe(piped);
    expect(out).not.toBe(piped);
    const uncoloured = { ...wide, env: { NO_COLOR: "1" } };
    expect((await opened.wakeful("run button.wasm --for 1s --fast", uncoloured)).out).toBe(piped);
  });

  test("Ctrl-C gives the cursor back, prints the report and writes the VCD", async () => {
    const opened = await buttonShell();
    let now = 0;
    let interrupt = (): void => undefined;
    let released = false;
    const { code, out } = await opened.wakeful("run button.wasm --for 1h --vcd a.vcd", {
      ...terminal,
      now: () => now,
      async sleep(milliseconds) {
        now += milliseconds;
        if (now >= 1_000) interrupt();
      },
      onInterrupt(callback) {
        interrupt = callback;
        return () => (released = true);
      },
    });
    expect(code).toBe(130);
    expect(released).toBe(true);
    expect(out).toContain("\u001b[?25h");
    expect(out).toMatch(/end {4}at 960ms: interrupted/);
    expect(opened.read("a.vcd")).toMatch(/\n#960000000\n$/);
  });
});

test("LEDs are shown though the firmware uses no pin", async () => {
  const opened = shell();
  opened.write("fw.wasm", await firmware({}));
  const parts = [
    { type: "wokwi-arduino-uno", id: "uno" },
    { type: "wokwi-led", id: "power", attrs: { color: "green" } },
    { type: "wokwi-resistor", id: "r1" },
  ];
  const connections = [
    ["uno:5V", "r1:1"],
    ["r1:2", "power:A"],
    ["power:C", "uno:GND.1"],
  ];
  opened.write("diagram.json", JSON.stringify({ version: 1, parts, connections }));
  expect((await opened.wakeful("run fw.wasm")).out).toMatch(/no pin was used\n+● power green on/);
});

test.runIf(existsSync("/dev/full"))(
  "a full device is told in a line, and is no fault of the firmware",
  () => {
    const cli = join(projectRoot, "dist/cli.js");
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [cli, "--help"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: the output cannot be written: .*\n {2}way out: .*\n$/);
  },
);
