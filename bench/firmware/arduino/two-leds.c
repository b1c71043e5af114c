// The two-LED blink as an Arduino sketch has it, on bare avr-libc: Timer0 counts the milliseconds in an interrupt,
// and a loop without sleep asks for them. Pins 13 and 12 are PB5 and PB4.
#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>
#include <util/atomic.h>

static volatile uint32_t millis_count;
static uint8_t fraction;

// At 16 MHz / 64 the timer overflows each 1024 us: a millisecond, and 3/125 of one that add up.
ISR(TIMER0_OVF_vect) {
  uint32_t now = millis_count + 1;
  fraction += 3;
  if (fraction >= 125) {
    fraction -= 125;
    now++;
  }
  millis_count = now;
}

static uint32_t millis(void) {
  uint32_t now;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { now = millis_count; }
  return now;
}

static void setup(void) {
  TCCR0B = _BV(CS01) | _BV(CS00);
  TIMSK0 = _BV(TOIE0);
  DDRB = _BV(PB5) | _BV(PB4);
  PORTB = _BV(PB5) | _BV(PB4);
  sei();
}

static void loop(void) {
  static uint32_t slow;
  static uint32_t fast;
  uint32_t now = millis();
  if (now - slow >= 500) {
    slow += 500;
    PORTB ^= _BV(PB5);
  }
  if (now - fast >= 300) {
    fast += 300;
    PORTB ^= _BV(PB4);
  }
}

int main(void) {
  setup();
  while (1) loop();
}
