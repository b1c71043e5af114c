/**
 * Where firmware comes from. An exported page holds it, and its worker, in script elements, and asks nobody for
 * anything; otherwise the server has both, and tells of new builds.
 */
import type { FailedBuild, Firmware } from "../../protocol.ts";

export interface SourceHooks {
  firmware(firmware: Firmware): void;
  /** `failed.text` is the compiler's. */
  failed(failed: FailedBuild): void;
  connection(isLost: boolean): void;
}

const RETRY_MILLIS = 2_000;

/** Text of a script element; undefined if it is empty, or not there. */
function held(id: string): string | undefined {
  const text = document.getElementById(id)?.textContent.trim() ?? "";
  return text === "" ? undefined : text;
}

/** Starts the worker that lies in the page, or the server's. */
export function startWorker(): Worker {
  const text = held("worker");
  if (text === undefined) return new Worker("worker.js");
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}

/** Tells of the firmware, and of each new build of it. */
export function openSource(hooks: SourceHooks): void {
  const text = held("firmware");
  if (text === undefined) followServer(hooks);
  else hooks.firmware(JSON.parse(text) as Firmware);
}

function followServer(hooks: SourceHooks): void {
  let known: string | undefined;
  const fetchFirmware = async (): Promise<void> => {
    const response = await fetch("firmware.json", { cache: "no-store" });
    if (!response.ok) throw new Error(`firmware.json: ${response.status}`);
    const got = (await response.json()) as Firmware | { readonly failed: FailedBuild };
    if ("failed" in got) return hooks.failed(got.failed);
    // A server that was started again counts its builds from the first.
    const key = `${got.build} ${got.name} ${got.wasm} ${got.diagram ?? ""}`;
    if (key === known) return;
    known = key;
    hooks.firmware(got);
  };
  const retry = (): void => void setTimeout(connect, RETRY_MILLIS);
  const connect = (): void => {
    const events = new EventSource("events");
    events.addEventListener("open", () => {
      hooks.connection(false);
      // What was built before it was open has no event.
      fetchFirmware().catch(() => hooks.connection(true));
    });
    events.addEventListener("error", () => {
      hooks.connection(true);
      // The browser tries again by itself, unless it was refused.
      if (events.readyState !== EventSource.CLOSED) return;
      events.close();
      retry();
    });
    events.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const told = JSON.parse(data) as
        { readonly build: number } | { readonly failed: FailedBuild };
      if ("failed" in told) hooks.failed(told.failed);
      else fetchFirmware().catch(() => hooks.connection(true));
    });
  };
  // Not after `open`, which costs the first picture a round trip.
  fetchFirmware().catch(() => hooks.connection(true));
  connect();
}
