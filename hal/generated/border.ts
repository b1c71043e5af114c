// Generated from hal/border by `npm run generate`. Do not edit.

/** Version of the border this host speaks. */
export const BORDER_VERSION = 1;

/** Module name of the imports. */
export const BORDER_MODULE = "hal";

/** Custom section that carries the version. */
export const BORDER_SECTION = "wakeful";

/** What a pin does from now on. */
export const PinMode = {
  /** High impedance; the level floats unless something drives it. */
  Input: 0,
  /** High impedance with the internal pull-up on. */
  InputPullUp: 1,
  /** High impedance with the internal pull-down on. */
  InputPullDown: 2,
  /** Push-pull output, low from the first instant. */
  OutputLow: 3,
  /** Push-pull output, high from the first instant. */
  OutputHigh: 4,
} as const;

/** Which edges of a pin raise an interrupt. A bit set. */
export const Edges = {
  /** The pin raises no interrupt. */
  None: 0,
  /** Low to high. */
  Rising: 1,
  /** High to low. */
  Falling: 2,
  /** Every change. */
  Both: 3,
} as const;

/** What has happened at a serial port. A bit set. */
export const UartEvent = {
  /** A byte is there, after `uart_read` had none. */
  Received: 1,
  /** There is room, after `uart_write` had none. */
  Room: 2,
  /** All is sent, after `uart_flush` said that it was not. */
  Sent: 4,
} as const;

/** How a byte is framed. A bit set; 0 is eight bits, no parity, one stop bit. */
export const UartFrame = {
  /** A parity bit that makes the number of ones even. */
  EvenParity: 1,
  /** A parity bit that makes the number of ones odd. */
  OddParity: 2,
  /** Two stop bits. */
  TwoStopBits: 4,
  /** Seven data bits. */
  SevenBits: 8,
} as const;

/** What is told of a received byte, above its eight bits. A bit set. */
export const UartFlag = {
  /** Its stop bit was low: the baud rates differ. */
  Framing: 256,
  /** Its parity bit was wrong. */
  Parity: 512,
  /** Bytes were lost before it: nobody read in time. */
  Overrun: 1024,
  /** No byte: the line was low for a byte's time. */
  Break: 2048,
} as const;

/** Who raised an interrupt: `kind << 16 | index`. */
export const Source = {
  /** The host's interrupt ring was full; `value` is the number of events lost. */
  Overrun: 0,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio: 1,
  /** Serial port `index`; `value` is a set of `UartEvent`. */
  Uart: 2,
} as const;

/** Why a module was stopped, where a host tells it by a number. Below the first of these it is a panic: its message and place are in the side table under that number. */
export const Trap = {
  /** It came to an `unreachable`. */
  Unreachable: 65536,
  /** A load or store outside the memory that it uses. */
  OutOfBounds: 65537,
  /** A division of integers by zero. */
  DivideByZero: 65538,
  /** The result of a division or conversion has no room. */
  IntegerOverflow: 65539,
  /** Not a number was converted to an integer. */
  InvalidConversion: 65540,
  /** A call through a reference that is null or of another type. */
  Call: 65541,
  /** Any other, also one whose kind a runtime does not tell. */
  Other: 65542,
  /** A pin that the board has not, or a mode that the pin has not. */
  Pin: 65543,
  /** No trap: a runtime did not take the module. */
  Module: 65544,
} as const;

/** What a host provides, under the module name above. */
export interface BorderImports {
  /** Microseconds since reset. Monotonic, 64 bit, never wraps. */
  now(): bigint;
  /**
   * Sets what a pin does. An output takes its level without a glitch.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param mode A `PinMode`.
   */
  gpio_configure(pin: number, mode: number): void;
  /**
   * Drives an output pin.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param level 0 is low, anything else is high.
   */
  gpio_write(pin: number, level: number): void;
  /**
   * The level of the pin's net now: 0 or 1.
   * @param pin Logical pin number; the board maps it to a physical pin.
   */
  gpio_read(pin: number): number;
  /**
   * Chooses the edges of a pin that are raised. An edge after this call is never lost silently.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param edges An `Edges` set; it replaces the last one.
   */
  gpio_listen(pin: number, edges: number): void;
  /**
   * Takes the pins of a serial port: TX becomes an output, high, RX an input with pull-up. Opening again changes baud rate and frame, from the next byte on.
   * @param port Number of the serial port, from 0.
   * @param baud Bits a second.
   * @param frame A set of `UartFrame`.
   */
  uart_open(port: number, baud: number, frame: number): void;
  /**
   * Gives the pins of a serial port back, as inputs. What is not sent or read is gone.
   * @param port Number of the serial port, from 0.
   */
  uart_close(port: number): void;
  /**
   * Sends a byte. 1: it is taken; 0: there is no room, and `Room` is raised once when there is.
   * @param port Number of the serial port, from 0.
   * @param byte Its low eight bits are sent.
   */
  uart_write(port: number, byte: number): number;
  /**
   * The oldest byte not yet read, with its `UartFlag` set; -1: there is none, and `Received` is raised once when there is.
   * @param port Number of the serial port, from 0.
   */
  uart_read(port: number): number;
  /**
   * 1: all was sent, the last stop bit included; 0: not yet, and `Sent` is raised once when it is.
   * @param port Number of the serial port, from 0.
   */
  uart_flush(port: number): number;
  /**
   * Deferred log: the text stays with the host, only its index and raw arguments cross.
   * @param head Bits 0 to 15: index of the text in the side table. Then four bits an argument, first argument lowest: 0 absent, 1 signed, 2 unsigned, 3 float (f64 bits), 4 bool.
   * @param a First argument, or 0.
   * @param b Second argument, or 0.
   * @param c Third argument, or 0.
   * @param d Fourth argument, or 0.
   */
  log(head: number, a: bigint, b: bigint, c: bigint, d: bigint): void;
  /**
   * Fatal error. The host stops the firmware; the call does not return.
   * @param code Index of the message and place in the side table.
   */
  panic(code: number): void;
}

/** What firmware provides. */
export interface BorderExports {
  /** Runs `main` once. Call it before anything else. */
  start(): void;
  /** One bounded turn: expires timers, then runs each ready task once. Returns the next deadline in microseconds since reset; 0: more is ready, call again; the largest i64: only an interrupt can wake. */
  poll(): bigint;
  /**
   * Delivers one interrupt, in the order they happened. Only between polls, never from an interrupt routine.
   * @param source `Source` kind in the high 16 bits, index in the low 16.
   * @param value Meaning depends on the source.
   * @param time Microseconds since reset at which it happened.
   */
  raise(source: number, value: number, time: bigint): void;
  /** Linear memory. Its used part ends at `__heap_base`. */
  readonly memory: WebAssembly.Memory;
  /** End of the static data, in bytes from 0. */
  readonly __data_end: WebAssembly.Global;
  /** End of all memory the firmware uses, in bytes from 0. */
  readonly __heap_base: WebAssembly.Global;
}

/** Signatures of the imports, for checks at load time. */
export const importTypes = {
  now: { params: [], result: "i64" },
  gpio_configure: { params: ["i32", "i32"], result: "void" },
  gpio_write: { params: ["i32", "i32"], result: "void" },
  gpio_read: { params: ["i32"], result: "i32" },
  gpio_listen: { params: ["i32", "i32"], result: "void" },
  uart_open: { params: ["i32", "i32", "i32"], result: "void" },
  uart_close: { params: ["i32"], result: "void" },
  uart_write: { params: ["i32", "i32"], result: "i32" },
  uart_read: { params: ["i32"], result: "i32" },
  uart_flush: { params: ["i32"], result: "i32" },
  log: { params: ["i32", "i64", "i64", "i64", "i64"], result: "void" },
  panic: { params: ["i32"], result: "void" },
} as const;

/** Signatures of the exports, for checks at load time. */
export const exportTypes = {
  start: { params: [], result: "void" },
  poll: { params: [], result: "i64" },
  raise: { params: ["i32", "i32", "i64"], result: "void" },
} as const;
