/** What the files of this port know of each other. */
#ifndef WAKEFUL_RP2040_H
#define WAKEFUL_RP2040_H

#include <stdint.h>

/** 1: logs go out at UART0, GPIO0. 0: they are dropped, and cost neither flash nor RAM. */
#ifndef WAKEFUL_LOGS
#define WAKEFUL_LOGS 1
#endif

/** Bytes that wait for the UART, a power of two. 115200 baud send one in 87 µs. */
#ifndef WAKEFUL_LOG_RING
#define WAKEFUL_LOG_RING 512
#endif

void timer_interrupt(void);
void gpio_interrupt(void);
void uart_interrupt(void);

void uart_init(void);

/** Whether the firmware has UART0, which logs go out at otherwise. */
extern volatile uint8_t uart_is_open[2];

/* Routines of peripherals; those of a firmware without them are not there. */

void uart0_interrupt(void);
void uart1_interrupt(void);
void uart_alarm(void);
void adc_interrupt(void);
void adc_alarm(void);
void i2c0_interrupt(void);
void i2c1_interrupt(void);
void i2c_alarm(void);

/** Alarms of the timer besides the core's, each with an interrupt of its own. */
enum alarm { ALARM_ADC = 1, ALARM_UART = 2, ALARM_I2C = 3 };

/** The alarm's routine is called at the time, or earlier if that is far away, or at once if it has passed. */
void alarm_set(enum alarm alarm, int64_t time);
void alarm_off(enum alarm alarm);
/** For its routine: it has come. */
void alarm_clear(enum alarm alarm);

/** Puts blocks into reset and takes them out of it. */
void reset_blocks(uint32_t blocks);

#endif
