/** The worker's entry: commands in, reports out. */
import type { Command, Report } from "../protocol.ts";

const say = (report: Report): void => self.postMessage(report);

self.addEventListener("message", ({ data }: MessageEvent<Command>) => {
  say({ type: "refused", message: `${data.type} is not known yet`, hint: "" });
});
