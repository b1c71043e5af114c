/**
 * LM3S6965 (Cortex-M3, 50 MHz): time, sleep and the last word. Pins are in pins.c, the serial port in serial.c.
 *
 * SysTick counts core clocks down and wraps each 320 ms, a whole number of microseconds; its interrupt counts the
 * wraps. Timer 0 runs once, from `port_arm` to the deadline. A deadline is thus never compared with a counter,
 * and cannot be missed by one.
 */
#include "port.h"
#include "core.h"
#include "registers.h"
#include "routines.h"

#define CLOCKS_PER_MICRO 50u
/** The largest round number below 2^24 clocks. */
#define WRAP_MICROS 320000u
#define WRAP_CLOCKS (WRAP_MICROS * CLOCKS_PER_MICRO)
/** 2^32 clocks are 85.9 s. */
#define ARM_MOST_MICROS 80000000

/** Microseconds that had passed when SysTick wrapped last. */
static volatile int64_t wrapped_micros;

/** 200 MHz of the PLL, from the crystal of 8 MHz, divided by four. The order of steps is the datasheet's. */
static void clocks_init(void) {
  uint32_t rcc = (RCC | RCC_BYPASS) & ~RCC_USESYSDIV;
  RCC = rcc;
  rcc &= ~(RCC_XTAL_MASK | RCC_OSCSRC_MASK | RCC_PWRDN | RCC_MOSCDIS | RCC_SYSDIV_MASK);
  rcc |= RCC_XTAL_8_MHZ | RCC_SYSDIV_4 | RCC_USESYSDIV;
  RCC = rcc;
  while (!(RIS & RIS_PLL_LOCKED)) {}
  RCC = rcc & ~RCC_BYPASS;
}

void port_init(void) {
  clocks_init();
  RCGC1 |= RCGC1_UART0 | RCGC1_TIMER0;
  RCGC2 |= 0x7f;
  // A peripheral answers some clocks after it was switched on; a read back takes that long.
  (void)RCGC2;
  serial_init();
  pins_init();
  TIMER_CTL = 0;
  TIMER_CFG = 0;
  TIMER_TAMR = TIMER_TAMR_ONE_SHOT;
  TIMER_ICR = TIMER_TIMEOUT;
  TIMER_IMR = TIMER_TIMEOUT;
  NVIC_ENABLE(0) = 1u << IRQ_TIMER0A;
  SYSTICK_LOAD = WRAP_CLOCKS - 1;
  SYSTICK_VAL = 0;
  SYSTICK_CTRL = SYSTICK_CTRL_ON_CORE_CLOCK;
  // It loads a clock later; a 0 would read as the end of a wrap.
  while (SYSTICK_VAL == 0) {}
}

/** The wrap clears its own pending bit on the way in. No routine reads the clock before this line: one priority. */
void on_systick(void) { wrapped_micros += WRAP_MICROS; }

int64_t port_now(void) {
  uint32_t mask = interrupts_save();
  int64_t micros = wrapped_micros;
  uint32_t passed = (WRAP_CLOCKS - 1 - SYSTICK_VAL) / CLOCKS_PER_MICRO;
  // A wrap that pends came before the counter was read if the counter began anew, and after if it is at its end.
  if ((SCB_ICSR & SCB_ICSR_PENDSTSET) && passed < WRAP_MICROS / 2) micros += WRAP_MICROS;
  interrupts_restore(mask);
  return micros + passed;
}

void port_arm(int64_t deadline) {
  TIMER_CTL = 0;
  TIMER_ICR = TIMER_TIMEOUT;
  if (deadline == WAKEFUL_NEVER) return;
  int64_t left = deadline - port_now();
  if (left <= 0) return;
  if (left > ARM_MOST_MICROS) left = ARM_MOST_MICROS;
  TIMER_TAILR = (uint32_t)left * CLOCKS_PER_MICRO;
  TIMER_CTL = TIMER_CTL_TAEN;
}

void on_timer0a(void) { TIMER_ICR = TIMER_TIMEOUT; }

void port_interrupts_off(void) { __asm__ volatile("cpsid i" ::: "memory"); }
void port_interrupts_on(void) { __asm__ volatile("cpsie i\n  isb" ::: "memory"); }

/** With PRIMASK set, what pends ends the sleep, and its routine runs when interrupts are on again. */
void port_wait(void) { __asm__ volatile("dsb\n  wfi" ::: "memory"); }

_Noreturn void port_panic(int32_t code) {
  port_interrupts_off();
  serial_last("panic ", code);
  // What pends ends each sleep; so nothing may pend.
  SYSTICK_CTRL = 0;
  SCB_ICSR = SCB_ICSR_PENDSTCLR;
  for (int i = 0; i < 2; i++) {
    NVIC_DISABLE(i) = 0xffffffff;
    NVIC_UNPEND(i) = 0xffffffff;
  }
  for (;;) port_wait();
}
