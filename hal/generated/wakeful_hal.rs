// Generated from hal/border by `npm run generate`. Do not edit.

/// Version of the border this guest was built for.
pub const BORDER_VERSION: u32 = 1;

/// What `poll` returns if only an interrupt can wake.
pub const NEVER: i64 = i64::MAX;

/// Tells a host the version, as LEB128, without running anything.
#[used]
#[link_section = "wakeful"]
pub static SECTION: [u8; 1] = [1];

/// Stands with a value that was measured. A bit set.
pub mod adc_flag {
    /// It was measured for `adc_watch`, and not for `adc_start`.
    pub const WATCHED: i32 = 65536;
}

/// What can be asked of the flash.
pub mod flash_info {
    /// Bytes that firmware may use, from address 0 on.
    pub const BYTES: i32 = 0;
    /// Bytes that are erased together.
    pub const SECTOR_BYTES: i32 = 1;
    /// Bytes that are written at once: 1 to 4. A word is written in so many steps, and a cut may fall between them.
    pub const WRITE_BYTES: i32 = 2;
}

/// How an operation of the flash has ended.
pub mod flash_status {
    /// As asked.
    pub const DONE: i32 = 0;
    /// The memory did not take it: it is worn out.
    pub const FAILED: i32 = 1;
}

/// What a pin does from now on.
pub mod pin_mode {
    /// High impedance; the level floats unless something drives it.
    pub const INPUT: i32 = 0;
    /// High impedance with the internal pull-up on.
    pub const INPUT_PULL_UP: i32 = 1;
    /// High impedance with the internal pull-down on.
    pub const INPUT_PULL_DOWN: i32 = 2;
    /// Push-pull output, low from the first instant.
    pub const OUTPUT_LOW: i32 = 3;
    /// Push-pull output, high from the first instant.
    pub const OUTPUT_HIGH: i32 = 4;
}

/// Which edges of a pin raise an interrupt. A bit set.
pub mod edges {
    /// The pin raises no interrupt.
    pub const NONE: i32 = 0;
    /// Low to high.
    pub const RISING: i32 = 1;
    /// High to low.
    pub const FALLING: i32 = 2;
    /// Every change.
    pub const BOTH: i32 = 3;
}

/// How a transaction on an I2C bus ended.
pub mod i2c_status {
    /// Everything was moved.
    pub const DONE: i32 = 0;
    /// No device answered to the address.
    pub const ADDRESS_NACK: i32 = 1;
    /// The device did not take a byte of data.
    pub const DATA_NACK: i32 = 2;
    /// Another controller had the bus.
    pub const ARBITRATION_LOST: i32 = 3;
    /// A device held the clock low for longer than it may.
    pub const STRETCH_TIMEOUT: i32 = 4;
    /// A line is held low, or nothing pulls it up.
    pub const BUS_STUCK: i32 = 5;
    /// It was given up before it was over.
    pub const CANCELLED: i32 = 6;
}

/// How a transaction begins and ends. A bit set.
pub mod i2c_flag {
    /// It ends without STOP: the bus is kept.
    pub const HOLD: i32 = 1;
    /// It begins without START, and goes on with what was kept.
    pub const RESUME: i32 = 2;
}

/// Why the firmware begins.
pub mod reset_cause {
    /// It was switched on. Nothing is kept.
    pub const POWER_ON: i32 = 0;
    /// The watchdog was not fed.
    pub const WATCHDOG: i32 = 1;
    /// The supply failed. Nothing is kept.
    pub const BROWN_OUT: i32 = 2;
    /// The time of a deep sleep is over.
    pub const WAKE_TIMER: i32 = 3;
    /// A pin ended a deep sleep.
    pub const WAKE_PIN: i32 = 4;
    /// The reset pin, or its button.
    pub const PIN: i32 = 5;
}

/// Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set.
pub mod spi_flag {
    /// The lowest bit of each byte goes first, not the highest.
    pub const LSB_FIRST: i32 = 4;
}

/// What a strip's interrupt tells.
pub mod strip_event {
    /// Half of the room for bytes is free; `strip_put` had said 0.
    pub const ROOM: i32 = 1;
    /// The line was low for the time of the latch.
    pub const LATCHED: i32 = 2;
}

/// What has happened at a serial port. A bit set.
pub mod uart_event {
    /// A byte is there, after `uart_read` had none.
    pub const RECEIVED: i32 = 1;
    /// There is room, after `uart_write` had none.
    pub const ROOM: i32 = 2;
    /// All is sent, after `uart_flush` said that it was not.
    pub const SENT: i32 = 4;
}

/// How a byte is framed. A bit set; 0 is eight bits, no parity, one stop bit.
pub mod uart_frame {
    /// A parity bit that makes the number of ones even.
    pub const EVEN_PARITY: i32 = 1;
    /// A parity bit that makes the number of ones odd.
    pub const ODD_PARITY: i32 = 2;
    /// Two stop bits.
    pub const TWO_STOP_BITS: i32 = 4;
    /// Seven data bits.
    pub const SEVEN_BITS: i32 = 8;
}

/// What is told of a received byte, above its eight bits. A bit set.
pub mod uart_flag {
    /// Its stop bit was low: the baud rates differ.
    pub const FRAMING: i32 = 256;
    /// Its parity bit was wrong.
    pub const PARITY: i32 = 512;
    /// Bytes were lost before it: nobody read in time.
    pub const OVERRUN: i32 = 1024;
    /// No byte: the line was low for a byte's time.
    pub const BREAK: i32 = 2048;
}

/// Who raised an interrupt: `kind << 16 | index`.
pub mod source {
    /// The host's interrupt ring was full; `value` is the number of events lost.
    pub const OVERRUN: i32 = 0;
    /// A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`.
    pub const ADC: i32 = 3;
    /// A write or an erase has ended; `index` is 0, `value` a `FlashStatus`.
    pub const FLASH: i32 = 7;
    /// An edge on pin `index`; `value` is the new level.
    pub const GPIO: i32 = 1;
    /// A transaction on bus `index` is over; `value` is its `I2cStatus`, and `count << 8`: how many bytes of data were moved.
    pub const I2C: i32 = 4;
    /// A transfer of bus `index` is over; `value` is the number of bytes.
    pub const SPI: i32 = 5;
    /// News of the strip on pin `index`; `value` is a `StripEvent`.
    pub const STRIP: i32 = 6;
    /// Serial port `index`; `value` is a set of `UartEvent`.
    pub const UART: i32 = 2;
}

/// Why a module was stopped, where a host tells it by a number. Below the first of these it is a panic: its message and place are in the side table under that number.
pub mod trap {
    /// It came to an `unreachable`.
    pub const UNREACHABLE: i32 = 65536;
    /// A load or store outside the memory that it uses.
    pub const OUT_OF_BOUNDS: i32 = 65537;
    /// A division of integers by zero.
    pub const DIVIDE_BY_ZERO: i32 = 65538;
    /// The result of a division or conversion has no room.
    pub const INTEGER_OVERFLOW: i32 = 65539;
    /// Not a number was converted to an integer.
    pub const INVALID_CONVERSION: i32 = 65540;
    /// A call through a reference that is null or of another type.
    pub const CALL: i32 = 65541;
    /// Any other, also one whose kind a runtime does not tell.
    pub const OTHER: i32 = 65542;
    /// A pin or port that the board has not, or a mode, rate or period that it has not.
    pub const PIN: i32 = 65543;
    /// No trap: a runtime did not take the module.
    pub const MODULE: i32 = 65544;
}

// Only those that are called are imported. The host keeps no address and takes every number: what it has not,
// it refuses by stopping the guest.
#[link(wasm_import_module = "hal")]
extern "C" {
    /// Microseconds since reset. Monotonic, 64 bit, never wraps.
    pub fn now() -> i64;

    /// Makes a pin an analogue input, without a pull.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    pub fn adc_open(pin: i32);

    /// Measures once; the value is raised. Those of several pins take turns, and one that is asked for already is not asked for twice.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    pub fn adc_start(pin: i32);

    /// Measures again and again, and raises values outside a window. It replaces the pin's last one.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `period`: Microseconds from one measurement to the next, the first one at once; 0 ends it.
    /// * `low`: Values from `low` to `high` are not raised.
    /// * `high`: Below `low`, all are raised.
    pub fn adc_watch(pin: i32, period: i32, low: i32, high: i32);

    /// The voltage of full scale, in millivolts.
    pub fn adc_reference() -> i32;

    /// What the flash is like; all 0 if the board has none for firmware.
    ///
    /// * `what`: A `FlashInfo`.
    pub fn flash_info(what: i32) -> i32;

    /// The word at an address. A port whose memory cannot be read during an operation waits for its end.
    ///
    /// * `address`: From 0, a multiple of 4.
    pub fn flash_read(address: i32) -> i32;

    /// Begins to write a word, which clears bits only. Raises when it is done; one operation at a time.
    ///
    /// * `address`: From 0, a multiple of 4.
    /// * `word`: What it becomes; a bit that is 0 stays 0.
    pub fn flash_write(address: i32, word: i32);

    /// Begins to erase a sector, which sets all its bits. Raises when it is done; one operation at a time.
    ///
    /// * `address`: Of the first byte of a sector.
    pub fn flash_erase(address: i32);

    /// Sets what a pin does. An output takes its level without a glitch.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `mode`: A `PinMode`.
    pub fn gpio_configure(pin: i32, mode: i32);

    /// Drives an output pin.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `level`: 0 is low, anything else is high.
    pub fn gpio_write(pin: i32, level: i32);

    /// The level of the pin's net now: 0 or 1.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    pub fn gpio_read(pin: i32) -> i32;

    /// Chooses the edges of a pin that are raised. An edge after this call is never lost silently.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `edges`: An `Edges` set; it replaces the last one.
    pub fn gpio_listen(pin: i32, edges: i32);

    /// Gives the pins of the bus to it, with their pull-ups. Opening it again changes the clock.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    /// * `hz`: Clock cycles a second: 100,000, 400,000.
    /// * `stretch`: Microseconds for which a device may hold the clock.
    pub fn i2c_open(bus: i32, hz: i32, stretch: i32);

    /// 1: taken into the host's buffer, which has room for 32 bytes at least; 0: it is full.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    /// * `byte`: To be written by the next transaction.
    pub fn i2c_put(bus: i32, byte: i32) -> i32;

    /// The next byte that was read, or -1.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    pub fn i2c_get(bus: i32) -> i32;

    /// START, the address and the bytes put, if there are any or nothing is to be read; then, if something is, START, the address and the bytes read; STOP. `Resume` leaves out the START and address of what was held, which reads on if it was reading and nothing is put. Raises when it is over, which also forgets the bytes put.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    /// * `address`: Of the device, 7 bits.
    /// * `read`: Bytes to read, up to 32.
    /// * `flags`: An `I2cFlag` set.
    pub fn i2c_run(bus: i32, address: i32, read: i32, flags: i32);

    /// Frees a bus whose data line a device holds low: up to nine clocks, and STOP. Raises.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    pub fn i2c_recover(bus: i32);

    /// STOP as soon as the protocol allows, also of what is held. Raises `Cancelled` once for each call, in place of what the transaction would raise.
    ///
    /// * `bus`: Number of the bus: 0, or 1 where the board has two.
    pub fn i2c_cancel(bus: i32);

    /// A `ResetCause`: why the firmware began this time.
    pub fn power_cause() -> i32;

    /// Keeps a word over resets and deep sleep; it is lost without power.
    ///
    /// * `index`: 0 to 15.
    /// * `value`: What is kept there.
    pub fn power_keep(index: i32, value: i32);

    /// The word that is kept there; 0 if power was lost since.
    ///
    /// * `index`: 0 to 15.
    pub fn power_kept(index: i32) -> i32;

    /// A pin at that level will end the deep sleep, also if it has it already. Until the next reset; another level replaces it.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `level`: 0 is low, anything else is high.
    pub fn power_wake(pin: i32, level: i32);

    /// Deep sleep when this turn ends. Pins stay as they are. Waking is a reset.
    ///
    /// * `duration`: Microseconds, counted from the end of the turn; the largest: only a pin wakes it.
    pub fn power_off(duration: i64);

    /// Makes a pin an output with pulses. If it has pulses already, they change when the period at hand ends.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `period`: Nanoseconds, more than 0.
    /// * `high`: Nanoseconds of each period, from its beginning on. 0: the pin stays low. The period or more: it stays high.
    pub fn pwm_set(pin: i32, period: i32, high: i32);

    /// Ends the pulses at once, also within a period. The pin is an output with that level.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `level`: 0 is low, anything else is high.
    pub fn pwm_stop(pin: i32, level: i32);

    /// 64 bits from the chip's source of noise; slow on most. In the simulator they follow from the seed.
    pub fn random_bits() -> i64;

    /// Microseconds since 1970-01-01 UTC; -1 if it was never set since power came. It runs in deep sleep and over resets.
    pub fn rtc_get() -> i64;

    /// Sets the clock.
    ///
    /// * `time`: Microseconds since 1970-01-01 UTC.
    pub fn rtc_set(time: i64);

    /// Takes the pins of a bus, its clock at rest. Opening it again, between two transfers, changes speed and mode.
    ///
    /// * `bus`: Number of the bus; the board says which pins it has.
    /// * `hz`: Most clock periods a second; more than 0.
    /// * `mode`: 0 to 3: bit 0 is the clock's phase, bit 1 its polarity. Or with it, an `SpiFlag` set.
    pub fn spi_open(bus: i32, hz: i32, mode: i32);

    /// Keeps a byte for the next transfer. Gives 0 if there is no room, or a transfer goes on; there is room for 32 at least.
    ///
    /// * `bus`: Number of the bus; the board says which pins it has.
    /// * `byte`: The next to send, 0 to 255.
    pub fn spi_put(bus: i32, byte: i32) -> i32;

    /// Sends the bytes that were put, and takes in as many; those of before are forgotten. Raises when the clock has been at rest for half a period.
    ///
    /// * `bus`: Number of the bus; the board says which pins it has.
    pub fn spi_run(bus: i32);

    /// The next of the bytes that came in with the last transfer; -1 if there is none.
    ///
    /// * `bus`: Number of the bus; the board says which pins it has.
    pub fn spi_get(bus: i32) -> i32;

    /// Makes a pin the data line of a strip, low at first.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `bit`: Nanoseconds of a bit.
    /// * `zero`: Nanoseconds for which a 0 is high; less than a 1.
    /// * `one`: Nanoseconds for which a 1 is high; less than a bit.
    /// * `latch`: Microseconds of low, after which the LEDs show what they got.
    pub fn strip_open(pin: i32, bit: i32, zero: i32, one: i32, latch: i32);

    /// Keeps a byte to send. Gives 0 if there is no room; then `Room` is raised once, when half of it is free. There is room for 48 at least.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    /// * `byte`: The next to send, 0 to 255, highest bit first.
    pub fn strip_put(pin: i32, byte: i32) -> i32;

    /// Sends what is put, without a gap while more is put in time. Harmless while it sends. Raises `Latched` when the line was low for the time of the latch.
    ///
    /// * `pin`: Logical pin number; the board maps it to a physical pin.
    pub fn strip_run(pin: i32);

    /// Takes the pins of a serial port: TX becomes an output, high, RX an input with pull-up. Opening again changes baud rate and frame, from the next byte on.
    ///
    /// * `port`: Number of the serial port, from 0.
    /// * `baud`: Bits a second.
    /// * `frame`: A set of `UartFrame`.
    pub fn uart_open(port: i32, baud: i32, frame: i32);

    /// Gives the pins of a serial port back, as inputs. What is not sent or read is gone.
    ///
    /// * `port`: Number of the serial port, from 0.
    pub fn uart_close(port: i32);

    /// Sends a byte. 1: it is taken; 0: there is no room, and `Room` is raised once when there is.
    ///
    /// * `port`: Number of the serial port, from 0.
    /// * `byte`: Its low eight bits are sent.
    pub fn uart_write(port: i32, byte: i32) -> i32;

    /// The oldest byte not yet read, with its `UartFlag` set; -1: there is none, and `Received` is raised once when there is.
    ///
    /// * `port`: Number of the serial port, from 0.
    pub fn uart_read(port: i32) -> i32;

    /// 1: all was sent, the last stop bit included; 0: not yet, and `Sent` is raised once when it is.
    ///
    /// * `port`: Number of the serial port, from 0.
    pub fn uart_flush(port: i32) -> i32;

    /// From now on the board is reset when it is not fed for so long. It cannot be stopped; called again, it has another timeout.
    ///
    /// * `timeout`: Microseconds; what the chip cannot do is shortened.
    pub fn watchdog_start(timeout: i64);

    /// The timeout begins anew.
    pub fn watchdog_feed();

    /// Deferred log: the text stays with the host, only its index and raw arguments cross.
    ///
    /// * `head`: Bits 0 to 15: index of the text in the side table. Then four bits an argument, first argument lowest: 0 absent, 1 signed, 2 unsigned, 3 float (f64 bits), 4 bool.
    /// * `a`: First argument, or 0.
    /// * `b`: Second argument, or 0.
    /// * `c`: Third argument, or 0.
    /// * `d`: Fourth argument, or 0.
    pub fn log(head: i32, a: i64, b: i64, c: i64, d: i64);

    /// Fatal error. The host stops the firmware; the call does not return.
    ///
    /// * `code`: Index of the message and place in the side table.
    pub fn panic(code: i32);
}
