// Generated from hal/border by `npm run generate`. Do not edit.

/** Version of the border this firmware was built for. */
export const BORDER_VERSION: i32 = 1;

/** Stands with a value that was measured. A bit set. */
export enum AdcFlag {
  /** It was measured for `adc_watch`, and not for `adc_start`. */
  Watched = 65536,
}

/** What can be asked of the flash. */
export enum FlashInfo {
  /** Bytes that firmware may use, from address 0 on. */
  Bytes = 0,
  /** Bytes that are erased together. */
  SectorBytes = 1,
  /** Bytes that are written at once: 1 to 4. A word is written in so many steps, and a cut may fall between them. */
  WriteBytes = 2,
}

/** How an operation of the flash has ended. */
export enum FlashStatus {
  /** As asked. */
  Done = 0,
  /** The memory did not take it: it is worn out. */
  Failed = 1,
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

/** How a transaction on an I2C bus ended. */
export enum I2cStatus {
  /** Everything was moved. */
  Done = 0,
  /** No device answered to the address. */
  AddressNack = 1,
  /** The device did not take a byte of data. */
  DataNack = 2,
  /** Another controller had the bus. */
  ArbitrationLost = 3,
  /** A device held the clock low for longer than it may. */
  StretchTimeout = 4,
  /** A line is held low, or nothing pulls it up. */
  BusStuck = 5,
  /** It was given up before it was over. */
  Cancelled = 6,
}

/** How a transaction begins and ends. A bit set. */
export enum I2cFlag {
  /** It ends without STOP: the bus is kept. */
  Hold = 1,
  /** It begins without START, and goes on with what was kept. */
  Resume = 2,
}

/** Why the firmware begins. */
export enum ResetCause {
  /** It was switched on. Nothing is kept. */
  PowerOn = 0,
  /** The watchdog was not fed. */
  Watchdog = 1,
  /** The supply failed. Nothing is kept. */
  BrownOut = 2,
  /** The time of a deep sleep is over. */
  WakeTimer = 3,
  /** A pin ended a deep sleep. */
  WakePin = 4,
  /** The reset pin, or its button. */
  Pin = 5,
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

/** What has happened at a serial port. A bit set. */
export enum UartEvent {
  /** A byte is there, after `uart_read` had none. */
  Received = 1,
  /** There is room, after `uart_write` had none. */
  Room = 2,
  /** All is sent, after `uart_flush` said that it was not. */
  Sent = 4,
}

/** How a byte is framed. A bit set; 0 is eight bits, no parity, one stop bit. */
export enum UartFrame {
  /** A parity bit that makes the number of ones even. */
  EvenParity = 1,
  /** A parity bit that makes the number of ones odd. */
  OddParity = 2,
  /** Two stop bits. */
  TwoStopBits = 4,
  /** Seven data bits. */
  SevenBits = 8,
}

/** What is told of a received byte, above its eight bits. A bit set. */
export enum UartFlag {
  /** Its stop bit was low: the baud rates differ. */
  Framing = 256,
  /** Its parity bit was wrong. */
  Parity = 512,
  /** Bytes were lost before it: nobody read in time. */
  Overrun = 1024,
  /** No byte: the line was low for a byte's time. */
  Break = 2048,
}

/** Who raised an interrupt: `kind << 16 | index`. */
export enum Source {
  /** The host's interrupt ring was full; `value` is the number of events lost. */
  Overrun = 0,
  /** A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`. */
  Adc = 3,
  /** A write or an erase has ended; `index` is 0, `value` a `FlashStatus`. */
  Flash = 7,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio = 1,
  /** A transaction on bus `index` is over; `value` is its `I2cStatus`, and `count << 8`: how many bytes of data were moved. */
  I2c = 4,
  /** A transfer of bus `index` is over; `value` is the number of bytes. */
  Spi = 5,
  /** News of the strip on pin `index`; `value` is a `StripEvent`. */
  Strip = 6,
  /** Serial port `index`; `value` is a set of `UartEvent`. */
  Uart = 2,
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
  /** A pin or port that the board has not, or a mode, rate or period that it has not. */
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
 * What the flash is like; all 0 if the board has none for firmware.
 * @param what A `FlashInfo`.
 */
@external("hal", "flash_info")
export declare function flash_info(what: i32): i32;

/**
 * The word at an address. A port whose memory cannot be read during an operation waits for its end.
 * @param address From 0, a multiple of 4.
 */
@external("hal", "flash_read")
export declare function flash_read(address: i32): i32;

/**
 * Begins to write a word, which clears bits only. Raises when it is done; one operation at a time.
 * @param address From 0, a multiple of 4.
 * @param word What it becomes; a bit that is 0 stays 0.
 */
@external("hal", "flash_write")
export declare function flash_write(address: i32, word: i32): void;

/**
 * Begins to erase a sector, which sets all its bits. Raises when it is done; one operation at a time.
 * @param address Of the first byte of a sector.
 */
@external("hal", "flash_erase")
export declare function flash_erase(address: i32): void;

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
 * Gives the pins of the bus to it, with their pull-ups. Opening it again changes the clock.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param hz Clock cycles a second: 100,000, 400,000.
 * @param stretch Microseconds for which a device may hold the clock.
 */
@external("hal", "i2c_open")
export declare function i2c_open(bus: i32, hz: i32, stretch: i32): void;

/**
 * 1: taken into the host's buffer, which has room for 32 bytes at least; 0: it is full.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param byte To be written by the next transaction.
 */
@external("hal", "i2c_put")
export declare function i2c_put(bus: i32, byte: i32): i32;

/**
 * The next byte that was read, or -1.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
@external("hal", "i2c_get")
export declare function i2c_get(bus: i32): i32;

/**
 * START, the address and the bytes put, if there are any or nothing is to be read; then, if something is, START, the address and the bytes read; STOP. `Resume` leaves out the START and address of what was held, which reads on if it was reading and nothing is put. Raises when it is over, which also forgets the bytes put.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param address Of the device, 7 bits.
 * @param read Bytes to read, up to 32.
 * @param flags An `I2cFlag` set.
 */
@external("hal", "i2c_run")
export declare function i2c_run(bus: i32, address: i32, read: i32, flags: i32): void;

/**
 * Frees a bus whose data line a device holds low: up to nine clocks, and STOP. Raises.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
@external("hal", "i2c_recover")
export declare function i2c_recover(bus: i32): void;

/**
 * STOP as soon as the protocol allows, also of what is held. Raises `Cancelled` once for each call, in place of what the transaction would raise.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
@external("hal", "i2c_cancel")
export declare function i2c_cancel(bus: i32): void;

/** A `ResetCause`: why the firmware began this time. */
@external("hal", "power_cause")
export declare function power_cause(): i32;

/**
 * Keeps a word over resets and deep sleep; it is lost without power.
 * @param index 0 to 15.
 * @param value What is kept there.
 */
@external("hal", "power_keep")
export declare function power_keep(index: i32, value: i32): void;

/**
 * The word that is kept there; 0 if power was lost since.
 * @param index 0 to 15.
 */
@external("hal", "power_kept")
export declare function power_kept(index: i32): i32;

/**
 * A pin at that level will end the deep sleep, also if it has it already. Until the next reset; another level replaces it.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
@external("hal", "power_wake")
export declare function power_wake(pin: i32, level: i32): void;

/**
 * Deep sleep when this turn ends. Pins stay as they are. Waking is a reset.
 * @param duration Microseconds, counted from the end of the turn; the largest: only a pin wakes it.
 */
@external("hal", "power_off")
export declare function power_off(duration: i64): void;

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

/** 64 bits from the chip's source of noise; slow on most. In the simulator they follow from the seed. */
@external("hal", "random_bits")
export declare function random_bits(): i64;

/** Microseconds since 1970-01-01 UTC; -1 if it was never set since power came. It runs in deep sleep and over resets. */
@external("hal", "rtc_get")
export declare function rtc_get(): i64;

/**
 * Sets the clock.
 * @param time Microseconds since 1970-01-01 UTC.
 */
@external("hal", "rtc_set")
export declare function rtc_set(time: i64): void;

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
 * Takes the pins of a serial port: TX becomes an output, high, RX an input with pull-up. Opening again changes baud rate and frame, from the next byte on.
 * @param port Number of the serial port, from 0.
 * @param baud Bits a second.
 * @param frame A set of `UartFrame`.
 */
@external("hal", "uart_open")
export declare function uart_open(port: i32, baud: i32, frame: i32): void;

/**
 * Gives the pins of a serial port back, as inputs. What is not sent or read is gone.
 * @param port Number of the serial port, from 0.
 */
@external("hal", "uart_close")
export declare function uart_close(port: i32): void;

/**
 * Sends a byte. 1: it is taken; 0: there is no room, and `Room` is raised once when there is.
 * @param port Number of the serial port, from 0.
 * @param byte Its low eight bits are sent.
 */
@external("hal", "uart_write")
export declare function uart_write(port: i32, byte: i32): i32;

/**
 * The oldest byte not yet read, with its `UartFlag` set; -1: there is none, and `Received` is raised once when there is.
 * @param port Number of the serial port, from 0.
 */
@external("hal", "uart_read")
export declare function uart_read(port: i32): i32;

/**
 * 1: all was sent, the last stop bit included; 0: not yet, and `Sent` is raised once when it is.
 * @param port Number of the serial port, from 0.
 */
@external("hal", "uart_flush")
export declare function uart_flush(port: i32): i32;

/**
 * From now on the board is reset when it is not fed for so long. It cannot be stopped; called again, it has another timeout.
 * @param timeout Microseconds; what the chip cannot do is shortened.
 */
@external("hal", "watchdog_start")
export declare function watchdog_start(timeout: i64): void;

/** The timeout begins anew. */
@external("hal", "watchdog_feed")
export declare function watchdog_feed(): void;

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
