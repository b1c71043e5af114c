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
#ifdef WAKEFUL_HAS_I2C
  {"i2c_open", "v(iii)", import_i2c_open},
  {"i2c_put", "i(ii)", import_i2c_put},
  {"i2c_get", "i(i)", import_i2c_get},
  {"i2c_run", "v(iiii)", import_i2c_run},
  {"i2c_recover", "v(i)", import_i2c_recover},
  {"i2c_cancel", "v(i)", import_i2c_cancel},
#endif
#ifdef WAKEFUL_HAS_PWM
  {"pwm_set", "v(iii)", import_pwm_set},
  {"pwm_stop", "v(ii)", import_pwm_stop},
#endif
#ifdef WAKEFUL_HAS_UART
  {"uart_open", "v(iii)", import_uart_open},
  {"uart_close", "v(i)", import_uart_close},
  {"uart_write", "i(ii)", import_uart_write},
  {"uart_read", "i(i)", import_uart_read},
  {"uart_flush", "i(i)", import_uart_flush},
#endif
};
