/** Waveforms for the analyser's page, and what a worker would say of them. Knows nothing of Node. */
import {
  Wave,
  type Answers,
  type Measurement,
  type Question,
  type SignalInfo,
  type View,
  type Waveform,
} from "../../../simulator/web/protocol.ts";

/** Levels by their times; the first is at reset. */
export interface Recorded extends SignalInfo {
  readonly times: readonly number[];
  readonly levels: readonly Wave[];
}

/** High for `high` of each `period`, from `offset` on. */
export function square(
  name: string,
  kind: SignalInfo["kind"],
  period: number,
  high: number,
  end: number,
  offset = 0,
): Recorded {
  const times = [0];
  const levels: Wave[] = [Wave.Low];
  for (let time = offset; time < end; time += period) {
    if (time > 0) {
      times.push(time);
      levels.push(Wave.High);
    } else levels[0] = Wave.High;
    times.push(time + high);
    levels.push(Wave.Low);
  }
  return { name, kind, times, levels, active: true };
}

/** The first edge at or after `time`, by index. */
function firstFrom({ times }: Recorded, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a worker tells of a view: several edges in one column are busy. */
export function waveform(signal: number, recorded: Recorded, view: View, now: number): Waveform {
  const span = view.end - view.start;
  const start = view.follow ? Math.max(0, now - span) : view.start;
  const perColumn = span / view.columns;
  const end = Math.min(view.follow ? now : view.end, now);
  let i = Math.max(0, firstFrom(recorded, start + 1) - 1);
  const times = [Math.max(start, recorded.times[i]!)];
  const levels: number[] = [recorded.levels[i]!];
  for (i++; i < recorded.times.length && recorded.times[i]! <= end;) {
    const time = recorded.times[i]!;
    const next = start + (Math.floor((time - start) / perColumn) + 1) * perColumn;
    const following = Math.max(i + 1, firstFrom(recorded, next));
    if (following - i > 1) {
      if (levels.at(-1) !== Wave.Busy) {
        times.push(time);
        levels.push(Wave.Busy);
      }
      const last = following - 1;
      const after = recorded.times[following] ?? Infinity;
      // Busy goes on if the next column is busy as well.
      if (after - next > perColumn) {
        times.push(recorded.times[last]!);
        levels.push(recorded.levels[last]!);
      }
    } else {
      times.push(time);
      levels.push(recorded.levels[i]!);
    }
    i = following;
  }
  return { signal, times: Float64Array.from(times), levels: Uint8Array.from(levels) };
}

function measure(recorded: Recorded, start: number, end: number): Measurement {
  const first = firstFrom(recorded, start);
  const edges = recorded.times.map((time, i) => ({ time, level: recorded.levels[i]! }));
  const within = edges.slice(Math.max(1, first)).filter(({ time }) => time < end);
  const rising = within.filter(({ level }) => level === Wave.High).map(({ time }) => time);
  const before = edges[Math.max(0, firstFrom(recorded, start + 1) - 1)]!;
  let high = 0;
  let [level, since] = [before.level, start];
  for (const edge of [...within, { time: end, level: Wave.Low }]) {
    if (level === Wave.High) high += edge.time - since;
    [level, since] = [edge.level, edge.time];
  }
  const pulses = within.slice(1).map(({ time }, i) => time - within[i]!.time);
  return {
    edges: within.length,
    span: end - start,
    period: rising.length < 2 ? undefined : (rising.at(-1)! - rising[0]!) / (rising.length - 1),
    duty: high / (end - start),
    shortest: pulses.length > 0 ? Math.min(...pulses) : undefined,
    longest: pulses.length > 0 ? Math.max(...pulses) : undefined,
  };
}

/** Answers as a worker does, of what happened up to `now`. */
export function answer(
  signals: readonly Recorded[],
  now: number,
  question: Question,
): Answers[keyof Answers] {
  if (question.what === "script") return "";
  if (question.what === "export") {
    const names = question.signals.map((signal) => signals[signal]!.name).join(", ");
    return `${question.format} of ${names} from ${question.start} to ${question.end}\n`;
  }
  const signal = signals[question.signal]!;
  if (question.what === "measure") return measure(signal, question.start, question.end);
  const { time, toward } = question;
  const edges = signal.times.slice(1).filter((at) => at <= now);
  if (toward === "next") return edges.find((at) => at > time);
  if (toward === "last") return edges.findLast((at) => at < time);
  return edges.toSorted((a, b) => Math.abs(a - time) - Math.abs(b - time))[0];
}
