/** How virtual time follows the clock on the wall. Milliseconds are the wall's, nanoseconds virtual. */

/** Milliseconds of simulating at a stretch: commands get through, and 60 pictures a second have room. */
export const SLICE = 12;
/** Who lags more milliseconds behind does not catch up: a slow host, or one that slept. */
const MOST_LAG = 250;
/** Milliseconds over which the real pace is told. */
const WINDOW = 1000;
/** Milliseconds from one sample of it to the next, at least. */
const SAMPLE = 20;
const NS_PER_MS = 1e6;

interface Sample {
  readonly wall: number;
  readonly now: number;
}

export class Pace {
  #speed = 1;
  /** Where the two clocks are held against each other. */
  #anchor: Sample = { wall: 0, now: 0 };
  #samples: Sample[] = [];

  get speed(): number {
    return this.#speed;
  }

  /** Begins to follow, from here on. */
  start(speed: number, wall: number, now: number): void {
    this.#speed = speed;
    this.#anchor = { wall, now };
    this.#samples = [{ wall, now }];
  }

  /** How far virtual time should be; Infinity if it goes as fast as it can. */
  due(wall: number, now: number): number {
    if (this.#speed === Infinity) return Infinity;
    const { wall: from, now: begin } = this.#anchor;
    const due = begin + (wall - from) * NS_PER_MS * this.#speed;
    const lag = MOST_LAG * NS_PER_MS * this.#speed;
    if (due - now <= lag) return due;
    this.#anchor = { wall, now };
    return now;
  }

  /** Tells how far it came. */
  reached(wall: number, now: number): void {
    const before = this.#samples.at(-2);
    if (before !== undefined && wall - before.wall < SAMPLE) this.#samples.pop();
    this.#samples.push({ wall, now });
    while (this.#samples.length > 2 && wall - this.#samples[1]!.wall > WINDOW) {
      this.#samples.shift();
    }
  }

  /** Virtual seconds a second of the wall, lately. */
  get real(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.wall <= first.wall) return 0;
    return (last.now - first.now) / NS_PER_MS / (last.wall - first.wall);
  }
}
