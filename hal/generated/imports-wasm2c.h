/* Generated from hal/border by `npm run generate`. Do not edit. */
/* What a module that wasm2c made C of imports. */
u64 w2c_hal_now(struct w2c_hal *hal) {
  (void)hal;
  return (u64)hal_now();
}
void w2c_hal_gpio_configure(struct w2c_hal *hal, u32 pin, u32 mode) {
  (void)hal;
  hal_gpio_configure((int32_t)pin, (int32_t)mode);
}
void w2c_hal_gpio_write(struct w2c_hal *hal, u32 pin, u32 level) {
  (void)hal;
  hal_gpio_write((int32_t)pin, (int32_t)level);
}
u32 w2c_hal_gpio_read(struct w2c_hal *hal, u32 pin) {
  (void)hal;
  return (u32)hal_gpio_read((int32_t)pin);
}
void w2c_hal_gpio_listen(struct w2c_hal *hal, u32 pin, u32 edges) {
  (void)hal;
  hal_gpio_listen((int32_t)pin, (int32_t)edges);
}
void w2c_hal_log(struct w2c_hal *hal, u32 head, u64 a, u64 b, u64 c, u64 d) {
  (void)hal;
  hal_log((int32_t)head, (int64_t)a, (int64_t)b, (int64_t)c, (int64_t)d);
}
void w2c_hal_panic(struct w2c_hal *hal, u32 code) {
  (void)hal;
  hal_panic((int32_t)code);
}
#ifdef WAKEFUL_HAS_ADC
void w2c_hal_adc_open(struct w2c_hal *hal, u32 pin) {
  (void)hal;
  hal_adc_open((int32_t)pin);
}
void w2c_hal_adc_start(struct w2c_hal *hal, u32 pin) {
  (void)hal;
  hal_adc_start((int32_t)pin);
}
void w2c_hal_adc_watch(struct w2c_hal *hal, u32 pin, u32 period, u32 low, u32 high) {
  (void)hal;
  hal_adc_watch((int32_t)pin, (int32_t)period, (int32_t)low, (int32_t)high);
}
u32 w2c_hal_adc_reference(struct w2c_hal *hal) {
  (void)hal;
  return (u32)hal_adc_reference();
}
#endif
#ifdef WAKEFUL_HAS_DIGITAL
#endif
#ifdef WAKEFUL_HAS_FLASH
u32 w2c_hal_flash_info(struct w2c_hal *hal, u32 what) {
  (void)hal;
  return (u32)hal_flash_info((int32_t)what);
}
u32 w2c_hal_flash_read(struct w2c_hal *hal, u32 address) {
  (void)hal;
  return (u32)hal_flash_read((int32_t)address);
}
void w2c_hal_flash_write(struct w2c_hal *hal, u32 address, u32 word) {
  (void)hal;
  hal_flash_write((int32_t)address, (int32_t)word);
}
void w2c_hal_flash_erase(struct w2c_hal *hal, u32 address) {
  (void)hal;
  hal_flash_erase((int32_t)address);
}
#endif
#ifdef WAKEFUL_HAS_I2C
void w2c_hal_i2c_open(struct w2c_hal *hal, u32 bus, u32 hz, u32 stretch) {
  (void)hal;
  hal_i2c_open((int32_t)bus, (int32_t)hz, (int32_t)stretch);
}
u32 w2c_hal_i2c_put(struct w2c_hal *hal, u32 bus, u32 byte) {
  (void)hal;
  return (u32)hal_i2c_put((int32_t)bus, (int32_t)byte);
}
u32 w2c_hal_i2c_get(struct w2c_hal *hal, u32 bus) {
  (void)hal;
  return (u32)hal_i2c_get((int32_t)bus);
}
void w2c_hal_i2c_run(struct w2c_hal *hal, u32 bus, u32 address, u32 read, u32 flags) {
  (void)hal;
  hal_i2c_run((int32_t)bus, (int32_t)address, (int32_t)read, (int32_t)flags);
}
void w2c_hal_i2c_recover(struct w2c_hal *hal, u32 bus) {
  (void)hal;
  hal_i2c_recover((int32_t)bus);
}
void w2c_hal_i2c_cancel(struct w2c_hal *hal, u32 bus) {
  (void)hal;
  hal_i2c_cancel((int32_t)bus);
}
#endif
#ifdef WAKEFUL_HAS_POWER
u32 w2c_hal_power_cause(struct w2c_hal *hal) {
  (void)hal;
  return (u32)hal_power_cause();
}
void w2c_hal_power_keep(struct w2c_hal *hal, u32 index, u32 value) {
  (void)hal;
  hal_power_keep((int32_t)index, (int32_t)value);
}
u32 w2c_hal_power_kept(struct w2c_hal *hal, u32 index) {
  (void)hal;
  return (u32)hal_power_kept((int32_t)index);
}
void w2c_hal_power_wake(struct w2c_hal *hal, u32 pin, u32 level) {
  (void)hal;
  hal_power_wake((int32_t)pin, (int32_t)level);
}
void w2c_hal_power_off(struct w2c_hal *hal, u64 duration) {
  (void)hal;
  hal_power_off((int64_t)duration);
}
#endif
#ifdef WAKEFUL_HAS_PWM
void w2c_hal_pwm_set(struct w2c_hal *hal, u32 pin, u32 period, u32 high) {
  (void)hal;
  hal_pwm_set((int32_t)pin, (int32_t)period, (int32_t)high);
}
void w2c_hal_pwm_stop(struct w2c_hal *hal, u32 pin, u32 level) {
  (void)hal;
  hal_pwm_stop((int32_t)pin, (int32_t)level);
}
#endif
#ifdef WAKEFUL_HAS_RANDOM
u64 w2c_hal_random_bits(struct w2c_hal *hal) {
  (void)hal;
  return (u64)hal_random_bits();
}
#endif
#ifdef WAKEFUL_HAS_RTC
u64 w2c_hal_rtc_get(struct w2c_hal *hal) {
  (void)hal;
  return (u64)hal_rtc_get();
}
void w2c_hal_rtc_set(struct w2c_hal *hal, u64 time) {
  (void)hal;
  hal_rtc_set((int64_t)time);
}
#endif
#ifdef WAKEFUL_HAS_SPI
void w2c_hal_spi_open(struct w2c_hal *hal, u32 bus, u32 hz, u32 mode) {
  (void)hal;
  hal_spi_open((int32_t)bus, (int32_t)hz, (int32_t)mode);
}
u32 w2c_hal_spi_put(struct w2c_hal *hal, u32 bus, u32 byte) {
  (void)hal;
  return (u32)hal_spi_put((int32_t)bus, (int32_t)byte);
}
void w2c_hal_spi_run(struct w2c_hal *hal, u32 bus) {
  (void)hal;
  hal_spi_run((int32_t)bus);
}
u32 w2c_hal_spi_get(struct w2c_hal *hal, u32 bus) {
  (void)hal;
  return (u32)hal_spi_get((int32_t)bus);
}
#endif
#ifdef WAKEFUL_HAS_STRIP
void w2c_hal_strip_open(struct w2c_hal *hal, u32 pin, u32 bit, u32 zero, u32 one, u32 latch) {
  (void)hal;
  hal_strip_open((int32_t)pin, (int32_t)bit, (int32_t)zero, (int32_t)one, (int32_t)latch);
}
u32 w2c_hal_strip_put(struct w2c_hal *hal, u32 pin, u32 byte) {
  (void)hal;
  return (u32)hal_strip_put((int32_t)pin, (int32_t)byte);
}
void w2c_hal_strip_run(struct w2c_hal *hal, u32 pin) {
  (void)hal;
  hal_strip_run((int32_t)pin);
}
#endif
#ifdef WAKEFUL_HAS_UART
void w2c_hal_uart_open(struct w2c_hal *hal, u32 port, u32 baud, u32 frame) {
  (void)hal;
  hal_uart_open((int32_t)port, (int32_t)baud, (int32_t)frame);
}
void w2c_hal_uart_close(struct w2c_hal *hal, u32 port) {
  (void)hal;
  hal_uart_close((int32_t)port);
}
u32 w2c_hal_uart_write(struct w2c_hal *hal, u32 port, u32 byte) {
  (void)hal;
  return (u32)hal_uart_write((int32_t)port, (int32_t)byte);
}
u32 w2c_hal_uart_read(struct w2c_hal *hal, u32 port) {
  (void)hal;
  return (u32)hal_uart_read((int32_t)port);
}
u32 w2c_hal_uart_flush(struct w2c_hal *hal, u32 port) {
  (void)hal;
  return (u32)hal_uart_flush((int32_t)port);
}
#endif
#ifdef WAKEFUL_HAS_WATCHDOG
void w2c_hal_watchdog_start(struct w2c_hal *hal, u64 timeout) {
  (void)hal;
  hal_watchdog_start((int64_t)timeout);
}
void w2c_hal_watchdog_feed(struct w2c_hal *hal) {
  (void)hal;
  hal_watchdog_feed();
}
#endif
