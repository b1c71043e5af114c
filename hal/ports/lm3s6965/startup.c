/** From reset to `wakeful_run`: the vector table, and memory as C expects it. */
#include <stdint.h>
#include "core.h"
#include "port.h"
#include "routines.h"

extern uint32_t data_image[], data_begin[], data_end[], bss_begin[], bss_end[], stack_top[];

_Noreturn void reset(void) {
  const uint32_t *from = data_image;
  for (uint32_t *to = data_begin; to < data_end;) *to++ = *from++;
  for (uint32_t *to = bss_begin; to < bss_end;) *to++ = 0;
  wakeful_run();
}

/** An interrupt that nobody switched on: told as a trap without a name, as a fault of the processor's is. */
static void unexpected(void) { port_panic(WAKEFUL_TRAP_OTHER); }

/** The stack may be what was at fault, so the panic begins on an empty one. */
__attribute__((naked)) static void fault(void) {
  __asm__ volatile("ldr sp, =stack_top\n  ldr r0, =%c0\n  b port_panic" ::"i"(WAKEFUL_TRAP_OTHER));
}

typedef void (*vector)(void);

__attribute__((section(".vectors"), used)) static const vector vectors[16 + 44] = {
  [0] = (vector)stack_top,
  [1] = (vector)reset,
  [2] = unexpected,
  [3 ... 6] = fault,
  [7 ... 14] = unexpected,
  [15] = on_systick,
  [16 ... 59] = unexpected,
  [16 + 0] = on_gpio_a,
  [16 + 1] = on_gpio_b,
  [16 + 2] = on_gpio_c,
  [16 + 3] = on_gpio_d,
  [16 + 4] = on_gpio_e,
  [16 + 5] = on_uart0,
  [16 + 19] = on_timer0a,
  [16 + 30] = on_gpio_f,
  [16 + 31] = on_gpio_g,
};
