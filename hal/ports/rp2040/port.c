/** Raspberry Pi Pico: time, pins and sleep on the bare RP2040. Logical pins are GPIO numbers, as on the board. */
#include "core.h"
#include "port.h"
#include "registers.h"
#include "rp2040.h"

/** GPIO0 to GPIO28; the chip's last one measures the Pico's supply. */
#define PINS 29

/**
 * Two reads of the high half with the low one between: the interrupt routine needs the time too, and would spoil
 * what the latched pair of registers holds for the main loop.
 */
static inline int64_t time_now(void) {
  for (uint32_t high = TIMER_TIMERAWH;;) {
    uint32_t low = TIMER_TIMERAWL;
    uint32_t again = TIMER_TIMERAWH;
    if (again == high) return (int64_t)((uint64_t)high << 32 | low);
    high = again;
  }
}

int64_t port_now(void) { return time_now(); }

void port_init(void) {
  uart_init();
  TIMER_INTE = TIMER_ALARM_0;
  NVIC_ISER = 1u << TIMER_IRQ_0 | 1u << IO_IRQ_BANK0;
  port_interrupts_on();
}

void port_interrupts_off(void) { __asm volatile("cpsid i" ::: "memory"); }
void port_interrupts_on(void) { __asm volatile("cpsie i" ::: "memory"); }

/** The alarm compares 32 bits for equality: half of what they span (35 minutes), so that none is taken for past. */
#define FARTHEST (1u << 31)

void port_arm(int64_t deadline) {
  if (deadline == WAKEFUL_NEVER) {
    TIMER_ARMED = TIMER_ALARM_0; /* writing 1 disarms */
    return;
  }
  int64_t now = time_now();
  TIMER_ALARM0 = deadline - now > FARTHEST ? (uint32_t)now + FARTHEST : (uint32_t)deadline;
}

/** It woke the main loop, which is all that it was for. */
void timer_interrupt(void) { TIMER_INTR = TIMER_ALARM_0; }

void port_wait(void) { __asm volatile("dsb\n\twfi" ::: "memory"); }

void alarm_off(enum alarm alarm) { TIMER_ARMED = 1u << alarm; }

void alarm_clear(enum alarm alarm) {
  ATOMIC_CLEAR(TIMER_INTF) = 1u << alarm;
  TIMER_INTR = 1u << alarm;
}

void alarm_set(enum alarm alarm, int64_t time) {
  int64_t now = time_now();
  ATOMIC_SET(TIMER_INTE) = 1u << alarm;
  NVIC_ISER = 1u << alarm;
  TIMER_ALARM(alarm) = time - now > FARTHEST ? (uint32_t)now + FARTHEST : (uint32_t)time;
  if (time > time_now()) return;
  // It was behind the counter already, or has come this moment: then twice is as good as once.
  alarm_off(alarm);
  ATOMIC_SET(TIMER_INTF) = 1u << alarm;
}

void reset_blocks(uint32_t blocks) {
  ATOMIC_SET(RESETS_RESET) = blocks;
  ATOMIC_CLEAR(RESETS_RESET) = blocks;
  while ((RESETS_RESET_DONE & blocks) != blocks) {}
}

void port_gpio_configure(int32_t pin, int32_t mode) {
  if ((uint32_t)pin >= PINS) port_panic(WAKEFUL_TRAP_PIN);
  uint32_t bit = 1u << pin;
  uint32_t pad = PAD_IE | PAD_SCHMITT | PAD_DRIVE_4MA;
  if (mode == WAKEFUL_PIN_MODE_INPUT_PULL_UP) pad |= PAD_PUE;
  if (mode == WAKEFUL_PIN_MODE_INPUT_PULL_DOWN) pad |= PAD_PDE;
  if (mode < WAKEFUL_PIN_MODE_OUTPUT_LOW) {
    /* The pull holds the line before the driver lets go of it. */
    PADS_GPIO(pin) = pad;
    SIO_GPIO_OE_CLR = bit;
    IO_CTRL(pin) = FUNCSEL_SIO;
    return;
  }
  /* The level is there before the driver is on. */
  port_gpio_write(pin, mode == WAKEFUL_PIN_MODE_OUTPUT_HIGH);
  SIO_GPIO_OE_SET = bit;
  IO_CTRL(pin) = FUNCSEL_SIO;
  PADS_GPIO(pin) = pad;
}

void port_gpio_write(int32_t pin, int32_t level) {
  if (level) SIO_GPIO_OUT_SET = 1u << pin;
  else SIO_GPIO_OUT_CLR = 1u << pin;
}

int32_t port_gpio_read(int32_t pin) { return SIO_GPIO_IN >> pin & 1; }

void port_gpio_listen(int32_t pin, int32_t edges) {
  uint32_t group = (uint32_t)pin / 8, shift = (uint32_t)pin % 8 * 4;
  uint32_t wanted = 0;
  if (edges & WAKEFUL_EDGES_RISING) wanted |= EDGE_HIGH << shift;
  if (edges & WAKEFUL_EDGES_FALLING) wanted |= EDGE_LOW << shift;
  ATOMIC_CLEAR(IO_PROC0_INTE(group)) = (0xfu << shift) & ~wanted;
  /* An edge is latched whether somebody listens or not. Those of kinds listened to already are the routine's. */
  IO_INTR(group) = wanted & ~IO_PROC0_INTE(group);
  ATOMIC_SET(IO_PROC0_INTE(group)) = wanted;
}

static inline void tell(int32_t pin, uint32_t level, int64_t time) {
  wakeful_interrupt(WAKEFUL_GPIO(pin), (int32_t)level, time);
}

/**
 * The latches hold one edge of each kind. Two of both kinds are told so that the present level comes last; more
 * than that within the time it takes to get here (under a microsecond from flash cache) are seen as two.
 */
void gpio_interrupt(void) {
  int64_t time = time_now();
  for (int32_t group = 0; group < IO_GROUPS; group++) {
    uint32_t raised = IO_PROC0_INTS(group);
    if (raised == 0) continue;
    IO_INTR(group) = raised;
    /* Read after the latches are free: what comes from here on is latched anew. */
    uint32_t levels = SIO_GPIO_IN >> (8 * group);
    for (int32_t pin = 8 * group; raised != 0; pin++, raised >>= 4, levels >>= 1) {
      uint32_t kinds = raised & (EDGE_LOW | EDGE_HIGH);
      if (kinds == (EDGE_LOW | EDGE_HIGH)) {
        tell(pin, ~levels & 1, time);
        tell(pin, levels & 1, time);
      } else if (kinds != 0) tell(pin, kinds == EDGE_HIGH, time);
    }
  }
}

int main(void) { wakeful_run(); }
