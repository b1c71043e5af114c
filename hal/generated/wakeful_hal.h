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

/* Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set. */
enum {
  WAKEFUL_SPI_FLAG_LSB_FIRST = 4, /* The lowest bit of each byte goes first, not the highest. */
};

/* What a strip's interrupt tells. */
enum {
  WAKEFUL_STRIP_EVENT_ROOM = 1, /* Half of the room for bytes is free; `strip_put` had said 0. */
  WAKEFUL_STRIP_EVENT_LATCHED = 2, /* The line was low for the time of the latch. */
};

/* Who raised an interrupt: `kind << 16 | index`. */
enum {
  WAKEFUL_SOURCE_OVERRUN = 0, /* The host's interrupt ring was full; `value` is the number of events lost. */
  WAKEFUL_SOURCE_GPIO = 1, /* An edge on pin `index`; `value` is the new level. */
  WAKEFUL_SOURCE_SPI = 5, /* A transfer of bus `index` is over; `value` is the number of bytes. */
  WAKEFUL_SOURCE_STRIP = 6, /* News of the strip on pin `index`; `value` is a `StripEvent`. */
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
  WAKEFUL_TRAP_PIN = 65543, /* A pin that the board has not, or a mode that the pin has not. */
  WAKEFUL_TRAP_MODULE = 65544, /* No trap: a runtime did not take the module. */
};

/* The host implements these. */

/** Microseconds since reset. Monotonic, 64 bit, never wraps. */
int64_t hal_now(void);

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
