/** The port's interrupt routines, for the vector table. All have one priority: none interrupts another. */
#ifndef WAKEFUL_LM3S6965_ROUTINES_H
#define WAKEFUL_LM3S6965_ROUTINES_H

void on_systick(void);
void on_timer0a(void);
void on_uart0(void);
void on_gpio_a(void);
void on_gpio_b(void);
void on_gpio_c(void);
void on_gpio_d(void);
void on_gpio_e(void);
void on_gpio_f(void);
void on_gpio_g(void);

/** Between `port.c` and `pins.c`, `serial.c`: what `port_init` sets up, and interrupts off around a few lines. */
void pins_init(void);
void serial_init(void);
/** Sends what the ring holds, and waits for it; for the last word. With interrupts off. */
void serial_last(const char *text, int64_t number);

/** @returns what `interrupts_restore` takes. */
static inline uint32_t interrupts_save(void) {
  uint32_t mask;
  __asm__ volatile("mrs %0, primask\n  cpsid i" : "=r"(mask)::"memory");
  return mask;
}

static inline void interrupts_restore(uint32_t mask) { __asm__ volatile("msr primask, %0" ::"r"(mask) : "memory"); }

#endif
