/** I2C: the bytes on their way, and the end of a transaction. */
#include "core.h"
#include "peripherals.h"
#include "port.h"

#define BYTES 32

struct i2c {
  uint8_t put[BYTES], got[BYTES];
  /** Bytes of `put`, and how many of them are on their way. */
  uint8_t put_count, next;
  /** Bytes of `got`, and how many of them the firmware has. */
  uint8_t got_count, taken;
  uint8_t is_open, is_running;
};

static struct i2c buses[WAKEFUL_I2CS];

static struct i2c *find_open(int32_t bus) {
  if ((uint32_t)bus >= WAKEFUL_I2CS || !buses[bus].is_open) port_panic(WAKEFUL_TRAP_PIN);
  return &buses[bus];
}

uint8_t wakeful_i2c_next(int32_t bus) { return buses[bus].put[buses[bus].next++]; }

void wakeful_i2c_got(int32_t bus, uint8_t byte) {
  struct i2c *i2c = &buses[bus];
  if (i2c->got_count < BYTES) i2c->got[i2c->got_count++] = byte;
}

void wakeful_i2c_over(int32_t bus, int32_t status, uint8_t count) {
  buses[bus].put_count = buses[bus].next = 0;
  buses[bus].is_running = 0;
  wakeful_interrupt((int32_t)WAKEFUL_SOURCE_I2C << 16 | bus, status | (int32_t)count << 8, port_now());
}

void hal_i2c_open(int32_t bus, int32_t hz, int32_t stretch) {
  if ((uint32_t)bus >= WAKEFUL_I2CS || hz < 1000 || stretch < 1) port_panic(WAKEFUL_TRAP_PIN);
  port_interrupts_off();
  port_i2c_open(bus, hz, stretch);
  buses[bus].is_open = 1;
  port_interrupts_on();
}

int32_t hal_i2c_put(int32_t bus, int32_t byte) {
  struct i2c *i2c = find_open(bus);
  if (i2c->put_count == BYTES) return 0;
  i2c->put[i2c->put_count++] = (uint8_t)byte;
  return 1;
}

int32_t hal_i2c_get(int32_t bus) {
  struct i2c *i2c = find_open(bus);
  int32_t byte = -1;
  port_interrupts_off();
  if (i2c->taken != i2c->got_count) byte = i2c->got[i2c->taken++];
  port_interrupts_on();
  return byte;
}

/** One at a time: a second one is the firmware's fault, which the simulator tells in words. */
static void begin(struct i2c *i2c) {
  if (i2c->is_running) port_panic(WAKEFUL_TRAP_PIN);
  i2c->is_running = 1;
  i2c->next = i2c->got_count = i2c->taken = 0;
}

void hal_i2c_run(int32_t bus, int32_t address, int32_t read, int32_t flags) {
  struct i2c *i2c = find_open(bus);
  if ((uint32_t)address > 0x7f || (uint32_t)read > BYTES) port_panic(WAKEFUL_TRAP_PIN);
  port_interrupts_off();
  begin(i2c);
  port_i2c_run(bus, address, i2c->put_count, (uint8_t)read, flags);
  port_interrupts_on();
}

void hal_i2c_recover(int32_t bus) {
  struct i2c *i2c = find_open(bus);
  port_interrupts_off();
  begin(i2c);
  port_i2c_recover(bus);
  port_interrupts_on();
}

void hal_i2c_cancel(int32_t bus) {
  find_open(bus);
  port_interrupts_off();
  port_i2c_cancel(bus);
  port_interrupts_on();
}
