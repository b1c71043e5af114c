#include "serial.h"
#include <avr/interrupt.h>
#include <avr/io.h>
#include "atmega328p.h"
#include "port.h"

#ifdef WAKEFUL_HAS_UART
#define IS_TAKEN uart_is_open
#else
#define IS_TAKEN 0
#endif

/** At double speed: 2.1 % too fast, which is the nearest that 16 MHz give, and what every Uno does. */
#define BAUD_DIVISOR (F_CPU / 8 / 115200 - 1)

static void send(uint8_t byte) {
  while (!(UCSR0A & _BV(UDRE0))) {
  }
  UDR0 = byte;
}

#ifdef WAKEFUL_LOG
#define MASK ((uint8_t)(WAKEFUL_LOG - 1))
_Static_assert((WAKEFUL_LOG & (WAKEFUL_LOG - 1)) == 0 && WAKEFUL_LOG <= 128,
               "WAKEFUL_LOG must be a power of two, 128 at most");

static uint8_t ring[WAKEFUL_LOG];
/** Both count on. The interrupt moves `sent`; `port_log` moves `written` when a line is whole. */
static volatile uint8_t written, sent;
/** Where the line at hand has got to. */
static uint8_t draft;
static uint8_t has_room;
static uint16_t dropped;

ISR(USART_UDRE_vect) {
#ifdef WAKEFUL_HAS_UART
  if (uart_is_open) {
    uart_send_next();
    return;
  }
#endif
  if (sent == written) UCSR0B = _BV(TXEN0);
  else UDR0 = ring[sent++ & MASK];
}

static void put(uint8_t byte) {
  if ((uint8_t)(draft - sent) == WAKEFUL_LOG) has_room = 0;
  else ring[draft++ & MASK] = byte;
}

static void put_hex(uint64_t value) {
  const uint8_t *bytes = (const uint8_t *)&value;
  uint8_t digits = 16;
  while (digits > 1) {
    uint8_t byte = bytes[(digits - 1) >> 1];
    if (digits & 1 ? byte & 15 : byte >> 4) break;
    digits--;
  }
  while (digits-- > 0) {
    uint8_t byte = bytes[digits >> 1];
    uint8_t digit = digits & 1 ? byte >> 4 : byte & 15;
    put(digit < 10 ? '0' + digit : 'a' - 10 + digit);
  }
}

void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  const int64_t arguments[] = {a, b, c, d};
  draft = written;
  has_room = 1;
  if (dropped > 0) {
    put('!');
    put_hex(dropped);
    put('\n');
  }
  put('L');
  put_hex((uint32_t)head);
  uint16_t kinds = (uint16_t)((uint32_t)head >> 16);
  for (uint8_t i = 0; kinds != 0; i++, kinds >>= 4) {
    put(' ');
    put_hex((uint64_t)arguments[i]);
  }
  put('\n');
  if (!has_room || IS_TAKEN || !(UCSR0B & _BV(TXEN0))) {
    if (dropped < UINT16_MAX) dropped++;
    return;
  }
  dropped = 0;
  written = draft;
  UCSR0B = _BV(TXEN0) | _BV(UDRIE0);
}

void serial_init(void) {
  UCSR0A = _BV(U2X0);
  UBRR0 = BAUD_DIVISOR;
  UCSR0B = _BV(TXEN0);
}

void serial_yield(void) { UCSR0B = 0; }

static void flush(void) {
  while (sent != written) send(ring[sent++ & MASK]);
}
#else
void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) { (void)head, (void)a, (void)b, (void)c, (void)d; }
void serial_init(void) {}
void serial_yield(void) {}
static void flush(void) {}
#endif

/**
 * The pin is an output of the line's from here on, whatever the firmware made of it: nobody else tells why. Where the
 * firmware has the serial port, it is told as the other end listens.
 */
void serial_panic(int32_t code) {
  uint8_t digits[10], count = 0;
  if (!IS_TAKEN) {
    UCSR0A = _BV(U2X0);
    UBRR0 = BAUD_DIVISOR;
  }
  UCSR0B = _BV(TXEN0);
  if (!IS_TAKEN) flush();
  for (const char *text = "panic "; *text; text++) send((uint8_t)*text);
  uint32_t left = (uint32_t)code;
  do {
    digits[count++] = '0' + left % 10;
    left /= 10;
  } while (left > 0);
  while (count > 0) send(digits[--count]);
  send('\n');
}
