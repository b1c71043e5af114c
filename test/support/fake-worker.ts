/**
 * A stand-in for the simulator's worker: it says what the protocol says, of parts that it makes up, and keeps what it
 * was told. Every `wokwi-led` blinks once a second, every hold is told back in words.
 */
import type { Command, Frame, Loaded, Picture, Report } from "../../simulator/web/protocol.ts";

/** What a test reads and sets in the worker. */
export interface FakeWorker {
  readonly commands: Command[];
  say(report: Report): void;
  /** Says a frame with something in it. */
  frame(change: Partial<Frame>): void;
  /** While it is set, commands are kept, and not answered. */
  isBusy: boolean;
}

/** Runs in a worker, so it knows nothing but its argument. */
export function fakeWorker(loaded: Loaded): void {
  const commands: Command[] = [];
  let now = 0;
  let furthest = 0;
  let speed = 0;
  let pictures: Record<string, Picture> = {};
  const say = (report: Report): void => (self as unknown as Worker).postMessage(report);
  const frame = (change: Partial<Frame>): void => {
    furthest = Math.max(furthest, now);
    const told = pictures;
    pictures = {};
    say({
      type: "frame",
      now,
      furthest,
      playing: speed > 0,
      travelling: false,
      speed,
      pace: speed,
      state: "running",
      pictures: told,
      waveforms: undefined,
      active: undefined,
      tasks: undefined,
      energy: undefined,
      messages: [],
      serial: [],
      rewound: false,
      ...change,
    });
  };
  const leds = loaded.parts.filter(({ type }) => type === "wokwi-led");
  const look = (): void => {
    leds.forEach(({ id }, i) => {
      const isOn = Math.floor(now / 500_000_000) % 2 === (i + 1) % 2;
      pictures[id] = {
        properties: { value: isOn, brightness: 1 },
        text: isOn ? "on" : "off",
      };
    });
  };
  setInterval(() => {
    if (speed === 0) return;
    now += Math.round(16_000_000 * Math.min(speed, 100));
    look();
    frame({});
  }, 16);
  const fake: FakeWorker = { commands, say, frame, isBusy: false };
  (self as unknown as { fake: FakeWorker }).fake = fake;
  self.addEventListener("message", ({ data }: MessageEvent<Command>) => {
    commands.push(data);
    if (fake.isBusy) return;
    switch (data.type) {
      case "load":
        if (!data.resume) now = furthest = 0;
        say({ ...loaded, name: data.firmware.name, build: data.firmware.build });
        look();
        for (const { id, type, controls } of loaded.parts) {
          if (type !== "wokwi-led" && controls.length > 0) {
            pictures[id] = { properties: {}, text: "as it was" };
          }
        }
        return frame({
          tasks: [
            { name: "blink(13, 500)", state: "sleep until 500ms", place: "button.ts:12", polls: 1 },
            { name: "follow", state: "edge on D4", place: "button.ts:25", polls: 3 },
          ],
          energy: { awake: 0.25, wakes: 7, lines: ["average 12.3 mA"] },
        });
      case "play":
        speed = data.speed === Infinity ? 1_000 : data.speed;
        return frame({});
      case "pause":
        speed = 0;
        return frame({});
      case "step":
        now = Math.max(0, now + (data.back ? -1_000_000 : 1_000_000));
        look();
        return frame({});
      case "goTo":
        now = data.time;
        look();
        return frame({ rewound: true });
      case "control":
        pictures[data.part] = {
          properties: {},
          text: data.value === true ? "held" : data.value === false ? "released" : `${data.value}`,
        };
        return frame({});
      case "ask":
        return say({ type: "answer", id: data.id, value: undefined });
    }
  });
}
