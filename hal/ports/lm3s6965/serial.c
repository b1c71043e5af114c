/**
 * UART 0, 115200 baud, sends only: logs wait in a ring for it, nothing waits for them. A log that finds no room is
 * dropped whole, and the next that finds some says how many before it were: `lost <count>`.
 */
#include "port.h"
#include "registers.h"
#include "routines.h"

/** A `uint8_t` counts through it and begins anew. */
static char ring[256];
static volatile uint8_t written, sent;
static uint32_t lost;

/** "log ", six numbers of at most 20 digits with a space each, a line feed; and the line of what was lost. */
#define LONGEST (4 + 6 * 21 + 1 + 16)

void serial_init(void) {
  GPIO_AFSEL(GPIO_PORT_A) |= 3;
  GPIO_DEN(GPIO_PORT_A) |= 3;
  UART_CTL = 0;
  // 50 MHz / (16 * 115200) is 27 and 8/64.
  UART_IBRD = 27;
  UART_FBRD = 8;
  UART_LCRH = UART_LCRH_8_BITS_FIFO;
  UART_CTL = UART_CTL_TXE_UARTEN;
  NVIC_ENABLE(0) = 1u << IRQ_UART0;
}

static void put(char c) { ring[written++] = c; }

static void put_text(const char *text) {
  while (*text) put(*text++);
}

static void put_number(int64_t number) {
  char digits[20];
  int count = 0;
  uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
  if (number < 0) put('-');
  do {
    digits[count++] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  while (count > 0) put(digits[--count]);
}

/** As much as the UART takes now; the interrupt comes when it takes more. With interrupts off. */
static void pump(void) {
  while (sent != written && !(UART_FR & UART_FR_TXFF)) UART_DR = (uint8_t)ring[sent++];
  UART_IM = sent != written ? UART_TX : 0;
}

void on_uart0(void) {
  UART_ICR = UART_TX;
  pump();
}

void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  const int64_t numbers[] = {port_now(), head, a, b, c, d};
  uint32_t mask = interrupts_save();
  if ((uint8_t)(written - sent) > sizeof ring - 1 - LONGEST) lost++;
  else {
    if (lost > 0) {
      put_text("lost ");
      put_number(lost);
      put('\n');
      lost = 0;
    }
    put_text("log");
    for (int i = 0; i < 6; i++) {
      put(' ');
      put_number(numbers[i]);
    }
    put('\n');
    pump();
  }
  interrupts_restore(mask);
}

void serial_last(const char *text, int64_t number) {
  while (sent != written) pump();
  put_text(text);
  put_number(number);
  put('\n');
  while (sent != written) pump();
  while (UART_FR & UART_FR_BUSY) {}
}
