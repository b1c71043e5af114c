// Generated from hal/border by `npm run generate`. Do not edit.

/** Version of the border this firmware was built for. */
export const BORDER_VERSION: i32 = 1;

/** What a pin does from now on. */
export enum PinMode {
  /** High impedance; the level floats unless something drives it. */
  Input = 0,
  /** High impedance with the internal pull-up on. */
  InputPullUp = 1,
  /** High impedance with the internal pull-down on. */
  InputPullDown = 2,
  /** Push-pull output, low from the first instant. */
  OutputLow = 3,
  /** Push-pull output, high from the first instant. */
  OutputHigh = 4,
}

/** Which edges of a pin raise an interrupt. A bit set. */
export enum Edges {
  /** The pin raises no interrupt. */
  None = 0,
  /** Low to high. */
  Rising = 1,
  /** High to low. */
  Falling = 2,
  /** Every change. */
  Both = 3,
}

/** Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set. */
export enum SpiFlag {
  /** The lowest bit of each byte goes first, not the highest. */
  LsbFirst = 4,
}

/** What a strip's interrupt tells. */
export enum StripEvent {
  /** Half of the room for bytes is free; `strip_put` had said 0. */
  Room = 1,
  /** The line was low for the time of the latch. */
  Latched = 2,
}

/** Who raised an interrupt: `kind << 16 | index`. */
export enum Source {
  /** The host's interrupt ring was full; `value` is the number of events lost. */
  Overrun = 0,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio = 1,
  /** A transfer of bus `index` is over; `value` is the number of bytes. */
  Spi = 5,
  /** News of the strip on pin `index`; `value` is a `StripEvent`. */
  Strip = 6,
}

/** Why a module was stopped, where a host tells it by a number. Below the first of these it is a panic: its message and place are in the side table under that number. */
export enum Trap {
  /** It came to an `unreachable`. */
  Unreachable = 65536,
  /** A load or store outside the memory that it uses. */
  OutOfBounds = 65537,
  /** A division of integers by zero. */
  DivideByZero = 65538,
  /** The result of a division or conversion has no room. */
  IntegerOverflow = 65539,
  /** Not a number was converted to an integer. */
  InvalidConversion = 65540,
  /** A call through a reference that is null or of another type. */
  Call = 65541,
  /** Any other, also one whose kind a runtime does not tell. */
  Other = 65542,
  /** A pin that the board has not, or a mode that the pin has not. */
  Pin = 65543,
  /** No trap: a runtime did not take the module. */
  Module = 65544,
}

/** Microseconds since reset. Monotonic, 64 bit, never wraps. */
@external("hal", "now")
export declare function now(): i64;

/**
 * Sets what a pin does. An output takes its level without a glitch.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param mode A `PinMode`.
 */
@external("hal", "gpio_configure")
export declare function gpio_configure(pin: i32, mode: i32): void;

/**
 * Drives an output pin.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
@external("hal", "gpio_write")
export declare function gpio_write(pin: i32, level: i32): void;

/**
 * The level of the pin's net now: 0 or 1.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
@external("hal", "gpio_read")
export declare function gpio_read(pin: i32): i32;

/**
 * Chooses the edges of a pin that are raised. An edge after this call is never lost silently.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param edges An `Edges` set; it replaces the last one.
 */
@external("hal", "gpio_listen")
export declare function gpio_listen(pin: i32, edges: i32): void;

/**
 * Takes the pins of a bus, its clock at rest. Opening it again, between two transfers, changes speed and mode.
 * @param bus Number of the bus; the board says which pins it has.
 * @param hz Most clock periods a second; more than 0.
 * @param mode 0 to 3: bit 0 is the clock's phase, bit 1 its polarity. Or with it, an `SpiFlag` set.
 */
@external("hal", "spi_open")
export declare function spi_open(bus: i32, hz: i32, mode: i32): void;

/**
 * Keeps a byte for the next transfer. Gives 0 if there is no room, or a transfer goes on; there is room for 32 at least.
 * @param bus Number of the bus; the board says which pins it has.
 * @param byte The next to send, 0 to 255.
 */
@external("hal", "spi_put")
export declare function spi_put(bus: i32, byte: i32): i32;

/**
 * Sends the bytes that were put, and takes in as many; those of before are forgotten. Raises when the clock has been at rest for half a period.
 * @param bus Number of the bus; the board says which pins it has.
 */
@external("hal", "spi_run")
export declare function spi_run(bus: i32): void;

/**
 * The next of the bytes that came in with the last transfer; -1 if there is none.
 * @param bus Number of the bus; the board says which pins it has.
 */
@external("hal", "spi_get")
export declare function spi_get(bus: i32): i32;

/**
 * Makes a pin the data line of a strip, low at first.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param bit Nanoseconds of a bit.
 * @param zero Nanoseconds for which a 0 is high; less than a 1.
 * @param one Nanoseconds for which a 1 is high; less than a bit.
 * @param latch Microseconds of low, after which the LEDs show what they got.
 */
@external("hal", "strip_open")
export declare function strip_open(pin: i32, bit: i32, zero: i32, one: i32, latch: i32): void;

/**
 * Keeps a byte to send. Gives 0 if there is no room; then `Room` is raised once, when half of it is free. There is room for 48 at least.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param byte The next to send, 0 to 255, highest bit first.
 */
@external("hal", "strip_put")
export declare function strip_put(pin: i32, byte: i32): i32;

/**
 * Sends what is put, without a gap while more is put in time. Harmless while it sends. Raises `Latched` when the line was low for the time of the latch.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
@external("hal", "strip_run")
export declare function strip_run(pin: i32): void;

/**
 * Deferred log: the text stays with the host, only its index and raw arguments cross.
 * @param head Bits 0 to 15: index of the text in the side table. Then four bits an argument, first argument lowest: 0 absent, 1 signed, 2 unsigned, 3 float (f64 bits), 4 bool.
 * @param a First argument, or 0.
 * @param b Second argument, or 0.
 * @param c Third argument, or 0.
 * @param d Fourth argument, or 0.
 */
@external("hal", "log")
export declare function log(head: i32, a: i64, b: i64, c: i64, d: i64): void;

/**
 * Fatal error. The host stops the firmware; the call does not return.
 * @param code Index of the message and place in the side table.
 */
@external("hal", "panic")
export declare function panic(code: i32): void;
