/**
 * The second stage of the boot (datasheet 2.8.1): the boot ROM copies the first 256 bytes of flash to RAM, checks
 * the checksum in the last four, and jumps here. It makes the SSI read flash for the CPU, then enters the firmware
 * by its vector table.
 *
 * Plain serial reads, command 03h at a quarter of the clock (31.25 MHz of the 50 that a W25Q allows): every flash
 * chip knows it, and nothing is left in the chip that a reset would have to undo. It is slower than a quad read,
 * but only until code is in the cache of 16 KiB, which is more than most firmwares are long.
 */
  .syntax unified
  .cpu cortex-m0plus
  .thumb

  .equ XIP_SSI, 0x18000000
  .equ CTRLR0, 0x00
  .equ CTRLR1, 0x04
  .equ SSIENR, 0x08
  .equ BAUDR, 0x14
  .equ SPI_CTRLR0, 0xf4                    /* farther than the offset of a store reaches */

  .section .boot2, "ax"
  .balign 4
  .global boot2
  .thumb_func
boot2:
  ldr r3, =XIP_SSI
  movs r0, #0
  str r0, [r3, #SSIENR]
  movs r0, #4
  str r0, [r3, #BAUDR]
  ldr r0, =(31 << 16) | (3 << 8)           /* frames of 32 bits; EEPROM read: send command and address, then read */
  str r0, [r3, #CTRLR0]
  movs r0, #0
  str r0, [r3, #CTRLR1]                    /* one frame a read */
  ldr r1, =XIP_SSI + SPI_CTRLR0
  ldr r0, =(0x03 << 24) | (2 << 8) | (6 << 2)  /* command of 8 bits, address of 24, all on one wire */
  str r0, [r1]
  movs r0, #1
  str r0, [r3, #SSIENR]

  ldr r0, =0x10000100                      /* the firmware's vector table */
  ldr r1, =0xe000ed08                      /* VTOR */
  str r0, [r1]
  ldmia r0!, {r1, r2}
  msr msp, r1
  bx r2
  .pool
