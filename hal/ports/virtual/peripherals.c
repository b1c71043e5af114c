/**
 * What the virtual board has besides pins, as the simulator's board has it: the same rates, buffers and conversion
 * times, so that all times agree. Bytes sent are told as `uart <microseconds> <port> <byte>`, when the start bit
 * begins; PWM as edges.
 */
#include "peripherals.h"
#include <inttypes.h>
#include <stdio.h>
#include "core.h"
#include "port.h"
#include "virtual.h"

#ifdef WAKEFUL_HAS_UART
static struct line {
  int32_t baud, bits;
  uint8_t is_open, is_sending;
} lines[WAKEFUL_UARTS];

static void byte_sent(int32_t port);

/** Nanoseconds of so many half bits, to the nearest. */
static int64_t half_bits(int32_t port, int32_t halves) {
  int64_t twice = 2 * (int64_t)lines[port].baud;
  return (halves * INT64_C(1000000000) + twice / 2) / twice;
}

static void send_next(int32_t port) {
  int16_t byte = wakeful_uart_next(port);
  lines[port].is_sending = byte >= 0;
  if (byte < 0) {
    wakeful_uart_sent(port);
    return;
  }
  printf("uart %" PRId64 " %d %d\n", virtual_nanos() / 1000, port, byte);
  virtual_at(virtual_nanos() + half_bits(port, 2 * lines[port].bits), byte_sent, port);
}

static void byte_sent(int32_t port) { send_next(port); }

/** The byte is in the high bits of `which`. */
static void byte_came(int32_t which) { wakeful_uart_received(which & 0xff, (uint16_t)(which >> 8)); }

void virtual_uart_byte(int32_t port, int32_t byte) {
  if (port < 0 || port >= WAKEFUL_UARTS || !lines[port].is_open) return;
  // At the middle of its stop bit.
  virtual_at(virtual_nanos() + half_bits(port, 2 * lines[port].bits - 1), byte_came, port | byte << 8);
}

void port_uart_open(int32_t port, int32_t baud, int32_t frame) {
  int32_t bits = frame & WAKEFUL_UART_FRAME_SEVEN_BITS ? 9 : 10;
  if (frame & (WAKEFUL_UART_FRAME_EVEN_PARITY | WAKEFUL_UART_FRAME_ODD_PARITY)) bits++;
  if (frame & WAKEFUL_UART_FRAME_TWO_STOP_BITS) bits++;
  lines[port].baud = baud;
  lines[port].bits = bits;
  lines[port].is_open = 1;
}

void port_uart_close(int32_t port) {
  virtual_cancel(byte_sent, port);
  lines[port].is_open = lines[port].is_sending = 0;
}

void port_uart_send(int32_t port) {
  if (!lines[port].is_sending) send_next(port);
}

int port_uart_is_sent(int32_t port) { return !lines[port].is_sending; }
#else
void virtual_uart_byte(int32_t port, int32_t byte) { (void)port, (void)byte; }
#endif

#ifdef WAKEFUL_HAS_ADC
/** As an Uno's: 13 cycles of 8 us, of which the voltage is held after 1.5; the first conversion 25, and 13.5. */
#define CYCLE 8000
#define BITS 10

static int32_t analog[VIRTUAL_PINS];
static uint16_t held;
static uint8_t is_on;

void virtual_analog(int32_t pin, int32_t value) { analog[pin] = value; }

uint8_t port_adc_input(int32_t pin) {
  if (pin < 0 || pin >= VIRTUAL_PINS || pin >= WAKEFUL_ADCS) port_panic(WAKEFUL_TRAP_PIN);
  return (uint8_t)pin;
}

void port_adc_open(int32_t pin) { port_gpio_configure(pin, WAKEFUL_PIN_MODE_INPUT); }

static void hold(int32_t pin) { held = (uint16_t)(analog[pin] >> (16 - BITS)); }

static void converted(int32_t pin) {
  (void)pin;
  wakeful_adc_converted((uint16_t)(held << (16 - BITS) | held >> (2 * BITS - 16)));
}

void port_adc_convert(uint8_t pin) {
  int64_t began = virtual_nanos();
  virtual_at(began + (is_on ? CYCLE * 3 / 2 : CYCLE * 27 / 2), hold, pin);
  virtual_at(began + (is_on ? CYCLE * 13 : CYCLE * 25), converted, pin);
  is_on = 1;
}

static void due(int32_t which) {
  (void)which;
  wakeful_adc_due();
}

/** The firmware's clock may have begun elsewhere. */
void port_adc_arm(int64_t time) {
  virtual_cancel(due, 0);
  if (time == WAKEFUL_NEVER) return;
  virtual_at(virtual_nanos() / 1000 * 1000 + (time - port_now()) * 1000, due, 0);
}

int32_t port_adc_reference(void) { return 5000; }
#else
void virtual_analog(int32_t pin, int32_t value) { (void)pin, (void)value; }
#endif

#ifdef WAKEFUL_HAS_PWM
static struct pulses {
  int64_t began;
  int32_t period, high;
  /** What is taken when the period ends. */
  int32_t next_period, next_high;
  uint8_t is_running, has_next;
} channels[VIRTUAL_PINS];

static void turn_over(int32_t pin);

static void fall(int32_t pin) {
  struct pulses *pulses = &channels[pin];
  virtual_drive(pin, 0);
  virtual_at(pulses->began + pulses->period, turn_over, pin);
}

static void begin(int32_t pin, int32_t period, int32_t high) {
  struct pulses *pulses = &channels[pin];
  *pulses = (struct pulses){.began = virtual_nanos(), .period = period, .high = high, .is_running = 1};
  virtual_drive(pin, high > 0);
  // While the level stays nothing happens at the ends of periods.
  if (high > 0 && high < period) virtual_at(pulses->began + high, fall, pin);
}

static void turn_over(int32_t pin) {
  struct pulses *pulses = &channels[pin];
  if (pulses->has_next) begin(pin, pulses->next_period, pulses->next_high);
  else begin(pin, pulses->period, pulses->high);
}

static void check(int32_t pin) {
  if (pin < 0 || pin >= VIRTUAL_PINS) port_panic(WAKEFUL_TRAP_PIN);
}

void port_pwm_set(int32_t pin, int32_t period, int32_t high) {
  check(pin);
  struct pulses *pulses = &channels[pin];
  if (!pulses->is_running) {
    begin(pin, period, high);
    return;
  }
  uint8_t is_flat = pulses->high == 0 || pulses->high >= pulses->period;
  uint8_t had_next = pulses->has_next;
  pulses->next_period = period;
  pulses->next_high = high;
  pulses->has_next = 1;
  if (!is_flat || had_next) return;
  int64_t over = (virtual_nanos() - pulses->began) / pulses->period + 1;
  virtual_at(pulses->began + over * pulses->period, turn_over, pin);
}

void port_pwm_stop(int32_t pin, int32_t level) {
  check(pin);
  virtual_cancel(fall, pin);
  virtual_cancel(turn_over, pin);
  channels[pin].is_running = 0;
  virtual_drive(pin, level != 0);
}
#endif
