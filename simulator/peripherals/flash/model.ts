/** The memory of each board that keeps what firmware writes without power. */
import { micros, millis } from "../../core/time.ts";

export interface FlashModel {
  readonly name: string;
  readonly bytes: number;
  readonly sectorBytes: number;
  /** Bytes that are written at once. */
  readonly writeBytes: number;
  /** Bytes that are erased at once: the sector, or one after the other of those in it. */
  readonly eraseBytes: number;
  /** Nanoseconds for `writeBytes`. */
  readonly writeTime: bigint;
  /** Nanoseconds for `eraseBytes`. */
  readonly eraseTime: bigint;
  /** Erases of a sector that the maker promises. */
  readonly endurance: number;
}

/**
 * Microchip ATmega328P datasheet (DS40002061), 8.4: 1 KB of EEPROM, 100,000 cycles. Table 8-1: a byte is
 * erased alone in 1.8 ms, and written alone, which clears bits only, in 1.8 ms; both at once, which is 3.4 ms, is
 * not used, so that it is flash like any other. It has no sectors: 128 bytes are erased one by one.
 */
const ATMEGA328P: FlashModel = {
  name: "EEPROM of the ATmega328P",
  bytes: 1024,
  sectorBytes: 128,
  writeBytes: 1,
  eraseBytes: 1,
  writeTime: micros(1800),
  eraseTime: micros(1800),
  endurance: 100_000,
};

/**
 * Winbond W25Q16JV datasheet (rev. D), 9.6 "AC Electrical Characteristics", typical: tPP 0.4 ms for a page program, of
 * which a word is a part (3 ms at most); tSE 45 ms for a sector of 4 KB (400 ms at most). Features, there and in rev. G:
 * 100,000 cycles at least. Firmware has the last 64 KiB.
 */
const W25Q16JV: FlashModel = {
  name: "flash W25Q16JV",
  bytes: 65_536,
  sectorBytes: 4096,
  writeBytes: 4,
  eraseBytes: 4096,
  writeTime: micros(400),
  eraseTime: millis(45),
  endurance: 100_000,
};

/**
 * Atmel ATmega2560 datasheet (2549Q), 8.3: 4 KB of EEPROM, 100,000 cycles. How long it is erased and written alone was
 * not checked against it: the times are those of the smaller one.
 */
const ATMEGA2560: FlashModel = {
  ...ATMEGA328P,
  name: "EEPROM of the ATmega2560",
  bytes: 4096,
};

const BY_BOARD: Readonly<Record<string, FlashModel>> = {
  "Arduino Uno": ATMEGA328P,
  "Arduino Nano": ATMEGA328P,
  "Arduino Mega": ATMEGA2560,
};

/** By the name of the board; one that is not listed has the flash of the Pico. */
export function flashOf(board: string): FlashModel {
  return BY_BOARD[board] ?? W25Q16JV;
}
