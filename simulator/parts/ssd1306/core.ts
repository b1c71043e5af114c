/** The SSD1306 behind its wires: its memory, its commands, and which pixels are lit. */
import type { Snapshotted } from "../../core/snapshotted.ts";

export const WIDTH = 128;
export const HEIGHT = 64;
const PAGES = HEIGHT / 8;

/** Memory addressing modes: datasheet, 10.1.3. */
const Mode = { horizontal: 0, vertical: 1, page: 2 } as const;

type Report = (code: string, message: string, hint: string) => void;

/** All but the picture, after a reset: datasheet, table 9-1. */
const RESET = {
  mode: Mode.page as number,
  column: 0,
  page: 0,
  columnStart: 0,
  columnEnd: WIDTH - 1,
  pageStart: 0,
  pageEnd: PAGES - 1,
  startLine: 0,
  offset: 0,
  isRemapped: false,
  isScannedDown: false,
  isOn: false,
  isPumped: false,
  isInverted: false,
  isAllOn: false,
  contrast: 0x7f,
  multiplex: HEIGHT - 1,
};

type Registers = typeof RESET;

interface CoreState {
  readonly registers: Registers;
  readonly memory: Uint8Array;
  readonly pending: readonly number[];
}

/** How many bytes follow a command: datasheet, table 9-1. Those not listed have none. */
const ARGUMENTS: Readonly<Record<number, number>> = {
  0x20: 1,
  0x21: 2,
  0x22: 2,
  0x23: 1,
  0x26: 6,
  0x27: 6,
  0x29: 5,
  0x2a: 5,
  0x81: 1,
  0x8d: 1,
  0xa3: 2,
  0xa8: 1,
  0xd3: 1,
  0xd5: 1,
  0xd6: 1,
  0xd9: 1,
  0xda: 1,
  0xdb: 1,
};

/** They change how the panel is driven, and nothing that is seen here. */
const UNSEEN: readonly number[] = [0x2e, 0xa3, 0xd5, 0xd9, 0xda, 0xdb, 0xe3];
const SCROLLS: readonly number[] = [0x26, 0x27, 0x29, 0x2a, 0x2f];

export class Ssd1306Core implements Snapshotted<CoreState> {
  readonly #report: Report;
  #registers: Registers = { ...RESET };
  /** By column of the panel and page; a bit is a row, the lowest one uppermost. */
  #memory = new Uint8Array(WIDTH * PAGES);
  /** A command whose arguments are still to come. */
  #pending: number[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  reset(): void {
    this.#registers = { ...RESET };
    this.#memory = new Uint8Array(WIDTH * PAGES);
    this.#pending = [];
  }

  /** What it sends when it is read: bit 6 says that it is off. */
  get status(): number {
    return this.#registers.isOn ? 0 : 0x40;
  }

  get isLit(): boolean {
    return this.#registers.isOn && this.#registers.isPumped;
  }

  get contrast(): number {
    return this.#registers.contrast;
  }

  pixel(x: number, y: number): boolean {
    const { isAllOn, isInverted, isScannedDown, startLine, offset, multiplex } = this.#registers;
    if (!this.isLit) return false;
    const line = isScannedDown ? y : multiplex - y;
    if (line < 0 || line > multiplex) return false;
    if (isAllOn) return true;
    const row = (line + startLine + offset) % HEIGHT;
    const isSet = (this.#memory[(row >> 3) * WIDTH + x]! >> (row & 7)) & 1;
    return (isSet === 1) !== isInverted;
  }

  data(byte: number): void {
    const r = this.#registers;
    // The remap is where data is written to, so it leaves alone what is there: datasheet, 10.1.8.
    this.#memory[r.page * WIDTH + (r.isRemapped ? r.column : WIDTH - 1 - r.column)] = byte;
    if (r.mode === Mode.page) r.column = (r.column + 1) % WIDTH;
    else if (r.mode === Mode.horizontal) {
      if (this.#stepColumn()) this.#stepPage();
    } else if (this.#stepPage()) this.#stepColumn();
  }

  command(byte: number): void {
    this.#pending.push(byte);
    const [command, ...args] = this.#pending as [number, ...number[]];
    if (args.length < (ARGUMENTS[command] ?? 0)) return;
    this.#pending = [];
    this.#registers = { ...this.#registers };
    this.#run(command, args);
  }

  save(): CoreState {
    return {
      registers: { ...this.#registers },
      memory: this.#memory.slice(),
      pending: [...this.#pending],
    };
  }

  restore({ registers, memory, pending }: CoreState): void {
    this.#registers = { ...registers };
    this.#memory = memory.slice();
    this.#pending = [...pending];
  }

  /** @returns whether it went back to the start. */
  #stepColumn(): boolean {
    const r = this.#registers;
    if (r.column !== r.columnEnd) {
      r.column = (r.column + 1) % WIDTH;
      return false;
    }
    r.column = r.columnStart;
    return true;
  }

  #stepPage(): boolean {
    const r = this.#registers;
    if (r.page !== r.pageEnd) {
      r.page = (r.page + 1) % PAGES;
      return false;
    }
    r.page = r.pageStart;
    return true;
  }

  #refuse(effect: string, command: number, deed: string): void {
    const hint = `${deed} the picture in the firmware, and write it again`;
    this.#report(
      "not-simulated",
      `the ${effect} of command ${hex(command)} is not simulated`,
      hint,
    );
  }

  #run(command: number, [a = 0, b = 0]: number[]): void {
    const r = this.#registers;
    if (command <= 0x0f) r.column = (r.column & 0x70) | command;
    else if (command <= 0x1f) r.column = ((command & 7) << 4) | (r.column & 0x0f);
    else if (command >= 0x40 && command <= 0x7f) r.startLine = command & 0x3f;
    else if (command >= 0xb0 && command <= 0xb7) r.page = command & 7;
    else if (command === 0x20) r.mode = a & 3;
    else if (command === 0x21) {
      r.column = r.columnStart = a & 0x7f;
      r.columnEnd = b & 0x7f;
    } else if (command === 0x22) {
      r.page = r.pageStart = a & 7;
      r.pageEnd = b & 7;
    } else if (command === 0x81) r.contrast = a;
    else if (command === 0x8d) r.isPumped = (a & 4) !== 0;
    else if (command === 0xa0 || command === 0xa1) r.isRemapped = command === 0xa1;
    else if (command === 0xa4 || command === 0xa5) r.isAllOn = command === 0xa5;
    else if (command === 0xa6 || command === 0xa7) r.isInverted = command === 0xa7;
    else if (command === 0xa8) r.multiplex = a & 0x3f;
    else if (command === 0xae || command === 0xaf) this.#switch(command === 0xaf);
    else if (command >= 0xc0 && command <= 0xcf) r.isScannedDown = (command & 8) !== 0;
    else if (command === 0xd3) r.offset = a & 0x3f;
    else if (SCROLLS.includes(command)) this.#refuse("scrolling", command, "move");
    else if (command === 0x23) {
      if ((a & 0x30) !== 0) this.#refuse("fading", command, "dim");
    } else if (command === 0xd6) {
      if ((a & 1) !== 0) this.#refuse("zoom", command, "enlarge");
    } else if (!UNSEEN.includes(command)) {
      this.#report(
        "unknown-command",
        `there is no command ${hex(command)}`,
        "data for the picture follows the control byte 0x40, commands follow 0x00",
      );
    }
  }

  #switch(isOn: boolean): void {
    this.#registers.isOn = isOn;
    if (!isOn || this.#registers.isPumped) return;
    this.#report(
      "no-charge-pump",
      "it is switched on without its charge pump, and stays dark",
      "send 0x8D, 0x14 before 0xAF",
    );
  }
}

const hex = (byte: number): string => `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
