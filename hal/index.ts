// Generated from hal/border by `npm run generate`. Do not edit.

/** What firmware imports from "wakeful", the part that talks to the board. */
export { Button } from "./drivers/button";
export { Clicks, Gesture, Hold, Press } from "./drivers/button-waits";
export { EdgeCounter } from "./drivers/edge-counter";
export { Encoder, Turn } from "./drivers/encoder";
export { EdgeStream, EdgeWait, Input, PinWait, Pull } from "./drivers/input";
export { lostInterrupts } from "./drivers/lost";
export { Level, Output } from "./drivers/output";
export { PinListener } from "./drivers/pin-listener";
export { Uart } from "./drivers/uart";
export { UartFlag, UartFrame } from "./drivers/uart-sets";
export { UartFlush, UartRead, UartReadInto, UartReadUntil, UartWait, UartWrite } from "./drivers/uart-waits";
