/**
 * What the board says, on UART0: GPIO0, 115200 baud, 8 bits, no parity. A line each, numbers in decimal:
 *
 * ```
 *   log <microseconds> <head> <a> <b> <c> <d>
 *   lost <logs that found no room since the last line>
 *   panic <code>
 * ```
 *
 * A log is put into a ring whole or not at all, and the UART's routine sends it: the firmware never waits. A
 * firmware that configures GPIO0 for itself has it; then logs and panics are heard by nobody. One that opens serial
 * port 0 has the UART: logs are dropped, and counted, until it is closed.
 */
#include <stdbool.h>
#include "port.h"
#include "registers.h"
#include "rp2040.h"

#define TX_PIN 0

/* A firmware that has opened the port has the line, and a panic is told as the other end listens. */
#ifdef WAKEFUL_HAS_UART
#define IS_TAKEN uart_is_open[0]
#else
#define IS_TAKEN 0
#endif

void uart_init(void) {
  /* 125 MHz / (16 × 115200) = 67 + 52/64 */
  UARTIBRD = 67;
  UARTFBRD = 52;
  UARTLCR_H = UART_8_BITS | UART_FEN;
  UARTCR = UART_ENABLE | UART_TX_ENABLE;
  IO_CTRL(TX_PIN) = FUNCSEL_UART;
#if WAKEFUL_LOGS
  NVIC_ISER = 1u << UART0_IRQ;
#endif
}

/**
 * A digit less. The SIO divides 32 bits in 8 cycles (datasheet 2.3.1.5), the compiler's library a number of 64 in
 * some 500; interrupt routines do not divide, so nobody takes the divider away.
 */
static uint32_t divide10(uint32_t value, uint32_t *quotient) {
  SIO_DIV_UDIVIDEND = value;
  SIO_DIV_UDIVISOR = 10;
  __asm volatile("b 1f\n1: b 1f\n1: b 1f\n1: b 1f\n1:" ::: "memory");
  uint32_t remainder = SIO_DIV_REMAINDER;
  *quotient = SIO_DIV_QUOTIENT;
  return remainder;
}

/** Writes the number before `end`, and tells where it begins. */
static char *decimal(char *end, uint64_t value) {
  uint32_t high = (uint32_t)(value >> 32), low = (uint32_t)value;
  do {
    uint32_t digit;
    if (high == 0) {
      digit = divide10(low, &low);
    } else {
      uint32_t middle, rest;
      digit = divide10(high, &high);
      digit = divide10(digit << 16 | low >> 16, &middle);
      digit = divide10(digit << 16 | (low & 0xffff), &rest);
      low = middle << 16 | rest;
    }
    *--end = (char)('0' + digit);
  } while (high != 0 || low != 0);
  return end;
}

static void send_now(char c) {
  while (UARTFR & UART_TXFF) {}
  UARTDR = (uint32_t)c;
}

#if WAKEFUL_LOGS

#define MASK (WAKEFUL_LOG_RING - 1)

static char ring[WAKEFUL_LOG_RING];
/** Both count on. The main loop moves `queued`, the routine `sent`. */
static volatile uint16_t queued, sent;
static uint32_t dropped;
/** Where the line that is being written ends, and whether a part of it found no room. */
static uint16_t next;
static bool full;

static void put(char c) {
  if ((uint16_t)(next - sent) == WAKEFUL_LOG_RING) full = true;
  else ring[next++ & MASK] = c;
}

static void put_number(char before, uint64_t value) {
  char digits[20];
  put(before);
  for (char *digit = decimal(digits + sizeof digits, value); digit < digits + sizeof digits;) put(*digit++);
}

static void put_signed(int64_t value) {
  if (value >= 0) {
    put_number(' ', (uint64_t)value);
    return;
  }
  put(' ');
  put_number('-', -(uint64_t)value);
}

static void put_text(const char *text) {
  while (*text) put(*text++);
}

static void fill(void) {
  while (sent != queued && !(UARTFR & UART_TXFF)) {
    UARTDR = (uint32_t)ring[sent & MASK];
    sent++;
  }
  /* With something left the FIFO is full, so there is an interrupt to come when it has run half empty. */
  UARTIMSC = sent != queued ? UART_TXIM : 0;
}

void uart_interrupt(void) { fill(); }

void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  next = queued;
  full = false;
  if (dropped > 0) {
    put_text("lost");
    put_number(' ', dropped);
    put('\n');
  }
  put_text("log");
  put_number(' ', (uint64_t)port_now());
  put_number(' ', (uint32_t)head);
  put_signed(a);
  put_signed(b);
  put_signed(c);
  put_signed(d);
  put('\n');
  if (full || IS_TAKEN) {
    dropped++;
    return;
  }
  dropped = 0;
  port_interrupts_off();
  queued = next;
  fill();
  port_interrupts_on();
}

static void flush(void) {
  while (sent != queued) {
    send_now(ring[sent & MASK]);
    sent++;
  }
}

#else

void uart_interrupt(void) {}
void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  (void)head, (void)a, (void)b, (void)c, (void)d;
}
static void flush(void) {}

#endif

_Noreturn void port_panic(int32_t code) {
  port_interrupts_off();
  NVIC_ICER = ~0u; /* or what is pending would end each sleep */
  if (!IS_TAKEN) flush();
  char digits[20];
  for (const char *text = "panic "; *text; text++) send_now(*text);
  for (char *digit = decimal(digits + sizeof digits, (uint32_t)code); digit < digits + sizeof digits;) {
    send_now(*digit++);
  }
  send_now('\n');
  for (;;) port_wait();
}
