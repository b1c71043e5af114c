import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import { levelAt, Trace } from "../../../simulator/trace/trace.ts";
import { toJson } from "../../../simulator/trace/json.ts";
import { toVcd } from "../../../simulator/trace/vcd.ts";
import { bench, uno } from "../../support/board.ts";

/** A LED blinking every 500 ms from 250 ms on, and a button pressed at 600 ms for 300 ms. */
function record(start = 0n): Trace {
  const board = uno(
    {
      led1: "led",
      r1: ["resistor", { value: "220" }],
      BTN1: ["pushbutton", { bounce: "0" }],
    },
    "uno:13 led1:A",
    "led1:C r1:1",
    "r1:2 uno:GND.1",
    "uno:4 BTN1:1.l",
    "BTN1:2.l uno:GND.2",
  );
  const { circuit, clock, parts, run } = bench(board);
  run(start);
  const trace = new Trace(circuit, clock, parts);
  circuit.configure(13, PinMode.OutputLow);
  circuit.configure(4, PinMode.InputPullUp);
  parts.button("BTN1").press(start + 600_000_000n, 300_000_000n);
  for (let i = 1n; i <= 4n; i++) {
    clock.at(start + i * 250_000_000n, () => circuit.write(13, i % 2n === 1n ? 1 : 0));
  }
  run(start + 1_200_000_000n);
  return trace;
}

test("a trace holds the active pins, LEDs and buttons, from an initial level on", () => {
  const trace = record();
  expect(trace.signals.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "pin D4",
    "pin D13",
    "led led1",
    "button BTN1",
  ]);
  expect(trace.pin(13)).toEqual({
    kind: "pin",
    name: "D13",
    pin: 13,
    initial: "z",
    changes: [
      { time: 0n, level: 0 },
      { time: 250_000_000n, level: 1 },
      { time: 500_000_000n, level: 0 },
      { time: 750_000_000n, level: 1 },
      { time: 1_000_000_000n, level: 0 },
    ],
  });
  expect(trace.pin(99)).toBeUndefined();
});

test("the level at an instant is the one after all changes of that instant", () => {
  const signal = {
    kind: "pin",
    name: "D1",
    initial: "z",
    changes: [
      { time: 5n, level: 0 },
      { time: 7n, level: 1 },
      { time: 7n, level: 0 },
      { time: 9n, level: 1 },
    ],
  } as const;
  const at = (time: bigint): unknown => levelAt(signal, time);
  expect([4n, 5n, 6n, 7n, 8n, 9n, 99n].map(at)).toEqual(["z", 0, 0, 0, 0, 1, 1]);
});

test("a stopped trace records nothing further", () => {
  const { circuit, clock } = bench();
  const trace = new Trace(circuit, clock);
  trace.stop();
  circuit.drive(3, 1);
  expect(trace.pin(3)!.changes).toEqual([]);
});

test("VCD: golden", () => {
  expect(toVcd(record(), { end: 1_200_000_000n })).toMatchInlineSnapshot(`
    "$comment Wakeful trace of Arduino Uno $end
    $timescale 1 ns $end
    $scope module board $end
    $scope module pins $end
    $var wire 1 ! D4 $end
    $var wire 1 " D13 $end
    $upscope $end
    $scope module leds $end
    $var wire 1 # led1 $end
    $upscope $end
    $scope module buttons $end
    $var wire 1 $ BTN1 $end
    $upscope $end
    $upscope $end
    $enddefinitions $end
    #0
    $dumpvars
    z!
    z"
    0#
    0$
    $end
    1!
    0"
    #250000000
    1"
    1#
    #500000000
    0"
    0#
    #600000000
    0!
    1$
    #750000000
    1"
    1#
    #900000000
    1!
    0$
    #1000000000
    0"
    0#
    #1200000000
    "
  `);
});

test("VCD counts from the start of the trace, so a later start gives the same bytes", () => {
  expect(toVcd(record(77_000n), { end: 1_200_077_000n })).toBe(
    toVcd(record(), { end: 1_200_000_000n }),
  );
});

test("VCD closes at the end it is given, also before the last change and before the first", () => {
  const trace = record();
  expect(toVcd(trace, { end: 800_000_000n }).split("\n").slice(-5)).toMatchInlineSnapshot(`
    [
      "#750000000",
      "1"",
      "1#",
      "#800000000",
      "",
    ]
  `);
  expect(toVcd(trace, { end: 0n })).toMatch(/\$end\n1!\n0"\n$/);
});

test("VCD parses back to the trace", () => {
  const trace = record();
  const end = 1_200_000_000n;
  const read = parseVcd(toVcd(trace, { end }));
  expect(read.end).toBe(end);
  for (const { kind, name, initial, changes } of trace.signals) {
    expect(read.signals.get(`${kind}s.${name}`)).toEqual({ initial, changes });
  }
});

test("VCD keeps to ASCII and to unique identifiers, for any name and any number of signals", () => {
  const names = ["Dose µ", "Dose $", "1st", ...Array.from({ length: 200 }, (_, n) => `s${n}`)];
  const signals = names.map((name) => ({ kind: "led", name, initial: 0, changes: [] }) as const);
  const text = toVcd({ board: "Büro $end", start: 0n, signals }, { end: 10n });
  expect(text).toMatch(/^[\n -~]*$/);
  expect(text).not.toMatch(/\$date|\$version/);
  const vars = [...text.matchAll(/\$var wire 1 (\S+) (\S+) \$end/g)];
  expect(vars).toHaveLength(names.length);
  expect(new Set(vars.map((v) => v[1])).size).toBe(names.length);
  expect(vars.slice(0, 3).map((v) => v[2])).toEqual(["Dose__", "Dose___2", "_1st"]);
  expect(text.endsWith("#10\n")).toBe(true);
});

test("JSON has a fixed order of keys, and times exact beyond 2^53", () => {
  const start = 9_007_199_254_740_993n;
  const signals = [
    { kind: "pin", name: "D2", pin: 2, initial: "z", changes: [{ time: start + 2n, level: 1 }] },
    { kind: "led", name: "led1", initial: 0, changes: [{ time: start + 9n, level: 1 }] },
  ] as const;
  const text = toJson({ board: "Arduino Uno", start, signals }, { end: start + 5n });
  expect(JSON.parse(text)).toMatchObject({ version: 1, start: `${start}`, end: `${start + 5n}` });
  expect(text).toMatchInlineSnapshot(`
    "{"version":1,"board":"Arduino Uno","start":"9007199254740993","end":"9007199254740998","signals":[
    {"kind":"pin","name":"D2","pin":2,"initial":"z","changes":[{"time":"9007199254740995","level":1}]},
    {"kind":"led","name":"led1","initial":0,"changes":[]}
    ]}
    "
  `);
});

interface ReadSignal {
  initial: unknown;
  changes: { time: bigint; level: unknown }[];
}

/** A reader of its own, after the standard's grammar for scalars. */
function parseVcd(text: string): { end: bigint; signals: Map<string, ReadSignal> } {
  const tokens = text.split(/\s+/).filter((token) => token !== "");
  const byCode = new Map<string, ReadSignal>();
  const signals = new Map<string, ReadSignal>();
  const scopes: string[] = [];
  let time = 0n;
  let dumping = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token === "$scope") scopes.push(tokens[i + 2]!);
    if (token === "$upscope") scopes.pop();
    if (token === "$var") {
      const signal = { initial: undefined, changes: [] };
      byCode.set(tokens[i + 3]!, signal);
      signals.set([...scopes.slice(1), tokens[i + 4]!].join("."), signal);
    }
    if (token === "$dumpvars") dumping = true;
    else if (token === "$end") dumping = false;
    else if (token.startsWith("$")) i = tokens.indexOf("$end", i);
    else if (token.startsWith("#")) {
      const next = BigInt(token.slice(1));
      expect(next >= time).toBe(true);
      time = next;
    } else {
      const signal = byCode.get(token.slice(1))!;
      const level = /[01]/.test(token[0]!) ? Number(token[0]) : token[0];
      if (dumping) signal.initial = level;
      else signal.changes.push({ time, level });
    }
  }
  return { end: time, signals };
}
