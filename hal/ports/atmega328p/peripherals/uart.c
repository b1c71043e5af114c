/**
 * The serial port: D0 receives, D1 sends. Everything at double speed, whose steps are finer:
 *
 * ```
 *   baud       divisor   off by
 *   9,600          207   0.2 %
 *   19,200         103   0.2 %
 *   38,400          51   0.2 %
 *   57,600          34  -0.8 %
 *   115,200         16   2.1 %
 *   250,000          7   0
 *   500,000          3   0
 *   1,000,000        1   0
 * ```
 *
 * A receiver takes what is off by 3.9 % in all, both ends together (datasheet, DS40002061, table 20-3: double speed, eight
 * bits), and recommended is 1.5 % for each end. That would leave out 115,200, which everyone uses with this chip and
 * another end that is exact: a rate off by more than 2.5 % is refused, such as 230,400 (-3.5 %), and so is one below
 * 489, which the divider does not reach.
 *
 * The firmware's bytes and the port's logs share the line. Whoever opens the port has it: logs are dropped, and
 * counted, until it is closed. A panic is told in any case, at the rate and in the frame that the other end has.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include "../atmega328p.h"
#include "../serial.h"
#include "core.h"
#include "peripherals.h"
#include "port.h"

#define RECEIVES (_BV(RXEN0) | _BV(RXCIE0))

/** Not lost among the others, so that a test finds it by its name. */
volatile uint8_t uart_is_open __attribute__((used, externally_visible));
/** A byte was written since the line was idle last. */
static uint8_t is_sending;

/** @returns the divisor, less one; panics if the rate that comes of it is too far off. */
static uint16_t divisor_of(uint32_t baud) {
  uint32_t eighth = F_CPU / 8;
  uint32_t divisor = (eighth + baud / 2) / baud;
  if (divisor < 1 || divisor > 4096) port_panic(WAKEFUL_TRAP_PIN);
  uint32_t actual = eighth / divisor;
  uint32_t off = actual > baud ? actual - baud : baud - actual;
  if (off > baud / 40) port_panic(WAKEFUL_TRAP_PIN);
  return (uint16_t)(divisor - 1);
}

void port_uart_open(int32_t port, int32_t baud, int32_t frame) {
  (void)port;
  uint16_t divisor = divisor_of((uint32_t)baud);
  uint8_t control = frame & WAKEFUL_UART_FRAME_SEVEN_BITS ? _BV(UCSZ01) : _BV(UCSZ01) | _BV(UCSZ00);
  if (frame & WAKEFUL_UART_FRAME_EVEN_PARITY) control |= _BV(UPM01);
  if (frame & WAKEFUL_UART_FRAME_ODD_PARITY) control |= _BV(UPM01) | _BV(UPM00);
  if (frame & WAKEFUL_UART_FRAME_TWO_STOP_BITS) control |= _BV(USBS0);
  if (!uart_is_open) {
    // A log on its way ends here; what waits of it is dropped.
    serial_yield();
    PORTD |= _BV(PORTD0);
    DDRD &= (uint8_t)~_BV(DDD0);
    is_sending = 0;
  }
  uart_is_open = 1;
  UCSR0A = _BV(U2X0);
  UBRR0 = divisor;
  UCSR0C = control;
  UCSR0B |= RECEIVES | _BV(TXEN0);
}

void port_uart_close(int32_t port) {
  (void)port;
  UCSR0B = 0;
  UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
  PORTD &= (uint8_t)~_BV(PORTD0);
  uart_is_open = 0;
  serial_init();
}

void port_uart_send(int32_t port) {
  (void)port;
  is_sending = 1;
  UCSR0B |= _BV(UDRIE0);
}

int port_uart_is_sent(int32_t port) {
  (void)port;
  return !is_sending;
}

/** Called by the routine of "data register empty", which logs share. */
void uart_send_next(void) {
  int16_t byte = wakeful_uart_next(0);
  is_awake |= wakeful_has_events();
  if (byte < 0) {
    UCSR0B = (UCSR0B & (uint8_t)~_BV(UDRIE0)) | _BV(TXCIE0);
    return;
  }
  UDR0 = (uint8_t)byte;
  // Behind the byte, and long before it is out: what is said of it is not said of the one before.
  UCSR0A = _BV(U2X0) | _BV(TXC0);
}

/** The line is idle, unless a byte was put into the ring meanwhile. */
ISR(USART_TX_vect) {
  if (UCSR0B & _BV(UDRIE0)) return;
  UCSR0B &= (uint8_t)~_BV(TXCIE0);
  is_sending = 0;
  wakeful_uart_sent(0);
  is_awake |= wakeful_has_events();
}

ISR(USART_RX_vect) {
  uint8_t status = UCSR0A;
  uint16_t byte = UDR0;
  if (status & _BV(FE0)) byte |= byte == 0 ? WAKEFUL_UART_FLAG_BREAK : WAKEFUL_UART_FLAG_FRAMING;
  if (status & _BV(UPE0)) byte |= WAKEFUL_UART_FLAG_PARITY;
  // Bytes were lost between the one that was read before and this one (datasheet 20.11.2).
  if (status & _BV(DOR0)) byte |= WAKEFUL_UART_FLAG_OVERRUN;
  wakeful_uart_received(0, byte);
  is_awake |= wakeful_has_events();
}

#ifndef WAKEFUL_LOG
ISR(USART_UDRE_vect) { uart_send_next(); }
#endif
