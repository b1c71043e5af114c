/* Generated from hal/border by `npm run generate`. Do not edit. */
/* What a module as bytecode imports: name, function, operands, result. */
external import_now, hal_now, none, push_l
external import_adc_open, hal_adc_open, i, next
external import_adc_start, hal_adc_start, i, next
external import_adc_watch, hal_adc_watch, iiii, next
external import_adc_reference, hal_adc_reference, none, push_i
external import_gpio_configure, hal_gpio_configure, ii, next
external import_gpio_write, hal_gpio_write, ii, next
external import_gpio_read, hal_gpio_read, i, push_i
external import_gpio_listen, hal_gpio_listen, ii, next
external import_i2c_open, hal_i2c_open, iii, next
external import_i2c_put, hal_i2c_put, ii, push_i
external import_i2c_get, hal_i2c_get, i, push_i
external import_i2c_run, hal_i2c_run, iiii, next
external import_i2c_recover, hal_i2c_recover, i, next
external import_i2c_cancel, hal_i2c_cancel, i, next
external import_pwm_set, hal_pwm_set, iii, next
external import_pwm_stop, hal_pwm_stop, ii, next
external import_uart_open, hal_uart_open, iii, next
external import_uart_close, hal_uart_close, i, next
external import_uart_write, hal_uart_write, ii, push_i
external import_uart_read, hal_uart_read, i, push_i
external import_uart_flush, hal_uart_flush, i, push_i
external import_panic, hal_panic, i, next
