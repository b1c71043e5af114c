/**
 * What a board brings: time, pins, sleep, and a last word. Everything else is in core.c, the same for every
 * board. `docs/porting.md` goes through it step by step.
 *
 * Interrupt routines call `wakeful_interrupt` (core.h) and nothing else of the core. All functions here are
 * called from the main loop, and `port_now` from interrupt routines, too.
 */
#ifndef WAKEFUL_PORT_H
#define WAKEFUL_PORT_H

#include <stdint.h>
#include "wakeful_hal.h"

/** Clocks, timer and pins as after reset; time begins at 0. Interrupts are on when it returns. */
void port_init(void);

/** Microseconds since `port_init`: monotonic, 64 bit. Called with interrupts on or off. */
int64_t port_now(void);

/** Sets what a pin does; see `hal_gpio_configure`. Pins that the board has not are `port_panic`'s business. */
void port_gpio_configure(int32_t pin, int32_t mode);
void port_gpio_write(int32_t pin, int32_t level);
int32_t port_gpio_read(int32_t pin);

/** From when it returns each of these edges of the pin is given to `wakeful_interrupt`. */
void port_gpio_listen(int32_t pin, int32_t edges);

void port_interrupts_off(void);
void port_interrupts_on(void);

/**
 * Asks the timer for an interrupt at `deadline`, or earlier: a timer that cannot reach so far wakes in between.
 * `WAKEFUL_NEVER` asks for none. A deadline that has passed needs no interrupt: the core looks at the clock
 * again after this. Called with interrupts off.
 */
void port_arm(int64_t deadline);

/**
 * Sleeps until an interrupt is pending. Called with interrupts off, returns with them off or on: an interrupt
 * that came since they were switched off must end the sleep at once. (Cortex-M: `wfi` with PRIMASK set. AVR:
 * `sei; sleep`, which cannot be parted.)
 */
void port_wait(void);

/**
 * Tells the host why the firmware stopped, with a code of the side table's panics or a `WAKEFUL_TRAP_`, as
 * `port_log` tells, brings the board to a safe halt and never returns. Outputs stay as
 * they are. It must neither hang in silence nor restart.
 */
_Noreturn void port_panic(int32_t code);

/** Sends a log on its way, or drops it: a board without a channel for logs does nothing here. */
void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d);

#endif
