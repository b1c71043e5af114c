/**
 * Analogue inputs GPIO26 to GPIO28. The reference is the Pico's 3.3 V; the converter has 48 MHz of a PLL of its own, so
 * that a conversion takes 96 cycles or 2 us. It has 12 bits; the four below them repeat the highest, so that full
 * scale is 65535. An alarm of the timer paces samples, at the very microsecond.
 */
#include "../registers.h"
#include "../rp2040.h"
#include "peripherals.h"
#include "port.h"

#define FIRST_PIN 26
#define LAST_PIN 28

static uint8_t is_on;

/** 12 MHz × 100 = 1200 MHz, ÷ 5 ÷ 5. */
static void start_clock(void) {
  reset_blocks(RESETS_PLL_USB);
  PLL_USB_CS = 1;
  PLL_USB_FBDIV_INT = 100;
  ATOMIC_CLEAR(PLL_USB_PWR) = PLL_PD | PLL_VCOPD;
  while (!(PLL_USB_CS & PLL_LOCK)) {}
  PLL_USB_PRIM = 5u << 16 | 5u << 12;
  ATOMIC_CLEAR(PLL_USB_PWR) = PLL_POSTDIVPD;
  CLK_ADC_CTRL = CLK_ADC_ENABLE; /* from that PLL */
}

static void start(void) {
  start_clock();
  reset_blocks(RESETS_ADC);
  ADC_CS = ADC_EN;
  while (!(ADC_CS & ADC_READY)) {}
  ADC_FCS = ADC_FCS_EN | ADC_FCS_THRESH(1);
  NVIC_ISER = 1u << ADC_IRQ_FIFO;
  is_on = 1;
}

uint8_t port_adc_input(int32_t pin) {
  if (pin < FIRST_PIN || pin > LAST_PIN) port_panic(WAKEFUL_TRAP_PIN);
  return (uint8_t)(pin - FIRST_PIN);
}

void port_adc_open(int32_t pin) {
  if (!is_on) start();
  IO_CTRL(pin) = FUNCSEL_NULL;
  PADS_GPIO(pin) = PAD_OD;
}

void port_adc_convert(uint8_t input) {
  ADC_INTE = 1;
  ADC_CS = ADC_EN | ADC_AINSEL(input) | ADC_START_ONE;
}

void adc_interrupt(void) {
  uint32_t value = ADC_FIFO & 0xfff;
  ADC_INTE = 0;
  wakeful_adc_converted((uint16_t)(value << 4 | value >> 8));
}

void adc_alarm(void) {
  alarm_clear(ALARM_ADC);
  wakeful_adc_due();
}

void port_adc_arm(int64_t time) {
  if (time == WAKEFUL_NEVER) alarm_off(ALARM_ADC);
  else alarm_set(ALARM_ADC, time);
}

int32_t port_adc_reference(void) { return 3300; }
