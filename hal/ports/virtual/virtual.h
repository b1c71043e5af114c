/** What the files of the virtual board know of each other. All times are nanoseconds since reset. */
#ifndef WAKEFUL_VIRTUAL_H
#define WAKEFUL_VIRTUAL_H

#include <stdint.h>

#define VIRTUAL_PINS 64

/** The time; within a happening, that of the happening. */
int64_t virtual_nanos(void);

/** What a peripheral does by itself later; one a `happen` and `which`, the last one asked for. */
void virtual_at(int64_t nanos, void (*happen)(int32_t which), int32_t which);
void virtual_cancel(void (*happen)(int32_t which), int32_t which);

/** Makes a pin an output with a level, and tells an edge if there is one. */
void virtual_drive(int32_t pin, int32_t level);

/** Stimuli of peripherals. */
void virtual_uart_byte(int32_t port, int32_t byte);
void virtual_analog(int32_t pin, int32_t value);

#endif
