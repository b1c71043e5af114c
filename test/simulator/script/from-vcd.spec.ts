/** Recordings in VCD, of ours and of others, drive pins. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Level,
  playScript,
  replayString,
  Simulator,
  stimuliFromVcd,
  toVcd,
  type TraceSignal,
} from "../../../simulator/index.ts";
import { firmware } from "../../support/wat.ts";

const read = (text: string, map: Record<string, number>): string =>
  replayString({ seed: 1, happenings: stimuliFromVcd(text, { map }) }).replace(/^seed 1;? ?/, "");

/** A file with one scope and these signals, which have the codes !, ", # and so on. */
function vcd(body: string, { timescale = "1 ns", signals = ["D0", "D1"] } = {}): string {
  const vars = signals.map((name, i) => `$var wire 1 ${String.fromCharCode(33 + i)} ${name} $end`);
  return [`$timescale ${timescale} $end`, "$scope module top $end", ...vars]
    .join("\n")
    .concat(`\n$upscope $end\n$enddefinitions $end\n${body}`);
}

/** As libsigrok 0.5 lays it out: changes stand on the line of their time. */
const sigrok = `$date Tue Jan  2 03:04:05 2024 $end
$version libsigrok 0.5.2 $end
$comment
  Acquisition with 3/8 channels at 1 MHz
$end
$timescale 1 us $end
$scope module libsigrok $end
$var wire 1 ! D0 $end
$var wire 1 " D1 $end
$var wire 1 # CLK $end
$upscope $end
$enddefinitions $end
#0 1! 0" 0#
#12 0!
#15 1! 1"
#1000
`;

/** As GTKWave and simulators of Verilog and VHDL write it. */
const gtkwave = `$date
\tWed Jan 3 2024
$end
$version
\tGTKWave Analyzer v3.3.118
$end
$timescale 100 ps $end
$scope module tb $end
$scope module dut $end
$var reg 1 0 ready $end
$var wire 8 1 data [7:0] $end
$var wire 1 id0 bit [3] $end
$var real 64 R voltage $end
$upscope $end
$var wire 1 0 ready_alias $end
$var integer 32 s0 i $end
$upscope $end
$enddefinitions $end
$dumpvars
x0
bxxxxxxxx 1
b0 id0
r0.5 R
bx s0
$end
#10 10 b00000001 1
#15
$comment nothing here $end
z0 r1.25 R sHELLO R
#25 H0 b1 id0
$dumpoff
x0
xid0
$end
#40
$dumpon
00
bz id0
$end
`;

describe("reads", () => {
  test("sigrok and PulseView", () => {
    expect(read(sigrok, { D0: 2, D1: 3 })).toBe(
      "0s drive 2 high; 0s drive 3 low; 12us drive 2 low; 15us drive 2 high; 15us drive 3 high",
    );
    expect(read(sigrok.replaceAll("\n", "\r\n"), { "libsigrok.CLK": 4 })).toBe("0s drive 4 low");
  });

  test("GTKWave and simulators: vectors beside, unknown and weak values, dumps that stop", () => {
    expect(read(gtkwave, { ready: 5 })).toBe(
      "1ns drive 5 high; 1ns release 5; 2ns drive 5 high; 2ns release 5; 4ns drive 5 low",
    );
    expect(read(gtkwave, { "bit[3]": 6 })).toBe("0s drive 6 low; 2ns drive 6 high; 2ns release 6");
    expect(read(gtkwave, { ready_alias: 7, "tb.dut.ready": 5 })).toContain(
      "1ns drive 7 high; 1ns drive 5 high; 1ns release 7; 1ns release 5",
    );
  });

  test("what sigrok-cli, Icarus Verilog and fst2vcd of GTKWave have written", () => {
    const recording = (name: string, map: Record<string, number>): string =>
      read(readFileSync(`test/simulator/script/recordings/${name}.vcd`, "utf8"), map);
    // The bytes 03 03 02 06 07 01 00 00 05 at 1 MHz.
    expect(recording("sigrok-cli", { 0: 2, 1: 3, 2: 4 })).toBe(
      [
        "0s drive 2 high; 0s drive 3 high; 0s drive 4 low; 2us drive 2 low; 3us drive 4 high; 4us drive 2 high",
        "5us drive 3 low; 5us drive 4 low; 6us drive 2 low; 8us drive 2 high; 8us drive 4 high",
      ].join("; "),
    );
    expect(recording("icarus-verilog", { a: 2, b: 3 })).toBe(
      [
        "1us drive 2 high; 3.5us drive 3 high; 3.5us release 2; 6.5us release 3",
        "8.5us drive 2 low; 8.5us drive 3 high; 10.5us drive 2 high",
      ].join("; "),
    );
    const ours = readFileSync("test/examples/golden/button.vcd", "utf8");
    for (const name of ["D4", "D11", "D12", "D13", "BTN1"]) {
      expect(recording("fst2vcd", { [name]: 2 })).toBe(read(ours, { [name]: 2 }));
    }
  });

  test.each([
    ["1 s", "3s"],
    ["100ms", "300ms"],
    ["10 us", "30us"],
    ["1ns", "3ns"],
    ["100 ps", "0s"],
    ["10\nps", "0s"],
    ["100 fs", "0s"],
  ])("a timescale of %s", (timescale, third) => {
    expect(read(vcd("#3 1!", { timescale }), { D0: 2 })).toBe(`${third} drive 2 high`);
  });

  test("times finer than nanoseconds to the whole nanosecond, in order", () => {
    const text = vcd("#1999 1! #2000 0! #2001 1! #2999999 0!", { timescale: "1 ps" });
    expect(read(text, { D0: 2 })).toBe(
      "1ns drive 2 high; 2ns drive 2 low; 2ns drive 2 high; 2.999us drive 2 low",
    );
  });

  test("values before the first time, and repeated ones only once", () => {
    const text = vcd('$dumpvars 1! 0" $end #5 1! #6 1! $dumpall 1! 0" $end #7 0!');
    expect(read(text, { D0: 2 })).toBe("0s drive 2 high; 7ns drive 2 low");
  });

  test("codes of all sorts", () => {
    const codes = ["#", "$", "b", "0", "1x", "r!"];
    const vars = codes.map((code, i) => `$var wire 1 ${code} D${i} $end`).join(" ");
    const values = codes.map((code, i) => `#${i} ${i % 2}${code}`).join("\n");
    const text = `$timescale 1ns $end ${vars} $enddefinitions $end ${values}`;
    const map = Object.fromEntries(codes.map((_, i) => [`D${i}`, i]));
    expect(read(text, map)).toBe(
      "0s drive 0 low; 1ns drive 1 high; 2ns drive 2 low; 3ns drive 3 high; 4ns drive 4 low; 5ns drive 5 high",
    );
  });

  test("a long file on one line, in a time that grows with its length", () => {
    const body = Array.from({ length: 100_000 }, (_, i) => `#${i} ${i % 2}!`).join(" ");
    expect(stimuliFromVcd(vcd(body), { map: { D0: 2 } })).toHaveLength(100_000);
  });
});

describe("what is wrong is told with its line and the way out", () => {
  const refusal = (text: string, map: Record<string, number> = { D0: 2 }): string => {
    try {
      return read(text, map);
    } catch (error) {
      const { name, message, hint } = error as Error & { hint: string };
      return `${name === "UsageError" ? "" : name}${message}\n  way out: ${hint}`;
    }
  };

  test("in the choice of signals", () => {
    const two = `$scope module a $end $var wire 1 ! D0 $end $upscope $end
      $scope module b $end $var wire 1 " D0 $end $upscope $end`;
    expect([
      refusal(sigrok, { D2: 2 }),
      refusal(sigrok, { "libsigrok.D7": 2 }),
      refusal(sigrok, {}),
      refusal(sigrok, { D0: 2, D1: 2 }),
      refusal(`$timescale 1ns $end ${two} $enddefinitions $end`),
      refusal(gtkwave, { "data[7:0]": 2 }),
      refusal(gtkwave, { voltage: 2 }),
      refusal(vcd("", { signals: Array.from({ length: 30 }, (_, i) => `CH${i}`) })),
    ]).toMatchInlineSnapshot(`
      [
        "there is no signal "D2" in the VCD; did you mean "D0"?
        way out: its signals of one bit are D0, D1, CLK",
        "there is no signal "libsigrok.D7" in the VCD; did you mean "libsigrok.D0"?
        way out: its signals of one bit are D0, D1, CLK",
        "no signal is mapped to a pin
        way out: name a signal and its pin in the map; its signals of one bit are D0, D1, CLK",
        "D0 and D1 would both drive pin 2
        way out: keep one of them",
        ""D0" is the name of 2 signals: a.D0, b.D0
        way out: write the one you mean with its scopes",
        ""data[7:0]" has 8 bits, and a pin has one
        way out: export its bits as signals of their own, or take another: its signals of one bit are ready, bit[3], ready_alias",
        ""voltage" is no digital signal, and a pin has one
        way out: export its bits as signals of their own, or take another: its signals of one bit are ready, bit[3], ready_alias",
        "there is no signal "D0" in the VCD
        way out: its signals of one bit are CH0, CH1, CH2, CH3, CH4, CH5, CH6, CH7, CH8, CH9, CH10, CH11, CH12, CH13, CH14, CH15, CH16, CH17, CH18, CH19 and 10 more",
      ]
    `);
  });

  test("in the file", () => {
    expect([
      refusal(""),
      refusal("PK\u0003\u0004 something zipped"),
      refusal('{"version":1,"board":"bare board"}'),
      refusal("$date today"),
      refusal("$date today $end\n$timescale 1 ns $end\n"),
      refusal(vcd("", { timescale: "5 ns" })),
      refusal(vcd("", { timescale: "1 fortnight" })),
      refusal(sigrok.replace("$timescale 1 us $end\n", "")),
      refusal(sigrok.replace("#15", "#5")),
      refusal(sigrok.replace("#15", "#1.5")),
      refusal(sigrok.replace('1"\n', "1%\n")),
      refusal(sigrok.replace('1"\n', 'q"\n')),
      refusal(vcd("#0 1! b")),
      refusal(vcd("#0 1! b01 !")),
      refusal(sigrok.replace("1 ! D0", "1")),
      refusal(sigrok.replace("$upscope", "upscope")),
    ]).toMatchInlineSnapshot(`
      [
        "this is no VCD: it is empty
        way out: export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd",
        "this is no VCD: it begins with "PK??"
        way out: export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd",
        "this is no VCD: it begins with "{"version":1,"board"..."
        way out: export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd",
        "line 1: $date has no $end
        way out: the file may have been cut off: export it once more",
        "the VCD ends before $enddefinitions
        way out: export it once more",
        "line 1: "5 ns" is no timescale
        way out: it is 1, 10 or 100, and s, ms, us, ns, ps or fs",
        "line 1: "1 fortnight" is no timescale
        way out: it is 1, 10 or 100, and s, ms, us, ns, ps or fs",
        "line 11: there is no $timescale before here, so nobody knows how long a tick is
        way out: write it into the file, such as: $timescale 1 ns $end",
        "line 15: time goes back from 12us to 5us
        way out: times must ascend: if these are two recordings in one file, part them",
        "line 15: "#1.5" is no time
        way out: a time is # and a whole number of ticks",
        "line 15: "1%" changes no signal that was declared
        way out: the file may have been cut off or changed: export it once more",
        "line 15: "q"" is no value of one bit
        way out: it is 0, 1, x or z",
        "line 7: "b" changes no signal that was declared
        way out: the file may have been cut off or changed: export it once more",
        "line 7: "b01" is no value of one bit
        way out: it is 0, 1, x or z",
        "line 8: $var lacks a word
        way out: it has a type, a size, a code and a name",
        "line 11: "upscope" is no declaration
        way out: export a VCD file: in PulseView with Save As, with sigrok-cli by -O vcd",
      ]
    `);
  });
});

test("whatever drove pins drives the same edges at the same nanoseconds when it is read back", async () => {
  const bytes = await firmware({});
  const step = fc.tuple(fc.bigInt({ min: 0n, max: 5_000_000n }), fc.constantFrom<Level>(0, 1, "z"));
  const signals = fc
    .uniqueArray(fc.nat(39), { minLength: 1, maxLength: 6 })
    .chain((pins) =>
      fc.tuple(...pins.map((pin) => fc.array(step).map((steps) => ({ pin, steps })))),
    )
    .map((all) =>
      all.map(({ pin, steps }): TraceSignal => {
        let time = 0n;
        let last: Level = "z";
        const changes = steps.flatMap(([gap, level]) => {
          time += gap;
          if (level === last) return [];
          last = level;
          return [{ time, level }];
        });
        return { kind: "pin", name: `D${pin}`, pin, initial: "z", changes };
      }),
    );
  fc.assert(
    fc.property(signals, (all) => {
      const end = 10n ** 12n;
      const text = toVcd({ board: "any", start: 0n, signals: all }, { end });
      const map = Object.fromEntries(all.map(({ name, pin }) => [`board.pins.${name}`, pin!]));
      const sim = Simulator.load(bytes);
      playScript(sim, { seed: 1, happenings: stimuliFromVcd(text, { map }) });
      sim.runUntil(end);
      for (const { pin, changes } of all) expect(sim.pin(pin!).edges).toEqual(changes);
    }),
  );
});
