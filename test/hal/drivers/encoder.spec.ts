import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { micros, millis, Simulator } from "../../../simulator/index.ts";
import { compileText } from "../../support/virtual.ts";

type Compiled = Awaited<ReturnType<typeof compileText>>;

const program = (make: string): string => `
import { Encoder, log, Pull, spawn } from "wakeful";
@task
async function work(): Promise<void> {
  const knob = Encoder.at(${make});
  for await (const by of knob) log("{} {} {}", by, knob.position, knob.skipped);
}
export function main(): void {
  spawn(work());
}`;

/** Levels of A and B, one quarter clockwise after the other. */
const circle = [
  [1, 1],
  [0, 1],
  [0, 0],
  [1, 0],
] as const;

class Knob {
  readonly sim: Simulator;
  private at = 0;

  constructor({ wasm, table }: Compiled, rest = 0) {
    this.at = rest;
    this.sim = Simulator.load(wasm, { table });
    this.show();
    this.sim.runFor(millis(1));
  }

  private show(): void {
    const [a, b] = circle[((this.at % 4) + 4) % 4]!;
    this.sim.pin(2).drive(a);
    this.sim.pin(3).drive(b);
  }

  /** Turns it by quarters; each takes 100 µs. */
  turn(quarters: number): this {
    for (let i = 0; i < Math.abs(quarters); i++) {
      this.at += Math.sign(quarters);
      this.show();
      this.sim.runFor(micros(100));
    }
    return this;
  }

  get logs(): string[] {
    return this.sim.logs.map((line) => line.text);
  }
}

describe("with four quarters a detent", () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileText(program("2, 3"));
  });

  test("clockwise is more, and the other way less", () => {
    expect(new Knob(compiled).turn(8).turn(-12).logs).toEqual([
      "1 1 0",
      "1 2 0",
      "-1 1 0",
      "-1 0 0",
      "-1 -1 0",
    ]);
  });

  test("a detent is told when it is reached, and one that is left and come back to is not", () => {
    const knob = new Knob(compiled);
    expect(knob.turn(3).turn(-3).turn(2).turn(-2).logs).toEqual([]);
    expect(knob.turn(3).logs).toEqual([]);
    expect(knob.turn(1).logs).toEqual(["1 1 0"]);
  });

  test("contacts that bounce go to and fro on the spot", () => {
    const knob = new Knob(compiled);
    for (let i = 0; i < 4; i++) knob.turn(1).turn(-1).turn(1).turn(-1).turn(1);
    expect(knob.logs).toEqual(["1 1 0"]);
  });

  test("what is turned while nobody looks is told in one", () => {
    const { wasm, table } = compiled;
    const sim = Simulator.load(wasm, { table, cpu: { turnTime: millis(5) } });
    sim.pin(2).drive(1);
    sim.pin(3).drive(1);
    sim.runFor(millis(10));
    for (let i = 1; i <= 12; i++) {
      const [a, b] = circle[i % 4]!;
      sim.pin(2).drive(a);
      sim.pin(3).drive(b);
      sim.runFor(micros(100));
    }
    sim.runFor(millis(50));
    const steps = sim.logs.map((line) => Number(line.text.split(" ")[0]));
    expect(steps.reduce((sum, by) => sum + by, 0)).toBe(3);
    expect(steps.length).toBeLessThan(3);
  });

  test("agrees with a plain count, however it is turned", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }), (turns) => {
        const knob = new Knob(compiled);
        let at = 0;
        for (const by of turns) {
          knob.turn(by);
          at += by;
        }
        // To the detent it came from; `+ 0` makes 0 of -0.
        knob.turn(-(at % 4));
        const detent = Math.trunc(at / 4) + 0;
        const sum = knob.logs.reduce((all, line) => all + Number(line.split(" ")[0]), 0);
        expect(sum).toBe(detent);
      }),
      { numRuns: 100 },
    );
  });

  test("edges that are lost are counted, and the next detent is right", () => {
    const { wasm, table } = compiled;
    const sim = Simulator.load(wasm, { table, ring: 1 });
    sim.pin(2).drive(1);
    sim.pin(3).drive(1);
    sim.runFor(millis(1));
    sim.pin(2).drive(0);
    sim.pin(3).drive(0);
    sim.runFor(millis(1));
    for (const [a, b] of [
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const) {
      sim.pin(2).drive(a);
      sim.pin(3).drive(b);
      sim.runFor(millis(1));
    }
    expect(sim.logs.at(-1)!.text.split(" ")[0]).toBe("1");
    expect(sim.diagnostics.map((d) => d.code)).toEqual(["ring-overrun"]);
  });
});

test("with two quarters a detent it rests where both contacts are alike", async () => {
  const knob = new Knob(await compileText(program("2, 3, 2")));
  expect(knob.turn(2).turn(1).turn(-1).turn(2).turn(-4).logs).toEqual([
    "1 1 0",
    "1 2 0",
    "-1 1 0",
    "-1 0 0",
  ]);
});

test("without detents each quarter counts", async () => {
  const knob = new Knob(await compileText(program("2, 3, 1")));
  expect(knob.turn(3).turn(-1).logs).toEqual(["1 1 0", "1 2 0", "1 3 0", "-1 2 0"]);
});

test("contacts to the supply rest low", async () => {
  const knob = new Knob(await compileText(program("2, 3, 4, Pull.Down")), 2);
  expect(knob.turn(4).turn(-4).logs).toEqual(["1 1 0", "-1 0 0"]);
});
