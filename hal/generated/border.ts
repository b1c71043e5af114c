// Generated from hal/border by `npm run generate`. Do not edit.

/** Version of the border this host speaks. */
export const BORDER_VERSION = 1;

/** Module name of the imports. */
export const BORDER_MODULE = "hal";

/** Custom section that carries the version. */
export const BORDER_SECTION = "wakeful";

/** Stands with a value that was measured. A bit set. */
export const AdcFlag = {
  /** It was measured for `adc_watch`, and not for `adc_start`. */
  Watched: 65536,
} as const;

/** What can be asked of the flash. */
export const FlashInfo = {
  /** Bytes that firmware may use, from address 0 on. */
  Bytes: 0,
  /** Bytes that are erased together. */
  SectorBytes: 1,
  /** Bytes that are written at once: 1 to 4. A word is written in so many steps, and a cut may fall between them. */
  WriteBytes: 2,
} as const;

/** How an operation of the flash has ended. */
export const FlashStatus = {
  /** As asked. */
  Done: 0,
  /** The memory did not take it: it is worn out. */
  Failed: 1,
} as const;

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

/** How a transaction on an I2C bus ended. */
export const I2cStatus = {
  /** Everything was moved. */
  Done: 0,
  /** No device answered to the address. */
  AddressNack: 1,
  /** The device did not take a byte of data. */
  DataNack: 2,
  /** Another controller had the bus. */
  ArbitrationLost: 3,
  /** A device held the clock low for longer than it may. */
  StretchTimeout: 4,
  /** A line is held low, or nothing pulls it up. */
  BusStuck: 5,
  /** It was given up before it was over. */
  Cancelled: 6,
} as const;

/** How a transaction begins and ends. A bit set. */
export const I2cFlag = {
  /** It ends without STOP: the bus is kept. */
  Hold: 1,
  /** It begins without START, and goes on with what was kept. */
  Resume: 2,
} as const;

/** Why the firmware begins. */
export const ResetCause = {
  /** It was switched on. Nothing is kept. */
  PowerOn: 0,
  /** The watchdog was not fed. */
  Watchdog: 1,
  /** The supply failed. Nothing is kept. */
  BrownOut: 2,
  /** The time of a deep sleep is over. */
  WakeTimer: 3,
  /** A pin ended a deep sleep. */
  WakePin: 4,
  /** The reset pin, or its button. */
  Pin: 5,
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
  /** A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`. */
  Adc: 3,
  /** A write or an erase has ended; `index` is 0, `value` a `FlashStatus`. */
  Flash: 7,
  /** An edge on pin `index`; `value` is the new level. */
  Gpio: 1,
  /** A transaction on bus `index` is over; `value` is its `I2cStatus`, and `count << 8`: how many bytes of data were moved. */
  I2c: 4,
  /** A transfer of bus `index` is over; `value` is the number of bytes. */
  Spi: 5,
  /** News of the strip on pin `index`; `value` is a `StripEvent`. */
  Strip: 6,
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
  /** A pin or port that the board has not, or a mode, rate or period that it has not. */
  Pin: 65543,
  /** No trap: a runtime did not take the module. */
  Module: 65544,
} as const;

/** What a host provides, under the module name above. */
export interface BorderImports {
  /** Microseconds since reset. Monotonic, 64 bit, never wraps. */
  now(): bigint;
  /**
   * Makes a pin an analogue input, without a pull.
   * @param pin Logical pin number; the board maps it to a physical pin.
   */
  adc_open(pin: number): void;
  /**
   * Measures once; the value is raised. Those of several pins take turns, and one that is asked for already is not asked for twice.
   * @param pin Logical pin number; the board maps it to a physical pin.
   */
  adc_start(pin: number): void;
  /**
   * Measures again and again, and raises values outside a window. It replaces the pin's last one.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param period Microseconds from one measurement to the next, the first one at once; 0 ends it.
   * @param low Values from `low` to `high` are not raised.
   * @param high Below `low`, all are raised.
   */
  adc_watch(pin: number, period: number, low: number, high: number): void;
  /** The voltage of full scale, in millivolts. */
  adc_reference(): number;
  /**
   * What the flash is like; all 0 if the board has none for firmware.
   * @param what A `FlashInfo`.
   */
  flash_info(what: number): number;
  /**
   * The word at an address. A port whose memory cannot be read during an operation waits for its end.
   * @param address From 0, a multiple of 4.
   */
  flash_read(address: number): number;
  /**
   * Begins to write a word, which clears bits only. Raises when it is done; one operation at a time.
   * @param address From 0, a multiple of 4.
   * @param word What it becomes; a bit that is 0 stays 0.
   */
  flash_write(address: number, word: number): void;
  /**
   * Begins to erase a sector, which sets all its bits. Raises when it is done; one operation at a time.
   * @param address Of the first byte of a sector.
   */
  flash_erase(address: number): void;
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
   * Gives the pins of the bus to it, with their pull-ups. Opening it again changes the clock.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   * @param hz Clock cycles a second: 100,000, 400,000.
   * @param stretch Microseconds for which a device may hold the clock.
   */
  i2c_open(bus: number, hz: number, stretch: number): void;
  /**
   * 1: taken into the host's buffer, which has room for 32 bytes at least; 0: it is full.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   * @param byte To be written by the next transaction.
   */
  i2c_put(bus: number, byte: number): number;
  /**
   * The next byte that was read, or -1.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   */
  i2c_get(bus: number): number;
  /**
   * START, the address and the bytes put, if there are any or nothing is to be read; then, if something is, START, the address and the bytes read; STOP. `Resume` leaves out the START and address of what was held, which reads on if it was reading and nothing is put. Raises when it is over, which also forgets the bytes put.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   * @param address Of the device, 7 bits.
   * @param read Bytes to read, up to 32.
   * @param flags An `I2cFlag` set.
   */
  i2c_run(bus: number, address: number, read: number, flags: number): void;
  /**
   * Frees a bus whose data line a device holds low: up to nine clocks, and STOP. Raises.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   */
  i2c_recover(bus: number): void;
  /**
   * STOP as soon as the protocol allows, also of what is held. Raises `Cancelled` once for each call, in place of what the transaction would raise.
   * @param bus Number of the bus: 0, or 1 where the board has two.
   */
  i2c_cancel(bus: number): void;
  /** A `ResetCause`: why the firmware began this time. */
  power_cause(): number;
  /**
   * Keeps a word over resets and deep sleep; it is lost without power.
   * @param index 0 to 15.
   * @param value What is kept there.
   */
  power_keep(index: number, value: number): void;
  /**
   * The word that is kept there; 0 if power was lost since.
   * @param index 0 to 15.
   */
  power_kept(index: number): number;
  /**
   * A pin at that level will end the deep sleep, also if it has it already. Until the next reset; another level replaces it.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param level 0 is low, anything else is high.
   */
  power_wake(pin: number, level: number): void;
  /**
   * Deep sleep when this turn ends. Pins stay as they are. Waking is a reset.
   * @param duration Microseconds, counted from the end of the turn; the largest: only a pin wakes it.
   */
  power_off(duration: bigint): void;
  /**
   * Makes a pin an output with pulses. If it has pulses already, they change when the period at hand ends.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param period Nanoseconds, more than 0.
   * @param high Nanoseconds of each period, from its beginning on. 0: the pin stays low. The period or more: it stays high.
   */
  pwm_set(pin: number, period: number, high: number): void;
  /**
   * Ends the pulses at once, also within a period. The pin is an output with that level.
   * @param pin Logical pin number; the board maps it to a physical pin.
   * @param level 0 is low, anything else is high.
   */
  pwm_stop(pin: number, level: number): void;
  /** 64 bits from the chip's source of noise; slow on most. In the simulator they follow from the seed. */
  random_bits(): bigint;
  /** Microseconds since 1970-01-01 UTC; -1 if it was never set since power came. It runs in deep sleep and over resets. */
  rtc_get(): bigint;
  /**
   * Sets the clock.
   * @param time Microseconds since 1970-01-01 UTC.
   */
  rtc_set(time: bigint): void;
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
   * From now on the board is reset when it is not fed for so long. It cannot be stopped; called again, it has another timeout.
   * @param timeout Microseconds; what the chip cannot do is shortened.
   */
  watchdog_start(timeout: bigint): void;
  /** The timeout begins anew. */
  watchdog_feed(): void;
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
  adc_open: { params: ["i32"], result: "void" },
  adc_start: { params: ["i32"], result: "void" },
  adc_watch: { params: ["i32", "i32", "i32", "i32"], result: "void" },
  adc_reference: { params: [], result: "i32" },
  flash_info: { params: ["i32"], result: "i32" },
  flash_read: { params: ["i32"], result: "i32" },
  flash_write: { params: ["i32", "i32"], result: "void" },
  flash_erase: { params: ["i32"], result: "void" },
  gpio_configure: { params: ["i32", "i32"], result: "void" },
  gpio_write: { params: ["i32", "i32"], result: "void" },
  gpio_read: { params: ["i32"], result: "i32" },
  gpio_listen: { params: ["i32", "i32"], result: "void" },
  i2c_open: { params: ["i32", "i32", "i32"], result: "void" },
  i2c_put: { params: ["i32", "i32"], result: "i32" },
  i2c_get: { params: ["i32"], result: "i32" },
  i2c_run: { params: ["i32", "i32", "i32", "i32"], result: "void" },
  i2c_recover: { params: ["i32"], result: "void" },
  i2c_cancel: { params: ["i32"], result: "void" },
  power_cause: { params: [], result: "i32" },
  power_keep: { params: ["i32", "i32"], result: "void" },
  power_kept: { params: ["i32"], result: "i32" },
  power_wake: { params: ["i32", "i32"], result: "void" },
  power_off: { params: ["i64"], result: "void" },
  pwm_set: { params: ["i32", "i32", "i32"], result: "void" },
  pwm_stop: { params: ["i32", "i32"], result: "void" },
  random_bits: { params: [], result: "i64" },
  rtc_get: { params: [], result: "i64" },
  rtc_set: { params: ["i64"], result: "void" },
  spi_open: { params: ["i32", "i32", "i32"], result: "void" },
  spi_put: { params: ["i32", "i32"], result: "i32" },
  spi_run: { params: ["i32"], result: "void" },
  spi_get: { params: ["i32"], result: "i32" },
  strip_open: { params: ["i32", "i32", "i32", "i32", "i32"], result: "void" },
  strip_put: { params: ["i32", "i32"], result: "i32" },
  strip_run: { params: ["i32"], result: "void" },
  uart_open: { params: ["i32", "i32", "i32"], result: "void" },
  uart_close: { params: ["i32"], result: "void" },
  uart_write: { params: ["i32", "i32"], result: "i32" },
  uart_read: { params: ["i32"], result: "i32" },
  uart_flush: { params: ["i32"], result: "i32" },
  watchdog_start: { params: ["i64"], result: "void" },
  watchdog_feed: { params: [], result: "void" },
  log: { params: ["i32", "i64", "i64", "i64", "i64"], result: "void" },
  panic: { params: ["i32"], result: "void" },
} as const;

/** Signatures of the exports, for checks at load time. */
export const exportTypes = {
  start: { params: [], result: "void" },
  poll: { params: [], result: "i64" },
  raise: { params: ["i32", "i32", "i64"], result: "void" },
} as const;
