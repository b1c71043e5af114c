/**
 * The types of parts that Wokwi has, after its public lists of parts, boards and elements: so that a part which
 * Wakeful has not is told apart from a slip of the pen.
 */

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Microcontroller boards. */
const controllers = list(`
  board-aitewinrobot-esp32c3-supermini
  board-aitewinrobot-esp32h2-supermini
  board-arduino-nano-esp32
  board-esp-01
  board-esp32-2432s028r
  board-esp32-c3-devkitm-1
  board-esp32-c3-rust-1
  board-esp32-c5-devkitc-1
  board-esp32-c6-devkitc-1
  board-esp32-c61-devkitc-1
  board-esp32-cam
  board-esp32-devkit-c-v4
  board-esp32-devkit-v1
  board-esp32-h2-devkitm-1
  board-esp32-p4-function-ev
  board-esp32-p4-preview
  board-esp32-s2-devkitm-1
  board-esp32-s3-box
  board-esp32-s3-box-3
  board-esp32-s3-devkitc-1
  board-esp32-s31-function-coreboard-1
  board-franzininho-wifi
  board-m5stack-core-s3
  board-mch2022-badge
  board-pi-pico
  board-pi-pico-2
  board-pi-pico-w
  board-st-nucleo-c031c6
  board-st-nucleo-l031k6
  board-st-nucleo-l432kc
  board-stm32-blackpill
  board-stm32-bluepill
  board-wemos-lolin32-lite
  board-wemos-s2-mini
  board-xiao-esp32-c3
  board-xiao-esp32-c6
  board-xiao-esp32-s3
  wokwi-arduino-mega
  wokwi-arduino-nano
  wokwi-arduino-uno
  wokwi-attiny85
  wokwi-esp32-devkit-v1
  wokwi-franzininho
  wokwi-nano-rp2040-connect
  wokwi-pi-pico
  wokwi-tinypico
`);

/** What else its documentation describes. */
const documented = list(`
  board-grove-oled-sh1107
  board-ssd1306
  wokwi-74hc165
  wokwi-74hc595
  wokwi-7segment
  wokwi-a4988
  wokwi-analog-joystick
  wokwi-biaxial-stepper
  wokwi-breadboard
  wokwi-breadboard-half
  wokwi-breadboard-mini
  wokwi-buzzer
  wokwi-dht22
  wokwi-dip-switch-8
  wokwi-ds1307
  wokwi-gas-sensor
  wokwi-hc-sr04
  wokwi-hx711
  wokwi-ili9341
  wokwi-ir-receiver
  wokwi-ir-remote
  wokwi-ks2e-m-dc5
  wokwi-ky-040
  wokwi-lcd1602
  wokwi-lcd2004
  wokwi-led
  wokwi-led-bar-graph
  wokwi-led-matrix
  wokwi-led-ring
  wokwi-led-strip
  wokwi-logic-analyzer
  wokwi-max7219-matrix
  wokwi-membrane-keypad
  wokwi-microsd-card
  wokwi-mpu6050
  wokwi-neopixel
  wokwi-nlsf595
  wokwi-nokia-5110-screen
  wokwi-ntc-temperature-sensor
  wokwi-photoresistor-sensor
  wokwi-pir-motion-sensor
  wokwi-potentiometer
  wokwi-pushbutton
  wokwi-pushbutton-6mm
  wokwi-relay-module
  wokwi-resistor
  wokwi-rgb-led
  wokwi-servo
  wokwi-slide-potentiometer
  wokwi-slide-switch
  wokwi-ssd1306
  wokwi-stepper-motor
  wokwi-text
  wokwi-tm1637-7segment
  wokwi-tv
  wokwi-wifi-ap
`);

/** What else there is. */
const undocumented = list(`
  board-bmp180
  board-cd74hc4067
  board-ds18b20
  board-epaper-2in9
  board-ili9341-cap-touch
  board-ili9881c-8in
  board-lm35
  board-mfrc522
  board-nokia-5110
  board-notecarrier-a
  board-st7789
  board-tt-block-bidirectional-io
  board-tt-block-input
  board-tt-block-input-8
  board-tt-block-output
  wokwi-apa102-matrix
  wokwi-big-sound-sensor
  wokwi-clock-generator
  wokwi-ds18b20
  wokwi-flame-sensor
  wokwi-flip-flop-d
  wokwi-flip-flop-dr
  wokwi-flip-flop-dsr
  wokwi-flip-flop-sr
  wokwi-gate-and-2
  wokwi-gate-buffer
  wokwi-gate-nand-2
  wokwi-gate-nor-2
  wokwi-gate-not
  wokwi-gate-or-2
  wokwi-gate-xnor-2
  wokwi-gate-xor-2
  wokwi-gnd
  wokwi-heart-beat-sensor
  wokwi-hub75-matrix
  wokwi-il9163
  wokwi-junction
  wokwi-logo
  wokwi-microphone
  wokwi-mux-2
  wokwi-neopixel-canvas
  wokwi-neopixel-matrix
  wokwi-neopixel-meter
  wokwi-neopixel-serial
  wokwi-pi-pico-w
  wokwi-rotary-dialer
  wokwi-small-sound-sensor
  wokwi-splendida
  wokwi-tilt-switch
  wokwi-vcc
`);

/** Boards that its documentation has a page of. */
const documentedControllers = list(`
  board-franzininho-wifi
  board-st-nucleo-c031c6
  board-st-nucleo-l031k6
  board-stm32-bluepill
  wokwi-arduino-mega
  wokwi-arduino-nano
  wokwi-arduino-uno
  wokwi-attiny85
  wokwi-franzininho
  wokwi-pi-pico
`);

/** Every type of Wokwi. */
export const wokwiTypes: ReadonlySet<string> = new Set([
  ...controllers,
  ...documented,
  ...undocumented,
]);

export const wokwiControllers: ReadonlySet<string> = new Set(controllers);

/** Whether Wokwi's documentation describes the type. */
export function isDocumented(type: string): boolean {
  return documented.includes(type) || documentedControllers.includes(type);
}
