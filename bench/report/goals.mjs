// The goals, what embassy reaches as it was measured for them, and what we reach.
import { markdownTable, ratio, whole } from "./markdown.mjs";
import { resultOf } from "./figures.mjs";

/**
 * embassy-executor 0.10 compiled to wasm32 and run in V8, Node 20, the median of three rounds; nanoseconds. Quoted,
 * not measured here. So a time is told as a multiple of a yardstick that was measured beside it in the same run.
 */
const quoted = {
  sizes: [1, 10, 100, 1000],
  yield: [11.7, 5.9, 5.7, 5.6],
  ring: [7.9, 4.6, 4.4, 4.5],
  pingPong: { embassy: 36.8, promises: 125, goal: 20 },
  interrupt: { embassy: 18.4, ring: 4.6, goal: 15 },
  timerSizes: [10, 100, 1000, 10_000],
  timer: [42, 209, 4640, 47_000],
  heap: [30, 71, 101, 141],
  timerGoal: [40, 70, 100, 150],
};

const times = (n) => `${ratio(n)} ×`;
const bytes = (n) => `${whole(n)} B`;

/** A goal that is met if ours is at most what it says, or with `atLeast` if it is at least that. */
function row({ what, yardstick, embassy, goal, ours, shown, spread, atLeast = false }) {
  const isMet = atLeast ? ours >= goal : ours <= goal;
  return [
    what,
    yardstick,
    embassy === undefined ? "–" : shown(embassy),
    shown(goal),
    shown(ours),
    ratio(ours / goal),
    spread === undefined ? "exact" : `${Math.round(spread * 100)} %`,
    isMet ? "yes" : "no",
  ];
}

function timeRow(figures, name, peer, rest) {
  const measured = resultOf(figures, "executor").find((each) => each.name === name);
  const beside = measured.peers.find(({ what }) => what === peer);
  return row({
    yardstick: peer,
    ours: rest.atLeast ? 1 / beside.ratio : beside.ratio,
    spread: Math.max(measured.spread, beside.spread),
    shown: times,
    ...rest,
  });
}

function executorRows(figures) {
  const { pingPong, interrupt } = quoted;
  return [
    ...quoted.sizes.map((n, i) =>
      timeRow(figures, `yield-${n}`, "bare ring executor", {
        what: `yield, N = ${n}`,
        embassy: quoted.yield[i] / quoted.ring[i],
        goal: 1.1,
      }),
    ),
    timeRow(figures, "ping-pong", "JS promises", {
      what: "ping-pong over a signal",
      embassy: pingPong.embassy / pingPong.promises,
      goal: pingPong.goal / pingPong.promises,
    }),
    timeRow(figures, "interrupt", "bare ring executor", {
      what: "interrupt and poll, one of ten waiters, from JS",
      yardstick: "a yield of the bare ring executor, N = 10",
      embassy: interrupt.embassy / interrupt.ring,
      goal: interrupt.goal / interrupt.ring,
    }),
    ...quoted.timerSizes.map((n, i) =>
      timeRow(figures, `timer-${n}`, "JS binary heap, no futures", {
        what: `timer expiry, N = ${whole(n)}`,
        embassy: quoted.timer[i] / quoted.heap[i],
        goal: quoted.timerGoal[i] / quoted.heap[i],
      }),
    ),
  ];
}

function byteRows(figures) {
  const size = resultOf(figures, "size");
  const { wasm, ram } = figures.pinned;
  const ofSize = (what) => size.find((each) => each.what === what).ours;
  const exact = (what, embassy, goal, ours) =>
    row({ what, yardstick: "–", embassy, goal, ours, shown: bytes });
  return [
    exact("two-LED blink, wasm", 1251, 1000, wasm["blink"]),
    exact("two-LED blink, static RAM", 240, 160, ram["blink"]),
    exact("task storage of blink", 88, 40, ofSize("task storage of blink, bytes")),
    // embassy's 40 hold its timer's 24, ours 8 do not: without them on both sides.
    exact("of it the header, without the timer", 16, 16, ofSize("task header, bytes")),
  ];
}

/** The table of goals for the executor. */
export function goalTable(figures) {
  const garbageless = quoted.sizes.map((n) =>
    timeRow(figures, `yield-${n}`, "JS async/await", {
      what: `yield against JS async/await, N = ${n}: times as fast`,
      goal: 8,
      atLeast: true,
    }),
  );
  return markdownTable(
    [
      "workload",
      "as a multiple of",
      "embassy (quoted)",
      "goal",
      "ours",
      "ours / goal",
      "spread",
      "met",
    ],
    "llrrrrrl",
    [...executorRows(figures), ...byteRows(figures), ...garbageless],
  );
}

/** The goals for the rest. */
export function otherGoalTable(figures) {
  const uno = (name) => {
    const machine = figures.machines.find((each) => each.name === name);
    const { flash, ram, stack } = machine.rows.find(
      ({ firmware }) => firmware === "three LEDs, button, channel",
    );
    return { flash, ram: ram + stack };
  };
  const [fast, small] = [uno("uno"), uno("uno-small")];
  const { rows: speeds } = resultOf(figures, "simulator");
  const speed = speeds.find(({ what }) => what === "nothing recorded");
  const growth = resultOf(figures, "growth");
  const [few, many] = [growth.find(({ tasks }) => tasks === 1000), growth.at(-1)];
  const logs = Math.log2(many.tasks) / Math.log2(few.tasks);
  const line = (what, goal, ours, isMet) => [what, goal, ours, isMet ? "yes" : "no"];
  return markdownTable(["", "goal", "ours", "met"], "lllr".replace("r", "l"), [
    line(
      "Uno: LEDs, a debounced button and a channel, as C",
      "8,192 B of flash, 1,024 B of RAM",
      `${bytes(fast.flash)}, ${bytes(fast.ram)} with the stack`,
      fast.flash <= 8192 && fast.ram <= 1024,
    ),
    line(
      "the same, as bytecode",
      "8,192 B of flash, 1,024 B of RAM",
      `${bytes(small.flash)}, ${bytes(small.ram)} with the stack`,
      small.flash <= 8192 && small.ram <= 1024,
    ),
    line(
      "simulation of the two-LED blink, times real time",
      "10,000",
      whole(speed.realTime),
      speed.realTime >= 10_000,
    ),
    line(
      "the same, times avr8js with the Arduino equivalent",
      "1,000",
      speed.ratio === null ? "not run" : whole(speed.ratio),
      speed.ratio >= 1000,
    ),
    line(`tasks asleep in one instance`, "1,000,000", whole(many.tasks), many.tasks >= 1_000_000),
    line(
      `instructions an expiry, from ${whole(few.tasks)} tasks to ${whole(many.tasks)}`,
      `no more than log N grows: × ${logs.toFixed(2)}`,
      `× ${(many.instructions / few.instructions).toFixed(2)}`,
      many.instructions / few.instructions <= logs,
    ),
  ]);
}
