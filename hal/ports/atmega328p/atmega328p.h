/** What the files of this port know of each other, besides serial.h. */
#ifndef WAKEFUL_ATMEGA328P_H
#define WAKEFUL_ATMEGA328P_H

#include <stdint.h>

/** Ends the sleep, if a routine sets it. */
extern volatile uint8_t is_awake;

/** Timer1's second compare match calls `TIMER1_COMPB_vect`, or does not. */
void adc_pace_on(void);
void adc_pace_off(void);

/** Whether the firmware has the serial port. */
extern volatile uint8_t uart_is_open;

/** The serial line has room for a byte: the firmware's next one. */
void uart_send_next(void);

#endif
