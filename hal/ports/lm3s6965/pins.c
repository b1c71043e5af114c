/**
 * Pins of the LM3S6965. Logical numbers go to what the chip has free: UART 0 is on PA0 and PA1, the debugger on
 * PB7 and PC0 to PC3. 13 is the LED of TI's evaluation board (PF0), 4 its select button (PF1), as the examples
 * have them.
 */
#include "port.h"
#include "core.h"
#include "registers.h"
#include "routines.h"

enum { A, B, C, D, E, F, G, PORTS };

static const uint32_t bases[PORTS] = {0x40004000, 0x40005000, 0x40006000, 0x40007000,
                                      0x40024000, 0x40025000, 0x40026000};
static const uint8_t irqs[PORTS] = {0, 1, 2, 3, 4, 30, 31};

#define PIN(port, bit) ((port) << 3 | (bit))
static const uint8_t pins[] = {
  PIN(D, 0), PIN(D, 1), PIN(D, 2), PIN(D, 3), PIN(F, 1), PIN(D, 5), PIN(D, 6), PIN(D, 7), // 0 to 7
  PIN(B, 0), PIN(B, 1), PIN(B, 2), PIN(B, 3), PIN(B, 4), PIN(F, 0), PIN(B, 5), PIN(B, 6), // 8 to 15
  PIN(A, 2), PIN(A, 3), PIN(A, 4), PIN(A, 5), PIN(A, 6), PIN(A, 7), PIN(C, 4), PIN(C, 5), // 16 to 23
  PIN(C, 6), PIN(C, 7), PIN(E, 0), PIN(E, 1), PIN(E, 2), PIN(E, 3), PIN(F, 2), PIN(F, 3), // 24 to 31
  PIN(G, 0), PIN(G, 1), PIN(D, 4),                                                        // 32 to 34
};
#define NOBODY 0xff
/** The way back. */
static uint8_t logical[PORTS * 8];
/** Bits of each port: pins that are given both edges, and their level as it was told last. */
static uint8_t both[PORTS], last[PORTS];

struct place {
  uint32_t base;
  uint8_t port, bit;
};

static struct place find(int32_t pin) {
  if (pin < 0 || pin >= (int32_t)sizeof pins) port_panic(WAKEFUL_TRAP_PIN);
  uint8_t port = pins[pin] >> 3;
  return (struct place){bases[port], port, (uint8_t)(1u << (pins[pin] & 7))};
}

void pins_init(void) {
  for (uint32_t i = 0; i < sizeof logical; i++) logical[i] = NOBODY;
  for (uint32_t pin = 0; pin < sizeof pins; pin++) logical[pins[pin]] = (uint8_t)pin;
  for (uint32_t port = 0; port < PORTS; port++) NVIC_ENABLE(0) = 1u << irqs[port];
}

static void set(volatile uint32_t *at, uint32_t bit, int on) { *at = on ? *at | bit : *at & ~bit; }

void port_gpio_configure(int32_t pin, int32_t mode) {
  struct place p = find(pin);
  uint32_t mask = interrupts_save();
  int isOutput = mode >= WAKEFUL_PIN_MODE_OUTPUT_LOW;
  uint32_t level = mode == WAKEFUL_PIN_MODE_OUTPUT_HIGH ? p.bit : 0;
  set(&GPIO_DEN(p.base), p.bit, 1);
  if (isOutput) GPIO_DATA(p.base, p.bit) = level;
  set(&GPIO_DIR(p.base), p.bit, isOutput);
  // QEMU forgets what is written while the pin is an input.
  if (isOutput) GPIO_DATA(p.base, p.bit) = level;
  // One switches the other off; so the one that is wanted comes last.
  set(&GPIO_PUR(p.base), p.bit, 0);
  set(&GPIO_PDR(p.base), p.bit, mode == WAKEFUL_PIN_MODE_INPUT_PULL_DOWN);
  if (mode == WAKEFUL_PIN_MODE_INPUT_PULL_UP) set(&GPIO_PUR(p.base), p.bit, 1);
  interrupts_restore(mask);
}

void port_gpio_write(int32_t pin, int32_t level) {
  struct place p = find(pin);
  GPIO_DATA(p.base, p.bit) = level ? p.bit : 0;
}

int32_t port_gpio_read(int32_t pin) {
  struct place p = find(pin);
  return GPIO_DATA(p.base, p.bit) != 0;
}

/**
 * Waits for the edge away from the level that was told last. The chip can also set one bit for both edges, but then
 * a bit that is set says nothing about how often; so, it says that this very edge came.
 * @returns whether the pin is no longer at that level.
 */
static int watch(struct place p) {
  set(&GPIO_IEV(p.base), p.bit, !(last[p.port] & p.bit));
  GPIO_ICR(p.base) = p.bit;
  return (GPIO_DATA(p.base, p.bit) ^ last[p.port]) & p.bit;
}

static void tell(struct place p, int32_t level) {
  wakeful_interrupt(WAKEFUL_GPIO(logical[PIN(p.port, __builtin_ctz(p.bit))]), level, port_now());
}

/** Tells the edges of one pin that is pending. With interrupts off. */
static void serve(struct place p) {
  if (both[p.port] & p.bit) {
    do {
      last[p.port] ^= p.bit;
      tell(p, (last[p.port] & p.bit) != 0);
    } while (watch(p));
  } else {
    GPIO_ICR(p.base) = p.bit;
    tell(p, (GPIO_IEV(p.base) & p.bit) != 0);
  }
}

/** What the pin is listened to for. */
static int32_t listened(struct place p) {
  if (!(GPIO_IM(p.base) & p.bit)) return WAKEFUL_EDGES_NONE;
  if (both[p.port] & p.bit) return WAKEFUL_EDGES_BOTH;
  return GPIO_IEV(p.base) & p.bit ? WAKEFUL_EDGES_RISING : WAKEFUL_EDGES_FALLING;
}

void port_gpio_listen(int32_t pin, int32_t edges) {
  struct place p = find(pin);
  uint32_t mask = interrupts_save();
  // One who listens already loses nothing: what came meanwhile stays pending, or is told before it is wiped out.
  if (edges != listened(p)) {
    if (GPIO_MIS(p.base) & p.bit) serve(p);
    set(&GPIO_IM(p.base), p.bit, 0);
    set(&GPIO_IS(p.base), p.bit, 0);
    set(&GPIO_IBE(p.base), p.bit, 0);
    both[p.port] &= (uint8_t)~p.bit;
    if (edges == WAKEFUL_EDGES_BOTH) {
      both[p.port] |= p.bit;
      while (watch(p)) last[p.port] ^= p.bit;
    } else {
      set(&GPIO_IEV(p.base), p.bit, edges == WAKEFUL_EDGES_RISING);
      GPIO_ICR(p.base) = p.bit;
    }
    set(&GPIO_IM(p.base), p.bit, edges != WAKEFUL_EDGES_NONE);
  }
  interrupts_restore(mask);
}

static void on_gpio(uint8_t port) {
  struct place p = {bases[port], port, 0};
  for (uint32_t pending = GPIO_MIS(p.base); pending; pending &= pending - 1) {
    p.bit = (uint8_t)(pending & -pending);
    serve(p);
  }
}

void on_gpio_a(void) { on_gpio(A); }
void on_gpio_b(void) { on_gpio(B); }
void on_gpio_c(void) { on_gpio(C); }
void on_gpio_d(void) { on_gpio(D); }
void on_gpio_e(void) { on_gpio(E); }
void on_gpio_f(void) { on_gpio(F); }
void on_gpio_g(void) { on_gpio(G); }
