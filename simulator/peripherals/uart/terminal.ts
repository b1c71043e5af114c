/**
 * A serial terminal: what is at the other end of a serial port, as the serial monitor of an editor is. It has the
 * port's baud rate and frame, unless others are chosen.
 */
import { UartFlag } from "../../../hal/generated/border.ts";
import type { Clock } from "../../core/context.ts";
import { UsageError } from "../../core/errors.ts";
import { Journal, type JournalState } from "../../core/journal.ts";
import { lineContact } from "../../core/serial-link.ts";
import type { Snapshotted } from "../../core/snapshotted.ts";
import { escapeWords } from "../../core/text-words.ts";
import { checkTime, formatTime } from "../../core/time.ts";
import type { Circuit } from "../../nets/circuit.ts";
import type { Format } from "./format.ts";
import { Receiver } from "./receiver.ts";
import { Sender } from "./sender.ts";

/** A byte that the firmware has sent. */
export interface ReceivedByte {
  /** When its stop bit was seen, in nanoseconds since reset. */
  readonly time: bigint;
  /** 0 to 255. */
  readonly byte: number;
  /** What was wrong with it, a set of `UartFlag`; 0 if nothing. */
  readonly flags: number;
}

/** What the firmware has sent up to a line feed, or last. */
export interface TerminalLine {
  /** When its last byte came. */
  readonly time: bigint;
  /** Without line feed and carriage return. */
  readonly text: string;
}

interface TerminalState {
  readonly chosen: Partial<Format>;
  readonly port: Format | undefined;
  readonly received: JournalState<ReceivedByte>;
  readonly sender: unknown;
  readonly receiver: unknown;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The other end of a serial port: it sends what a person types, and keeps what comes. */
export class Terminal implements Snapshotted<TerminalState> {
  /** Number of the serial port that it is at. */
  readonly port: number;
  readonly #isSending: () => boolean;
  readonly #clock: Clock;
  readonly #sender: Sender;
  readonly #receiver: Receiver;
  readonly #received: Journal<ReceivedByte>;
  #chosen: Partial<Format> = {};
  /** The port's, when it was open last. */
  #ports: Format | undefined;

  constructor(
    port: number,
    tx: number,
    { clock, circuit }: { readonly clock: Clock; readonly circuit: Circuit },
    onError: (terminal: Terminal) => void,
    newest = Infinity,
    isSending = (): boolean => false,
  ) {
    this.port = port;
    this.#isSending = isSending;
    this.#clock = clock;
    this.#received = new Journal(newest);
    this.#sender = new Sender(clock, {
      drive: (level) => {
        circuit.setSwitch(lineContact(port, level === 1 ? 0 : 1), false);
        circuit.setSwitch(lineContact(port, level), true);
      },
      onTaken: () => undefined,
      onIdle: () => undefined,
    });
    this.#receiver = new Receiver(clock, {
      read: () => circuit.read(tx),
      onByte: (value) => {
        const flags = value & ~0xff;
        this.#received.push({ time: clock.now, byte: value & 0xff, flags });
        if (flags & (UartFlag.Framing | UartFlag.Parity)) onError(this);
      },
    });
  }

  /** Whether no serial port has bytes left to send. */
  get isSettled(): boolean {
    return !this.#isSending();
  }

  /** Bits a second; undefined until the firmware has opened the port, if none was chosen. */
  get baud(): number | undefined {
    return this.format?.baud;
  }

  /** Baud rate and frame that it speaks; undefined until the firmware opens the port, unless they were chosen. */
  get format(): Format | undefined {
    const { baud = this.#ports?.baud, frame = this.#ports?.frame ?? 0 } = this.#chosen;
    return baud === undefined ? undefined : { baud, frame };
  }

  /**
   * Chooses a baud rate or a frame other than the port's, from the next byte on.
   * @param chosen `frame` is a set of `UartFrame`; what is left out is as the port has it.
   */
  use(chosen: { readonly baud?: number; readonly frame?: number }): void {
    const { baud } = chosen;
    if (baud !== undefined && !(Number.isInteger(baud) && baud >= 1 && baud <= MOST_BAUD)) {
      throw new UsageError(
        `a terminal cannot have ${baud} baud`,
        `give a whole number from 1 to ${MOST_BAUD}`,
      );
    }
    this.#clock.input(() => {
      this.#chosen = { ...chosen };
      this.#retune();
    });
  }

  /** All bytes that the firmware has sent; with `record: false` only the newest. */
  get received(): readonly ReceivedByte[] {
    return this.#received.items;
  }

  /** The bytes alone. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.received, ({ byte }) => byte);
  }

  /** All that the firmware has sent, as UTF-8. */
  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** The same line by line, also the one that is not ended yet. */
  get lines(): readonly TerminalLine[] {
    const lines: TerminalLine[] = [];
    let start = 0;
    const { received } = this;
    received.forEach(({ time, byte }, i) => {
      const isEnd = byte === LINE_FEED;
      if (!isEnd && i < received.length - 1) return;
      let end = isEnd ? i : i + 1;
      if (end > start && received[end - 1]!.byte === CARRIAGE_RETURN) end--;
      const bytes = Uint8Array.from(received.slice(start, end), (one) => one.byte);
      lines.push({ time, text: new TextDecoder().decode(bytes) });
      start = i + 1;
    });
    return lines;
  }

  /** How many bytes came with a wrong stop bit or parity. */
  get errors(): number {
    const wrong = UartFlag.Framing | UartFlag.Parity;
    return this.received.filter(({ flags }) => (flags & wrong) !== 0).length;
  }

  /**
   * Sends a text, one byte after the other at the baud rate, behind what is being sent. It waits for the firmware
   * to open the port.
   * @param what a text, sent as UTF-8, or bytes.
   * @param at nanoseconds since reset; by default now.
   * @throws UsageError if `at` has passed.
   */
  send(what: string | Uint8Array, { at }: { readonly at?: bigint | undefined } = {}): void {
    const { now } = this.#clock;
    const isBytes = ArrayBuffer.isView(what);
    if (!isBytes && typeof what !== "string") {
      throw new UsageError(
        `a terminal sends a text or bytes, not ${String(what)}`,
        'write sim.uart(0).send("on\\n")',
      );
    }
    if (at !== undefined) checkTime("`at` of what a terminal sends", at);
    const time = at ?? now;
    if (time < now) {
      throw new UsageError(
        `nothing can be sent at ${formatTime(time)}: it is ${formatTime(now)} already`,
        "ask for it before the simulation runs past that",
      );
    }
    const bytes = isBytes ? Uint8Array.from(what) : new TextEncoder().encode(what);
    const words = [`${this.port}`, ...escapeWords(bytes)];
    const send = (): void => bytes.forEach((byte) => this.#sender.send(byte));
    this.#clock.input(() => this.#clock.at(time, send), { kind: "send", at: time, words });
  }

  /** The port was opened, closed, or has another format. */
  follow(format: Format | undefined): void {
    if (format !== undefined) this.#ports = format;
    this.#retune();
    // What the pin does while it is no serial port's are no bytes.
    if (format === undefined && this.#chosen.baud === undefined) this.#receiver.format = undefined;
  }

  /** The level of the TX pin may have changed. */
  look(): void {
    this.#receiver.look();
  }

  save(): TerminalState {
    return {
      chosen: this.#chosen,
      port: this.#ports,
      received: this.#received.save(),
      sender: this.#sender.save(),
      receiver: this.#receiver.save(),
    };
  }

  restore(state: TerminalState): void {
    this.#chosen = state.chosen;
    this.#ports = state.port;
    this.#received.restore(state.received);
    this.#sender.restore(state.sender as ReturnType<Sender["save"]>);
    this.#receiver.restore(state.receiver as ReturnType<Receiver["save"]>);
  }

  #retune(): void {
    this.#sender.format = this.format;
    this.#receiver.format = this.format;
  }
}

/** Bits a second, at most: 100 ns each. */
export const MOST_BAUD = 10_000_000;
