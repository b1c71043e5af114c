/* Generated from hal/border by `npm run generate`. Do not edit. */
/* What a module in WAMR imports. WAMR sorts the table. */
static void import_now(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int64_t result = hal_now();
  memcpy(args, &result, sizeof result);
}
static void import_gpio_configure(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_gpio_configure((int32_t)args[0], (int32_t)args[1]);
}
static void import_gpio_write(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_gpio_write((int32_t)args[0], (int32_t)args[1]);
}
static void import_gpio_read(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_gpio_read((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_gpio_listen(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_gpio_listen((int32_t)args[0], (int32_t)args[1]);
}
static void import_log(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_log((int32_t)args[0], (int64_t)args[1], (int64_t)args[2], (int64_t)args[3], (int64_t)args[4]);
}
static void import_panic(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_panic((int32_t)args[0]);
}
#ifdef WAKEFUL_HAS_ADC
static void import_adc_open(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_adc_open((int32_t)args[0]);
}
static void import_adc_start(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_adc_start((int32_t)args[0]);
}
static void import_adc_watch(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_adc_watch((int32_t)args[0], (int32_t)args[1], (int32_t)args[2], (int32_t)args[3]);
}
static void import_adc_reference(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_adc_reference();
  memcpy(args, &result, sizeof result);
}
#endif
#ifdef WAKEFUL_HAS_DIGITAL
#endif
#ifdef WAKEFUL_HAS_FLASH
static void import_flash_info(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_flash_info((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_flash_read(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_flash_read((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_flash_write(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_flash_write((int32_t)args[0], (int32_t)args[1]);
}
static void import_flash_erase(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_flash_erase((int32_t)args[0]);
}
#endif
#ifdef WAKEFUL_HAS_I2C
static void import_i2c_open(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_i2c_open((int32_t)args[0], (int32_t)args[1], (int32_t)args[2]);
}
static void import_i2c_put(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_i2c_put((int32_t)args[0], (int32_t)args[1]);
  memcpy(args, &result, sizeof result);
}
static void import_i2c_get(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_i2c_get((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_i2c_run(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_i2c_run((int32_t)args[0], (int32_t)args[1], (int32_t)args[2], (int32_t)args[3]);
}
static void import_i2c_recover(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_i2c_recover((int32_t)args[0]);
}
static void import_i2c_cancel(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_i2c_cancel((int32_t)args[0]);
}
#endif
#ifdef WAKEFUL_HAS_POWER
static void import_power_cause(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_power_cause();
  memcpy(args, &result, sizeof result);
}
static void import_power_keep(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_power_keep((int32_t)args[0], (int32_t)args[1]);
}
static void import_power_kept(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_power_kept((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_power_wake(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_power_wake((int32_t)args[0], (int32_t)args[1]);
}
static void import_power_off(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_power_off((int64_t)args[0]);
}
#endif
#ifdef WAKEFUL_HAS_PWM
static void import_pwm_set(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_pwm_set((int32_t)args[0], (int32_t)args[1], (int32_t)args[2]);
}
static void import_pwm_stop(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_pwm_stop((int32_t)args[0], (int32_t)args[1]);
}
#endif
#ifdef WAKEFUL_HAS_RANDOM
static void import_random_bits(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int64_t result = hal_random_bits();
  memcpy(args, &result, sizeof result);
}
#endif
#ifdef WAKEFUL_HAS_RTC
static void import_rtc_get(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int64_t result = hal_rtc_get();
  memcpy(args, &result, sizeof result);
}
static void import_rtc_set(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_rtc_set((int64_t)args[0]);
}
#endif
#ifdef WAKEFUL_HAS_SPI
static void import_spi_open(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_spi_open((int32_t)args[0], (int32_t)args[1], (int32_t)args[2]);
}
static void import_spi_put(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_spi_put((int32_t)args[0], (int32_t)args[1]);
  memcpy(args, &result, sizeof result);
}
static void import_spi_run(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_spi_run((int32_t)args[0]);
}
static void import_spi_get(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_spi_get((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
#endif
#ifdef WAKEFUL_HAS_STRIP
static void import_strip_open(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_strip_open((int32_t)args[0], (int32_t)args[1], (int32_t)args[2], (int32_t)args[3], (int32_t)args[4]);
}
static void import_strip_put(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_strip_put((int32_t)args[0], (int32_t)args[1]);
  memcpy(args, &result, sizeof result);
}
static void import_strip_run(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_strip_run((int32_t)args[0]);
}
#endif
#ifdef WAKEFUL_HAS_UART
static void import_uart_open(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_uart_open((int32_t)args[0], (int32_t)args[1], (int32_t)args[2]);
}
static void import_uart_close(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_uart_close((int32_t)args[0]);
}
static void import_uart_write(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_uart_write((int32_t)args[0], (int32_t)args[1]);
  memcpy(args, &result, sizeof result);
}
static void import_uart_read(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_uart_read((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
static void import_uart_flush(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  int32_t result = hal_uart_flush((int32_t)args[0]);
  memcpy(args, &result, sizeof result);
}
#endif
#ifdef WAKEFUL_HAS_WATCHDOG
static void import_watchdog_start(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_watchdog_start((int64_t)args[0]);
}
static void import_watchdog_feed(wasm_exec_env_t env, uint64_t *args) {
  (void)env, (void)args;
  hal_watchdog_feed();
}
#endif
static NativeSymbol imports[] = {
  {"now", (void *)import_now, "()I", NULL},
  {"gpio_configure", (void *)import_gpio_configure, "(ii)", NULL},
  {"gpio_write", (void *)import_gpio_write, "(ii)", NULL},
  {"gpio_read", (void *)import_gpio_read, "(i)i", NULL},
  {"gpio_listen", (void *)import_gpio_listen, "(ii)", NULL},
  {"log", (void *)import_log, "(iIIII)", NULL},
  {"panic", (void *)import_panic, "(i)", NULL},
#ifdef WAKEFUL_HAS_ADC
  {"adc_open", (void *)import_adc_open, "(i)", NULL},
  {"adc_start", (void *)import_adc_start, "(i)", NULL},
  {"adc_watch", (void *)import_adc_watch, "(iiii)", NULL},
  {"adc_reference", (void *)import_adc_reference, "()i", NULL},
#endif
#ifdef WAKEFUL_HAS_DIGITAL
#endif
#ifdef WAKEFUL_HAS_FLASH
  {"flash_info", (void *)import_flash_info, "(i)i", NULL},
  {"flash_read", (void *)import_flash_read, "(i)i", NULL},
  {"flash_write", (void *)import_flash_write, "(ii)", NULL},
  {"flash_erase", (void *)import_flash_erase, "(i)", NULL},
#endif
#ifdef WAKEFUL_HAS_I2C
  {"i2c_open", (void *)import_i2c_open, "(iii)", NULL},
  {"i2c_put", (void *)import_i2c_put, "(ii)i", NULL},
  {"i2c_get", (void *)import_i2c_get, "(i)i", NULL},
  {"i2c_run", (void *)import_i2c_run, "(iiii)", NULL},
  {"i2c_recover", (void *)import_i2c_recover, "(i)", NULL},
  {"i2c_cancel", (void *)import_i2c_cancel, "(i)", NULL},
#endif
#ifdef WAKEFUL_HAS_POWER
  {"power_cause", (void *)import_power_cause, "()i", NULL},
  {"power_keep", (void *)import_power_keep, "(ii)", NULL},
  {"power_kept", (void *)import_power_kept, "(i)i", NULL},
  {"power_wake", (void *)import_power_wake, "(ii)", NULL},
  {"power_off", (void *)import_power_off, "(I)", NULL},
#endif
#ifdef WAKEFUL_HAS_PWM
  {"pwm_set", (void *)import_pwm_set, "(iii)", NULL},
  {"pwm_stop", (void *)import_pwm_stop, "(ii)", NULL},
#endif
#ifdef WAKEFUL_HAS_RANDOM
  {"random_bits", (void *)import_random_bits, "()I", NULL},
#endif
#ifdef WAKEFUL_HAS_RTC
  {"rtc_get", (void *)import_rtc_get, "()I", NULL},
  {"rtc_set", (void *)import_rtc_set, "(I)", NULL},
#endif
#ifdef WAKEFUL_HAS_SPI
  {"spi_open", (void *)import_spi_open, "(iii)", NULL},
  {"spi_put", (void *)import_spi_put, "(ii)i", NULL},
  {"spi_run", (void *)import_spi_run, "(i)", NULL},
  {"spi_get", (void *)import_spi_get, "(i)i", NULL},
#endif
#ifdef WAKEFUL_HAS_STRIP
  {"strip_open", (void *)import_strip_open, "(iiiii)", NULL},
  {"strip_put", (void *)import_strip_put, "(ii)i", NULL},
  {"strip_run", (void *)import_strip_run, "(i)", NULL},
#endif
#ifdef WAKEFUL_HAS_UART
  {"uart_open", (void *)import_uart_open, "(iii)", NULL},
  {"uart_close", (void *)import_uart_close, "(i)", NULL},
  {"uart_write", (void *)import_uart_write, "(ii)i", NULL},
  {"uart_read", (void *)import_uart_read, "(i)i", NULL},
  {"uart_flush", (void *)import_uart_flush, "(i)i", NULL},
#endif
#ifdef WAKEFUL_HAS_WATCHDOG
  {"watchdog_start", (void *)import_watchdog_start, "(I)", NULL},
  {"watchdog_feed", (void *)import_watchdog_feed, "()", NULL},
#endif
};
