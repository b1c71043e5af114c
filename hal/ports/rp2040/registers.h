/**
 * The registers of the RP2040 that the port uses, by their names in the datasheet; the numbers in brackets are
 * its sections.
 */
#ifndef WAKEFUL_RP2040_REGISTERS_H
#define WAKEFUL_RP2040_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

/** The same register again, written as a mask: each bit given is set, or cleared, in one access (2.1.2). */
#define ATOMIC_SET(reg) REGISTER((uintptr_t) & (reg) + 0x2000)
#define ATOMIC_CLEAR(reg) REGISTER((uintptr_t) & (reg) + 0x3000)

/* RESETS (2.14) */
#define RESETS_RESET REGISTER(0x4000c000)
#define RESETS_RESET_DONE REGISTER(0x4000c008)
#define RESETS_ADC (1u << 0)
#define RESETS_I2C(bus) (1u << (3 + (bus)))
#define RESETS_IO_BANK0 (1u << 5)
#define RESETS_PADS_BANK0 (1u << 8)
#define RESETS_PLL_SYS (1u << 12)
#define RESETS_PLL_USB (1u << 13)
#define RESETS_PWM (1u << 14)
#define RESETS_TIMER (1u << 21)
#define RESETS_UART0 (1u << 22)
#define RESETS_UART1 (1u << 23)

/* CLOCKS (2.15), XOSC (2.16), PLL_SYS and PLL_USB (2.18) */
#define CLK_REF_CTRL REGISTER(0x40008030)
#define CLK_REF_SELECTED REGISTER(0x40008038)
#define CLK_REF_SRC_XOSC 2u
#define CLK_SYS_CTRL REGISTER(0x4000803c)
#define CLK_SYS_SELECTED REGISTER(0x40008044)
#define CLK_SYS_SRC_AUX 1u
#define CLK_PERI_CTRL REGISTER(0x40008048)
#define CLK_PERI_ENABLE (1u << 11)
#define CLK_ADC_CTRL REGISTER(0x40008060)
#define CLK_ADC_ENABLE (1u << 11)
#define XOSC_CTRL REGISTER(0x40024000)
#define XOSC_ENABLE_1_15MHZ 0xfabaa0u
#define XOSC_STATUS REGISTER(0x40024004)
#define XOSC_STABLE (1u << 31)
#define XOSC_STARTUP REGISTER(0x4002400c)
#define PLL_SYS_CS REGISTER(0x40028000)
#define PLL_LOCK (1u << 31)
#define PLL_SYS_PWR REGISTER(0x40028004)
#define PLL_PD (1u << 0)
#define PLL_POSTDIVPD (1u << 3)
#define PLL_VCOPD (1u << 5)
#define PLL_SYS_FBDIV_INT REGISTER(0x40028008)
#define PLL_SYS_PRIM REGISTER(0x4002800c)
#define PLL_USB_CS REGISTER(0x4002c000)
#define PLL_USB_PWR REGISTER(0x4002c004)
#define PLL_USB_FBDIV_INT REGISTER(0x4002c008)
#define PLL_USB_PRIM REGISTER(0x4002c00c)

/* WATCHDOG (4.7): its tick drives the timer */
#define WATCHDOG_TICK REGISTER(0x4005802c)
#define WATCHDOG_TICK_ENABLE (1u << 9)

/* IO_BANK0 (2.19.6) and PADS_BANK0 (2.19.6.3) */
#define IO_CTRL(pin) REGISTER(0x40014004 + 8 * (pin))
#define FUNCSEL_UART 2u
#define FUNCSEL_I2C 3u
#define FUNCSEL_PWM 4u
#define FUNCSEL_SIO 5u
#define FUNCSEL_NULL 31u
/** Eight pins a register, four bits a pin. */
#define IO_INTR(group) REGISTER(0x400140f0 + 4 * (group))
#define IO_PROC0_INTE(group) REGISTER(0x40014100 + 4 * (group))
#define IO_PROC0_INTS(group) REGISTER(0x40014120 + 4 * (group))
#define IO_GROUPS 4
#define EDGE_LOW (1u << 2)
#define EDGE_HIGH (1u << 3)
#define PADS_GPIO(pin) REGISTER(0x4001c004 + 4 * (pin))
#define PAD_SCHMITT (1u << 1)
#define PAD_PDE (1u << 2)
#define PAD_PUE (1u << 3)
#define PAD_DRIVE_4MA (1u << 4)
#define PAD_IE (1u << 6)
#define PAD_OD (1u << 7)

/* SIO (2.3.1) */
#define SIO_GPIO_IN REGISTER(0xd0000004)
#define SIO_GPIO_OUT_SET REGISTER(0xd0000014)
#define SIO_GPIO_OUT_CLR REGISTER(0xd0000018)
#define SIO_GPIO_OE REGISTER(0xd0000020)
#define SIO_GPIO_OE_SET REGISTER(0xd0000024)
#define SIO_GPIO_OE_CLR REGISTER(0xd0000028)
#define SIO_DIV_UDIVIDEND REGISTER(0xd0000060)
#define SIO_DIV_UDIVISOR REGISTER(0xd0000064)
#define SIO_DIV_QUOTIENT REGISTER(0xd0000070)
#define SIO_DIV_REMAINDER REGISTER(0xd0000074)

/* TIMER (4.6) */
#define TIMER_ALARM0 REGISTER(0x40054010)
#define TIMER_ALARM(n) REGISTER(0x40054010 + 4 * (n))
#define TIMER_ARMED REGISTER(0x40054020)
#define TIMER_TIMERAWH REGISTER(0x40054024)
#define TIMER_TIMERAWL REGISTER(0x40054028)
#define TIMER_INTR REGISTER(0x40054034)
#define TIMER_INTE REGISTER(0x40054038)
#define TIMER_INTF REGISTER(0x4005403c)
#define TIMER_ALARM_0 (1u << 0)

/* UART0 (4.2.8) */
#define UARTDR REGISTER(0x40034000)
#define UARTFR REGISTER(0x40034018)
#define UART_BUSY (1u << 3)
#define UART_TXFF (1u << 5)
#define UARTIBRD REGISTER(0x40034024)
#define UARTFBRD REGISTER(0x40034028)
#define UARTLCR_H REGISTER(0x4003402c)
#define UART_FEN (1u << 4)
#define UART_8_BITS (3u << 5)
#define UARTCR REGISTER(0x40034030)
#define UART_ENABLE (1u << 0)
#define UART_TX_ENABLE (1u << 8)
#define UARTIMSC REGISTER(0x40034038)
#define UART_TXIM (1u << 5)
/* The same and more of either UART. */
#define UART_DR(port) REGISTER(0x40034000 + 0x4000 * (port))
#define UART_DR_FE (1u << 8)
#define UART_DR_PE (1u << 9)
#define UART_DR_BE (1u << 10)
#define UART_DR_OE (1u << 11)
#define UART_FR(port) REGISTER(0x40034018 + 0x4000 * (port))
#define UART_RXFE (1u << 4)
#define UART_IBRD(port) REGISTER(0x40034024 + 0x4000 * (port))
#define UART_FBRD(port) REGISTER(0x40034028 + 0x4000 * (port))
#define UART_LCR_H(port) REGISTER(0x4003402c + 0x4000 * (port))
#define UART_PEN (1u << 1)
#define UART_EPS (1u << 2)
#define UART_STP2 (1u << 3)
#define UART_7_BITS (2u << 5)
#define UART_CR(port) REGISTER(0x40034030 + 0x4000 * (port))
#define UART_RX_ENABLE (1u << 9)
#define UART_IMSC(port) REGISTER(0x40034038 + 0x4000 * (port))
#define UART_RXIM (1u << 4)
#define UART_ICR(port) REGISTER(0x40034044 + 0x4000 * (port))

/* ADC (4.9) */
#define ADC_CS REGISTER(0x4004c000)
#define ADC_EN (1u << 0)
#define ADC_START_ONE (1u << 2)
#define ADC_READY (1u << 8)
#define ADC_AINSEL(input) ((uint32_t)(input) << 12)
#define ADC_FCS REGISTER(0x4004c008)
#define ADC_FCS_EN (1u << 0)
#define ADC_FCS_THRESH(count) ((uint32_t)(count) << 24)
#define ADC_FIFO REGISTER(0x4004c00c)
#define ADC_INTE REGISTER(0x4004c018)

/* PWM (4.5) */
#define PWM_CSR(slice) REGISTER(0x40050000 + 0x14 * (slice))
#define PWM_EN (1u << 0)
#define PWM_DIV(slice) REGISTER(0x40050004 + 0x14 * (slice))
#define PWM_CTR(slice) REGISTER(0x40050008 + 0x14 * (slice))
#define PWM_CC(slice) REGISTER(0x4005000c + 0x14 * (slice))
#define PWM_TOP(slice) REGISTER(0x40050010 + 0x14 * (slice))

/* I2C (4.3.17) */
#define I2C(bus, offset) REGISTER(0x40044000 + 0x4000 * (bus) + (offset))
#define IC_CON(bus) I2C(bus, 0x00)
#define IC_MASTER_FAST (1u << 0 | 2u << 1 | 1u << 5 | 1u << 6)
#define IC_TX_EMPTY_CTRL (1u << 8)
#define IC_TAR(bus) I2C(bus, 0x04)
#define IC_DATA_CMD(bus) I2C(bus, 0x10)
#define IC_READ (1u << 8)
#define IC_STOP (1u << 9)
#define IC_RESTART (1u << 10)
#define IC_FS_SCL_HCNT(bus) I2C(bus, 0x1c)
#define IC_FS_SCL_LCNT(bus) I2C(bus, 0x20)
#define IC_INTR_STAT(bus) I2C(bus, 0x2c)
#define IC_INTR_MASK(bus) I2C(bus, 0x30)
#define IC_RX_FULL (1u << 2)
#define IC_TX_EMPTY (1u << 4)
#define IC_TX_ABRT (1u << 6)
#define IC_STOP_DET (1u << 9)
#define IC_RX_TL(bus) I2C(bus, 0x38)
#define IC_TX_TL(bus) I2C(bus, 0x3c)
#define IC_CLR_INTR(bus) I2C(bus, 0x40)
#define IC_CLR_TX_ABRT(bus) I2C(bus, 0x54)
#define IC_CLR_STOP_DET(bus) I2C(bus, 0x60)
#define IC_ENABLE(bus) I2C(bus, 0x6c)
#define IC_ENABLED (1u << 0)
#define IC_ABORT (1u << 1)
#define IC_STATUS(bus) I2C(bus, 0x70)
#define IC_TFNF (1u << 1)
#define IC_TFE (1u << 2)
#define IC_RFNE (1u << 3)
#define IC_TXFLR(bus) I2C(bus, 0x74)
#define IC_SDA_HOLD(bus) I2C(bus, 0x7c)
#define IC_TX_ABRT_SOURCE(bus) I2C(bus, 0x80)
#define IC_ABRT_ADDRESS (1u << 0)
#define IC_ABRT_DATA (1u << 3)
#define IC_ABRT_ARB_LOST (1u << 12)
#define IC_ABRT_FLUSHED(source) ((source) >> 23)
#define IC_FS_SPKLEN(bus) I2C(bus, 0xa0)

/* NVIC and SCB (2.4.8), interrupt numbers (2.3.2) */
#define NVIC_ISER REGISTER(0xe000e100)
#define NVIC_ICER REGISTER(0xe000e180)
#define SCB_VTOR REGISTER(0xe000ed08)
#define TIMER_IRQ_0 0
#define IO_IRQ_BANK0 13
#define UART0_IRQ 20
#define UART1_IRQ 21
#define ADC_IRQ_FIFO 22
#define I2C0_IRQ 23

#endif
