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
