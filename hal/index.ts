// Generated from hal/border by `npm run generate`. Do not edit.

/** What firmware imports from "wakeful", the part that talks to the board. */
export { Button } from "./drivers/button";
export { Clicks, Gesture, Hold, Press } from "./drivers/button-waits";
export { EdgeCounter } from "./drivers/edge-counter";
export { Encoder, Turn } from "./drivers/encoder";
export { EdgeStream, EdgeWait, Input, PinWait, Pull } from "./drivers/input";
export { lostInterrupts } from "./drivers/lost";
export { MatrixLayout, MatrixShow, Max7219 } from "./drivers/max7219";
export { Level, Output } from "./drivers/output";
export { PinListener } from "./drivers/pin-listener";
export { ShiftRegister, SpiShiftRegister } from "./drivers/shift-register";
export { Spi, SpiDevice, SpiMode, SpiTransfer } from "./drivers/spi";
export { Strip, StripShow } from "./drivers/strip";
