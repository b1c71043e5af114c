/* Generated from hal/border by `npm run generate`. Do not edit. */
/* What a module in wasm3 imports. */
static m3ApiRawFunction(import_now) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int64_t)
  m3ApiReturn(hal_now())
}
static m3ApiRawFunction(import_gpio_configure) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, mode)
  hal_gpio_configure(pin, mode);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_gpio_write) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, level)
  hal_gpio_write(pin, level);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_gpio_read) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, pin)
  m3ApiReturn(hal_gpio_read(pin))
}
static m3ApiRawFunction(import_gpio_listen) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, edges)
  hal_gpio_listen(pin, edges);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_log) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, head)
  m3ApiGetArg(int64_t, a)
  m3ApiGetArg(int64_t, b)
  m3ApiGetArg(int64_t, c)
  m3ApiGetArg(int64_t, d)
  hal_log(head, a, b, c, d);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_panic) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, code)
  hal_panic(code);
  m3ApiSuccess()
}
#ifdef WAKEFUL_HAS_ADC
static m3ApiRawFunction(import_adc_open) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  hal_adc_open(pin);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_adc_start) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  hal_adc_start(pin);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_adc_watch) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, period)
  m3ApiGetArg(int32_t, low)
  m3ApiGetArg(int32_t, high)
  hal_adc_watch(pin, period, low, high);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_adc_reference) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiReturn(hal_adc_reference())
}
#endif
#ifdef WAKEFUL_HAS_DIGITAL
#endif
#ifdef WAKEFUL_HAS_FLASH
static m3ApiRawFunction(import_flash_info) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, what)
  m3ApiReturn(hal_flash_info(what))
}
static m3ApiRawFunction(import_flash_read) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, address)
  m3ApiReturn(hal_flash_read(address))
}
static m3ApiRawFunction(import_flash_write) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, address)
  m3ApiGetArg(int32_t, word)
  hal_flash_write(address, word);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_flash_erase) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, address)
  hal_flash_erase(address);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_I2C
static m3ApiRawFunction(import_i2c_open) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  m3ApiGetArg(int32_t, hz)
  m3ApiGetArg(int32_t, stretch)
  hal_i2c_open(bus, hz, stretch);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_i2c_put) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, bus)
  m3ApiGetArg(int32_t, byte)
  m3ApiReturn(hal_i2c_put(bus, byte))
}
static m3ApiRawFunction(import_i2c_get) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, bus)
  m3ApiReturn(hal_i2c_get(bus))
}
static m3ApiRawFunction(import_i2c_run) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  m3ApiGetArg(int32_t, address)
  m3ApiGetArg(int32_t, read)
  m3ApiGetArg(int32_t, flags)
  hal_i2c_run(bus, address, read, flags);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_i2c_recover) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  hal_i2c_recover(bus);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_i2c_cancel) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  hal_i2c_cancel(bus);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_POWER
static m3ApiRawFunction(import_power_cause) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiReturn(hal_power_cause())
}
static m3ApiRawFunction(import_power_keep) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, index)
  m3ApiGetArg(int32_t, value)
  hal_power_keep(index, value);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_power_kept) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, index)
  m3ApiReturn(hal_power_kept(index))
}
static m3ApiRawFunction(import_power_wake) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, level)
  hal_power_wake(pin, level);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_power_off) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int64_t, duration)
  hal_power_off(duration);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_PWM
static m3ApiRawFunction(import_pwm_set) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, period)
  m3ApiGetArg(int32_t, high)
  hal_pwm_set(pin, period, high);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_pwm_stop) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, level)
  hal_pwm_stop(pin, level);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_RANDOM
static m3ApiRawFunction(import_random_bits) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int64_t)
  m3ApiReturn(hal_random_bits())
}
#endif
#ifdef WAKEFUL_HAS_RTC
static m3ApiRawFunction(import_rtc_get) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int64_t)
  m3ApiReturn(hal_rtc_get())
}
static m3ApiRawFunction(import_rtc_set) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int64_t, time)
  hal_rtc_set(time);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_SPI
static m3ApiRawFunction(import_spi_open) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  m3ApiGetArg(int32_t, hz)
  m3ApiGetArg(int32_t, mode)
  hal_spi_open(bus, hz, mode);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_spi_put) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, bus)
  m3ApiGetArg(int32_t, byte)
  m3ApiReturn(hal_spi_put(bus, byte))
}
static m3ApiRawFunction(import_spi_run) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, bus)
  hal_spi_run(bus);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_spi_get) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, bus)
  m3ApiReturn(hal_spi_get(bus))
}
#endif
#ifdef WAKEFUL_HAS_STRIP
static m3ApiRawFunction(import_strip_open) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, bit)
  m3ApiGetArg(int32_t, zero)
  m3ApiGetArg(int32_t, one)
  m3ApiGetArg(int32_t, latch)
  hal_strip_open(pin, bit, zero, one, latch);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_strip_put) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, pin)
  m3ApiGetArg(int32_t, byte)
  m3ApiReturn(hal_strip_put(pin, byte))
}
static m3ApiRawFunction(import_strip_run) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, pin)
  hal_strip_run(pin);
  m3ApiSuccess()
}
#endif
#ifdef WAKEFUL_HAS_UART
static m3ApiRawFunction(import_uart_open) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, port)
  m3ApiGetArg(int32_t, baud)
  m3ApiGetArg(int32_t, frame)
  hal_uart_open(port, baud, frame);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_uart_close) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int32_t, port)
  hal_uart_close(port);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_uart_write) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, port)
  m3ApiGetArg(int32_t, byte)
  m3ApiReturn(hal_uart_write(port, byte))
}
static m3ApiRawFunction(import_uart_read) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, port)
  m3ApiReturn(hal_uart_read(port))
}
static m3ApiRawFunction(import_uart_flush) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiReturnType(int32_t)
  m3ApiGetArg(int32_t, port)
  m3ApiReturn(hal_uart_flush(port))
}
#endif
#ifdef WAKEFUL_HAS_WATCHDOG
static m3ApiRawFunction(import_watchdog_start) {
  (void)runtime, (void)_ctx, (void)_mem;
  m3ApiGetArg(int64_t, timeout)
  hal_watchdog_start(timeout);
  m3ApiSuccess()
}
static m3ApiRawFunction(import_watchdog_feed) {
  (void)runtime, (void)_ctx, (void)_mem;
  hal_watchdog_feed();
  m3ApiSuccess()
}
#endif
static const struct {
  const char *name;
  const char *signature;
  M3RawCall function;
} imports[] = {
  {"now", "I()", import_now},
  {"gpio_configure", "v(ii)", import_gpio_configure},
  {"gpio_write", "v(ii)", import_gpio_write},
  {"gpio_read", "i(i)", import_gpio_read},
  {"gpio_listen", "v(ii)", import_gpio_listen},
  {"log", "v(iIIII)", import_log},
  {"panic", "v(i)", import_panic},
#ifdef WAKEFUL_HAS_ADC
  {"adc_open", "v(i)", import_adc_open},
  {"adc_start", "v(i)", import_adc_start},
  {"adc_watch", "v(iiii)", import_adc_watch},
  {"adc_reference", "i()", import_adc_reference},
#endif
#ifdef WAKEFUL_HAS_DIGITAL
#endif
#ifdef WAKEFUL_HAS_FLASH
  {"flash_info", "i(i)", import_flash_info},
  {"flash_read", "i(i)", import_flash_read},
  {"flash_write", "v(ii)", import_flash_write},
  {"flash_erase", "v(i)", import_flash_erase},
#endif
#ifdef WAKEFUL_HAS_I2C
  {"i2c_open", "v(iii)", import_i2c_open},
  {"i2c_put", "i(ii)", import_i2c_put},
  {"i2c_get", "i(i)", import_i2c_get},
  {"i2c_run", "v(iiii)", import_i2c_run},
  {"i2c_recover", "v(i)", import_i2c_recover},
  {"i2c_cancel", "v(i)", import_i2c_cancel},
#endif
#ifdef WAKEFUL_HAS_POWER
  {"power_cause", "i()", import_power_cause},
  {"power_keep", "v(ii)", import_power_keep},
  {"power_kept", "i(i)", import_power_kept},
  {"power_wake", "v(ii)", import_power_wake},
  {"power_off", "v(I)", import_power_off},
#endif
#ifdef WAKEFUL_HAS_PWM
  {"pwm_set", "v(iii)", import_pwm_set},
  {"pwm_stop", "v(ii)", import_pwm_stop},
#endif
#ifdef WAKEFUL_HAS_RANDOM
  {"random_bits", "I()", import_random_bits},
#endif
#ifdef WAKEFUL_HAS_RTC
  {"rtc_get", "I()", import_rtc_get},
  {"rtc_set", "v(I)", import_rtc_set},
#endif
#ifdef WAKEFUL_HAS_SPI
  {"spi_open", "v(iii)", import_spi_open},
  {"spi_put", "i(ii)", import_spi_put},
  {"spi_run", "v(i)", import_spi_run},
  {"spi_get", "i(i)", import_spi_get},
#endif
#ifdef WAKEFUL_HAS_STRIP
  {"strip_open", "v(iiiii)", import_strip_open},
  {"strip_put", "i(ii)", import_strip_put},
  {"strip_run", "v(i)", import_strip_run},
#endif
#ifdef WAKEFUL_HAS_UART
  {"uart_open", "v(iii)", import_uart_open},
  {"uart_close", "v(i)", import_uart_close},
  {"uart_write", "i(ii)", import_uart_write},
  {"uart_read", "i(i)", import_uart_read},
  {"uart_flush", "i(i)", import_uart_flush},
#endif
#ifdef WAKEFUL_HAS_WATCHDOG
  {"watchdog_start", "v(I)", import_watchdog_start},
  {"watchdog_feed", "v()", import_watchdog_feed},
#endif
};
