import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { loadParts, type Parts } from "../../support/parts.ts";
import { geometry, REMOVE, SAVE, SET, StoreBench } from "../../support/flash.ts";
import "../../support/property-seed.ts";

/** What a number is read as that is not there. */
const NONE = -2;
const DONE = 0;
const FULL = 1;
const FAILED = 2;

let parts: Parts;

beforeAll(async () => {
  parts = await loadParts("test/hal/drivers/store.firmware.ts");
});

test("a store takes 72 bytes, and 4 for each key", () => {
  const object = parts.table.memory.statics.find(({ name }) => name === "settings");
  expect(object?.bytes).toBe(72 + 6 * 4);
});

test("what was set, removed and saved is found again at the next boot", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  expect(bench.firmware.get(1)).toBe(NONE);
  expect(bench.change(SET, 1, 42)).toBe(DONE);
  expect(bench.change(SET, 65_535, 0xffffffff)).toBe(DONE);
  expect(bench.change(SAVE, 2, 7)).toBe(DONE);
  expect(bench.change(SET, 1, 43)).toBe(DONE);
  expect(bench.change(SET, 3, 1)).toBe(DONE);
  expect(bench.change(REMOVE, 3)).toBe(DONE);
  bench.boot();
  const { firmware } = bench;
  expect([firmware.get(1), firmware.get(65_535), firmware.get(3)]).toEqual([43, -1, NONE]);
  expect([firmware.alarm(2), firmware.alarm(1), firmware.get(2)]).toEqual([7, -1, NONE]);
  expect([1, 2, 3].map((key) => firmware.has(key))).toEqual([1, 1, 0]);
  expect(firmware.count()).toBe(3);
});

test("what is there already, or is not there, is not written again", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  bench.change(SET, 1, 42);
  bench.change(SAVE, 2, 7);
  const { operations } = bench;
  expect(bench.change(SET, 1, 42)).toBe(DONE);
  expect(bench.change(SAVE, 2, 7)).toBe(DONE);
  expect(bench.change(REMOVE, 5)).toBe(DONE);
  expect(bench.operations).toBe(operations);
});

test("until a set is done the old value is there", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  bench.change(SET, 1, 42);
  bench.firmware.begin(1, SET, 1, 43);
  bench.settle();
  for (let i = 0; i < 2; i++) {
    expect(bench.firmware.get(1)).toBe(42);
    bench.step();
  }
  expect(bench.results.has(1)).toBe(false);
  bench.step();
  expect(bench.results.get(1)).toBe(DONE);
  expect(bench.firmware.get(1)).toBe(43);
});

test("changes take turns, first come first served", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  for (let id = 0; id < 5; id++) bench.firmware.begin(id, SET, id % 2, 10 + id);
  bench.settle();
  while (bench.step());
  expect([...bench.results]).toEqual([0, 1, 2, 3, 4].map((id) => [id, DONE]));
  expect([bench.firmware.get(0), bench.firmware.get(1)]).toEqual([14, 13]);
});

test("one key more than the store was opened for is told, and changes nothing", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  for (let key = 0; key < 6; key++) expect(bench.change(SET, key, key)).toBe(DONE);
  const { operations } = bench;
  expect(bench.change(SET, 6, 6)).toBe(FULL);
  expect(bench.operations).toBe(operations);
  expect(bench.change(REMOVE, 0)).toBe(DONE);
  expect(bench.change(SET, 6, 6)).toBe(DONE);
});

test("a full flash is told before anything is written; removing makes room", () => {
  // 3 sectors of 8 words can be in use; the records of alarms are 6 words, of numbers 3.
  const bench = new StoreBench(parts, geometry(4, 44));
  expect([0, 1, 2].map((key) => bench.change(SAVE, key, 5 + key))).toEqual([DONE, DONE, FULL]);
  const { operations } = bench;
  for (let i = 0; i < 10; i++) expect(bench.change(SAVE, 2, i)).toBe(FULL);
  expect(bench.operations).toBe(operations);
  expect([3, 4].map((key) => bench.change(SET, key, key))).toEqual([DONE, DONE]);
  expect(bench.change(SET, 5, 5)).toBe(FULL);
  expect(bench.change(REMOVE, 0)).toBe(DONE);
  expect(bench.change(SET, 5, 5)).toBe(DONE);
  bench.boot();
  expect([bench.firmware.alarm(1), bench.firmware.get(3), bench.firmware.get(5)]).toEqual([
    6, 3, 5,
  ]);
});

test("a flash that fails, is too small, or is none, is an answer", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  bench.change(SET, 1, 1);
  bench.firmware.begin(1, SET, 1, 2);
  bench.settle();
  bench.step(1);
  expect(bench.results.get(1)).toBe(FAILED);
  expect(bench.change(SET, 1, 3)).toBe(DONE);
  bench.boot();
  expect(bench.firmware.get(1)).toBe(3);
  for (const model of [geometry(3, 128), { ...geometry(0, 128), sectorBytes: 0 }]) {
    expect(new StoreBench(parts, model).change(SET, 1, 1)).toBe(FAILED);
  }
});

test("a flash that holds something else is taken for empty", () => {
  const image = Uint8Array.from({ length: 1024 }, (_, i) => (i * 89) & 0xff);
  const bench = new StoreBench(parts, geometry(8, 128), image);
  expect(bench.firmware.count()).toBe(0);
  for (let i = 0; i < 200; i++) expect(bench.change(SET, i % 5, i)).toBe(DONE);
  bench.boot();
  expect(bench.firmware.count()).toBe(5);
});

test("a set that is dropped in its turn is finished, a save is given up, one that waits does nothing", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  bench.change(SAVE, 2, 1);
  const { firmware } = bench;
  const set = firmware.begin(1, SET, 1, 10);
  const save = firmware.begin(2, SAVE, 2, 20);
  const waits = firmware.begin(3, SET, 3, 30);
  firmware.begin(4, SET, 4, 40);
  bench.results.clear();
  bench.settle();
  bench.step();
  firmware.abort(set);
  while (firmware.get(1) === NONE) bench.step();
  bench.step();
  firmware.abort(waits);
  firmware.abort(save);
  while (bench.step());
  expect([...bench.results]).toEqual([[4, DONE]]);
  for (let boots = 0; boots < 2; boots++) {
    expect([1, 3, 4].map((key) => bench.firmware.get(key))).toEqual([10, NONE, 40]);
    expect(bench.firmware.alarm(2)).toBe(1);
    bench.boot();
  }
});

test("an interrupt that the ring has lost does not stop the store, nor does one that comes late", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  bench.firmware.begin(1, SET, 1, 10);
  bench.settle();
  for (let i = 0; !bench.results.has(1); i++) {
    const running = bench.running!;
    bench.running = undefined;
    bench.cells.apply(running, running.kind === "write" ? 1 : 1);
    bench.firmware.raise(0, 1, 0n);
    // The lost one was another, and that of the flash is behind it in the ring.
    if (i % 2 === 0) bench.firmware.raise(7 << 16, 0, 0n);
    bench.settle();
  }
  expect(bench.firmware.get(1)).toBe(10);
  expect(bench.overwrites).toBe(0);
});

test("all sectors are erased equally often, whatever does not change", () => {
  const bench = new StoreBench(parts, geometry(8, 128));
  for (let key = 1; key < 6; key++) bench.change(SAVE, key, key);
  for (let i = 0; i < 20_000; i++) bench.change(SET, 0, i);
  const { erases } = bench.cells;
  expect([Math.min(...erases), Math.max(...erases)]).toMatchInlineSnapshot(`
    [
      330,
      331,
    ]
  `);
  expect(Math.max(...erases) - Math.min(...erases)).toBeLessThanOrEqual(1);
  bench.boot();
  expect(bench.firmware.get(0)).toBe(19_999);
  expect([1, 2, 3, 4, 5].map((key) => bench.firmware.alarm(key))).toEqual([1, 2, 3, 4, 5]);
});

/** What keys 0 to 3, numbers, and 4 and 5, alarms, hold; undefined is nothing. */
type Model = (number | undefined)[];

function read({ firmware }: StoreBench): Model {
  return [0, 1, 2, 3, 4, 5].map((key) => {
    const value = key < 4 ? firmware.get(key) : firmware.alarm(key);
    return value === NONE || value === -1 ? undefined : value;
  });
}

const aChange = fc.record({
  key: fc.nat(5),
  value: fc.nat(200),
  removes: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  /** So many operations of the flash until power fails; most changes have fewer. */
  cuts: fc.array(fc.nat(12), { maxLength: 3 }),
});

test("whatever is done, and however often power fails meanwhile, each key has its old or its new value", () => {
  const sizes = fc.constantFrom<[number, number, number]>(
    [4, 64, 4],
    [5, 48, 1],
    [8, 128, 1],
    [6, 256, 4],
  );
  const property = fc.property(
    sizes,
    fc.array(aChange, { maxLength: 60 }),
    ([sectors, bytes, unit], changes) => {
      const bench = new StoreBench(parts, geometry(sectors, bytes, unit));
      const model: Model = [undefined, undefined, undefined, undefined, undefined, undefined];
      let id = 0;
      for (const { key, value, removes, cuts } of changes) {
        const what = removes ? REMOVE : key < 4 ? SET : SAVE;
        const next = removes ? undefined : value;
        for (const left of [...cuts, Infinity]) {
          bench.firmware.begin(++id, what, key, value);
          bench.settle();
          let steps = 0;
          while (steps < left && bench.step()) steps++;
          const result = bench.results.get(id);
          if (result === DONE) model[key] = next;
          if (left === Infinity) expect([DONE, FULL]).toContain(result);
          else bench.cut();
          const now = read(bench);
          if (now[key] !== model[key]) {
            expect(result).toBeUndefined();
            expect(now[key]).toBe(next);
            model[key] = next;
          }
          expect(now).toEqual(model);
        }
      }
      expect(bench.overwrites).toBe(0);
    },
  );
  fc.assert(property, { numRuns: 300 });
});
