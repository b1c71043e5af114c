import { expect, test } from "vitest";
import { LONGEST_BOUNCE } from "../../../simulator/parts/bounce.ts";
import { DipSwitch, SlideSwitch } from "../../../simulator/parts/index.ts";
import { bench, uno } from "../../support/board.ts";

const wires = ["uno:GND.1 sw:1", "uno:4 sw:2", "uno:5V sw:3"];
const ms = (n: number): bigint => BigInt(n) * 1_000_000n;

test("the middle is connected to the left at first, or to the right if the board says so", () => {
  expect(bench(uno({ sw: "slide-switch" }, ...wires)).circuit.level(4)).toBe(0);
  const right = bench(uno({ sw: ["slide-switch", { value: "1" }] }, ...wires));
  expect(right.circuit.level(4)).toBe(1);
  expect(right.parts.get(SlideSwitch, "sw", "slide switch").position).toBe("right");
});

test("it breaks before it makes: no bounce ever connects both sides", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { circuit, clock, diagnostics, parts, run } = bench(
      uno({ sw: "slide-switch" }, ...wires),
      seed,
    );
    const levels: [unknown, bigint][] = [];
    circuit.onLevel((_pin, level) => levels.push([level, clock.now]));
    parts.set("sw", "value", 1);
    parts.set("sw", "value", 0, ms(30));
    run(ms(60));
    for (const [level, time] of levels) {
      const moved = time - (time >= ms(30) ? ms(30) : 0n);
      const isLeft = time >= ms(30) === moved >= LONGEST_BOUNCE;
      if (level !== "z") expect(level, `seed ${seed}, ${time}`).toBe(isLeft ? 0 : 1);
    }
    expect([circuit.level(4), diagnostics]).toEqual([0, []]);
  }
});

test("a handle that is pushed back half-way does not reach the other side", () => {
  const { circuit, clock, parts, run } = bench(uno({ sw: "slide-switch" }, ...wires), 2);
  const levels: unknown[] = [];
  circuit.onLevel((_pin, level) => clock.now > 0n && levels.push(level));
  parts.set("sw", "value", 1);
  parts.set("sw", "value", 0, ms(3));
  run(ms(40));
  expect(levels).not.toContain(1);
  expect(circuit.level(4)).toBe(0);
});

test("each switch of a DIP switch closes its own contact", () => {
  const board = uno(
    { dip: "dip-switch-8" },
    "uno:4 dip:1a",
    "uno:GND.1 dip:1b",
    "uno:5 dip:8a",
    "uno:GND.2 dip:8b",
  );
  const { circuit, parts, run } = bench(board);
  parts.set("dip", "8", 1);
  run(ms(10));
  expect([circuit.level(4), circuit.level(5)]).toEqual(["z", 0]);
  const { values } = parts.get(DipSwitch, "dip", "DIP switch");
  expect(values.map(Number).join("")).toBe("00000001");
});
