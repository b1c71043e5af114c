/**
 * I2C0 at GPIO4 (SDA) and GPIO5, I2C1 at GPIO6 and GPIO7, with the chip's pull-ups, which are weak: a bus of more than
 * a hand's length wants 4.7 kOhm of its own. Clocks from 1 kHz to 1 MHz.
 *
 * The controller is fed commands, 16 at most at a time, and holds the clock when it has none left and the last had no
 * STOP: that is how a bus is held. It cannot send an address alone, so a transaction without data is a read of one byte,
 * which is dropped.
 *
 * It waits for ever for a device that holds the clock. An alarm looks whether anything was moved since it looked last,
 * at most `stretch` and two bytes ago: if not, and the clock is low, the device has held it for too long; else
 * the data line is held, or nothing pulls the lines up.
 */
#include "../registers.h"
#include "../rp2040.h"
#include "peripherals.h"
#include "port.h"

#define CLOCK 125000000u
#define FIFO 16

static const uint8_t sda_pins[] = {4, 6};
#define SDA(bus) sda_pins[bus]
#define SCL(bus) (sda_pins[bus] + 1)

static struct bus {
  uint32_t hz, stretch;
  /** Of the transaction: bytes that are still to be given to the controller, and to come back. */
  uint8_t writes, to_write, to_read, to_come;
  /** Commands given to it. */
  uint8_t given;
  int8_t flags;
  uint8_t status;
  uint8_t is_running, is_held, was_reading, needs_restart, is_probe, is_cancelled;
  /** What had moved when the alarm looked last. */
  uint8_t seen;
} buses[2];

static uint8_t moved(int32_t number) {
  struct bus *bus = &buses[number];
  return (uint8_t)(bus->given - IC_TXFLR(number) - bus->to_come);
}

static void look_later(int32_t number) {
  struct bus *bus = &buses[number];
  alarm_set(ALARM_I2C, port_now() + bus->stretch + 20 * 1000000 / bus->hz);
}

static void over(int32_t number, uint8_t status, uint8_t count) {
  struct bus *bus = &buses[number];
  IC_INTR_MASK(number) = 0;
  bus->is_running = 0;
  bus->was_reading = !bus->is_probe && bus->to_read == 0 && bus->needs_restart == 2;
  wakeful_i2c_over(number, bus->is_cancelled ? WAKEFUL_I2C_STATUS_CANCELLED : status, count);
  bus->is_cancelled = 0;
}

/** Gives the controller what it has room for. */
static void feed(int32_t number) {
  struct bus *bus = &buses[number];
  uint32_t ends = bus->flags & WAKEFUL_I2C_FLAG_HOLD ? 0 : IC_STOP;
  uint8_t commanded;
  while (IC_STATUS(number) & IC_TFNF) {
    if (bus->to_write > 0) {
      bus->to_write--;
      uint32_t is_last = bus->to_write == 0 && bus->to_read == 0;
      IC_DATA_CMD(number) = wakeful_i2c_next(number) | (is_last ? ends : 0);
    } else {
      // What comes back must find room, too.
      commanded = bus->to_come - bus->to_read;
      if (bus->to_read == 0 || commanded >= FIFO) break;
      bus->to_read--;
      IC_DATA_CMD(number) =
        IC_READ | (bus->needs_restart == 1 ? IC_RESTART : 0) | (bus->to_read == 0 ? ends : 0);
      bus->needs_restart = 2;
    }
    bus->given++;
  }
  uint32_t wants = IC_TX_ABRT | IC_STOP_DET | IC_RX_FULL;
  if (bus->to_write || bus->to_read || !ends) wants |= IC_TX_EMPTY;
  IC_INTR_MASK(number) = wants;
}

static void fetch(int32_t number) {
  struct bus *bus = &buses[number];
  while (IC_STATUS(number) & IC_RFNE) {
    uint8_t byte = (uint8_t)IC_DATA_CMD(number);
    bus->to_come--;
    if (!bus->is_probe) wakeful_i2c_got(number, byte);
  }
}

/** Bytes of data that were moved. @param flushed commands that the controller threw away. */
static uint8_t count_of(int32_t number, uint8_t flushed) {
  struct bus *bus = &buses[number];
  if (bus->is_probe || bus->status == WAKEFUL_I2C_STATUS_ADDRESS_NACK) return 0;
  uint8_t done = (uint8_t)(bus->given - flushed);
  // The one that was not acknowledged is neither flushed nor moved.
  if (bus->status == WAKEFUL_I2C_STATUS_DATA_NACK) done--;
  uint8_t unread = bus->to_come - bus->to_read;
  if (flushed > 0) unread = unread > flushed ? unread - flushed : 0;
  return done > unread ? done - unread : 0;
}

static uint8_t flushed_by[2];

static void interrupt(int32_t number) {
  struct bus *bus = &buses[number];
  uint32_t causes = IC_INTR_STAT(number);
  fetch(number);
  if (causes & IC_TX_ABRT) {
    uint32_t source = IC_TX_ABRT_SOURCE(number);
    flushed_by[number] = (uint8_t)IC_ABRT_FLUSHED(source);
    (void)IC_CLR_TX_ABRT(number);
    bus->to_write = bus->to_read = 0;
    bus->is_held = 0;
    if (source & IC_ABRT_ADDRESS) bus->status = WAKEFUL_I2C_STATUS_ADDRESS_NACK;
    else if (source & IC_ABRT_DATA) bus->status = WAKEFUL_I2C_STATUS_DATA_NACK;
    else if (source & IC_ABRT_ARB_LOST) bus->status = WAKEFUL_I2C_STATUS_ARBITRATION_LOST;
    else bus->status = WAKEFUL_I2C_STATUS_CANCELLED;
    IC_INTR_MASK(number) = IC_STOP_DET;
    // Who lost the bus does not end it.
    if (bus->status == WAKEFUL_I2C_STATUS_ARBITRATION_LOST) {
      over(number, bus->status, count_of(number, flushed_by[number]));
      return;
    }
    causes = IC_INTR_STAT(number);
  } else if (bus->to_write || bus->to_read) {
    feed(number);
  }
  if (causes & IC_STOP_DET) {
    (void)IC_CLR_STOP_DET(number);
    bus->is_held = 0;
    over(number, bus->status, count_of(number, flushed_by[number]));
    return;
  }
  uint8_t is_all_given = bus->to_write == 0 && bus->to_read == 0;
  if (!(bus->flags & WAKEFUL_I2C_FLAG_HOLD) || !is_all_given || bus->to_come > 0) return;
  if (!(causes & IC_TX_EMPTY)) return;
  bus->is_held = 1;
  over(number, WAKEFUL_I2C_STATUS_DONE, count_of(number, 0));
}

void i2c0_interrupt(void) { interrupt(0); }
void i2c1_interrupt(void) { interrupt(1); }

void i2c_alarm(void) {
  alarm_clear(ALARM_I2C);
  for (int32_t number = 0; number < 2; number++) {
    struct bus *bus = &buses[number];
    if (!bus->is_running) continue;
    uint8_t now = moved(number);
    if (now != bus->seen) {
      bus->seen = now;
      look_later(number);
      continue;
    }
    uint8_t status = port_gpio_read(SCL(number)) ? WAKEFUL_I2C_STATUS_BUS_STUCK : WAKEFUL_I2C_STATUS_STRETCH_TIMEOUT;
    IC_ENABLE(number) = 0;
    bus->is_held = 0;
    over(number, status, 0);
  }
}

void port_i2c_open(int32_t number, int32_t hz, int32_t stretch) {
  struct bus *bus = &buses[number];
  if (hz > 1000000) port_panic(WAKEFUL_TRAP_PIN);
  bus->hz = (uint32_t)hz;
  bus->stretch = (uint32_t)stretch;
  reset_blocks(RESETS_I2C(number));
  uint32_t period = (CLOCK + (uint32_t)hz / 2) / (uint32_t)hz, low = period * 3 / 5;
  IC_ENABLE(number) = 0;
  IC_CON(number) = IC_MASTER_FAST | IC_TX_EMPTY_CTRL;
  IC_FS_SCL_HCNT(number) = period - low > 65535 ? 65535 : period - low;
  IC_FS_SCL_LCNT(number) = low > 65535 ? 65535 : low;
  IC_FS_SPKLEN(number) = low < 16 * 255 ? (low < 16 ? 1 : low / 16) : 255;
  // 0.3 us, for devices that see the clock fall late; 0.12 us where that is too long for the clock.
  IC_SDA_HOLD(number) = hz < 1000000 ? 39 : 15;
  IC_RX_TL(number) = 0;
  IC_TX_TL(number) = 0;
  IC_INTR_MASK(number) = 0;
  for (uint32_t pin = SDA(number); pin <= SCL(number); pin++) {
    IO_CTRL(pin) = FUNCSEL_I2C;
    PADS_GPIO(pin) = PAD_IE | PAD_SCHMITT | PAD_DRIVE_4MA | PAD_PUE;
  }
  NVIC_ISER = 1u << (I2C0_IRQ + number);
}

void port_i2c_run(int32_t number, int32_t address, uint8_t write, uint8_t read, int32_t flags) {
  struct bus *bus = &buses[number];
  uint8_t resumes = (flags & WAKEFUL_I2C_FLAG_RESUME) && bus->is_held;
  bus->is_probe = write == 0 && read == 0 && !resumes;
  bus->writes = bus->to_write = write;
  bus->to_read = bus->to_come = bus->is_probe ? 1 : read;
  // A read behind a write begins anew; one that goes on with a read does not.
  bus->needs_restart = write > 0 || (resumes && !bus->was_reading);
  bus->flags = (int8_t)(bus->is_probe ? flags & ~WAKEFUL_I2C_FLAG_HOLD : flags);
  bus->status = WAKEFUL_I2C_STATUS_DONE;
  bus->given = bus->seen = flushed_by[number] = 0;
  bus->is_running = 1;
  if (!resumes) {
    IC_ENABLE(number) = 0;
    IC_TAR(number) = (uint32_t)address;
    IC_ENABLE(number) = IC_ENABLED;
    (void)IC_CLR_INTR(number);
  }
  feed(number);
  look_later(number);
}

/** Half a period of 100 kHz. */
static void pause(void) {
  for (uint32_t start = TIMER_TIMERAWL; TIMER_TIMERAWL - start < 6;) {}
}

/** Open drain: low, or let go of. */
static void pull(uint32_t pin, uint32_t is_low) {
  if (is_low) SIO_GPIO_OE_SET = 1u << pin;
  else SIO_GPIO_OE_CLR = 1u << pin;
  pause();
}

/** Bit by bit, with interrupts off: 240 us at most. */
void port_i2c_recover(int32_t number) {
  uint32_t sda = SDA(number), scl = SCL(number);
  struct bus *bus = &buses[number];
  IC_ENABLE(number) = 0;
  bus->is_held = bus->is_probe = 0;
  for (uint32_t pin = sda; pin <= scl; pin++) {
    SIO_GPIO_OUT_CLR = 1u << pin;
    SIO_GPIO_OE_CLR = 1u << pin;
    IO_CTRL(pin) = FUNCSEL_SIO;
  }
  for (uint32_t clocks = 0; clocks < 9 && !port_gpio_read((int32_t)sda); clocks++) {
    pull(scl, 1);
    pull(scl, 0);
  }
  pull(scl, 1);
  pull(sda, 1);
  pull(scl, 0);
  pull(sda, 0);
  uint32_t is_free = port_gpio_read((int32_t)sda) && port_gpio_read((int32_t)scl);
  IO_CTRL(sda) = FUNCSEL_I2C;
  IO_CTRL(scl) = FUNCSEL_I2C;
  over(number, is_free ? WAKEFUL_I2C_STATUS_DONE : WAKEFUL_I2C_STATUS_BUS_STUCK, 0);
}

void port_i2c_cancel(int32_t number) {
  struct bus *bus = &buses[number];
  if (!bus->is_running && !bus->is_held) {
    wakeful_i2c_over(number, WAKEFUL_I2C_STATUS_CANCELLED, 0);
    return;
  }
  // Once for each call, and a second one of what is cancelled already ends with it, too.
  if (bus->is_cancelled) return;
  bus->is_cancelled = 1;
  if (!bus->is_running) {
    bus->is_running = 1;
    bus->given = bus->seen = bus->to_come = bus->to_read = bus->to_write = 0;
  }
  IC_INTR_MASK(number) = IC_TX_ABRT | IC_STOP_DET;
  ATOMIC_SET(IC_ENABLE(number)) = IC_ABORT;
  look_later(number);
}
