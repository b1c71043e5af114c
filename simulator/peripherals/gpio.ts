/**
 * General purpose pins. The circuit says what level a pin has; this file adds what a port does with
 * it: modes, warnings, and interrupts at edges.
 *
 * An edge is a change of what `gpio_read` answers, counted from `gpio_listen` on. A pin that floats
 * reads a definite value, as an input buffer does, so it makes edges of its own.
 */
import { Edges, PinMode, Source } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import type { Circuit } from "../nets/circuit.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";
import { pinUseOf, warnIfUsed, type PinUser } from "./pin-use.ts";

/** One logical pin. */
interface Pin {
  /** A `PinMode`; nothing before the first. */
  mode: number | undefined;
  warned: boolean;
  edges: number;
  /** What it read at the last edge, or when listening began. */
  level: number;
}

interface GpioState {
  /** In the order of the circuit's. */
  readonly pins: readonly Readonly<Pin>[];
  readonly listening: number;
}

export function createGpio({
  clock,
  circuit,
  raise,
  report,
  onSeen,
}: PeripheralContext): Peripheral {
  const pins = new Map<number, Pin>(
    circuit.pins.map((pin) => [pin, { mode: undefined, warned: false, edges: 0, level: 0 }]),
  );
  const modes: number[] = Object.values(PinMode);
  const uses = pinUseOf(circuit);
  let listening = 0;

  const find = (pin: number): Pin => {
    const found = pins.get(pin);
    if (found) return found;
    throw unknownPin(circuit, pin);
  };

  const user: PinUser = (number) => {
    const mode = pins.get(number)?.mode;
    return mode === undefined ? undefined : modeNames[mode];
  };
  uses.add(user);
  const inputOnly = new Set(
    circuit.board.pins.filter((pin) => pin.inputOnly).map(({ logical }) => logical),
  );

  /** The mode that the pin can have. */
  const possible = (number: number, mode: number): number => {
    if (mode === PinMode.InputPullDown && circuit.board.hasPullDowns === false) {
      circuit.report(
        "no-pull-down",
        `pin ${number} cannot be given a pull-down: pins of ${circuit.board.name} have pull-ups only, so it floats`,
        "put a resistor of 10 kΩ from it to GND, or wire the contact to GND and use `Pull.Up`",
      );
      return PinMode.Input;
    }
    if (mode === PinMode.Input || !inputOnly.has(number)) return mode;
    const wanted = modeNames[mode]!.replace("an input with", "given a");
    circuit.report(
      "input-only-pin",
      `pin ${number} cannot be ${wanted}: on ${circuit.board.name} it is an input without pulls, and stays one`,
      "use another pin, or a resistor in place of the pull",
    );
    return PinMode.Input;
  };

  circuit.onLevel((number, level) => {
    const pin = pins.get(number);
    if (!pin || pin.edges === Edges.None) return;
    const read = level === 0 || level === 1 ? level : circuit.read(number);
    if (read === pin.level) return;
    pin.level = read;
    if (!(pin.edges & (read === 1 ? Edges.Rising : Edges.Falling))) return;
    onSeen(number);
    raise(Source.Gpio, number, read);
  });

  return {
    name: "gpio",
    imports: {
      gpio_configure(number: number, mode: number): void {
        const pin = find(number);
        if (!modes.includes(mode)) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `pin ${number} was configured as ${mode}: the modes are 0 to ${modes.length - 1}`,
            hint: "use a `PinMode`",
          });
        }
        if (pin.edges !== Edges.None && pin.mode !== undefined && pin.mode !== mode) {
          report({
            severity: "warning",
            code: "pin-reconfigured",
            time: clock.now,
            message: `pin ${number} becomes ${modeNames[mode]} while its edges are watched as of ${modeNames[pin.mode]}`,
            hint: "give all who use the pin the same `Pull`",
          });
        }
        warnIfUsed(circuit, number, modeNames[mode]!, user);
        pin.mode = mode;
        circuit.configure(number, possible(number, mode));
      },
      gpio_write(number: number, level: number): void {
        const pin = find(number);
        const use = uses.find(number, user);
        if (use !== undefined) {
          circuit.report(
            "pin-used-twice",
            `pin ${number} was written while it is ${use}`,
            "give each job a pin of its own, or end one of them first",
          );
        } else if (!isOutput(pin) && !pin.warned) {
          pin.warned = true;
          report({
            severity: "warning",
            code: "write-to-input",
            time: clock.now,
            message: `pin ${number} was written, but it is an input: the write has no effect`,
            hint: "configure it as an output first: `Output.at(pin)`",
          });
        }
        circuit.write(number, level === 0 ? 0 : 1);
      },
      gpio_read(number: number): number {
        find(number);
        onSeen(number);
        return circuit.read(number);
      },
      gpio_listen(number: number, edges: number): void {
        const pin = find(number);
        const wanted = edges & Edges.Both;
        listening += Number(wanted !== 0) - Number(pin.edges !== 0);
        // Going on listening must not swallow an edge, so the level is read only at the beginning.
        if (pin.edges === Edges.None) pin.level = circuit.read(number);
        pin.edges = wanted;
      },
    },
    get listening() {
      return listening > 0;
    },
    reset(): void {
      // Before the pins: what their levels do then is no interrupt.
      for (const pin of pins.values()) Object.assign(pin, { mode: undefined, edges: Edges.None });
      listening = 0;
      for (const number of circuit.pins) {
        // A pin that was never used stays so.
        if (circuit.isActive(number)) circuit.configure(number, PinMode.Input);
        circuit.write(number, 0);
      }
    },
    off(): undefined {
      // Pins stay as they are, but nobody hears of them.
      for (const pin of pins.values()) pin.edges = Edges.None;
      listening = 0;
    },
    spurious(number: number): void {
      if (find(number).edges === Edges.None) return;
      onSeen(number);
      raise(Source.Gpio, number, circuit.read(number));
    },
    save(): GpioState {
      return { pins: Array.from(pins.values(), (pin) => ({ ...pin })), listening };
    },
    restore(state: GpioState): void {
      circuit.pins.forEach((number, i) => Object.assign(pins.get(number)!, state.pins[i]));
      listening = state.listening;
    },
  };
}

function isOutput({ mode }: Pin): boolean {
  return mode === PinMode.OutputLow || mode === PinMode.OutputHigh;
}

const modeNames: Readonly<Record<number, string>> = {
  [PinMode.Input]: "an input without a pull",
  [PinMode.InputPullUp]: "an input with pull-up",
  [PinMode.InputPullDown]: "an input with pull-down",
  [PinMode.OutputLow]: "an output",
  [PinMode.OutputHigh]: "an output",
};

/** What firmware is told that asks for a pin which the board has not. */
export function unknownPin({ pins }: Circuit, pin: number): FirmwareError {
  return new FirmwareError({
    code: "unknown-pin",
    message: `pin ${pin}: this board has ${describePins(pins)}`,
    hint: "use a pin of this board, or run the firmware on a board that has it",
  });
}

/** `pins 0 to 19`, `pins 0 to 13 and 20 to 25`. */
export function describePins(pins: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const pin of pins) {
    const run = runs.at(-1);
    if (run && run[1] === pin - 1) run[1] = pin;
    else runs.push([pin, pin]);
  }
  if (runs.length === 0) return "no pins";
  const texts = runs.map(([low, high]) => (low === high ? `${low}` : `${low} to ${high}`));
  const last = texts.pop()!;
  return `pins ${texts.length > 0 ? `${texts.join(", ")} and ` : ""}${last}`;
}
