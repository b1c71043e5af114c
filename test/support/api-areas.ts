import { all as peripherals } from "../../hal/border/peripherals/index.ts";

/** The order of docs/api.md. Each name that firmware can import stands in one area. */
export interface Area {
  readonly title: string;
  /** What the comments in the sources do not say. */
  readonly intro?: string;
  readonly names: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const areas: readonly Area[] = [
  {
    title: "Tasks",
    intro:
      "`@task` or `@task({ pool: 2, priority: 7 })` in front of an async function makes it a task: see " +
      "[Async functions](async.md#tasks).",
    names: words("spawn trySpawn yieldNow YieldNow JoinHandle Join JoinSet Joined blockOn"),
  },
  {
    title: "Time",
    intro: "Times are whole microseconds: half a second is `millis(500)`.",
    names: words(
      "now sleep sleepUntil micros millis seconds later Duration Instant NEVER Sleep Ticker Tick MissedTick",
    ),
  },
  { title: "Futures together", names: words("join select selectFair timeout timeoutAt") },
  {
    title: "Streams",
    intro:
      "`S` is a class of futures that give one value after the other, such as `Receive<u32>`: see " +
      "[Streams](primitives.md#streams).",
    names: words(
      "filter map take merge throttle debounce Next Filter Mapped Take Merge Throttle Debounce",
    ),
  },
  {
    title: "Between tasks",
    intro: "Which one for what: see [Between tasks](primitives.md#which-one).",
    names: words(
      `Channel Receive Send Reserve Sender Signal Wait Watch Watcher Changed Broadcast Subscriber Published
       Notify Notified Oneshot Reply Answered Actor Ask Question Pipe PipeRead PipeWrite Mutex Lock RwLock
       Access Semaphore Acquire Barrier Arrive OnceCell WhenSet Claim Background Slice blank copy`,
    ),
  },
  ...peripherals.map(({ area, exports, byHand }) => ({
    ...area,
    names: Object.values(exports)
      .flat()
      .filter((name) => !byHand?.includes(name)),
  })),
  { title: "Log, panic, texts", names: words("log panic Text") },
];

/** For those who write futures by hand. Members of other classes that are for them follow it. */
export const byHand: Area = {
  title: "For futures written by hand",
  intro:
    "See [Writing a future by hand](writing-futures.md). Each function and method above that gives a " +
    "future, and each that makes an object of static memory, can also be called with one more argument " +
    "in front: the memory for it.",
  names: [
    ...words(
      "Future Waker Waiting WaitList Answer Receiving Guard Holding Elements Timed claim tryClaim",
    ),
    ...peripherals.flatMap(({ byHand }) => byHand ?? []),
  ],
};

/** Members with which a future or an object begins, in memory that the caller gives. */
export const beginnings: ReadonlySet<string> = new Set(words("begin after until hold gather"));

/** Members of futures that `await` calls. */
export const awaited: ReadonlySet<string> = new Set(words("poll drop output"));
