/** Registers of the LM3S6965 that the port uses, by the names of its datasheet (Texas Instruments DS-LM3S6965). */
#ifndef WAKEFUL_LM3S6965_REGISTERS_H
#define WAKEFUL_LM3S6965_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

/** System control. */
#define RIS REGISTER(0x400fe050)
#define RIS_PLL_LOCKED (1u << 6)
#define RCC REGISTER(0x400fe060)
#define RCC_SYSDIV_4 (3u << 23)
#define RCC_SYSDIV_MASK (15u << 23)
#define RCC_USESYSDIV (1u << 22)
#define RCC_PWRDN (1u << 13)
#define RCC_BYPASS (1u << 11)
#define RCC_XTAL_8_MHZ (14u << 6)
#define RCC_XTAL_MASK (15u << 6)
#define RCC_OSCSRC_MASK (3u << 4)
#define RCC_MOSCDIS (1u << 0)
#define RCGC1 REGISTER(0x400fe104)
#define RCGC1_UART0 (1u << 0)
#define RCGC1_TIMER0 (1u << 16)
#define RCGC2 REGISTER(0x400fe108)

/** Timer 0, both halves as one of 32 bits. */
#define TIMER_CFG REGISTER(0x40030000)
#define TIMER_TAMR REGISTER(0x40030004)
#define TIMER_TAMR_ONE_SHOT 1u
#define TIMER_CTL REGISTER(0x4003000c)
#define TIMER_CTL_TAEN 1u
#define TIMER_IMR REGISTER(0x40030018)
#define TIMER_ICR REGISTER(0x40030024)
#define TIMER_TIMEOUT 1u
#define TIMER_TAILR REGISTER(0x40030028)

/** A GPIO port. Address bits 9 to 2 of a data access say which pins it reads or writes. */
#define GPIO_DATA(base, mask) REGISTER((base) + ((uint32_t)(mask) << 2))
#define GPIO_DIR(base) REGISTER((base) + 0x400)
#define GPIO_IS(base) REGISTER((base) + 0x404)
#define GPIO_IBE(base) REGISTER((base) + 0x408)
#define GPIO_IEV(base) REGISTER((base) + 0x40c)
#define GPIO_IM(base) REGISTER((base) + 0x410)
#define GPIO_MIS(base) REGISTER((base) + 0x418)
#define GPIO_ICR(base) REGISTER((base) + 0x41c)
#define GPIO_AFSEL(base) REGISTER((base) + 0x420)
#define GPIO_PUR(base) REGISTER((base) + 0x510)
#define GPIO_PDR(base) REGISTER((base) + 0x514)
#define GPIO_DEN(base) REGISTER((base) + 0x51c)
#define GPIO_PORT_A 0x40004000u

/** UART 0, on PA0 and PA1. */
#define UART_DR REGISTER(0x4000c000)
#define UART_FR REGISTER(0x4000c018)
#define UART_FR_TXFF (1u << 5)
#define UART_FR_BUSY (1u << 3)
#define UART_IBRD REGISTER(0x4000c024)
#define UART_FBRD REGISTER(0x4000c028)
#define UART_LCRH REGISTER(0x4000c02c)
#define UART_LCRH_8_BITS_FIFO ((3u << 5) | (1u << 4))
#define UART_CTL REGISTER(0x4000c030)
#define UART_CTL_TXE_UARTEN ((1u << 8) | 1u)
#define UART_IM REGISTER(0x4000c038)
#define UART_ICR REGISTER(0x4000c044)
#define UART_TX (1u << 5)

/** What every Cortex-M3 has. */
#define SYSTICK_CTRL REGISTER(0xe000e010)
#define SYSTICK_CTRL_ON_CORE_CLOCK 7u
#define SYSTICK_LOAD REGISTER(0xe000e014)
#define SYSTICK_VAL REGISTER(0xe000e018)
#define NVIC_ENABLE(n) REGISTER(0xe000e100 + 4 * (n))
#define NVIC_DISABLE(n) REGISTER(0xe000e180 + 4 * (n))
#define NVIC_UNPEND(n) REGISTER(0xe000e280 + 4 * (n))
#define SCB_ICSR REGISTER(0xe000ed04)
#define SCB_ICSR_PENDSTSET (1u << 26)
#define SCB_ICSR_PENDSTCLR (1u << 25)

#define IRQ_UART0 5
#define IRQ_TIMER0A 19

#endif
