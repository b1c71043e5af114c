/**
 * Analogue inputs: pins take turns at the one converter, first come first served. Samples of a watched pin are due at
 * times that are reckoned from the first one, so they do not drift; a routine compares them, and the processor
 * sleeps on while they are within the window.
 */
#include "core.h"
#include "peripherals.h"
#include "port.h"

struct input {
  /** When the next sample is due; never, while the pin is not watched. */
  int64_t due;
  int32_t period, low, high;
  uint8_t pin;
  uint8_t is_open;
};

static struct input inputs[WAKEFUL_ADCS];

/** What a conversion is for. */
enum { ONCE, WATCHED };

/** Conversions that are asked for, one of each kind for an input at most: `input << 1 | kind`. */
static uint8_t queue[2 * WAKEFUL_ADCS], queued;
/** The one that runs. */
static uint8_t current, is_busy;
/** It is for a watch that has ended. */
static uint8_t is_stale;

static void next(void) {
  if (is_busy || queued == 0) return;
  current = queue[0];
  queued--;
  for (uint8_t i = 0; i < queued; i++) queue[i] = queue[i + 1];
  is_busy = 1;
  is_stale = 0;
  port_adc_convert(current >> 1);
}

static void ask(uint8_t conversion) {
  for (uint8_t i = 0; i < queued; i++) {
    if (queue[i] == conversion) return;
  }
  queue[queued++] = conversion;
  next();
}

/** Takes it back. */
static void forget(uint8_t conversion) {
  uint8_t kept = 0;
  for (uint8_t i = 0; i < queued; i++) {
    if (queue[i] != conversion) queue[kept++] = queue[i];
  }
  queued = kept;
}

void wakeful_adc_converted(uint16_t value) {
  const struct input *input = &inputs[current >> 1];
  int32_t told = value;
  is_busy = 0;
  if ((current & 1) == WATCHED) {
    if (is_stale || (value >= input->low && value <= input->high)) {
      next();
      return;
    }
    told |= WAKEFUL_ADC_FLAG_WATCHED;
  }
  wakeful_interrupt((int32_t)WAKEFUL_SOURCE_ADC << 16 | input->pin, told, port_now());
  next();
}

/** Asks for samples that are due, and for a routine when the next one is. */
static void pace(void) {
  for (;;) {
    int64_t earliest = WAKEFUL_NEVER, now = port_now();
    for (uint8_t i = 0; i < WAKEFUL_ADCS; i++) {
      struct input *input = &inputs[i];
      if (input->period == 0) continue;
      if (input->due <= now) {
        ask((uint8_t)(i << 1 | WATCHED));
        do input->due += input->period;
        while (input->due <= now);
      }
      if (input->due < earliest) earliest = input->due;
    }
    port_adc_arm(earliest);
    if (earliest > port_now()) return;
  }
}

void wakeful_adc_due(void) { pace(); }

static uint8_t find_open(int32_t pin) {
  uint8_t input = port_adc_input(pin);
  if (!inputs[input].is_open) port_panic(WAKEFUL_TRAP_PIN);
  return input;
}

void hal_adc_open(int32_t pin) {
  struct input *input = &inputs[port_adc_input(pin)];
  port_interrupts_off();
  input->pin = (uint8_t)pin;
  input->is_open = 1;
  port_adc_open(pin);
  port_interrupts_on();
}

void hal_adc_start(int32_t pin) {
  uint8_t input = find_open(pin);
  port_interrupts_off();
  ask((uint8_t)(input << 1 | ONCE));
  port_interrupts_on();
}

void hal_adc_watch(int32_t pin, int32_t period, int32_t low, int32_t high) {
  uint8_t number = find_open(pin), conversion = (uint8_t)(number << 1 | WATCHED);
  struct input *input = &inputs[number];
  if (period < 0) port_panic(WAKEFUL_TRAP_PIN);
  port_interrupts_off();
  forget(conversion);
  if (is_busy && current == conversion) is_stale = 1;
  input->period = period;
  input->low = low;
  input->high = high;
  input->due = port_now();
  pace();
  port_interrupts_on();
}

int32_t hal_adc_reference(void) { return port_adc_reference(); }
