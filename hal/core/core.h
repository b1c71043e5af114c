/** The core's two doors: the program's `main` runs it, interrupt routines feed it. */
#ifndef WAKEFUL_CORE_H
#define WAKEFUL_CORE_H

#include <stdint.h>
#include "wakeful_hal.h"

/** Events that the ring holds, a power of two up to 128. 16 bytes of RAM each. */
#ifndef WAKEFUL_RING
#define WAKEFUL_RING 16
#endif

#define WAKEFUL_GPIO(pin) (((int32_t)WAKEFUL_SOURCE_GPIO << 16) | (pin))

/**
 * An interrupt happened: `time` in microseconds, as `port_now` tells them. The one function that interrupt
 * routines may call, with interrupts off, as they are in a routine. A full ring counts what it drops.
 */
void wakeful_interrupt(int32_t source, int32_t value, int64_t time);

/** Whether events wait for the loop: for a port whose sleep goes on when a routine told nothing. */
uint8_t wakeful_has_events(void);

/** Runs the firmware for ever. */
_Noreturn void wakeful_run(void);

/** One turn of the main loop: deliver, poll, sleep. For a port whose own main loop calls it. */
void wakeful_turn(void);

/** The guest (wasm2c, WAMR, wasm3) is set up; called once by `wakeful_run` before `firmware_start`. */
void guest_init(void);

#endif
