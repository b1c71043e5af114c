/**
 * The serial line, 115,200 baud, as the board's USB shows it. Plain lines of ASCII:
 *
 * ```
 *   L10002 2a      a log: its head in hexadecimal, then as many arguments as the head says
 *   !3             three logs before this place found no room
 *   panic 65537    the firmware stopped; decimal, the codes are in wakeful_hal.h
 * ```
 *
 * `port_log` never waits: it writes into a ring of `WAKEFUL_LOG` bytes, from which an interrupt sends a byte each
 * 87 µs. Without `WAKEFUL_LOG` there are no logs, no ring and no interrupt.
 *
 * A firmware that opens serial port 0 has the line: logs are dropped, and counted, until it is closed.
 */
#ifndef WAKEFUL_SERIAL_H
#define WAKEFUL_SERIAL_H

#include <stdint.h>

void serial_init(void);

/** The firmware wants the pin for itself: logs end. */
void serial_yield(void);

/** Sends what is in the ring and then the reason, with interrupts off. */
void serial_panic(int32_t code);

#endif
