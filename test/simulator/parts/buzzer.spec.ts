import { expect, test } from "vitest";
import { Buzzer } from "../../../simulator/parts/index.ts";
import { bench, uno } from "../../support/board.ts";

const ms = (n: number): bigint => BigInt(n) * 1_000_000n;

interface Note {
  readonly hz: number;
  readonly ms: number;
  readonly high?: number;
}

/** Plays notes one after the other; 0 Hz is a pause. */
function play(notes: readonly Note[]): Buzzer {
  const { circuit, clock, parts, run } = bench(
    uno({ bz: "buzzer" }, "uno:8 bz:2", "uno:GND.1 bz:1"),
  );
  circuit.drive(8, 0);
  let at = 0n;
  for (const { hz, ms: span, high = 0.5 } of notes) {
    const end = at + ms(span);
    if (hz > 0) {
      const period = BigInt(Math.round(1e9 / hz));
      for (; at + period <= end; at += period) {
        clock.at(at, () => circuit.drive(8, 1));
        const width = BigInt(Math.round(Number(period) * high));
        clock.at(at + width, () => circuit.drive(8, 0));
      }
    }
    at = end;
  }
  run(at);
  return parts.get(Buzzer, "bz", "buzzer");
}

const heard = (buzzer: Buzzer): [hz: number, start: number, length: number][] =>
  buzzer.tones.map(({ hz, start, end }) => [
    Math.round(hz),
    Number(start / 1_000_000n),
    Math.round(Number(end - start) / 1e6),
  ]);

test("a tone has the frequency of its edges, from the first to the end of the last period", () => {
  const buzzer = play([{ hz: 1000, ms: 100 }]);
  expect(buzzer.tones).toEqual([{ start: 0n, end: ms(100), hz: 1000 }]);
});

test("a melody is its notes, with or without pauses, half a tone apart, up and down", () => {
  const melody = [
    { hz: 440, ms: 100 },
    { hz: 466, ms: 100 },
    { hz: 440, ms: 100 },
    { hz: 0, ms: 20 },
    { hz: 440, ms: 50 },
    { hz: 0, ms: 200 },
    { hz: 110, ms: 100 },
    { hz: 880, ms: 100, high: 0.2 },
  ];
  expect(heard(play(melody))).toEqual([
    [440, 0, 100],
    [466, 100, expect.closeTo(100, -0.5)],
    [440, 200, expect.closeTo(100, -0.5)],
    [440, 320, expect.closeTo(50, -0.5)],
    [110, 570, 100],
    [880, 670, 99],
  ]);
});

test("it is silent a period after the last edge, and a single edge is no tone", () => {
  const { circuit, clock, parts, run } = bench(
    uno({ bz: "buzzer" }, "uno:8 bz:2", "uno:GND.1 bz:1"),
  );
  const buzzer = parts.get(Buzzer, "bz", "buzzer");
  for (let i = 0; i < 3; i++) {
    clock.at(ms(2 * i), () => circuit.drive(8, 1));
    clock.at(ms(2 * i + 1), () => circuit.drive(8, 0));
  }
  run(ms(1));
  expect([buzzer.frequency, buzzer.tones]).toEqual([0, []]);
  run(ms(5));
  expect(buzzer.frequency).toBe(500);
  run(ms(7));
  expect([buzzer.frequency, heard(buzzer)]).toEqual([0, [[500, 0, 6]]]);
});
