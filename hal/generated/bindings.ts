// Generated from hal/border by `npm run generate`. Do not edit.

/** Version of the border this firmware was built for. */
export const BORDER_VERSION: i32 = 1;

/** Stands with a value that was measured. A bit set. */
export enum AdcFlag {
  /** It was measured for `adc_watch`, and not for `adc_start`. */
  Watched = 65536,
}

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

/** Who raised an interrupt: `kind << 16 | index`. */
export enum Source {
  /** The host's interrupt ring was full; `value` is the number of events lost. */
  Overrun = 0,
  /** A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`. */
  Adc = 3,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio = 1,
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
 * Makes a pin an analogue input, without a pull.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
@external("hal", "adc_open")
export declare function adc_open(pin: i32): void;

/**
 * Measures once; the value is raised. Those of several pins take turns, and one that is asked for already is not asked for twice.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
@external("hal", "adc_start")
export declare function adc_start(pin: i32): void;

/**
 * Measures again and again, and raises values outside a window. It replaces the pin's last one.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param period Microseconds from one measurement to the next, the first one at once; 0 ends it.
 * @param low Values from `low` to `high` are not raised.
 * @param high Below `low`, all are raised.
 */
@external("hal", "adc_watch")
export declare function adc_watch(pin: i32, period: i32, low: i32, high: i32): void;

/** The voltage of full scale, in millivolts. */
@external("hal", "adc_reference")
export declare function adc_reference(): i32;

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
 * Makes a pin an output with pulses. If it has pulses already, they change when the period at hand ends.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param period Nanoseconds, more than 0.
 * @param high Nanoseconds of each period, from its beginning on. 0: the pin stays low. The period or more: it stays high.
 */
@external("hal", "pwm_set")
export declare function pwm_set(pin: i32, period: i32, high: i32): void;

/**
 * Ends the pulses at once, also within a period. The pin is an output with that level.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
@external("hal", "pwm_stop")
export declare function pwm_stop(pin: i32, level: i32): void;

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
