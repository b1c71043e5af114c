/**
 * The data line of a strip of LEDs, such as WS2812: a bit is a pulse, short for 0 and long for 1.
 *
 * ```
 *        ┌─┐     ┌────┐   ┌─┐                       ┌──
 *   ─────┘ └─────┘    └───┘ └─ ... ─────────────────┘
 *        │ 0     │ 1      │ 0      │ latch │  shown │
 *        bit n at start + n × bit
 * ```
 *
 * Bits follow each other without a gap while bytes are put in time. When none is left the line stays low; then
 * bytes that come before the latch go on where the others ended, after a gap that is told of, and else the LEDs
 * show what they have.
 */
import { PinMode, Source, StripEvent } from "../../hal/generated/border.ts";
import { FirmwareError } from "../core/errors.ts";
import { formatTime } from "../core/time.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

/** Bytes that a strip keeps: no more than the least that the border asks of hosts. */
export const STRIP_ROOM = 48;

interface Line {
  readonly bit: number;
  readonly zero: number;
  readonly one: number;
  readonly latch: number;
  /** To send; the first is on its way while `isSending`. */
  readonly bytes: readonly number[];
  readonly isSending: boolean;
  /** When the bits began that follow each other without a gap. */
  readonly start: bigint;
  /** How many of these were sent. */
  readonly count: number;
  /** When the line fell silent; null once it has latched. */
  readonly silent: bigint | null;
  /** Whether `strip_put` has said 0 since the last `Room`. */
  readonly wantsRoom: boolean;
  /** Whether nothing was put since. */
  readonly owes: boolean;
  readonly cancel: () => void;
}

interface StripState {
  readonly lines: ReadonlyMap<number, Line>;
  readonly told: ReadonlySet<string>;
}

export function createStrip({ clock, circuit, raise, report }: PeripheralContext): Peripheral {
  /** Replaced at each change, so that a snapshot keeps what it has. */
  let lines: ReadonlyMap<number, Line> = new Map();
  let told: ReadonlySet<string> = new Set();

  const refuse = (message: string, hint: string, code = "bad-argument" as const): never => {
    throw new FirmwareError({ code, message, hint });
  };

  const set = (pin: number, change: Partial<Line>): void => {
    lines = new Map(lines).set(pin, { ...lines.get(pin)!, ...change });
  };

  const warn = (pin: number, code: string, message: string): void => {
    if (told.has(`${code} ${pin}`)) return;
    told = new Set([...told, `${code} ${pin}`]);
    const hint = "another task computes for too long without an await, or `show` was given up";
    report({ severity: "warning", code, time: clock.now, message, hint });
  };

  const find = (pin: number): Line =>
    lines.get(pin) ??
    refuse(`pin ${pin} was made no strip`, "make it one first: `Strip.at(pin, count)`");

  const sendBit = (pin: number, place: number): void => {
    const line = lines.get(pin)!;
    circuit.write(pin, 1);
    const high = (line.bytes[0]! >> (7 - place)) & 1 ? line.one : line.zero;
    const begun = line.start + BigInt(line.count) * BigInt(line.bit);
    const fall = (): void => {
      circuit.write(pin, 0);
      const count = line.count + 1;
      const next = line.start + BigInt(count) * BigInt(line.bit);
      set(pin, { count, cancel: clock.at(next, () => endBit(pin, place)) });
    };
    set(pin, { cancel: clock.at(begun + BigInt(high), fall) });
  };

  const endBit = (pin: number, place: number): void => {
    if (place < 7) {
      sendBit(pin, place + 1);
      return;
    }
    const line = lines.get(pin)!;
    const bytes = line.bytes.slice(1);
    const hasRoom = line.wantsRoom && bytes.length <= STRIP_ROOM / 2;
    set(pin, { bytes, ...(hasRoom && { wantsRoom: false }) });
    if (hasRoom) raise(Source.Strip, pin, StripEvent.Room);
    if (bytes.length > 0) {
      sendBit(pin, 0);
      return;
    }
    const latched = clock.now + BigInt(line.latch) * 1_000n;
    const latch = (): void => {
      if (line.owes && lines.get(pin)!.owes) {
        warn(
          pin,
          "strip-cut",
          `the strip on pin ${pin} fell silent for ${line.latch} us while the firmware had more to send: the LEDs show a part of the picture`,
        );
      }
      set(pin, { silent: null, owes: false });
      raise(Source.Strip, pin, StripEvent.Latched);
    };
    set(pin, { isSending: false, silent: clock.now, cancel: clock.at(latched, latch) });
  };

  return {
    name: "strip",
    imports: {
      strip_open(pin: number, bit: number, zero: number, one: number, latch: number): void {
        if (!circuit.has(pin)) {
          throw new FirmwareError({
            code: "unknown-pin",
            message: `pin ${pin}: this board has no such pin`,
            hint: "use a pin of this board, or run the firmware on a board that has it",
          });
        }
        if (!(zero > 0 && zero < one && one < bit && latch > 0)) {
          refuse(
            `the strip on pin ${pin} was opened with bits of ${bit} ns, high for ${zero} and ${one} ns, and a latch of ${latch} us`,
            "each of them is more than the one before, and the latch more than 0: 1250, 350, 700, 300",
          );
        }
        lines.get(pin)?.cancel();
        const bytes: number[] = [];
        const idle = { bytes, isSending: false, start: 0n, count: 0, silent: null };
        lines = new Map(lines).set(pin, {
          ...{ bit, zero, one, latch },
          ...idle,
          wantsRoom: false,
          owes: false,
          cancel: () => undefined,
        });
        circuit.configure(pin, PinMode.OutputLow);
      },
      strip_put(pin: number, byte: number): number {
        const { bytes } = find(pin);
        if (bytes.length >= STRIP_ROOM) {
          set(pin, { wantsRoom: true, owes: true });
          return 0;
        }
        set(pin, { bytes: [...bytes, byte & 0xff], owes: false });
        return 1;
      },
      strip_run(pin: number): void {
        const { isSending, bytes, silent, cancel } = find(pin);
        if (isSending || bytes.length === 0) return;
        if (silent !== null) {
          warn(
            pin,
            "strip-gap",
            `the strip on pin ${pin} waited ${formatTime(clock.now - silent)} for its next byte: a longer gap cuts the picture in two`,
          );
        }
        cancel();
        set(pin, { isSending: true, start: clock.now, count: 0, silent: null });
        sendBit(pin, 0);
      },
    },
    get listening() {
      return [...lines.values()].some(({ isSending, silent }) => isSending || silent !== null);
    },
    reset(): void {
      for (const { cancel } of lines.values()) cancel();
      lines = new Map();
    },
    save(): StripState {
      return { lines, told };
    },
    restore(state: StripState): void {
      ({ lines, told } = state);
    },
  };
}
