/** What firmware imports from "wakeful", the part that needs no board. */
export { claim, tryClaim } from "./executor/pool";
export { Join } from "./executor/join";
export { JoinHandle, spawn, trySpawn } from "./executor/spawn";
export { Answer, WaitList, Waiting } from "./executor/wait-list";
export { Waker } from "./executor/waker";
export { Future } from "./executor/future";
export { join, select, selectFair, timeout, timeoutAt } from "./future/combine";
export { YieldNow, yieldNow } from "./future/yield-now";
export { log0, log1, log2, log3, log4 } from "./report/log";
export { panicAt } from "./report/panic";
export { Channel, Receive, Send } from "./sync/channel";
export { now } from "./time/clock";
export { Duration, Instant, later, micros, millis, NEVER, seconds } from "./time/duration";
export { Sleep, sleep, sleepUntil } from "./time/sleep";
