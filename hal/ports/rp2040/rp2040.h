/** What the files of this port know of each other. */
#ifndef WAKEFUL_RP2040_H
#define WAKEFUL_RP2040_H

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

#endif
