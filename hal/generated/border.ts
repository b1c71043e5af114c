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

/** Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set. */
export const SpiFlag = {
  /** The lowest bit of each byte goes first, not the highest. */
  LsbFirst: 4,
} as const;

/** What a strip's interrupt tells. */
export const StripEvent = {
  /** Half of the room for bytes is free; `strip_put` had said 0. */
  Room: 1,
  /** The line was low for the time of the latch. */
  Latched: 2,
} as const;

/** Who raised an interrupt: `kind << 16 | index`. */
export const Source = {
  /** The host's interrupt ring was full; `value` is the number of events lost. */
  Overrun: 0,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio: 1,
  /** A transfer of bus `index` is over; `value` is the number of bytes. */
  Spi: 5,
  /** News of the strip on pin `index`; `value` is a `StripEvent`. */
  Strip: 6,
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
   * Takes the pins of a bus, its clock at rest. Opening it again, between two transfers, changes speed and mode.
   * @param bus Number of the bus; the board says which pins it has.
   * @param hz Most clock periods a second; more than 0.
   * @param mode 0 to 3: bit 0 is the clock's phase, bit 1 its polarity. Or with it, an `SpiFlag` set.
   */
  spi_open(bus: number, hz: number, mode: number): void;
  /**
   * Keeps a byte for the next transfer. Gives 0 if there is no room, or a transfer goes on; there is room for 32 at least.
   * @param bus Number of the bus; the board says which pins it has.
   * @param byte The next to send, 0 to 255.
   */
  spi_put(bus: number, byte: number): number;
  /**
   * Sends the bytes that were put, and takes in as many; those of before are forgotten. Raises when the clock has been at rest for half a period.
   * @param bus Number of the bus; the board says which pins it has.
   */
  spi_run(bus: number): void;
  /**
   * The next of the bytes that came in with the last transfer; -1 if there is none.
   * @param bus Number of the bus; the board says which pins it has.
   */
  spi_get(bus: number): number;
  /**
   * Makes a pin the data line of a strip, low at first.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param bit Nanoseconds of a bit.
   * @param zero Nanoseconds for which a 0 is high; less than a 1.
   * @param one Nanoseconds for which a 1 is high; less than a bit.
   * @param latch Microseconds of low, after which the LEDs show what they got.
   */
  strip_open(pin: number, bit: number, zero: number, one: number, latch: number): void;
  /**
   * Keeps a byte to send. Gives 0 if there is no room; then `Room` is raised once, when half of it is free. There is room for 48 at least.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param byte The next to send, 0 to 255, highest bit first.
   */
  strip_put(pin: number, byte: number): number;
  /**
   * Sends what is put, without a gap while more is put in time. Harmless while it sends. Raises `Latched` when the line was low for the time of the latch.
   * @param pin Logical pin number; the board maps it to a physical pin.
   */
  strip_run(pin: number): void;
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
  spi_open: { params: ["i32", "i32", "i32"], result: "void" },
  spi_put: { params: ["i32", "i32"], result: "i32" },
  spi_run: { params: ["i32"], result: "void" },
  spi_get: { params: ["i32"], result: "i32" },
  strip_open: { params: ["i32", "i32", "i32", "i32", "i32"], result: "void" },
  strip_put: { params: ["i32", "i32"], result: "i32" },
  strip_run: { params: ["i32"], result: "void" },
  log: { params: ["i32", "i64", "i64", "i64", "i64"], result: "void" },
  panic: { params: ["i32"], result: "void" },
} as const;

/** Signatures of the exports, for checks at load time. */
export const exportTypes = {
  start: { params: [], result: "void" },
  poll: { params: [], result: "i64" },
  raise: { params: ["i32", "i32", "i64"], result: "void" },
} as const;
