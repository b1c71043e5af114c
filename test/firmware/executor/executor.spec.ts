import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadParts, type Parts } from "../../support/parts.ts";
import { record, type Recorder } from "../../support/recorder.ts";

let parts: Parts;
let r: Recorder;

beforeAll(async () => {
  parts = await loadParts("test/firmware/executor/executor.firmware.ts");
});

beforeEach(() => {
  r = record(parts);
});

describe("run queue", () => {
  test("tasks run first in, first out, and an idle executor polls nobody", () => {
    for (const id of [1, 2, 3]) r.firmware.spawnProbe(id);
    r.turn();
    expect(r.take()).toEqual(["poll 1", "poll 2", "poll 3"]);
    r.turn();
    r.turn();
    expect(r.take()).toEqual([]);
  });

  test("a task that is woken twice before its turn is polled once", () => {
    r.firmware.spawnProbe(1);
    r.turn();
    r.wake(1);
    r.wake(1);
    r.turn();
    expect(r.take()).toEqual(["poll 1", "wake 1", "wake 1", "poll 1"]);
  });

  test("what a round wakes runs in the next round, in order of waking", () => {
    for (const id of [1, 2, 3]) r.firmware.spawnProbe(id);
    r.turn();
    r.take();
    r.onPoll(3, () => {
      r.wake(2);
      r.wake(3);
      r.wake(1);
      return false;
    });
    r.wake(3);
    r.turn();
    expect(r.take()).toEqual(["wake 3", "poll 3", "wake 2", "wake 3", "wake 1", "more"]);
    r.onPoll(3, () => false);
    r.turn();
    expect(r.take()).toEqual(["poll 2", "poll 3", "poll 1"]);
  });

  test("a task woken by an earlier one in the round it is queued in is not polled again", () => {
    r.firmware.spawnProbe(1);
    r.firmware.spawnProbe(2);
    r.turn();
    r.take();
    r.onPoll(1, () => void r.wake(2));
    r.wake(1);
    r.wake(2);
    r.turn();
    expect(r.take()).toEqual(["wake 1", "wake 2", "poll 1", "wake 2", "poll 2"]);
    r.turn();
    expect(r.take()).toEqual([]);
  });

  test("higher priority runs first in a round, and starves nobody between rounds", () => {
    r.firmware.spawnProbe(1);
    r.firmware.spawnUrgent(7);
    r.firmware.spawnProbe(2);
    r.firmware.spawnUrgent(8);
    r.onPoll(7, () => void r.wake(7));
    r.turn();
    expect(r.take()).toEqual(["poll 7", "wake 7", "poll 8", "poll 1", "poll 2", "more"]);
    r.wake(2);
    r.turn();
    expect(r.take()).toEqual(["wake 2", "poll 7", "wake 7", "poll 2", "more"]);
  });

  test("yieldNow lets every other ready task run once", () => {
    r.firmware.spawnYields(1);
    r.firmware.spawnProbe(2);
    r.turn();
    r.turn();
    expect(r.take()).toEqual(["poll 1", "poll 2", "more", "poll 1"]);
  });
});

describe("pools", () => {
  test("a full pool is an answer of tryClaim and a panic of claim", () => {
    for (const id of [1, 2, 3]) expect(r.firmware.spawnProbe(id)).not.toBe(0);
    expect(r.firmware.spawnProbe(4)).toBe(0);
    expect(() => r.firmware.claimProbe(4)).toThrowErrorMatchingInlineSnapshot(
      `[Error: the task's pool is full: raise \`pool\` in its @task, or use tryClaim]`,
    );
  });

  test("slots are used again, in any order of ending", () => {
    const handles = [1, 2, 3].map((id) => r.firmware.spawnProbe(id));
    r.turn();
    r.firmware.abort(handles[1]!);
    r.firmware.abort(handles[0]!);
    expect([r.firmware.spawnProbe(4), r.firmware.spawnProbe(5)]).not.toContain(0);
    expect(r.firmware.spawnProbe(6)).toBe(0);
    r.take();
    r.turn();
    expect(r.take()).toEqual(["poll 4", "poll 5"]);
  });
});

describe("ending, aborting and handles", () => {
  test("a task is dropped once when it ends", () => {
    const handle = r.firmware.spawnProbe(1);
    r.onPoll(1, () => true);
    expect(r.firmware.isFinished(handle)).toBe(0);
    r.turn();
    expect(r.take()).toEqual(["poll 1", "drop 1"]);
    expect(r.firmware.isFinished(handle)).toBe(1);
  });

  test("abort drops at once, and the task is not polled again", () => {
    const handle = r.firmware.spawnProbe(1);
    r.turn();
    r.wake(1);
    r.firmware.abort(handle);
    expect(r.take()).toEqual(["poll 1", "wake 1", "drop 1"]);
    expect(r.firmware.isFinished(handle)).toBe(1);
    r.turn();
    expect(r.take()).toEqual([]);
  });

  test("a task that wakes itself and ends in the same poll is not polled again", () => {
    const handle = r.firmware.spawnProbe(1);
    r.firmware.detach(handle);
    r.onPoll(1, () => {
      r.wake(1);
      return true;
    });
    r.turn();
    expect(r.take()).toEqual(["poll 1", "wake 1", "drop 1", "more"]);
    expect(r.firmware.isFinished(handle)).toBe(1);
    for (const id of [2, 3]) r.firmware.spawnProbe(id);
    expect(r.firmware.spawnProbe(4)).toBe(0);
    r.turn();
    expect(r.take()).toEqual(["poll 2", "poll 3"]);
    expect(r.firmware.spawnProbe(4)).not.toBe(0);
  });

  test("a task aborted while queued in the running round is skipped, and its slot is free after it", () => {
    r.firmware.spawnProbe(1);
    const second = r.firmware.spawnProbe(2);
    r.firmware.spawnProbe(3);
    r.onPoll(1, () => void r.firmware.abort(second));
    r.turn();
    expect(r.take()).toEqual(["poll 1", "drop 2", "poll 3"]);
    expect(r.firmware.spawnProbe(4)).not.toBe(0);
    r.turn();
    expect(r.take()).toEqual(["poll 4"]);
  });

  test("a task that aborts itself is dropped when its poll returns", () => {
    const handle = r.firmware.spawnProbe(1);
    r.onPoll(1, () => {
      r.firmware.abort(handle);
      expect(r.take()).toEqual(["poll 1"]);
      return false;
    });
    r.turn();
    expect(r.take()).toEqual(["drop 1"]);
    expect(r.firmware.isFinished(handle)).toBe(1);
  });

  test("a task that aborts itself and is ready in the same poll ends once", () => {
    const handle = r.firmware.spawnProbe(1);
    r.onPoll(1, () => {
      r.firmware.abort(handle);
      return true;
    });
    r.turn();
    expect(r.take()).toEqual(["poll 1", "drop 1"]);
    expect([2, 3, 4].map((id) => r.firmware.spawnProbe(id) !== 0)).toContain(true);
  });

  test("the last task of a round may be aborted and its slot not reused before the round is over", () => {
    r.firmware.spawnProbe(1);
    r.firmware.spawnProbe(2);
    const last = r.firmware.spawnProbe(3);
    let taken = -1;
    r.onPoll(1, () => {
      r.firmware.abort(last);
      taken = r.firmware.spawnProbe(4);
      return false;
    });
    r.turn();
    expect(r.take()).toEqual(["poll 1", "drop 3", "poll 2"]);
    expect(taken).toBe(0);
    expect(r.firmware.spawnProbe(4)).not.toBe(0);
  });

  test("a stale handle does not touch the slot's next tenant", () => {
    const stale = r.firmware.spawnProbe(1);
    r.turn();
    r.firmware.abort(stale);
    const fresh = r.firmware.spawnProbe(2);
    r.firmware.abort(stale);
    expect([r.firmware.isFinished(stale), r.firmware.isFinished(fresh)]).toEqual([1, 0]);
  });

  test("a stale waker costs the slot's next tenant one poll and no more", () => {
    const first = r.firmware.spawnProbe(1);
    r.turn();
    const stale = r.wakerOf(1);
    r.firmware.abort(first);
    r.firmware.wake(stale);
    r.turn();
    r.firmware.spawnProbe(2);
    r.turn();
    r.take();
    r.firmware.wake(stale);
    r.turn();
    r.turn();
    expect(r.take()).toEqual(["poll 2"]);
  });
});

describe("join", () => {
  test("any number of waiters get the value, in order of waiting", () => {
    const handle = r.firmware.spawnProbe(5);
    r.firmware.spawnJoins(1, handle);
    r.firmware.spawnJoins(2, handle);
    r.turn();
    r.onPoll(5, () => true);
    r.wake(5);
    r.turn();
    expect(r.take()).toEqual(["poll 5", "wake 5", "poll 5", "drop 5", "more"]);
    r.turn();
    expect(r.take()).toEqual(["joined 1: 500", "joined 2: 500"]);
    expect(r.firmware.isFinished(handle)).toBe(1);
  });

  test("a value waits in its slot for a late join, once", () => {
    const handle = r.firmware.spawnProbe(5);
    r.onPoll(5, () => true);
    r.turn();
    r.firmware.spawnJoins(1, handle);
    r.turn();
    r.firmware.spawnJoins(2, handle);
    r.turn();
    expect(r.take()).toEqual(["poll 5", "drop 5", "joined 1: 500", "joined 2: gone"]);
  });

  test("a detached task's slot is free as soon as it ends", () => {
    const handles = [1, 2, 3].map((id) => r.firmware.spawnProbe(id));
    for (const id of [1, 2, 3]) r.onPoll(id, () => true);
    r.firmware.detach(handles[0]!);
    r.turn();
    r.firmware.detach(handles[1]!);
    expect([r.firmware.spawnProbe(4), r.firmware.spawnProbe(5)]).not.toContain(0);
    expect(r.firmware.spawnProbe(6)).toBe(0);
  });

  test("waiters of an aborted task are told so", () => {
    const handle = r.firmware.spawnProbe(5);
    r.firmware.spawnJoins(1, handle);
    r.turn();
    r.firmware.abort(handle);
    r.turn();
    expect(r.take()).toEqual(["poll 5", "drop 5", "joined 1: aborted"]);
  });

  test("a waiter that is aborted is forgotten, and the others are not", () => {
    const handle = r.firmware.spawnProbe(5);
    const first = r.firmware.spawnJoins(1, handle);
    r.firmware.spawnJoins(2, handle);
    r.turn();
    r.firmware.abort(first);
    r.onPoll(5, () => true);
    r.wake(5);
    r.turn();
    r.turn();
    expect(r.take().slice(2)).toEqual(["poll 5", "drop 5", "more", "joined 2: 500"]);
  });
});

describe("timers", () => {
  test("a sleeper is polled when it is spawned and when it is due, and not between", () => {
    r.firmware.spawnNaps(1, 100n);
    r.turn();
    r.time = 99n;
    r.turn();
    r.time = 100n;
    r.turn();
    r.turn();
    expect(r.take()).toEqual(["poll 1", "until 100", "until 100", "poll 1"]);
    expect(r.firmware.isTimerQueueEmpty()).toBe(1);
  });

  test("equal deadlines wake first in, first out", () => {
    for (const id of [1, 2, 3]) r.firmware.spawnNaps(id, 10n);
    r.turn();
    r.take();
    r.time = 10n;
    r.turn();
    expect(r.take()).toEqual(["poll 1", "poll 2", "poll 3"]);
  });

  test("a span of zero is over at the first poll, and starves nobody", () => {
    r.firmware.spawnNaps(1, 0n);
    r.firmware.spawnProbe(2);
    r.turn();
    expect(r.take()).toEqual(["poll 1", "poll 2"]);
  });

  test("the longest span saturates to never", () => {
    r.time = 1_000_000n;
    r.firmware.spawnNaps(1, 2n ** 63n - 1n);
    r.turn();
    expect(r.take()).toEqual(["poll 1"]);
    r.time = 2n ** 62n;
    r.turn();
    expect(r.take()).toEqual([]);
  });

  test("an aborted sleeper leaves no timer behind, so the slot's next tenant is not woken", () => {
    const handle = r.firmware.spawnNaps(1, 100n);
    r.turn();
    r.firmware.abort(handle);
    expect(r.firmware.isTimerQueueEmpty()).toBe(1);
    r.firmware.spawnNaps(2, 500n);
    r.turn();
    r.take();
    r.time = 100n;
    r.turn();
    expect(r.take()).toEqual(["until 500"]);
  });

  test("a sleeper woken by something else goes on sleeping to its deadline", () => {
    r.firmware.spawnNaps(1, 100n);
    r.turn();
    r.time = 40n;
    r.wake(1);
    r.turn();
    expect(r.take()).toEqual(["poll 1", "until 100", "wake 1", "poll 1", "until 100"]);
  });
});
