// Generated from hal/border by `npm run generate`. Do not edit.

/** What firmware imports from "wakeful", the part that talks to the board. */
export { Button } from "./drivers/button";
export { Clicks, Gesture, Hold, Press } from "./drivers/button-waits";
export { Calendar } from "./drivers/calendar";
export { EdgeCounter } from "./drivers/edge-counter";
export { Encoder, Turn } from "./drivers/encoder";
export { EdgeStream, EdgeWait, Input, PinWait, Pull } from "./drivers/input";
export { lostInterrupts } from "./drivers/lost";
export { Level, Output } from "./drivers/output";
export { PinListener } from "./drivers/pin-listener";
export { DeepSleep, Kept, Power, ResetCause, deepSleep, wakeOn } from "./drivers/power";
export { Random } from "./drivers/random";
export { Rtc } from "./drivers/rtc";
export { Store, StoreResult } from "./drivers/store";
export { StoreChange } from "./drivers/store-change";
export { WatchGuard, Watchdog } from "./drivers/watchdog";
