/**
 * PWM by the two timers of eight bits; Timer1 is the clock.
 *
 * ```
 *   Timer0   D5, D6        Timer2   D3, D11
 *   periods of 256 steps, within 2.5 %: all four pins
 *     steps of   1/16 us  0.5 us   2 us*   4 us     8 us*    16 us    64 us
 *     periods    16 us    128 us   512 us  1.024 ms 2.048 ms 4.096 ms 16.384 ms        (* Timer2 only)
 *   any other period from 1 us to 16.384 ms: D3 and D5, whose timers then have no second pin
 * ```
 *
 * Other pins, longer periods and two periods at one timer are refused with `WAKEFUL_TRAP_PIN`. Of a period and a
 * width the nearest number of steps is taken; a period has 128 steps at least, so it is off by 0.4 % at most, from
 * 8 us on.
 *
 * The timers take a new width and a new period when the one at hand ends. Steps of another length are taken at once:
 * where a change of the period needs them, the period at hand is cut. A pin that is to stay low or high leaves its
 * timer in a routine: behind the pulse at hand, or when the next one has begun.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include "peripherals.h"
#include "port.h"

/** How a timer's clock is divided, as its register has it from 1 on: powers of two. */
static const uint8_t shifts0[] = {0, 3, 6, 8, 10}, shifts2[] = {0, 3, 5, 6, 7, 8, 10};

/** A timer's registers lie alike. */
struct timer {
  volatile uint8_t *control, *mask, *flags;
  const uint8_t *shifts;
  uint8_t shift_count;
};

/** From TCCRnA on: TCCRnB, TCNTn, OCRnA, OCRnB. */
#define MODE(timer) (timer).control[0]
#define CLOCK(timer) (timer).control[1]
#define COUNT(timer) (timer).control[2]
#define WIDTH(timer, is_b) (timer).control[3 + (is_b)]

static const struct timer timers[] = {
  {&TCCR0A, &TIMSK0, &TIFR0, shifts0, sizeof shifts0},
  {&TCCR2A, &TIMSK2, &TIFR2, shifts2, sizeof shifts2},
};

/** Pins: Timer0's A and B, Timer2's A and B. */
static const uint8_t pins[] = {6, 5, 11, 3};

/** What a timer has: its clock (0: stopped), and steps a period less one. */
static struct {
  uint8_t clock, top;
} running[2];
/** Pins that have pulses, or wait to leave their timer: a bit each. */
static uint8_t users;
/** Pins that leave their timer or come back to it in a routine, and the level that they are to have. */
static uint8_t to_low, to_high, to_join;

static uint8_t find(int32_t pin) {
  for (uint8_t i = 0; i < sizeof pins; i++) {
    if (pins[i] == pin) return i;
  }
  port_panic(WAKEFUL_TRAP_PIN);
}

/** Bits of COM: cleared at the match, set when a period begins. */
static uint8_t joined(uint8_t which) { return which & 1 ? _BV(COM0B1) : _BV(COM0A1); }
static uint8_t match_of(uint8_t which) { return which & 1 ? _BV(OCIE0B) : _BV(OCIE0A); }

static void leave(uint8_t which, uint8_t level) {
  const struct timer *timer = &timers[which >> 1];
  // The port's bit first: it is what the pin shows from then on.
  port_gpio_write(pins[which], level);
  MODE(*timer) &= (uint8_t)~joined(which);
  *timer->mask &= (uint8_t)~match_of(which);
  to_high &= (uint8_t)~(1 << which);
  to_low &= (uint8_t)~(1 << which);
}

static void matched(uint8_t which) {
  if (to_low >> which & 1) leave(which, 0);
}

static void overflowed(uint8_t timer) {
  for (uint8_t which = 2 * timer; which < 2 * timer + 2; which++) {
    uint8_t bit = (uint8_t)(1 << which);
    if (to_high & bit) leave(which, 1);
    // One that has pulses waits for the end of one.
    if ((to_low & bit) && !(MODE(timers[timer]) & joined(which))) leave(which, 0);
    if (to_join & bit) MODE(timers[timer]) |= joined(which);
    to_join &= (uint8_t)~bit;
  }
  *timers[timer].mask &= (uint8_t)~_BV(TOIE0);
}

/** At the next beginning of a period a routine does what is to be done. */
static void await_period(const struct timer *timer) {
  *timer->flags = _BV(TOV0);
  *timer->mask |= _BV(TOIE0);
}

ISR(TIMER0_COMPA_vect) { matched(0); }
ISR(TIMER0_COMPB_vect) { matched(1); }
ISR(TIMER2_COMPA_vect) { matched(2); }
ISR(TIMER2_COMPB_vect) { matched(3); }
ISR(TIMER0_OVF_vect) { overflowed(0); }
ISR(TIMER2_OVF_vect) { overflowed(1); }

/** Nanoseconds as cycles, to the nearest. */
static uint32_t cycles_of(int32_t nanos) {
  // Longer than a timer reaches, whatever the divider: no need to be exact, and no overflow.
  if (nanos > 100000000) return UINT32_MAX >> 4;
  return ((uint32_t)nanos * 2 + 62) / 125;
}

static int is_near(uint32_t a, uint32_t b) {
  uint32_t off = a > b ? a - b : b - a;
  return off <= b / 40;
}

/** A timer's clock and steps for a period; panics if it has none. */
static uint8_t clock_of(const struct timer *timer, uint32_t cycles, uint8_t is_b, uint8_t *top) {
  for (uint8_t i = 0; i < timer->shift_count; i++) {
    if (is_near(cycles, (uint32_t)256 << timer->shifts[i])) {
      // Of a second pin only this will do; alone, the nearer the better.
      uint32_t steps = (cycles + ((uint32_t)1 << timer->shifts[i] >> 1)) >> timer->shifts[i];
      *top = !is_b || steps > 256 ? 255 : (uint8_t)(steps - 1);
      return (uint8_t)(i + 1);
    }
  }
  if (is_b && cycles >= 16) {
    for (uint8_t i = 0; i < timer->shift_count; i++) {
      uint32_t steps = (cycles + ((uint32_t)1 << timer->shifts[i] >> 1)) >> timer->shifts[i];
      if (steps > 256) continue;
      *top = (uint8_t)(steps - 1);
      return (uint8_t)(i + 1);
    }
  }
  port_panic(WAKEFUL_TRAP_PIN);
}

/** From its last step, so that a period begins with the next one. @param join bits of COM, for that period already */
static void start(const struct timer *timer, uint8_t clock, uint8_t top, uint8_t is_b, uint8_t width, uint8_t join) {
  uint8_t has_top = top != 255;
  // Stopped and in plain counting, in which the registers are taken as they are written.
  CLOCK(*timer) = 0;
  MODE(*timer) &= (uint8_t)~(_BV(WGM01) | _BV(WGM00));
  WIDTH(*timer, is_b) = width;
  if (has_top) WIDTH(*timer, 0) = top;
  COUNT(*timer) = top;
  MODE(*timer) |= _BV(WGM01) | _BV(WGM00) | join;
  CLOCK(*timer) = clock | (has_top ? _BV(WGM02) : 0);
}

void port_pwm_set(int32_t pin, int32_t period, int32_t high) {
  uint8_t which = find(pin), number = which >> 1, is_b = which & 1, bit = (uint8_t)(1 << which);
  const struct timer *timer = &timers[number];
  uint8_t top, clock = clock_of(timer, cycles_of(period), is_b, &top);
  uint8_t others = users & (uint8_t)(3 << (number << 1)) & (uint8_t)~bit;
  if (others && (running[number].clock != clock || running[number].top != top)) {
    // Two pins have 256 steps, if those of both are near.
    if (running[number].clock != clock || running[number].top < 249 || top < 249) port_panic(WAKEFUL_TRAP_PIN);
    top = 255;
  }
  uint32_t steps = (cycles_of(high) + ((uint32_t)1 << timer->shifts[clock - 1] >> 1)) >> timer->shifts[clock - 1];
  uint8_t is_low = high == 0 || steps == 0, is_high = high >= period || steps > top;
  uint8_t is_new = !(users & bit), is_joined = MODE(*timer) & joined(which);
  uint8_t is_same = running[number].clock == clock && (running[number].top == 255) == (top == 255);
  if (is_new) port_gpio_configure(pin, is_high ? WAKEFUL_PIN_MODE_OUTPUT_HIGH : WAKEFUL_PIN_MODE_OUTPUT_LOW);
  users |= bit;
  to_low &= (uint8_t)~bit;
  to_high &= (uint8_t)~bit;
  to_join &= (uint8_t)~bit;
  *timer->mask &= (uint8_t)~match_of(which);
  uint8_t width = (uint8_t)(steps - 1);
  if (!is_same) start(timer, clock, top, is_b, width, is_low || is_high ? 0 : joined(which));
  else if (top != 255) WIDTH(*timer, 0) = top;
  running[number].clock = clock;
  running[number].top = top;
  if (is_low || is_high) {
    if (is_new) return;
    if (is_low) to_low |= bit;
    else to_high |= bit;
    if (is_high || !is_joined) await_period(timer);
    // The pulse at hand is over, and there is to be none: so be it.
    else if (!port_gpio_read(pin)) leave(which, 0);
    else {
      *timer->flags = match_of(which);
      *timer->mask |= match_of(which);
    }
    return;
  }
  WIDTH(*timer, is_b) = width;
  if (MODE(*timer) & joined(which)) return;
  // A pin that is high shows its timer's level at once, and that is to be high until the period at hand ends.
  if (port_gpio_read(pin)) {
    to_join |= bit;
    await_period(timer);
  } else MODE(*timer) |= joined(which);
}

void port_pwm_stop(int32_t pin, int32_t level) {
  uint8_t which = find(pin), number = which >> 1;
  leave(which, level != 0);
  to_join &= (uint8_t)~(1 << which);
  users &= (uint8_t)~(1 << which);
  port_gpio_configure(pin, level ? WAKEFUL_PIN_MODE_OUTPUT_HIGH : WAKEFUL_PIN_MODE_OUTPUT_LOW);
  if (users & (3 << (number << 1))) return;
  CLOCK(timers[number]) = 0;
  running[number].clock = 0;
}
