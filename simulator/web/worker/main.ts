/** The worker's entry: commands in, reports out. */
import type { Command } from "../protocol.ts";
import { faultOf } from "./fault.ts";
import { Session } from "./session.ts";

/** Milliseconds from picture to picture: 60 a second. */
const FRAME = 1000 / 60;

const session = new Session({
  say: (report, transfer = []) => self.postMessage(report, { transfer }),
  wall: () => performance.now(),
});

/** Comes back as soon as the commands that wait have been taken: a timeout would wait for milliseconds. */
const soon = new MessageChannel();
let isDue = false;
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the next picture is due. Told from the one before, not from when that was drawn: timers come late. */
let next = 0;

function again(isSoon: boolean): void {
  if (isDue) return;
  if (isSoon) {
    isDue = true;
    clearTimeout(timer);
    timer = undefined;
    soon.port2.postMessage(undefined);
  } else timer ??= setTimeout(turn, Math.max(0, next - performance.now()));
}

function turn(): void {
  isDue = false;
  timer = undefined;
  let isMore = false;
  let hasDrawn = false;
  try {
    isMore = session.slice();
    const now = performance.now();
    hasDrawn = now >= next - 1;
    if (hasDrawn) {
      // One that is left out is not made up for.
      next = now - next < FRAME ? next + FRAME : now + FRAME;
      session.frame();
    }
  } catch (error) {
    self.postMessage(faultOf(error));
  }
  if (isMore) again(true);
  else if (session.isBusy || !hasDrawn) again(false);
}

soon.port1.onmessage = turn;
self.addEventListener("message", ({ data }: MessageEvent<Command>) => {
  session.handle(data);
  again(session.isBusy);
});
self.addEventListener("unhandledrejection", ({ reason }) => self.postMessage(faultOf(reason)));
