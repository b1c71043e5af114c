import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { TaskHeader } from "../../../hal/border/side-table.ts";
import { loadParts, type Parts } from "../../support/parts.ts";
import { record, type Recorder } from "../../support/recorder.ts";

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/firmware/executor/executor.firmware.ts");
});

/** Addresses of the tasks that are linked, and of those whose bit says so. */
function queued({ firmware }: Recorder): { linked: number[]; marked: number[] } {
  const view = new DataView(firmware.memory.buffer);
  const queue = parts.table.memory.statics.find((s) => s.name === "run queue")!;
  const linked: number[] = [];
  for (let at = queue.address; at < queue.address + queue.bytes; at += 4) {
    const last = view.getUint32(at, true);
    if (last === 0) continue;
    let task = last;
    do {
      linked.push(task);
      task = view.getUint32(task, true);
    } while (task !== last);
  }
  const marked = parts.table.tasks
    .flatMap(({ pool, address, slotBytes, prefixBytes }) =>
      Array.from({ length: pool }, (_, slot) => address + slot * slotBytes + prefixBytes),
    )
    .filter((task) => view.getUint8(task + TaskHeader.stateOffset) & TaskHeader.state.queued);
  return { linked: linked.sort((a, b) => a - b), marked: marked.sort((a, b) => a - b) };
}

const act = fc.record({
  do: fc.constantFrom("spawn", "wake", "poke", "abort", "end", "turn"),
  n: fc.nat({ max: 4 }),
});

test("a task is never marked as queued without being in the queue, and none that is woken is forgotten", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60, size: "max" }), (acts) => {
      const r = record(parts);
      const alive = new Map<number, number>();
      const ready = new Set<number>();
      let next = 1;
      const turn = (): void => {
        r.take();
        r.turn();
        const polled = r.take().flatMap((event) => /^poll (\d+)$/.exec(event)?.[1] ?? []);
        expect(polled.map(Number)).toEqual(expect.arrayContaining([...ready]));
        expect(new Set(polled).size).toBe(polled.length);
        ready.clear();
      };
      for (const { do: what, n } of acts) {
        const [id, handle] = [...alive][n % Math.max(1, alive.size)] ?? [0, 0];
        if (what === "turn") turn();
        else if (what === "spawn") {
          const task = r.firmware.spawnProbe(next);
          if (task === 0) continue;
          alive.set(next, task);
          ready.add(next++);
        } else if (id === 0) continue;
        else if (what === "abort") {
          r.firmware.abort(handle);
          alive.delete(id);
          ready.delete(id);
        } else if (what === "end") {
          r.firmware.detach(handle);
          r.onPoll(id, () => {
            alive.delete(id);
            return true;
          });
        } else if (r.wakerOf(id)) {
          if (what === "wake") {
            r.wake(id);
            ready.add(id);
          } else {
            const other = [...alive.keys()].find((one) => one !== id && r.wakerOf(one));
            r.onPoll(id, () => {
              r.onPoll(id, () => false);
              for (const one of [id, other]) if (one && alive.has(one)) r.wake(one);
              return false;
            });
          }
        }
        const { linked, marked } = queued(r);
        expect(marked).toEqual(linked);
      }
      turn();
      turn();
      for (const id of alive.keys()) {
        r.wake(id);
        ready.add(id);
      }
      turn();
    }),
    { numRuns: 300 },
  );
});
