/**
 * Serial ports: the rings between a port's routines and the firmware, and whom to tell what.
 *
 * An event is told once for each time that the firmware was sent away: what it waits for is `wanted`, which both
 * sides change, so the loop does it with interrupts off.
 */
#include "core.h"
#include "peripherals.h"
#include "port.h"

/** Bytes of each ring, a power of two up to 128. As many as Arduino's library has on an Uno. */
#ifndef WAKEFUL_UART_BYTES
#define WAKEFUL_UART_BYTES 64
#endif
#define MASK ((uint8_t)(WAKEFUL_UART_BYTES - 1))
_Static_assert((WAKEFUL_UART_BYTES & (WAKEFUL_UART_BYTES - 1)) == 0 && WAKEFUL_UART_BYTES <= 128,
               "WAKEFUL_UART_BYTES must be a power of two, 128 at most");

struct uart {
  /** Bytes that came, with their flags. */
  uint16_t came[WAKEFUL_UART_BYTES];
  uint8_t waits[WAKEFUL_UART_BYTES];
  /** All four count on. Routines move `in` and `sent`; the loop moves `out` and `put`, with interrupts off. */
  uint8_t in, out, put, sent;
  /** Events to tell when they come: a set of `UartEvent`. */
  uint8_t wanted;
  uint8_t is_open;
  /** Bytes were lost behind the newest of `came`. */
  uint8_t is_overrun;
};

static struct uart uarts[WAKEFUL_UARTS];

static struct uart *find(int32_t port) {
  if ((uint32_t)port >= WAKEFUL_UARTS) port_panic(WAKEFUL_TRAP_PIN);
  return &uarts[port];
}

static struct uart *find_open(int32_t port) {
  struct uart *uart = find(port);
  if (!uart->is_open) port_panic(WAKEFUL_TRAP_PIN);
  return uart;
}

static void tell(int32_t port, uint8_t event) {
  if (!(uarts[port].wanted & event)) return;
  uarts[port].wanted &= (uint8_t)~event;
  wakeful_interrupt((int32_t)WAKEFUL_SOURCE_UART << 16 | port, event, port_now());
}

void wakeful_uart_received(int32_t port, uint16_t byte) {
  struct uart *uart = &uarts[port];
  if ((uint8_t)(uart->in - uart->out) == WAKEFUL_UART_BYTES) {
    uart->is_overrun = 1;
    return;
  }
  uart->came[uart->in & MASK] = uart->is_overrun ? byte | WAKEFUL_UART_FLAG_OVERRUN : byte;
  uart->is_overrun = 0;
  uart->in++;
  tell(port, WAKEFUL_UART_EVENT_RECEIVED);
}

int16_t wakeful_uart_next(int32_t port) {
  struct uart *uart = &uarts[port];
  if (uart->put == uart->sent) return -1;
  uint8_t byte = uart->waits[uart->sent & MASK];
  uart->sent++;
  tell(port, WAKEFUL_UART_EVENT_ROOM);
  return byte;
}

void wakeful_uart_sent(int32_t port) {
  if (uarts[port].put == uarts[port].sent) tell(port, WAKEFUL_UART_EVENT_SENT);
}

void hal_uart_open(int32_t port, int32_t baud, int32_t frame) {
  struct uart *uart = find(port);
  const int32_t both = WAKEFUL_UART_FRAME_EVEN_PARITY | WAKEFUL_UART_FRAME_ODD_PARITY;
  if (baud < 1 || (frame & ~15) || (frame & both) == both) port_panic(WAKEFUL_TRAP_PIN);
  port_interrupts_off();
  port_uart_open(port, baud, frame);
  uart->is_open = 1;
  port_interrupts_on();
}

void hal_uart_close(int32_t port) {
  struct uart *uart = find(port);
  port_interrupts_off();
  if (uart->is_open) {
    port_uart_close(port);
    uart->out = uart->in;
    uart->sent = uart->put;
    uart->wanted = uart->is_overrun = uart->is_open = 0;
  }
  port_interrupts_on();
}

int32_t hal_uart_write(int32_t port, int32_t byte) {
  struct uart *uart = find_open(port);
  port_interrupts_off();
  uint8_t has_room = (uint8_t)(uart->put - uart->sent) != WAKEFUL_UART_BYTES;
  if (has_room) {
    uart->waits[uart->put & MASK] = (uint8_t)byte;
    uart->put++;
    port_uart_send(port);
  } else {
    uart->wanted |= WAKEFUL_UART_EVENT_ROOM;
  }
  port_interrupts_on();
  return has_room;
}

int32_t hal_uart_read(int32_t port) {
  struct uart *uart = find_open(port);
  int32_t byte = -1;
  port_interrupts_off();
  if (uart->in == uart->out) uart->wanted |= WAKEFUL_UART_EVENT_RECEIVED;
  else byte = uart->came[uart->out++ & MASK];
  port_interrupts_on();
  return byte;
}

int32_t hal_uart_flush(int32_t port) {
  struct uart *uart = find_open(port);
  port_interrupts_off();
  int32_t is_sent = port_uart_is_sent(port) && uart->put == uart->sent;
  if (!is_sent) uart->wanted |= WAKEFUL_UART_EVENT_SENT;
  port_interrupts_on();
  return is_sent;
}
