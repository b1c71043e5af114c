// The least host: it plays the border for a benchmark, with a clock that only it moves.

/** Never: no task waits for time. */
const NEVER = 2n ** 63n - 1n;

/**
 * Starts a module.
 * @param {Uint8Array | WebAssembly.Module} wasm compiled before, it keeps what V8 has learnt of it.
 * @param {(pin: number, level: number, now: bigint) => void} [write] sees each level that is driven.
 */
export function start(wasm, write = () => {}) {
  let now = 0n;
  const levels = [];
  const hal = {
    now: () => now,
    gpio_configure: () => {},
    gpio_write: (pin, level) => {
      levels[pin] = level;
      write(pin, level, now);
    },
    gpio_read: (pin) => levels[pin] ?? 0,
    gpio_listen: () => {},
    log: () => {},
    panic: (code) => {
      throw new Error(`panic ${code}`);
    },
  };
  const module = wasm instanceof WebAssembly.Module ? wasm : new WebAssembly.Module(wasm);
  const { exports } = new WebAssembly.Instance(module, { hal });
  exports.start();
  return {
    exports,
    /** Polls so often, each time at the deadline that the last poll asked for. */
    run(polls) {
      for (let i = 0; i < polls; i++) {
        const deadline = exports.poll();
        if (deadline === NEVER) return;
        if (deadline > now) now = deadline;
      }
    },
  };
}

/**
 * From the lower to the upper quartile, as a share of the median; of up to four numbers, from the least to the most.
 * Null of a single one.
 */
export function spread(numbers) {
  if (numbers.length < 2) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 4)];
  const high = sorted[Math.ceil(((sorted.length - 1) * 3) / 4)];
  return (high - low) / median(numbers);
}

/** The middle of several numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
