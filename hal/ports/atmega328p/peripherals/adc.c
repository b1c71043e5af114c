/**
 * Analogue inputs A0 to A5, logical pins 14 to 19. The reference is the supply, 5 V; the converter's clock 125 kHz, so
 * that a conversion takes 13 cycles or 104 us, and the first one 25 or 200 us (datasheet, DS40002061, 24.4). It has 10 bits;
 * the six below them repeat the highest, so that full scale is 65535.
 *
 * Samples are paced by the second compare register of Timer1, the clock: every 32.768 ms, or at the very microsecond.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include "../atmega328p.h"
#include "core.h"
#include "peripherals.h"
#include "port.h"

#define FIRST_PIN 14
#define LAST_PIN 19
/** 16 MHz / 128. */
#define ON (_BV(ADEN) | _BV(ADIE) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0))

static int64_t due = WAKEFUL_NEVER;

uint8_t port_adc_input(int32_t pin) {
  if (pin < FIRST_PIN || pin > LAST_PIN) port_panic(WAKEFUL_TRAP_PIN);
  return (uint8_t)(pin - FIRST_PIN);
}

/** The digital input is left on: a firmware may read the pin as one, too. */
void port_adc_open(int32_t pin) {
  port_gpio_configure(pin, WAKEFUL_PIN_MODE_INPUT);
  if (!(ADCSRA & _BV(ADEN))) ADCSRA = ON;
}

void port_adc_convert(uint8_t input) {
  ADMUX = _BV(REFS0) | input;
  ADCSRA = ON | _BV(ADSC);
}

ISR(ADC_vect) {
  uint16_t value = ADC;
  wakeful_adc_converted((uint16_t)(value << 6 | value >> 4));
  // A sample that is within its window lets the processor sleep on.
  is_awake |= wakeful_has_events();
}

void port_adc_arm(int64_t time) {
  due = time;
  if (time == WAKEFUL_NEVER) {
    adc_pace_off();
    return;
  }
  OCR1B = (uint16_t)time << 1;
  adc_pace_on();
}

/** Of a time further away this is one of the windows before it. */
ISR(TIMER1_COMPB_vect) {
  if (port_now() >= due) wakeful_adc_due();
}

int32_t port_adc_reference(void) { return 5000; }
