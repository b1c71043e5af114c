/**
 * Pulses that go on by themselves, each edge at its exact nanosecond. New widths wait in a second set of registers,
 * as in the chips, and are taken when a period ends, so no pulse is ever cut:
 *
 * ```
 *              pwm_set(10, 8)
 *                    v
 *   ┌──┐      ┌──┐      ┌───────┐ ┌───────┐
 *   ┘  └──────┘  └──────┘       └─┘       └─
 *   0         10        20        30
 * ```
 *
 * A pulse rises at the end of its instant, so that firmware which stops it there leaves none of no width.
 */
import { PinMode } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import { unknownPin } from "./gpio.ts";
import { pinUseOf, warnIfUsed } from "./pin-use.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

/** In nanoseconds. */
export interface PwmPulses {
  readonly period: bigint;
  /** From the beginning of each period on. */
  readonly high: bigint;
}

/** What a pin's pulses are, as a test sees them. */
export interface PwmView {
  /** Those of the period at hand; undefined if the pin has none. */
  at(pin: number): PwmPulses | undefined;
}

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly pwm: PwmView;
  }
}

interface Channel {
  readonly period: bigint;
  readonly high: bigint;
  /** What is taken when the period ends. */
  readonly next: PwmPulses | undefined;
  /** When a period began: the one at hand, or an earlier one while the level stays. */
  readonly began: bigint;
  /** Whether it is to rise yet, at this instant. */
  readonly isRising: boolean;
  readonly cancel: () => void;
}

/** Mutable, one a pin. Its actions are made once: edges are many. */
interface Output {
  channel: Channel | undefined;
  readonly rise: () => void;
  readonly fall: () => void;
  readonly turnOver: () => void;
}

interface PwmState {
  readonly channels: readonly (readonly [number, Channel])[];
}

/** A period below it takes more events than time; the ports' chips have some 100 ns as well. */
const SHORTEST_PERIOD = 100;

const nothing = (): void => undefined;

export function createPwm({ clock, circuit }: PeripheralContext): Peripheral {
  const outputs = new Map<number, Output>();
  const isUser = (pin: number): string | undefined =>
    outputs.get(pin)?.channel ? "a PWM output" : undefined;
  pinUseOf(circuit).add(isUser);

  /** While the level stays nothing happens at the ends of periods; they are reckoned when they matter. */
  const isFlat = ({ period, high }: PwmPulses): boolean => high === 0n || high >= period;

  const begin = (pin: number, output: Output, pulses: PwmPulses): void => {
    const { period, high } = pulses;
    const began = clock.now;
    circuit.write(pin, high > 0n ? 1 : 0);
    const cancel = isFlat(pulses) ? nothing : clock.at(began + high, output.fall);
    output.channel = { period, high, next: undefined, began, isRising: false, cancel };
  };

  const make = (pin: number): Output => {
    const output: Output = {
      channel: undefined,
      rise() {
        const { channel } = output;
        if (channel?.isRising !== true) return;
        const cancel = isFlat(channel)
          ? channel.cancel
          : clock.at(channel.began + channel.high, output.fall);
        output.channel = { ...channel, isRising: false, cancel };
        circuit.write(pin, 1);
      },
      fall() {
        const { period, began } = output.channel!;
        const cancel = clock.at(began + period, output.turnOver);
        output.channel = { ...output.channel!, cancel };
        circuit.write(pin, 0);
      },
      turnOver() {
        const { period, high, next } = output.channel!;
        const pulses = next ?? { period, high };
        if (pulses.high === 0n) {
          begin(pin, output, pulses);
          return;
        }
        const cancel = clock.atEndOf(clock.now, output.rise);
        output.channel = { ...pulses, next: undefined, began: clock.now, isRising: true, cancel };
      },
    };
    outputs.set(pin, output);
    return output;
  };

  const find = (pin: number): Output => {
    if (circuit.has(pin)) return outputs.get(pin) ?? make(pin);
    throw unknownPin(circuit, pin);
  };

  const end = (output: Output): void => {
    output.channel?.cancel();
    output.channel = undefined;
  };

  return {
    name: "pwm",
    imports: {
      pwm_set(pin: number, period: number, high: number): void {
        const output = find(pin);
        if (period < SHORTEST_PERIOD || high < 0) {
          throw new FirmwareError({
            code: "bad-argument",
            message: `pin ${pin} was given PWM with a period of ${period} ns, of which ${high} ns high`,
            hint: `give a period from ${SHORTEST_PERIOD} ns to 2147483647 ns, and 0 ns or more of it high`,
          });
        }
        const pulses = { period: BigInt(period), high: BigInt(high) };
        const { channel } = output;
        if (channel === undefined) {
          warnIfUsed(circuit, pin, "a PWM output", isUser);
          circuit.configure(pin, high > 0 ? PinMode.OutputHigh : PinMode.OutputLow);
          begin(pin, output, pulses);
          return;
        }
        output.channel = { ...channel, next: pulses };
        if (!isFlat(channel) || channel.next !== undefined) return;
        const over = (clock.now - channel.began) / channel.period + 1n;
        const cancel = clock.at(channel.began + over * channel.period, output.turnOver);
        output.channel = { ...channel, next: pulses, cancel };
      },
      pwm_stop(pin: number, level: number): void {
        end(find(pin));
        circuit.configure(pin, level === 0 ? PinMode.OutputLow : PinMode.OutputHigh);
      },
    },
    listening: false,
    view: {
      at(pin) {
        const channel = outputs.get(pin)?.channel;
        return channel && { period: channel.period, high: channel.high };
      },
    } satisfies PwmView,
    reset(): void {
      for (const output of outputs.values()) end(output);
    },
    save(): PwmState {
      const running = [...outputs].filter(([, { channel }]) => channel !== undefined);
      return { channels: running.map(([pin, { channel }]) => [pin, channel!]) };
    },
    restore({ channels }: PwmState): void {
      for (const output of outputs.values()) output.channel = undefined;
      for (const [pin, channel] of channels) find(pin).channel = channel;
    },
  };
}
