/**
 * What a board brings for the peripherals that it has, besides port.h, and what its interrupt routines call for
 * them. The core's half is in `peripherals/<name>.c`; with the port's it is compiled into firmware that imports one
 * of its functions, and into no other. `WAKEFUL_HAS_<NAME>` is defined there.
 *
 * All `port_` functions here are called with interrupts off, all `wakeful_` functions by routines, as they are.
 * What a board has not (a number, a rate, a period) is `port_panic(WAKEFUL_TRAP_PIN)`.
 */
#ifndef WAKEFUL_PERIPHERALS_H
#define WAKEFUL_PERIPHERALS_H

#include <stdint.h>
#include "wakeful_hal.h"

/* UART. The core has the rings: 64 bytes that came, 64 that wait. */

/** Ports that the board has, from 0. */
#ifndef WAKEFUL_UARTS
#define WAKEFUL_UARTS 1
#endif

/** Takes the port's pins; a second time it changes baud rate and frame. From here on bytes are received. */
void port_uart_open(int32_t port, int32_t baud, int32_t frame);
/** Gives the pins back, as inputs; what is being sent is cut off. */
void port_uart_close(int32_t port);
/** A byte waits: fetch it with `wakeful_uart_next`, now or in a routine as soon as there is room for it. */
void port_uart_send(int32_t port);
/** Whether the last stop bit is over. If not, `wakeful_uart_sent` is to be called once when it is. */
int port_uart_is_sent(int32_t port);

/** A byte came. @param byte with what of `UartFlag` is known of it. */
void wakeful_uart_received(int32_t port, uint16_t byte);
/** The next byte to send; -1: none waits. */
int16_t wakeful_uart_next(int32_t port);
void wakeful_uart_sent(int32_t port);

/* ADC. The core lets conversions take turns, and compares. */

/** Inputs of the converter, from 0. */
#ifndef WAKEFUL_ADCS
#define WAKEFUL_ADCS 8
#endif

/** The converter's input at a pin; panics if it has none there. */
uint8_t port_adc_input(int32_t pin);
/** Makes the pin an analogue input, without a pull. */
void port_adc_open(int32_t pin);
/** Begins a conversion, at whose end a routine calls `wakeful_adc_converted`. None runs. */
void port_adc_convert(uint8_t input);
/** From `time` on a routine calls `wakeful_adc_due`; `WAKEFUL_NEVER`: not. It may call earlier, too. */
void port_adc_arm(int64_t time);
/** The voltage of full scale, in millivolts. */
int32_t port_adc_reference(void);

/** @param value 0 to 65535, whatever the converter's bits. */
void wakeful_adc_converted(uint16_t value);
void wakeful_adc_due(void);

/* PWM. All of it is the port's: `port_pwm_set` and `port_pwm_stop` are what `hal_pwm_set` and `hal_pwm_stop` are. */

void port_pwm_set(int32_t pin, int32_t period, int32_t high);
void port_pwm_stop(int32_t pin, int32_t level);

/* I2C. The core has the bytes, 32 each way. */

#ifndef WAKEFUL_I2CS
#define WAKEFUL_I2CS 2
#endif

void port_i2c_open(int32_t bus, int32_t hz, int32_t stretch);
/** As `hal_i2c_run`, with `write` bytes to be fetched by `wakeful_i2c_next`. Ends with `wakeful_i2c_over`. */
void port_i2c_run(int32_t bus, int32_t address, uint8_t write, uint8_t read, int32_t flags);
void port_i2c_recover(int32_t bus);
/** STOP as soon as the protocol allows, and `wakeful_i2c_over` with `Cancelled`, even if nothing runs. */
void port_i2c_cancel(int32_t bus);

uint8_t wakeful_i2c_next(int32_t bus);
void wakeful_i2c_got(int32_t bus, uint8_t byte);
/** @param count bytes of data that were moved, both ways. */
void wakeful_i2c_over(int32_t bus, int32_t status, uint8_t count);

#endif
