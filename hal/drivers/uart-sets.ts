/** What serial ports are told, and tell, as sets of bits: members are joined with `|`. */

/** How a byte is framed: `UartFrame.EvenParity | UartFrame.TwoStopBits`. */
export enum UartFrame {
  /** Eight data bits, no parity, one stop bit, as nearly all have it. */
  Usual = 0,
  /** A parity bit that makes the number of ones even. */
  EvenParity = 1,
  /** A parity bit that makes the number of ones odd. */
  OddParity = 2,
  TwoStopBits = 4,
  SevenBits = 8,
}

/** What was wrong with received bytes. */
export enum UartFlag {
  /** No stop bit where one should be: the baud rates differ. */
  Framing = 0x100,
  /** The parity bit is wrong. */
  Parity = 0x200,
  /** Bytes were lost before this one: nobody read in time. */
  Overrun = 0x400,
  /** No byte: the line was low for as long as one. */
  Break = 0x800,
}
