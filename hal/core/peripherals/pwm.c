/** PWM: a port does all of it. */
#include "peripherals.h"
#include "port.h"

void hal_pwm_set(int32_t pin, int32_t period, int32_t high) {
  if (period < 1 || high < 0) port_panic(WAKEFUL_TRAP_PIN);
  port_interrupts_off();
  port_pwm_set(pin, period, high);
  port_interrupts_on();
}

void hal_pwm_stop(int32_t pin, int32_t level) {
  port_interrupts_off();
  port_pwm_stop(pin, level);
  port_interrupts_on();
}
