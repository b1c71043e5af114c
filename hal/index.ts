// Generated from hal/border by `npm run generate`. Do not edit.

/** What firmware imports from "wakeful", the part that talks to the board. */
export { I2cStatus } from "./drivers/../generated/bindings";
export { Bme280, Measurement } from "./drivers/bme280";
export { Button } from "./drivers/button";
export { Clicks, Gesture, Hold, Press } from "./drivers/button-waits";
export { Calendar } from "./drivers/calendar";
export { Capture } from "./drivers/capture";
export { CaptureWait, Pulse, Pulses } from "./drivers/capture-waits";
export { Dht22, DhtRead, DhtResult } from "./drivers/dht22";
export { Ds3231 } from "./drivers/ds3231";
export { EdgeCounter } from "./drivers/edge-counter";
export { Encoder, Turn } from "./drivers/encoder";
export { I2c } from "./drivers/i2c";
export { I2cRegister, I2cTransfer, I2cWait } from "./drivers/i2c-transfer";
export { EdgeStream, EdgeWait, Input, PinWait, Pull } from "./drivers/input";
export { KeyPress, Keypad } from "./drivers/keypad";
export { lostInterrupts } from "./drivers/lost";
export { OpenDrain } from "./drivers/open-drain";
export { Level, Output } from "./drivers/output";
export { PinListener } from "./drivers/pin-listener";
export { DeepSleep, Kept, Power, ResetCause, deepSleep, wakeOn } from "./drivers/power";
export { Random } from "./drivers/random";
export { Rtc } from "./drivers/rtc";
export { Inquiry, Sensor } from "./drivers/sensor";
export { Common, Multiplex, SevenSegment, segmentsOf } from "./drivers/seven-segment";
export { Measure, Sonar } from "./drivers/sonar";
export { Ssd1306 } from "./drivers/ssd1306";
export { Drawing } from "./drivers/ssd1306-drawing";
export { Store, StoreResult } from "./drivers/store";
export { StoreChange } from "./drivers/store-change";
export { TimedWait } from "./drivers/timed-wait";
export { Uart } from "./drivers/uart";
export { UartFlag, UartFrame } from "./drivers/uart-sets";
export { UartFlush, UartRead, UartReadInto, UartReadUntil, UartWait, UartWrite } from "./drivers/uart-waits";
export { WatchGuard, Watchdog } from "./drivers/watchdog";
