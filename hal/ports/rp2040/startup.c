/** From reset to `main`: the vector table, variables, and the clocks of a Pico with its crystal of 12 MHz. */
#include "port.h"
#include "registers.h"
#include "rp2040.h"

extern uint32_t stack_top[], data_start[], data_end[], data_source[], bss_start[], bss_end[];

int main(void);
_Noreturn void reset(void);

/**
 * A fault is a trap of the module's or a fault of ours; the core does not tell why (it is a Cortex-M0+). Every
 * access that is not aligned comes here, so a module that breaks its promise (wasm-rt.h) ends in a panic.
 */
static void fault(void) { port_panic(WAKEFUL_TRAP_OTHER); }

/** Nothing enables it. */
static void unexpected(void) { port_panic(WAKEFUL_TRAP_OTHER); }

typedef void (*vector)(void);

__attribute__((section(".vectors"), used)) static const vector vectors[16 + 26] = {
  (vector)stack_top,
  reset,
  fault, /* NMI */
  fault, /* HardFault */
  [4 ... 41] = unexpected,
  [16 + TIMER_IRQ_0] = timer_interrupt,
  [16 + IO_IRQ_BANK0] = gpio_interrupt,
#ifdef WAKEFUL_HAS_UART
  [16 + ALARM_UART] = uart_alarm,
  [16 + UART0_IRQ] = uart0_interrupt,
  [16 + UART1_IRQ] = uart1_interrupt,
#else
  [16 + UART0_IRQ] = uart_interrupt,
#endif
#ifdef WAKEFUL_HAS_ADC
  [16 + ALARM_ADC] = adc_alarm,
  [16 + ADC_IRQ_FIFO] = adc_interrupt,
#endif
#ifdef WAKEFUL_HAS_I2C
  [16 + ALARM_I2C] = i2c_alarm,
  [16 + I2C0_IRQ] = i2c0_interrupt,
  [16 + I2C0_IRQ + 1] = i2c1_interrupt,
#endif
};

static void take_out_of_reset(uint32_t blocks) {
  ATOMIC_CLEAR(RESETS_RESET) = blocks;
  while ((RESETS_RESET_DONE & blocks) != blocks) {}
}

/** 12 MHz of the crystal for the timer, 125 MHz of the PLL for the CPU and the UART. */
static void start_clocks(void) {
  XOSC_STARTUP = 94; /* units of 256 cycles: 2 ms, twice what the datasheet's example allows the crystal */
  XOSC_CTRL = XOSC_ENABLE_1_15MHZ;
  while (!(XOSC_STATUS & XOSC_STABLE)) {}
  CLK_REF_CTRL = CLK_REF_SRC_XOSC;
  while (!(CLK_REF_SELECTED & (1u << CLK_REF_SRC_XOSC))) {}

  /* 12 MHz × 125 = 1500 MHz, ÷ 6 ÷ 2. */
  take_out_of_reset(RESETS_PLL_SYS);
  PLL_SYS_CS = 1;
  PLL_SYS_FBDIV_INT = 125;
  ATOMIC_CLEAR(PLL_SYS_PWR) = PLL_PD | PLL_VCOPD;
  while (!(PLL_SYS_CS & PLL_LOCK)) {}
  PLL_SYS_PRIM = 6u << 16 | 2u << 12;
  ATOMIC_CLEAR(PLL_SYS_PWR) = PLL_POSTDIVPD;
  CLK_SYS_CTRL = CLK_SYS_SRC_AUX; /* and its auxiliary source 0: the PLL */
  while (!(CLK_SYS_SELECTED & (1u << CLK_SYS_SRC_AUX))) {}
  CLK_PERI_CTRL = CLK_PERI_ENABLE; /* from clk_sys */
}

_Noreturn void reset(void) {
  SCB_VTOR = (uint32_t)vectors;
  const uint32_t *from = data_source;
  for (uint32_t *to = data_start; to < data_end;) *to++ = *from++;
  for (uint32_t *to = bss_start; to < bss_end;) *to++ = 0;

  /* A debugger may have left them as they were. */
  const uint32_t blocks = RESETS_IO_BANK0 | RESETS_PADS_BANK0 | RESETS_TIMER | RESETS_UART0;
  ATOMIC_SET(RESETS_RESET) = blocks;
  start_clocks();
  take_out_of_reset(blocks);
  WATCHDOG_TICK = WATCHDOG_TICK_ENABLE | 12; /* 12 cycles of clk_ref: 1 µs. From here on the timer counts. */
  main();
  __builtin_unreachable();
}
