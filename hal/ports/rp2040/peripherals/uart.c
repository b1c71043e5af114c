/**
 * Serial ports: UART0 at GPIO0 and GPIO1, UART1 at GPIO4 and GPIO5. The divider has 16 and 6 bits, so rates from 120
 * to 7,812,500 are off by 0.01 % at most up to 115,200, by 0.8 % at most in all.
 *
 * Their FIFOs stay off: with them a byte that comes alone is told 32 bits later, when nothing follows (datasheet 4.2.5.3).
 * The line has room for one byte besides the one that goes out.
 *
 * The UART has no interrupt for "all is sent", only a flag: an alarm looks at it each bit, once the last byte has left
 * the ring, while the firmware waits for it. So `Sent` comes up to a bit late.
 */
#include "../registers.h"
#include "../rp2040.h"
#include "peripherals.h"
#include "port.h"

#define CLOCK 125000000u

static const uint8_t tx_pins[] = {0, 4}, rx_pins[] = {1, 5};

volatile uint8_t uart_is_open[2];
/** Microseconds of a bit, rounded up. */
static uint16_t bit_micros[2];
/** The firmware waits for the end of sending. */
static uint8_t is_awaited[2];
/** A byte was lost behind the last one. */
static uint8_t is_overrun[2];

static void look_later(int32_t port) { alarm_set(ALARM_UART, port_now() + bit_micros[port]); }

static void feed(int32_t port) {
  while (!(UART_FR(port) & UART_TXFF)) {
    int16_t byte = wakeful_uart_next(port);
    if (byte < 0) {
      ATOMIC_CLEAR(UART_IMSC(port)) = UART_TXIM;
      if (is_awaited[port]) look_later(port);
      return;
    }
    UART_DR(port) = (uint32_t)byte;
  }
  // The line is full, so there is an interrupt to come when it has room.
  ATOMIC_SET(UART_IMSC(port)) = UART_TXIM;
}

static void receive(int32_t port) {
  while (!(UART_FR(port) & UART_RXFE)) {
    uint32_t data = UART_DR(port);
    uint16_t byte = data & 0xff;
    if (data & UART_DR_BE) byte |= WAKEFUL_UART_FLAG_BREAK;
    else if (data & UART_DR_FE) byte |= WAKEFUL_UART_FLAG_FRAMING;
    if (data & UART_DR_PE) byte |= WAKEFUL_UART_FLAG_PARITY;
    if (is_overrun[port]) byte |= WAKEFUL_UART_FLAG_OVERRUN;
    is_overrun[port] = (data & UART_DR_OE) != 0;
    wakeful_uart_received(port, byte);
  }
}

static void interrupt(int32_t port) {
  UART_ICR(port) = UART_RXIM | UART_TXIM;
  receive(port);
  if (UART_IMSC(port) & UART_TXIM) feed(port);
}

/** Logs share the first one. */
void uart0_interrupt(void) {
  if (uart_is_open[0]) interrupt(0);
  else uart_interrupt();
}

void uart1_interrupt(void) { interrupt(1); }

void uart_alarm(void) {
  alarm_clear(ALARM_UART);
  for (int32_t port = 0; port < 2; port++) {
    if (!is_awaited[port] || (UART_IMSC(port) & UART_TXIM)) continue;
    if (UART_FR(port) & UART_BUSY) {
      look_later(port);
      continue;
    }
    is_awaited[port] = 0;
    wakeful_uart_sent(port);
  }
}

void port_uart_open(int32_t port, int32_t baud, int32_t frame) {
  uint32_t divider = (CLOCK * 4 + (uint32_t)baud / 2) / (uint32_t)baud;
  if (divider < 64 || divider > 65535u * 64) port_panic(WAKEFUL_TRAP_PIN);
  uint32_t control = frame & WAKEFUL_UART_FRAME_SEVEN_BITS ? UART_7_BITS : UART_8_BITS;
  if (frame & WAKEFUL_UART_FRAME_EVEN_PARITY) control |= UART_PEN | UART_EPS;
  if (frame & WAKEFUL_UART_FRAME_ODD_PARITY) control |= UART_PEN;
  if (frame & WAKEFUL_UART_FRAME_TWO_STOP_BITS) control |= UART_STP2;
  if (!uart_is_open[port]) {
    reset_blocks(port == 0 ? RESETS_UART0 : RESETS_UART1);
    PADS_GPIO(tx_pins[port]) = PAD_IE | PAD_SCHMITT | PAD_DRIVE_4MA;
    PADS_GPIO(rx_pins[port]) = PAD_IE | PAD_SCHMITT | PAD_DRIVE_4MA | PAD_PUE;
    is_overrun[port] = is_awaited[port] = 0;
  }
  uart_is_open[port] = 1;
  bit_micros[port] = (uint16_t)((1000000 + baud - 1) / baud);
  // The line control is written last: it takes the divider along.
  UART_CR(port) = 0;
  UART_IBRD(port) = divider >> 6;
  UART_FBRD(port) = divider & 63;
  UART_LCR_H(port) = control;
  UART_CR(port) = UART_ENABLE | UART_TX_ENABLE | UART_RX_ENABLE;
  ATOMIC_SET(UART_IMSC(port)) = UART_RXIM;
  IO_CTRL(tx_pins[port]) = FUNCSEL_UART;
  IO_CTRL(rx_pins[port]) = FUNCSEL_UART;
  NVIC_ISER = 1u << (UART0_IRQ + port);
}

void port_uart_close(int32_t port) {
  UART_IMSC(port) = 0;
  UART_CR(port) = 0;
  uart_is_open[port] = is_awaited[port] = 0;
  port_gpio_configure(tx_pins[port], WAKEFUL_PIN_MODE_INPUT);
  port_gpio_configure(rx_pins[port], WAKEFUL_PIN_MODE_INPUT);
  if (port == 0) uart_init();
}

void port_uart_send(int32_t port) { feed(port); }

int port_uart_is_sent(int32_t port) {
  uint32_t is_waiting = UART_IMSC(port) & UART_TXIM;
  if (!is_waiting && !(UART_FR(port) & UART_BUSY)) return 1;
  is_awaited[port] = 1;
  if (!is_waiting) look_later(port);
  return 0;
}
