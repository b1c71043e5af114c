/**
 * The main loop, the ring between interrupt routines and firmware, and what the firmware imports.
 *
 * ```
 *   interrupt routine ── wakeful_interrupt ──► ring ──► firmware_raise ┐
 *                                                                      ├─ main loop, one at a time
 *                                 port_arm, port_wait ◄── firmware_poll ┘
 * ```
 *
 * One writer (routines, which do not interrupt each other) and one reader (the loop) need no lock around the
 * ring: each moves only its own index, and a byte is read and written in one instruction everywhere. What they
 * may not do is move it too early, and a compiler does: an index is volatile, an event is not.
 */
#include "core.h"
#include "port.h"

#define MASK ((uint8_t)(WAKEFUL_RING - 1))

/** What is written before is written before, for who interrupts or is interrupted. No instruction. */
#define IN_ORDER() __atomic_signal_fence(__ATOMIC_ACQ_REL)

_Static_assert((WAKEFUL_RING & (WAKEFUL_RING - 1)) == 0 && WAKEFUL_RING <= 128,
               "WAKEFUL_RING must be a power of two, 128 at most");

struct event {
  int64_t time;
  int32_t value;
  /** Kind in the high byte, index in the low one: 16 bytes an event instead of 24. */
  uint16_t source;
  /** Events that found the ring full just before this one. */
  uint16_t lost;
};

static struct event ring[WAKEFUL_RING];
/** Both count on; an event lies at its number modulo the size. */
static volatile uint8_t written;
static volatile uint8_t taken;
/** Events lost since the last that found room. Routines count it; the loop reads it with interrupts off. */
static volatile uint16_t lost;

void wakeful_interrupt(int32_t source, int32_t value, int64_t time) {
  if ((uint8_t)(written - taken) == WAKEFUL_RING) {
    if (lost < UINT16_MAX) lost++;
    return;
  }
  struct event *event = &ring[written & MASK];
  event->time = time;
  event->value = value;
  event->source = (uint16_t)((source >> 16 << 8) | (source & 0xff));
  event->lost = lost;
  lost = 0;
  IN_ORDER();
  written++;
}

uint8_t wakeful_has_events(void) { return written != taken || lost != 0; }

static void tell_gap(uint16_t count, int64_t time) {
  if (count > 0) firmware_raise((int32_t)WAKEFUL_SOURCE_OVERRUN << 16, count, time);
}

/** What comes meanwhile stays for the next turn: a firmware whose own write raises an interrupt ends. */
static void deliver(void) {
  for (uint8_t left = written - taken; left > 0; left--) {
    IN_ORDER();
    struct event event = ring[taken & MASK];
    IN_ORDER();
    taken++;
    tell_gap(event.lost, event.time);
    firmware_raise((int32_t)(event.source >> 8) << 16 | (event.source & 0xff), event.value, event.time);
  }
  if (lost == 0 || written != taken) return;
  port_interrupts_off();
  // While something is in the ring, the gap comes before it.
  uint16_t gap = written == taken ? lost : 0;
  if (gap > 0) lost = 0;
  // Before interrupts are on: what comes then is told after the gap, and happened after it.
  int64_t time = port_now();
  port_interrupts_on();
  tell_gap(gap, time);
}

/**
 * Between looking and sleeping nothing can slip through: with interrupts off, look at the ring, arm the timer,
 * look at the clock again, and sleep so that what is pending still wakes.
 */
static void idle(int64_t deadline) {
  port_interrupts_off();
  if (written == taken && lost == 0) {
    port_arm(deadline);
    if (deadline > port_now()) port_wait();
  }
  port_interrupts_on();
}

void wakeful_turn(void) {
  deliver();
  int64_t deadline = firmware_poll();
  if (deadline != 0) idle(deadline);
}

_Noreturn void wakeful_run(void) {
  port_init();
  guest_init();
  firmware_start();
  for (;;) wakeful_turn();
}

int64_t hal_now(void) { return port_now(); }
void hal_gpio_configure(int32_t pin, int32_t mode) { port_gpio_configure(pin, mode); }
void hal_gpio_write(int32_t pin, int32_t level) { port_gpio_write(pin, level); }
int32_t hal_gpio_read(int32_t pin) { return port_gpio_read(pin); }
void hal_gpio_listen(int32_t pin, int32_t edges) { port_gpio_listen(pin, edges); }
void hal_panic(int32_t code) { port_panic(code); }

void hal_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  port_log(head, a, b, c, d);
}
