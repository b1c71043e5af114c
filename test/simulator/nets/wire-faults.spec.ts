import fc from "fast-check";
import { expect, test } from "vitest";
import { PinMode } from "../../../hal/generated/border.ts";
import type { Level } from "../../../simulator/core/context.ts";
import { withCut, withShort, withSpike } from "../../../simulator/nets/wire-faults.ts";
import { bench } from "../../support/board.ts";

interface State {
  mode: number;
  latch: 0 | 1;
  probe: 0 | 1 | undefined;
  short: 0 | 1 | undefined;
  spike: 0 | 1 | undefined;
  cut: boolean;
}

const isOutput = ({ mode }: State): boolean => mode >= PinMode.OutputLow;

function pull({ mode }: State): Level {
  if (mode === PinMode.InputPullUp) return 1;
  return mode === PinMode.InputPullDown ? 0 : "z";
}

/** What a pin with nothing wired to it is at. */
function expected(state: State): Level {
  const { latch, probe, short, spike, cut } = state;
  const own = isOutput(state) ? latch : pull(state);
  if (cut) return spike ?? own;
  const held = short ?? spike;
  if (held !== undefined) return held;
  if (probe === undefined) return own;
  return isOutput(state) && latch !== probe ? "x" : probe;
}

const bit = fc.constantFrom<0 | 1>(0, 1);
const maybe = fc.option(bit, { nil: undefined });
const change: fc.Arbitrary<Partial<State>> = fc.oneof(
  fc.constantFrom(...Object.values(PinMode)).map((mode) => ({
    mode,
    ...(mode === PinMode.OutputLow && { latch: 0 as const }),
    ...(mode === PinMode.OutputHigh && { latch: 1 as const }),
  })),
  bit.map((latch) => ({ latch })),
  maybe.map((probe) => ({ probe })),
  maybe.map((short) => ({ short })),
  maybe.map((spike) => ({ spike })),
  fc.boolean().map((cut) => ({ cut })),
);

test("a cut, a short, a spike, drivers and pulls, in any order: the level follows from what there is", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const { circuit } = bench();
      const state: State = {
        ...{ mode: PinMode.Input, latch: 0, cut: false },
        ...{ probe: undefined, short: undefined, spike: undefined },
      };
      let told: Level = "z";
      circuit.onLevel((pin, level) => {
        expect(pin).toBe(7);
        expect(level).not.toBe(told);
        told = level;
      });
      const floating = circuit.read(7);
      for (const one of changes) {
        Object.assign(state, one);
        if (one.mode !== undefined) circuit.configure(7, one.mode);
        else if (one.latch !== undefined) circuit.write(7, one.latch);
        else if ("probe" in one) {
          if (one.probe === undefined) circuit.release(7);
          else circuit.drive(7, one.probe);
        } else {
          const shorted = withShort(circuit.fault(7), state.short);
          circuit.setFault(7, withCut(withSpike(shorted, state.spike), state.cut));
        }
        const level = expected(state);
        expect(circuit.level(7)).toBe(level);
        expect(told).toBe(level);
        expect(circuit.read(7)).toBe(level === "z" || level === "x" ? floating : level);
      }
    }),
  );
});
