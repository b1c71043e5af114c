// The same work in JavaScript: async functions, generators, and timers in a binary heap of callbacks.

/** `n` async functions that await nothing again and again, on the host's queue of microtasks. */
export function asyncYields(n) {
  return {
    what: "JS async/await",
    boot: () => n,
    async drive(_, turns) {
      const rounds = Math.ceil(turns / n);
      async function turn() {
        for (let i = 0; i < rounds; i++) await undefined;
      }
      await Promise.all(Array.from({ length: n }, turn));
      return rounds * n;
    },
  };
}

/** `n` generators in turn. */
export function generatorYields(n) {
  function* turn() {
    for (;;) yield;
  }
  return {
    what: "JS generators",
    boot: () => Array.from({ length: n }, turn),
    drive(tasks, turns) {
      const rounds = Math.ceil(turns / n);
      for (let i = 0; i < rounds; i++) for (const task of tasks) task.next();
      return rounds * n;
    },
  };
}

/** A round trip over two promises. */
export const promisePingPong = {
  what: "JS promises",
  boot: () => null,
  async drive(_, turns) {
    const signal = () => {
      const one = {};
      one.promise = new Promise((resolve) => (one.resolve = resolve));
      return one;
    };
    let ping = signal();
    let pong = signal();
    async function serve() {
      for (let i = 0; i < turns; i++) {
        const value = await ping.promise;
        ping = signal();
        pong.resolve(value);
      }
    }
    async function ask() {
      for (let i = 0; i < turns; i++) {
        ping.resolve(i);
        await pong.promise;
        pong = signal();
      }
    }
    await Promise.all([serve(), ask()]);
    return turns;
  },
};

/** Callbacks in a binary heap: what a timer costs without futures. */
export function heapTimers(n) {
  return {
    what: "JS binary heap, no futures",
    boot() {
      const heap = [];
      let state = 12345;
      for (let i = 0; i < n; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const span = 16 * n + Math.floor((state / 2 ** 32) * 32 * n);
        push(heap, { due: span, run: (now) => now + span });
      }
      return heap;
    },
    drive(heap, turns) {
      for (let i = 0; i < turns; i++) {
        const first = heap[0];
        first.due = first.run(first.due);
        down(heap, 0);
      }
      return turns;
    },
  };
}

function push(heap, item) {
  let i = heap.length;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (heap[parent].due <= item.due) break;
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = item;
}

function down(heap, from) {
  const item = heap[from];
  let i = from;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1].due < heap[child].due) child++;
    if (heap[child].due >= item.due) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = item;
}
