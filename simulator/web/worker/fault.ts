import type { Report } from "../protocol.ts";

/** What the page is told of an error that nobody should ever see. */
export function faultOf(error: unknown): Extract<Report, { type: "refused" }> {
  const message = error instanceof Error ? error.message : String(error);
  return {
    type: "refused",
    message: `this is a fault of Wakeful, not of your firmware: ${message}`,
    hint: "please report it with the firmware and what you did",
  };
}
