/**
 * Linked around the LM3S6965's port in tests only (`ld --wrap`): notes each output's change with its time, and calls
 * the test where QEMU's pins need a hand. It uses timers that the port leaves alone.
 *
 * The time is read eleven instructions after the pin has changed; a note costs forty in all, 1.3 µs.
 */
#include <stdint.h>
#include "core.h"
#include "port.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define WATCHDOG_LOAD REGISTER(0x40000000)
#define WATCHDOG_VALUE REGISTER(0x40000004)
#define WATCHDOG_CTL REGISTER(0x40000008)
/** 1: the alarm, 2: the pacer, 3: the fence. */
#define TIMER(n, offset) REGISTER(0x40030000 + 0x1000 * (n) + (offset))
#define TAMR 0x04
#define CTL 0x0c
#define IMR 0x18
#define TAILR 0x28
#define ONE_SHOT 1
#define PERIODIC 2
#define SYSTICK_LOAD REGISTER(0xe000e014)
#define SYSTICK_VAL REGISTER(0xe000e018)

struct note {
  /** Of the watchdog, counting down. */
  uint32_t left;
  /** Pin, 0x100 times its mode if it was configured (else `WRITTEN`), 0x10000 times its level. */
  uint32_t what;
};
#define WRITTEN 0xff

struct note rig_notes[512];
volatile uint32_t rig_noted;
/** Set here, cleared by the test. */
volatile uint32_t rig_asks;
/** Clocks from the beginning of the port's time to that of the rig's. */
uint32_t rig_late;

void __real_guest_init(void);
void __real_port_gpio_configure(int32_t pin, int32_t mode);
void __real_port_gpio_write(int32_t pin, int32_t level);

static void once(int timer, uint32_t clocks) {
  TIMER(timer, CTL) = 0;
  TIMER(timer, TAILR) = clocks;
  TIMER(timer, CTL) = 1;
}

/** The alarm stops the machine; time then jumps to what timer ends next, and the fence sees to it that it is near. */
static void call_test(void) {
  rig_asks = 1;
  once(3, 64);
  once(1, 32);
  while (rig_asks) {}
}

static void note(int32_t pin, uint32_t mode) {
  struct note *note = &rig_notes[rig_noted];
  note->left = WATCHDOG_VALUE;
  note->what = (uint32_t)pin | mode << 8 | (uint32_t)port_gpio_read(pin) << 16;
  if (++rig_noted == sizeof rig_notes / sizeof rig_notes[0]) call_test();
}

void __wrap_guest_init(void) {
  WATCHDOG_LOAD = 0xffffffff;
  TIMER(1, TAMR) = TIMER(3, TAMR) = ONE_SHOT;
  TIMER(1, IMR) = 1;
  TIMER(2, TAMR) = PERIODIC;
  TIMER(2, TAILR) = SYSTICK_LOAD + 1;
  TIMER(2, CTL) = 1;
  WATCHDOG_CTL = 1;
  rig_late = SYSTICK_LOAD - SYSTICK_VAL;
  call_test();
  __real_guest_init();
}

void __wrap_port_gpio_configure(int32_t pin, int32_t mode) {
  __real_port_gpio_configure(pin, mode);
  note(pin, (uint32_t)mode);
  if (mode < WAKEFUL_PIN_MODE_OUTPUT_LOW) call_test();
}

void __wrap_port_gpio_write(int32_t pin, int32_t level) {
  __real_port_gpio_write(pin, level);
  note(pin, WRITTEN);
}
