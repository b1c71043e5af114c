import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import type { Board } from "../../../simulator/core/board.ts";
import type { Level } from "../../../simulator/core/context.ts";
import { LONGEST_BOUNCE } from "../../../simulator/parts/bounce.ts";
import { bench, uno } from "../../support/board.ts";

const wires = ["uno:4 BTN1:1.l", "BTN1:2.r uno:GND.1"];
const bouncing = uno({ BTN1: "pushbutton" }, ...wires);
const clean = uno({ BTN1: ["pushbutton", { bounce: "0" }] }, ...wires);

interface Edge {
  readonly time: bigint;
  readonly level: Level;
}

interface Press {
  readonly at: bigint;
  readonly duration: bigint;
}

/** Presses, runs to the end, and returns what the pulled-up pin saw. */
function edgesOf(board: Board, presses: readonly Press[], seed: number): Edge[] {
  const { circuit, clock, parts, run } = bench(board, seed);
  circuit.configure(4, PinMode.InputPullUp);
  const edges: Edge[] = [];
  circuit.onLevel((pin, level) => pin === 4 && edges.push({ time: clock.now, level }));
  for (const { at, duration } of presses) parts.button("BTN1").press(at, duration);
  run(1_000_000_000_000n);
  return edges;
}

const ms = (n: number): bigint => BigInt(n) * 1_000_000n;

describe("without bounce", () => {
  test("a press is one edge down and one up, at the asked instants", () => {
    expect(edgesOf(clean, [{ at: 0n, duration: ms(300) }], 1)).toEqual([
      { time: 0n, level: 0 },
      { time: ms(300), level: 1 },
    ]);
  });

  test("presses that overlap, touch or hold each other are one", () => {
    const presses = [
      { at: ms(50), duration: ms(20) },
      { at: ms(10), duration: ms(20) },
      { at: ms(30), duration: ms(5) },
      { at: ms(15), duration: ms(1) },
      { at: ms(100), duration: ms(10) },
    ];
    expect(edgesOf(clean, presses, 1).map(({ time }) => time)).toEqual(
      [10, 35, 50, 70, 100, 110].map(ms),
    );
  });

  test("a press added while another is held prolongs it", () => {
    const { parts, run, clock, circuit } = bench(clean);
    const button = parts.button("BTN1");
    const seen: [bigint, boolean][] = [];
    button.onChange((pressed, time) => seen.push([time, pressed]));
    button.press(ms(10), ms(10));
    clock.at(ms(15), () => button.press(ms(20), ms(10)));
    run(ms(25));
    expect(button.pressed).toBe(true);
    expect(circuit.level(4)).toBe(0);
    run(ms(40));
    expect(seen).toEqual([
      [ms(10), true],
      [ms(30), false],
    ]);
  });
});

test("presses of two buttons at one instant come in the order in which they were asked for", () => {
  const board = uno({ A: ["pushbutton", { bounce: "0" }], B: ["pushbutton", { bounce: "0" }] });
  const orderOf = (...presses: readonly (readonly [string, bigint, bigint])[]): string[] => {
    const { parts, run } = bench(board);
    const seen: string[] = [];
    for (const id of ["A", "B"]) {
      parts.button(id).onChange((pressed, time) => {
        seen.push(`${time / 1_000_000n}: ${id} ${pressed ? "down" : "up"}`);
      });
    }
    for (const [id, at, duration] of presses) parts.button(id).press(at, duration);
    run(ms(1000));
    return seen;
  };
  const later = orderOf(["A", ms(10), ms(5)], ["B", ms(10), ms(5)], ["A", ms(30), ms(5)]);
  expect(later.slice(0, 4)).toEqual(["10: A down", "10: B down", "15: A up", "15: B up"]);
  const second = orderOf(["A", ms(10), ms(5)], ["A", ms(30), ms(5)], ["B", ms(30), ms(5)]);
  expect(second.slice(2)).toEqual(["30: A down", "30: B down", "35: A up", "35: B up"]);
  const meeting = orderOf(["B", ms(20), ms(5)], ["A", ms(10), ms(10)], ["B", ms(40), ms(5)]);
  expect(meeting.slice(1, 3)).toEqual(["20: B down", "20: A up"]);
});

test("a press in the past, and one of no length, are refused", () => {
  const { parts, run } = bench(bouncing);
  run(ms(2));
  const button = parts.button("BTN1");
  expect(() => button.press(ms(1), ms(1))).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: BTN1 cannot be pressed at 1000000 ns: it is 2000000 ns already]`,
  );
  expect(() => button.press(ms(3), 0n)).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: a press of BTN1 cannot last 0 ns]`,
  );
});

describe("with bounce", () => {
  const press = fc.record({
    gap: fc.bigInt(1n, 20_000_000n),
    duration: fc.oneof(fc.bigInt(1n, 10_000n), fc.bigInt(1n, 20_000_000n)),
  });

  /** Lays presses out one after the other, apart. */
  const layOut = (spans: readonly { gap: bigint; duration: bigint }[]): Press[] => {
    let time = 0n;
    return spans.map(({ gap, duration }) => {
      const at = time + gap;
      time = at + duration;
      return { at, duration };
    });
  };

  test("1,000 presses: edges alternate, lie where they may, and leave the contact right", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(press, { minLength: 1, maxLength: 4 }), (seed, spans) => {
        const presses = layOut(spans);
        const edges = edgesOf(bouncing, presses, seed);
        edges.forEach(({ level }, i) => expect(level).toBe(i % 2 === 0 ? 0 : 1));
        for (let i = 1; i < edges.length; i++) {
          expect(edges[i]!.time > edges[i - 1]!.time).toBe(true);
        }
        const steps = presses.flatMap(({ at, duration }) => [at, at + duration]);
        steps.forEach((step, i) => {
          const until = steps[i + 1] ?? step + LONGEST_BOUNCE + 1n;
          const own = edges.filter(({ time }) => time >= step && time < until);
          expect(own[0]).toEqual({ time: step, level: i % 2 === 0 ? 0 : 1 });
          expect(own.length % 2).toBe(1);
          expect(own.length).toBeLessThanOrEqual(11);
          expect(own.at(-1)!.time - step <= LONGEST_BOUNCE).toBe(true);
        });
        expect(edges.at(-1)!.level).toBe(1);
        expect(edgesOf(bouncing, presses, seed)).toEqual(edges);
      }),
      { numRuns: 1000 },
    );
  });

  test("the seed decides the bounces, and parts do not share them", () => {
    const presses = [{ at: ms(10), duration: ms(100) }];
    const seeds = new Set(
      Array.from({ length: 20 }, (_, seed) =>
        JSON.stringify(edgesOf(bouncing, presses, seed).map(({ time }) => `${time}`)),
      ),
    );
    expect(seeds.size).toBeGreaterThan(15);
    const more = uno({ BTN0: "pushbutton", led: "led", BTN1: "pushbutton" }, ...wires);
    expect(edgesOf(more, presses, 7)).toEqual(edgesOf(bouncing, presses, 7));
  });

  test("the window is about 1.7 ms on average", () => {
    let total = 0;
    let count = 0;
    for (let seed = 0; seed < 500; seed++) {
      const edges = edgesOf(bouncing, [{ at: ms(10), duration: ms(100) }], seed);
      const last = edges.filter(({ time }) => time < ms(20)).at(-1)!.time - ms(10);
      if (last === 0n) continue;
      total += Number(last);
      count++;
    }
    expect(total / count).toBeGreaterThan(1e6);
    expect(total / count).toBeLessThan(1.7e6);
  });
});
