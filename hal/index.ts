// Generated from hal/border by `npm run generate`. Do not edit.

/** What firmware imports from "wakeful", the part that talks to the board. */
export { Adc, Excursion, Reading } from "./drivers/adc";
export { Sample, Samples } from "./drivers/adc-samples";
export { Button } from "./drivers/button";
export { Clicks, Gesture, Hold, Press } from "./drivers/button-waits";
export { EdgeCounter } from "./drivers/edge-counter";
export { Encoder, Turn } from "./drivers/encoder";
export { Frequency, hertz, kilohertz } from "./drivers/frequency";
export { EdgeStream, EdgeWait, Input, PinWait, Pull } from "./drivers/input";
export { lostInterrupts } from "./drivers/lost";
export { Level, Output } from "./drivers/output";
export { PinListener } from "./drivers/pin-listener";
export { Fade, Pwm } from "./drivers/pwm";
export { Servo } from "./drivers/servo";
export { Note, Tone } from "./drivers/tone";
