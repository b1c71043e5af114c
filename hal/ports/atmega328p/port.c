/**
 * Arduino Uno: ATmega328P at 16 MHz, with nothing but avr-libc's names of registers.
 *
 * ```
 *   D0 to D7    PORTD 0 to 7        D1 is the serial line, until the firmware asks for the pin
 *   D8 to D13   PORTB 0 to 5
 *   A0 to A5    PORTC 0 to 5        logical pins 14 to 19
 * ```
 *
 * Time is Timer1 at 2 MHz, the slowest rate that still tells single microseconds. It overflows each 32,768 µs;
 * such a span is called a window here. Variables count windows, the counter tells the place in one:
 *
 * ```
 *   63               15 14          0
 *   ├──── window ──────┤├─ TCNT1/2 ─┤   microseconds
 * ```
 *
 * A deadline is the same two things: its place lies in the compare register, and the compare interrupt is on in
 * its window only. So a sleep of any length ends with one wake-up of the firmware, at its microsecond.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>
#include "atmega328p.h"
#include "core.h"
#include "port.h"
#include "serial.h"

#define WINDOW 32768

/** A time, in the pieces in which a window is counted on. */
union time {
  int64_t micros;
  struct {
    /** A half of it is one window. */
    uint16_t low;
    uint32_t middle;
    uint16_t high;
  };
};

/** Where the window at hand begins. Not static, so that a test finds it by its name and begins elsewhere. */
volatile union time wakeful_clock __attribute__((used, externally_visible));
/** The window in which the compare interrupt is to be switched on. `high` is left aside: it is years. */
static volatile union time alarm_window;
/** Something happened since `port_arm` that ends the sleep: an overflow alone does not. */
volatile uint8_t is_awake;

/** Levels of ports B, C and D when they were looked at last, and which edges are listened to. */
static uint8_t levels[3], rising[3], falling[3];

static inline void next_window(volatile union time *time) {
  time->low ^= 0x8000;
  if (time->low == 0 && ++time->middle == 0) time->high++;
}

/**
 * The time, in pieces; with interrupts off. An overflow whose routine has not run yet is counted here if the
 * counter was read behind it: then it is small. A counter read just before has its highest bit set.
 */
static inline union time look(void) {
  union time time;
  uint16_t ticks = TCNT1;
  uint8_t is_pending = TIFR1 & _BV(TOV1);
  time.low = wakeful_clock.low;
  time.middle = wakeful_clock.middle;
  time.high = wakeful_clock.high;
  if (is_pending && !(ticks & 0x8000)) next_window(&time);
  time.low |= ticks >> 1;
  return time;
}

int64_t port_now(void) {
  uint8_t before = SREG;
  cli();
  int64_t now = look().micros;
  SREG = before;
  return now;
}

#ifdef WAKEFUL_HAS_ADC
/** The interrupt of the second compare register, while it paces samples. */
static volatile uint8_t pace;
#define ALWAYS_ON (_BV(TOIE1) | pace)

void adc_pace_on(void) {
  TIFR1 = _BV(OCF1B);
  TIMSK1 |= pace = _BV(OCIE1B);
}

void adc_pace_off(void) {
  pace = 0;
  TIMSK1 &= (uint8_t)~_BV(OCIE1B);
}
#else
#define ALWAYS_ON _BV(TOIE1)
#endif

static inline void switch_alarm_on(void) {
  TIFR1 = _BV(OCF1A);
  TIMSK1 = ALWAYS_ON | _BV(OCIE1A);
}

void port_arm(int64_t deadline) {
  union time asked = {.micros = deadline}, now = look();
  is_awake = 0;
  OCR1A = asked.low << 1;
  asked.low &= 0x8000;
  alarm_window.low = asked.low;
  alarm_window.middle = asked.middle;
  // A match that is wiped out here is one that has come: the core looks at the clock after this.
  if (asked.middle == now.middle && asked.low == (now.low & 0x8000)) switch_alarm_on();
  else TIMSK1 = ALWAYS_ON;
}

ISR(TIMER1_OVF_vect) {
  next_window(&wakeful_clock);
  if (alarm_window.low != wakeful_clock.low || alarm_window.middle != wakeful_clock.middle) return;
  switch_alarm_on();
  // The deadline may be one of the window's first ticks, which are over.
  if (TCNT1 >= OCR1A) is_awake = 1;
}

ISR(TIMER1_COMPA_vect) {
  TIMSK1 = ALWAYS_ON;
  is_awake = 1;
}

/** `sei` lets one more instruction run before any interrupt, so nothing comes between it and `sleep`. */
void port_wait(void) {
  while (!is_awake) __asm__ volatile("sei\n\tsleep\n\tcli" ::: "memory");
}

void port_interrupts_off(void) { cli(); }
void port_interrupts_on(void) { sei(); }

/** A pin's bit, and the number of its port: 0 is B, 1 is C, 2 is D. */
struct place {
  uint8_t port, mask;
};

static struct place place_of(int32_t pin) {
  if ((uint32_t)pin > 19) port_panic(WAKEFUL_TRAP_PIN);
  uint8_t bit = (uint8_t)pin, port = 2;
  if (bit >= 14) {
    bit -= 14;
    port = 1;
  } else if (bit >= 8) {
    bit -= 8;
    port = 0;
  }
  return (struct place){port, (uint8_t)(1 << bit)};
}

/** A port's three registers follow each other, and the ports do. */
#define PINS(port) ((volatile uint8_t *)0x23 + 3 * (port))
#define DIRECTIONS(port) (PINS(port) + 1)
#define OUTPUTS(port) (PINS(port) + 2)
#define WATCHED(port) ((volatile uint8_t *)0x6b + (port))

static void assign(volatile uint8_t *bits, uint8_t mask, uint8_t is_set) {
  if (is_set) *bits |= mask;
  else *bits &= ~mask;
}

/**
 * The chip has no pull-downs. A firmware that asks for one has a button that closes to the supply, and would
 * read noise: it ends here, and the way out is a resistor to ground and `Pull.None`.
 */
void port_gpio_configure(int32_t pin, int32_t mode) {
  struct place place = place_of(pin);
  if (mode == WAKEFUL_PIN_MODE_INPUT_PULL_DOWN) port_panic(WAKEFUL_TRAP_PIN);
  if (pin == 1) serial_yield();
  uint8_t is_output = mode >= WAKEFUL_PIN_MODE_OUTPUT_LOW;
  // An output has its level before it drives; an input has stopped to drive before its pull-up is on.
  if (!is_output) assign(DIRECTIONS(place.port), place.mask, 0);
  assign(OUTPUTS(place.port), place.mask,
         mode == WAKEFUL_PIN_MODE_OUTPUT_HIGH || mode == WAKEFUL_PIN_MODE_INPUT_PULL_UP);
  if (is_output) assign(DIRECTIONS(place.port), place.mask, 1);
}

/** An input's output bit is its pull-up, so it is left alone. */
void port_gpio_write(int32_t pin, int32_t level) {
  struct place place = place_of(pin);
  if (*DIRECTIONS(place.port) & place.mask) assign(OUTPUTS(place.port), place.mask, level != 0);
}

int32_t port_gpio_read(int32_t pin) {
  struct place place = place_of(pin);
  return (*PINS(place.port) & place.mask) != 0;
}

void port_gpio_listen(int32_t pin, int32_t edges) {
  struct place place = place_of(pin);
  uint8_t before = SREG;
  cli();
  volatile uint8_t *watched = WATCHED(place.port);
  // The level to compare with; if it was listened to, an edge may be on its way that must not be lost.
  if (!(*watched & place.mask)) assign(&levels[place.port], place.mask, *PINS(place.port) & place.mask);
  assign(&rising[place.port], place.mask, edges & WAKEFUL_EDGES_RISING);
  assign(&falling[place.port], place.mask, edges & WAKEFUL_EDGES_FALLING);
  assign(watched, place.mask, edges != WAKEFUL_EDGES_NONE);
  SREG = before;
}

/**
 * One routine for all three ports. The chip tells only that something changed; what, is the difference to the
 * levels before. So the levels are read before all else, into three registers that the chip has for any use: a
 * pulse that is over by then, within 2 µs of a processor that sleeps, leaves no difference and is not told. Where
 * another routine or the core has interrupts off, it is as much longer. What comes later raises the interrupt anew,
 * so the firmware always learns the level at which a pin stays.
 */
ISR(PCINT0_vect, ISR_NAKED) {
  __asm__ volatile(
      "push r24\n\t"
      "in r24, %[d]\n\tout %[keep_d], r24\n\t"
      "in r24, %[b]\n\tout %[keep_b], r24\n\t"
      "in r24, %[c]\n\tout %[keep_c], r24\n\t"
      "pop r24\n\t"
      "jmp wakeful_pins_changed" ::[d] "I"(_SFR_IO_ADDR(PIND)),
      [b] "I"(_SFR_IO_ADDR(PINB)), [c] "I"(_SFR_IO_ADDR(PINC)), [keep_d] "I"(_SFR_IO_ADDR(GPIOR2)),
      [keep_b] "I"(_SFR_IO_ADDR(GPIOR0)), [keep_c] "I"(_SFR_IO_ADDR(GPIOR1)));
}
ISR(PCINT1_vect, ISR_ALIASOF(PCINT0_vect));
ISR(PCINT2_vect, ISR_ALIASOF(PCINT0_vect));

static __attribute__((noinline)) void tell(uint8_t port, uint8_t pin, uint8_t level, int64_t time) {
  uint8_t changed = (level ^ levels[port]) & *WATCHED(port);
  levels[port] ^= changed;
  changed &= (level & rising[port]) | (~level & falling[port]);
  for (; changed != 0; changed >>= 1, level >>= 1, pin++) {
    if (changed & 1) wakeful_interrupt(WAKEFUL_GPIO(pin), level & 1, time);
  }
}

/** The rest of the routine. */
__attribute__((signal, used, externally_visible)) void wakeful_pins_changed(void) {
  int64_t time = look().micros;
  tell(0, 8, GPIOR0, time);
  tell(1, 14, GPIOR1, time);
  tell(2, 0, GPIOR2, time);
  is_awake = 1;
}

void port_init(void) {
  // A watchdog that ended the last run is still on.
  MCUSR = 0;
  wdt_disable();
  serial_init();
  SMCR = _BV(SE);
  PCICR = _BV(PCIE0) | _BV(PCIE1) | _BV(PCIE2);
  TIMSK1 = _BV(TOIE1);
  TCCR1B = _BV(CS11);
  sei();
}

_Noreturn void port_panic(int32_t code) {
  cli();
  serial_panic(code);
  for (;;) __asm__ volatile("sleep");
}

__attribute__((OS_main)) int main(void) { wakeful_run(); }
