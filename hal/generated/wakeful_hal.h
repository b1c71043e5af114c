/* Generated from hal/border by `npm run generate`. Do not edit. */
#ifndef WAKEFUL_HAL_H
#define WAKEFUL_HAL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WAKEFUL_BORDER_VERSION 1
#define WAKEFUL_BORDER_MODULE "hal"
#define WAKEFUL_BORDER_SECTION "wakeful"
#define WAKEFUL_NEVER INT64_MAX

/* Stands with a value that was measured. A bit set. */
enum {
  WAKEFUL_ADC_FLAG_WATCHED = 65536, /* It was measured for `adc_watch`, and not for `adc_start`. */
};

/* What can be asked of the flash. */
enum {
  WAKEFUL_FLASH_INFO_BYTES = 0, /* Bytes that firmware may use, from address 0 on. */
  WAKEFUL_FLASH_INFO_SECTOR_BYTES = 1, /* Bytes that are erased together. */
  WAKEFUL_FLASH_INFO_WRITE_BYTES = 2, /* Bytes that are written at once: 1 to 4. A word is written in so many steps, and a cut may fall between them. */
};

/* How an operation of the flash has ended. */
enum {
  WAKEFUL_FLASH_STATUS_DONE = 0, /* As asked. */
  WAKEFUL_FLASH_STATUS_FAILED = 1, /* The memory did not take it: it is worn out. */
};

/* What a pin does from now on. */
enum {
  WAKEFUL_PIN_MODE_INPUT = 0, /* High impedance; the level floats unless something drives it. */
  WAKEFUL_PIN_MODE_INPUT_PULL_UP = 1, /* High impedance with the internal pull-up on. */
  WAKEFUL_PIN_MODE_INPUT_PULL_DOWN = 2, /* High impedance with the internal pull-down on. */
  WAKEFUL_PIN_MODE_OUTPUT_LOW = 3, /* Push-pull output, low from the first instant. */
  WAKEFUL_PIN_MODE_OUTPUT_HIGH = 4, /* Push-pull output, high from the first instant. */
};

/* Which edges of a pin raise an interrupt. A bit set. */
enum {
  WAKEFUL_EDGES_NONE = 0, /* The pin raises no interrupt. */
  WAKEFUL_EDGES_RISING = 1, /* Low to high. */
  WAKEFUL_EDGES_FALLING = 2, /* High to low. */
  WAKEFUL_EDGES_BOTH = 3, /* Every change. */
};

/* How a transaction on an I2C bus ended. */
enum {
  WAKEFUL_I2C_STATUS_DONE = 0, /* Everything was moved. */
  WAKEFUL_I2C_STATUS_ADDRESS_NACK = 1, /* No device answered to the address. */
  WAKEFUL_I2C_STATUS_DATA_NACK = 2, /* The device did not take a byte of data. */
  WAKEFUL_I2C_STATUS_ARBITRATION_LOST = 3, /* Another controller had the bus. */
  WAKEFUL_I2C_STATUS_STRETCH_TIMEOUT = 4, /* A device held the clock low for longer than it may. */
  WAKEFUL_I2C_STATUS_BUS_STUCK = 5, /* A line is held low, or nothing pulls it up. */
  WAKEFUL_I2C_STATUS_CANCELLED = 6, /* It was given up before it was over. */
};

/* How a transaction begins and ends. A bit set. */
enum {
  WAKEFUL_I2C_FLAG_HOLD = 1, /* It ends without STOP: the bus is kept. */
  WAKEFUL_I2C_FLAG_RESUME = 2, /* It begins without START, and goes on with what was kept. */
};

/* Why the firmware begins. */
enum {
  WAKEFUL_RESET_CAUSE_POWER_ON = 0, /* It was switched on. Nothing is kept. */
  WAKEFUL_RESET_CAUSE_WATCHDOG = 1, /* The watchdog was not fed. */
  WAKEFUL_RESET_CAUSE_BROWN_OUT = 2, /* The supply failed. Nothing is kept. */
  WAKEFUL_RESET_CAUSE_WAKE_TIMER = 3, /* The time of a deep sleep is over. */
  WAKEFUL_RESET_CAUSE_WAKE_PIN = 4, /* A pin ended a deep sleep. */
  WAKEFUL_RESET_CAUSE_PIN = 5, /* The reset pin, or its button. */
};

/* Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set. */
enum {
  WAKEFUL_SPI_FLAG_LSB_FIRST = 4, /* The lowest bit of each byte goes first, not the highest. */
};

/* What a strip's interrupt tells. */
enum {
  WAKEFUL_STRIP_EVENT_ROOM = 1, /* Half of the room for bytes is free; `strip_put` had said 0. */
  WAKEFUL_STRIP_EVENT_LATCHED = 2, /* The line was low for the time of the latch. */
};

/* What has happened at a serial port. A bit set. */
enum {
  WAKEFUL_UART_EVENT_RECEIVED = 1, /* A byte is there, after `uart_read` had none. */
  WAKEFUL_UART_EVENT_ROOM = 2, /* There is room, after `uart_write` had none. */
  WAKEFUL_UART_EVENT_SENT = 4, /* All is sent, after `uart_flush` said that it was not. */
};

/* How a byte is framed. A bit set; 0 is eight bits, no parity, one stop bit. */
enum {
  WAKEFUL_UART_FRAME_EVEN_PARITY = 1, /* A parity bit that makes the number of ones even. */
  WAKEFUL_UART_FRAME_ODD_PARITY = 2, /* A parity bit that makes the number of ones odd. */
  WAKEFUL_UART_FRAME_TWO_STOP_BITS = 4, /* Two stop bits. */
  WAKEFUL_UART_FRAME_SEVEN_BITS = 8, /* Seven data bits. */
};

/* What is told of a received byte, above its eight bits. A bit set. */
enum {
  WAKEFUL_UART_FLAG_FRAMING = 256, /* Its stop bit was low: the baud rates differ. */
  WAKEFUL_UART_FLAG_PARITY = 512, /* Its parity bit was wrong. */
  WAKEFUL_UART_FLAG_OVERRUN = 1024, /* Bytes were lost before it: nobody read in time. */
  WAKEFUL_UART_FLAG_BREAK = 2048, /* No byte: the line was low for a byte's time. */
};

/* Who raised an interrupt: `kind << 16 | index`. */
enum {
  WAKEFUL_SOURCE_OVERRUN = 0, /* The host's interrupt ring was full; `value` is the number of events lost. */
  WAKEFUL_SOURCE_ADC = 3, /* A voltage was measured at pin `index`; `value` is its share of full scale, 0 to 65535, with an `AdcFlag`. */
  WAKEFUL_SOURCE_FLASH = 7, /* A write or an erase has ended; `index` is 0, `value` a `FlashStatus`. */
  WAKEFUL_SOURCE_GPIO = 1, /* An edge on pin `index`; `value` is the new level. */
  WAKEFUL_SOURCE_I2C = 4, /* A transaction on bus `index` is over; `value` is its `I2cStatus`, and `count << 8`: how many bytes of data were moved. */
  WAKEFUL_SOURCE_SPI = 5, /* A transfer of bus `index` is over; `value` is the number of bytes. */
  WAKEFUL_SOURCE_STRIP = 6, /* News of the strip on pin `index`; `value` is a `StripEvent`. */
  WAKEFUL_SOURCE_UART = 2, /* Serial port `index`; `value` is a set of `UartEvent`. */
};

/* Why a module was stopped, where a host tells it by a number. Below the first of these it is a panic: its message and place are in the side table under that number. */
enum {
  WAKEFUL_TRAP_UNREACHABLE = 65536, /* It came to an `unreachable`. */
  WAKEFUL_TRAP_OUT_OF_BOUNDS = 65537, /* A load or store outside the memory that it uses. */
  WAKEFUL_TRAP_DIVIDE_BY_ZERO = 65538, /* A division of integers by zero. */
  WAKEFUL_TRAP_INTEGER_OVERFLOW = 65539, /* The result of a division or conversion has no room. */
  WAKEFUL_TRAP_INVALID_CONVERSION = 65540, /* Not a number was converted to an integer. */
  WAKEFUL_TRAP_CALL = 65541, /* A call through a reference that is null or of another type. */
  WAKEFUL_TRAP_OTHER = 65542, /* Any other, also one whose kind a runtime does not tell. */
  WAKEFUL_TRAP_PIN = 65543, /* A pin or port that the board has not, or a mode, rate or period that it has not. */
  WAKEFUL_TRAP_MODULE = 65544, /* No trap: a runtime did not take the module. */
};

/* The host implements these. */

/** Microseconds since reset. Monotonic, 64 bit, never wraps. */
int64_t hal_now(void);

/**
 * Makes a pin an analogue input, without a pull.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
void hal_adc_open(int32_t pin);

/**
 * Measures once; the value is raised. Those of several pins take turns, and one that is asked for already is not asked for twice.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
void hal_adc_start(int32_t pin);

/**
 * Measures again and again, and raises values outside a window. It replaces the pin's last one.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param period Microseconds from one measurement to the next, the first one at once; 0 ends it.
 * @param low Values from `low` to `high` are not raised.
 * @param high Below `low`, all are raised.
 */
void hal_adc_watch(int32_t pin, int32_t period, int32_t low, int32_t high);

/** The voltage of full scale, in millivolts. */
int32_t hal_adc_reference(void);

/**
 * What the flash is like; all 0 if the board has none for firmware.
 * @param what A `FlashInfo`.
 */
int32_t hal_flash_info(int32_t what);

/**
 * The word at an address. A port whose memory cannot be read during an operation waits for its end.
 * @param address From 0, a multiple of 4.
 */
int32_t hal_flash_read(int32_t address);

/**
 * Begins to write a word, which clears bits only. Raises when it is done; one operation at a time.
 * @param address From 0, a multiple of 4.
 * @param word What it becomes; a bit that is 0 stays 0.
 */
void hal_flash_write(int32_t address, int32_t word);

/**
 * Begins to erase a sector, which sets all its bits. Raises when it is done; one operation at a time.
 * @param address Of the first byte of a sector.
 */
void hal_flash_erase(int32_t address);

/**
 * Sets what a pin does. An output takes its level without a glitch.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param mode A `PinMode`.
 */
void hal_gpio_configure(int32_t pin, int32_t mode);

/**
 * Drives an output pin.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
void hal_gpio_write(int32_t pin, int32_t level);

/**
 * The level of the pin's net now: 0 or 1.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
int32_t hal_gpio_read(int32_t pin);

/**
 * Chooses the edges of a pin that are raised. An edge after this call is never lost silently.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param edges An `Edges` set; it replaces the last one.
 */
void hal_gpio_listen(int32_t pin, int32_t edges);

/**
 * Gives the pins of the bus to it, with their pull-ups. Opening it again changes the clock.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param hz Clock cycles a second: 100,000, 400,000.
 * @param stretch Microseconds for which a device may hold the clock.
 */
void hal_i2c_open(int32_t bus, int32_t hz, int32_t stretch);

/**
 * 1: taken into the host's buffer, which has room for 32 bytes at least; 0: it is full.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param byte To be written by the next transaction.
 */
int32_t hal_i2c_put(int32_t bus, int32_t byte);

/**
 * The next byte that was read, or -1.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
int32_t hal_i2c_get(int32_t bus);

/**
 * START, the address and the bytes put, if there are any or nothing is to be read; then, if something is, START, the address and the bytes read; STOP. `Resume` leaves out the START and address of what was held, which reads on if it was reading and nothing is put. Raises when it is over, which also forgets the bytes put.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 * @param address Of the device, 7 bits.
 * @param read Bytes to read, up to 32.
 * @param flags An `I2cFlag` set.
 */
void hal_i2c_run(int32_t bus, int32_t address, int32_t read, int32_t flags);

/**
 * Frees a bus whose data line a device holds low: up to nine clocks, and STOP. Raises.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
void hal_i2c_recover(int32_t bus);

/**
 * STOP as soon as the protocol allows, also of what is held. Raises `Cancelled` once for each call, in place of what the transaction would raise.
 * @param bus Number of the bus: 0, or 1 where the board has two.
 */
void hal_i2c_cancel(int32_t bus);

/** A `ResetCause`: why the firmware began this time. */
int32_t hal_power_cause(void);

/**
 * Keeps a word over resets and deep sleep; it is lost without power.
 * @param index 0 to 15.
 * @param value What is kept there.
 */
void hal_power_keep(int32_t index, int32_t value);

/**
 * The word that is kept there; 0 if power was lost since.
 * @param index 0 to 15.
 */
int32_t hal_power_kept(int32_t index);

/**
 * A pin at that level will end the deep sleep, also if it has it already. Until the next reset; another level replaces it.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
void hal_power_wake(int32_t pin, int32_t level);

/**
 * Deep sleep when this turn ends. Pins stay as they are. Waking is a reset.
 * @param duration Microseconds, counted from the end of the turn; the largest: only a pin wakes it.
 */
void hal_power_off(int64_t duration);

/**
 * Makes a pin an output with pulses. If it has pulses already, they change when the period at hand ends.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param period Nanoseconds, more than 0.
 * @param high Nanoseconds of each period, from its beginning on. 0: the pin stays low. The period or more: it stays high.
 */
void hal_pwm_set(int32_t pin, int32_t period, int32_t high);

/**
 * Ends the pulses at once, also within a period. The pin is an output with that level.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param level 0 is low, anything else is high.
 */
void hal_pwm_stop(int32_t pin, int32_t level);

/** 64 bits from the chip's source of noise; slow on most. In the simulator they follow from the seed. */
int64_t hal_random_bits(void);

/** Microseconds since 1970-01-01 UTC; -1 if it was never set since power came. It runs in deep sleep and over resets. */
int64_t hal_rtc_get(void);

/**
 * Sets the clock.
 * @param time Microseconds since 1970-01-01 UTC.
 */
void hal_rtc_set(int64_t time);

/**
 * Takes the pins of a bus, its clock at rest. Opening it again, between two transfers, changes speed and mode.
 * @param bus Number of the bus; the board says which pins it has.
 * @param hz Most clock periods a second; more than 0.
 * @param mode 0 to 3: bit 0 is the clock's phase, bit 1 its polarity. Or with it, an `SpiFlag` set.
 */
void hal_spi_open(int32_t bus, int32_t hz, int32_t mode);

/**
 * Keeps a byte for the next transfer. Gives 0 if there is no room, or a transfer goes on; there is room for 32 at least.
 * @param bus Number of the bus; the board says which pins it has.
 * @param byte The next to send, 0 to 255.
 */
int32_t hal_spi_put(int32_t bus, int32_t byte);

/**
 * Sends the bytes that were put, and takes in as many; those of before are forgotten. Raises when the clock has been at rest for half a period.
 * @param bus Number of the bus; the board says which pins it has.
 */
void hal_spi_run(int32_t bus);

/**
 * The next of the bytes that came in with the last transfer; -1 if there is none.
 * @param bus Number of the bus; the board says which pins it has.
 */
int32_t hal_spi_get(int32_t bus);

/**
 * Makes a pin the data line of a strip, low at first.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param bit Nanoseconds of a bit.
 * @param zero Nanoseconds for which a 0 is high; less than a 1.
 * @param one Nanoseconds for which a 1 is high; less than a bit.
 * @param latch Microseconds of low, after which the LEDs show what they got.
 */
void hal_strip_open(int32_t pin, int32_t bit, int32_t zero, int32_t one, int32_t latch);

/**
 * Keeps a byte to send. Gives 0 if there is no room; then `Room` is raised once, when half of it is free. There is room for 48 at least.
 * @param pin Logical pin number; the board maps it to a physical pin.
 * @param byte The next to send, 0 to 255, highest bit first.
 */
int32_t hal_strip_put(int32_t pin, int32_t byte);

/**
 * Sends what is put, without a gap while more is put in time. Harmless while it sends. Raises `Latched` when the line was low for the time of the latch.
 * @param pin Logical pin number; the board maps it to a physical pin.
 */
void hal_strip_run(int32_t pin);

/**
 * Takes the pins of a serial port: TX becomes an output, high, RX an input with pull-up. Opening again changes baud rate and frame, from the next byte on.
 * @param port Number of the serial port, from 0.
 * @param baud Bits a second.
 * @param frame A set of `UartFrame`.
 */
void hal_uart_open(int32_t port, int32_t baud, int32_t frame);

/**
 * Gives the pins of a serial port back, as inputs. What is not sent or read is gone.
 * @param port Number of the serial port, from 0.
 */
void hal_uart_close(int32_t port);

/**
 * Sends a byte. 1: it is taken; 0: there is no room, and `Room` is raised once when there is.
 * @param port Number of the serial port, from 0.
 * @param byte Its low eight bits are sent.
 */
int32_t hal_uart_write(int32_t port, int32_t byte);

/**
 * The oldest byte not yet read, with its `UartFlag` set; -1: there is none, and `Received` is raised once when there is.
 * @param port Number of the serial port, from 0.
 */
int32_t hal_uart_read(int32_t port);

/**
 * 1: all was sent, the last stop bit included; 0: not yet, and `Sent` is raised once when it is.
 * @param port Number of the serial port, from 0.
 */
int32_t hal_uart_flush(int32_t port);

/**
 * From now on the board is reset when it is not fed for so long. It cannot be stopped; called again, it has another timeout.
 * @param timeout Microseconds; what the chip cannot do is shortened.
 */
void hal_watchdog_start(int64_t timeout);

/** The timeout begins anew. */
void hal_watchdog_feed(void);

/**
 * Deferred log: the text stays with the host, only its index and raw arguments cross.
 * @param head Bits 0 to 15: index of the text in the side table. Then four bits an argument, first argument lowest: 0 absent, 1 signed, 2 unsigned, 3 float (f64 bits), 4 bool.
 * @param a First argument, or 0.
 * @param b Second argument, or 0.
 * @param c Third argument, or 0.
 * @param d Fourth argument, or 0.
 */
void hal_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d);

/**
 * Fatal error. The host stops the firmware; the call does not return.
 * @param code Index of the message and place in the side table.
 */
void hal_panic(int32_t code);

/* The firmware implements these. */

/** Runs `main` once. Call it before anything else. */
void firmware_start(void);

/** One bounded turn: expires timers, then runs each ready task once. Returns the next deadline in microseconds since reset; 0: more is ready, call again; the largest i64: only an interrupt can wake. */
int64_t firmware_poll(void);

/**
 * Delivers one interrupt, in the order they happened. Only between polls, never from an interrupt routine.
 * @param source `Source` kind in the high 16 bits, index in the low 16.
 * @param value Meaning depends on the source.
 * @param time Microseconds since reset at which it happened.
 */
void firmware_raise(int32_t source, int32_t value, int64_t time);

#ifdef __cplusplus
}
#endif

#endif
