/**
 * PWM at any pin, in steps of 8 ns up to 524 us, and of as many times 8 ns as a period needs beyond: up to 133 ms. A
 * servo's 20 ms have steps of 0.32 us.
 *
 * The chip has eight slices of two channels each: pins 2n and 2n + 1 share a period, and pins 16 apart are one
 * channel (datasheet, table 525). Two periods in a slice, the second pin of a channel, and periods out of reach are
 * refused with `WAKEFUL_TRAP_PIN`.
 *
 * Width and period are taken when the counter wraps. The steps are not: where a new period needs others, the
 * period at hand is stretched or cut.
 */
#include "../registers.h"
#include "../rp2040.h"
#include "peripherals.h"
#include "port.h"

#define SLICES 8
#define MOST_STEPS 65535u
#define MOST_DIVIDER 255u

/** Pin of each channel; less than 0: none. And what the slice has. */
static struct slice {
  int8_t pins[2];
  uint32_t divider, steps;
} slices[SLICES] = {[0 ... SLICES - 1] = {{-1, -1}, 0, 0}};
static uint8_t is_on;

static struct slice *find(int32_t pin, uint32_t *number) {
  if ((uint32_t)pin > 28) port_panic(WAKEFUL_TRAP_PIN);
  *number = (uint32_t)pin >> 1 & 7;
  return &slices[*number];
}

void port_pwm_set(int32_t pin, int32_t period, int32_t high) {
  uint32_t number, channel = pin & 1;
  struct slice *slice = find(pin, &number);
  uint32_t cycles = ((uint32_t)period + 4) / 8;
  uint32_t divider = (cycles + MOST_STEPS - 1) / MOST_STEPS;
  if (cycles < 2 || divider > MOST_DIVIDER) port_panic(WAKEFUL_TRAP_PIN);
  // One that leaves nothing over, if there is one near.
  for (uint32_t i = divider; i < divider + 16 && i <= MOST_DIVIDER; i++) {
    if (cycles % i != 0) continue;
    divider = i;
    break;
  }
  uint32_t steps = (cycles + divider / 2) / divider;
  uint32_t width = (((uint32_t)high + 4) / 8 + divider / 2) / divider;
  if (high >= period || width > steps) width = steps;
  int8_t own = slice->pins[channel], other = slice->pins[!channel];
  if (own >= 0 && own != pin) port_panic(WAKEFUL_TRAP_PIN);
  if (other >= 0 && (slice->divider != divider || slice->steps != steps)) port_panic(WAKEFUL_TRAP_PIN);
  if (!is_on) reset_blocks(RESETS_PWM);
  is_on = 1;
  uint32_t widths = PWM_CC(number) & (channel ? 0xffffu : 0xffff0000u);
  PWM_CC(number) = widths | width << (16 * channel);
  PWM_TOP(number) = steps - 1;
  PWM_DIV(number) = divider << 4;
  if (own < 0 && other < 0) {
    // From the last step, so that a period begins with the next one.
    PWM_CTR(number) = steps - 1;
    PWM_CSR(number) = PWM_EN;
  }
  slice->divider = divider;
  slice->steps = steps;
  if (own >= 0) return;
  slice->pins[channel] = (int8_t)pin;
  IO_CTRL(pin) = FUNCSEL_PWM;
  PADS_GPIO(pin) = PAD_IE | PAD_SCHMITT | PAD_DRIVE_4MA;
}

void port_pwm_stop(int32_t pin, int32_t level) {
  uint32_t number, channel = pin & 1;
  struct slice *slice = find(pin, &number);
  port_gpio_configure(pin, level ? WAKEFUL_PIN_MODE_OUTPUT_HIGH : WAKEFUL_PIN_MODE_OUTPUT_LOW);
  if (slice->pins[channel] != pin) return;
  slice->pins[channel] = -1;
  if (slice->pins[!channel] < 0) PWM_CSR(number) = 0;
}
