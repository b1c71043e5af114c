/** What firmware imports from "wakeful", the part that talks to the board. */
export { Input, PinWait, Pull } from "./drivers/input";
export { lostInterrupts } from "./drivers/lost";
export { Level, Output } from "./drivers/output";
