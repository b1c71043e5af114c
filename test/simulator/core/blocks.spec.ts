import fc from "fast-check";
import { expect, test } from "vitest";
import { COUNT_EXPORT, guard, Hook } from "../../../simulator/core/guard.ts";
import { setHook } from "../../../simulator/core/hooks.ts";
import { readModule } from "../../../simulator/core/module.ts";
import { assemble } from "../../support/wat.ts";

interface Counted {
  readonly exports: WebAssembly.Exports;
  /** What was counted at each call of the host. */
  readonly seen: readonly number[];
  /** Instructions so far. */
  total(): number;
}

/** Runs `main` of a module whose one import is `host.look`. */
function run(original: Uint8Array, argument = 0): Counted {
  const { bytes } = guard(original, readModule(original), 1_000_000, {
    current: undefined,
    counts: true,
  });
  const seen: number[] = [];
  const look = (): void => void seen.push(total());
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { look } });
  const total = (): number => Number((exports[COUNT_EXPORT] as WebAssembly.Global).value);
  (exports["main"] as (argument: number) => void)(argument);
  return { exports, seen, total };
}

/** A statement of a generated program, as data. */
type Statement =
  | { readonly kind: "nop" | "look" | "return" | "drop" }
  | { readonly kind: "set" | "add"; readonly local: number; readonly value: number }
  | { readonly kind: "call" | "callIndirect"; readonly target: number }
  | { readonly kind: "br" | "brIf"; readonly local: number; readonly to: number }
  | { readonly kind: "brTable"; readonly local: number; readonly to: readonly number[] }
  | { readonly kind: "choose"; readonly local: number; readonly value: number }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | { readonly kind: "loop"; readonly turns: number; readonly body: readonly Statement[] }
  | {
      readonly kind: "if";
      readonly local: number;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[] | null;
    };

/** Somewhere a branch can go; null is an end of a statement, and goes on with the next. */
type Label = { readonly isTop: boolean };
type Way = Label | null;

/** A statement in both of its forms: as text, and as what it does and costs. */
interface Meaning {
  readonly text: string;
  execute(machine: Machine): Way;
}

interface Machine {
  count: number;
  readonly seen: number[];
  readonly functions: readonly ((machine: Machine) => void)[];
  locals: number[];
}

/** Programs that run longer are left out. */
const MOST = 20_000;
const FUNCTIONS = 3;
const tooLong = new Error("too long");

function spend(machine: Machine, count: number): void {
  machine.count += count;
  if (machine.count > MOST) throw tooLong;
}

const isOdd = (machine: Machine, local: number): boolean => (machine.locals[local]! & 1) === 1;

/** Gives the statements of function `self` their meaning. `labels` are those around them, the inner first. */
function meaningOf(
  statements: readonly Statement[],
  labels: readonly Label[],
  self: number,
  loops: number,
): Meaning {
  const parts = statements.map((statement) => meaning(statement, labels, self, loops));
  return {
    text: parts.map(({ text }) => text).join("\n"),
    execute(machine) {
      for (const part of parts) {
        const way = part.execute(machine);
        if (way) return way;
      }
      return null;
    },
  };
}

function meaning(s: Statement, labels: readonly Label[], self: number, loops: number): Meaning {
  const simple = (text: string, cost: number, then?: (machine: Machine) => Way): Meaning => ({
    text,
    execute(machine) {
      spend(machine, cost);
      return then?.(machine) ?? null;
    },
  });
  const targets = labels.filter(({ isTop }) => !isTop);
  const depth = (to: number): number => labels.indexOf(targets[to % targets.length]!);
  const target = (to: number): Label => targets[to % targets.length]!;
  const condition = (local: number): string => `local.get ${local} i32.const 1 i32.and`;
  switch (s.kind) {
    case "nop":
      return simple("nop", 0);
    case "drop":
      return simple("i32.const 7 drop", 2);
    case "return":
      return simple("return", 1, () => labels.at(-1)!);
    case "look":
      return simple("call $look", 1, (machine) => {
        machine.seen.push(machine.count);
        return null;
      });
    case "set":
      return simple(`i32.const ${s.value} local.set ${s.local}`, 2, (machine) => {
        machine.locals[s.local] = s.value;
        return null;
      });
    case "add":
      return simple(
        `local.get ${s.local} i32.const ${s.value} i32.add local.set ${s.local}`,
        4,
        (machine) => {
          machine.locals[s.local]! += s.value;
          return null;
        },
      );
    case "call":
    case "callIndirect": {
      // Only later functions, so that there is no recursion.
      const callee = self + 1 + s.target;
      if (callee >= FUNCTIONS) return simple("nop", 0);
      const isDirect = s.kind === "call";
      const text = isDirect ? `call $f${callee}` : `i32.const ${callee} call_indirect`;
      return simple(text, isDirect ? 1 : 2, (machine) => {
        machine.functions[callee]!(machine);
        return null;
      });
    }
    case "br":
      return simple(`br ${depth(s.to)}`, 1, () => target(s.to));
    case "brIf":
      return simple(`${condition(s.local)} br_if ${depth(s.to)}`, 4, (machine) =>
        isOdd(machine, s.local) ? target(s.to) : null,
      );
    case "brTable":
      return simple(`local.get ${s.local} br_table ${s.to.map(depth).join(" ")}`, 2, (machine) => {
        const index = machine.locals[s.local]! >>> 0;
        return target(s.to[Math.min(index, s.to.length - 1)]!);
      });
    case "choose":
      return simple(
        `${condition(s.local)} if (result i32) i32.const ${s.value} else i32.const 1 i32.const 2 i32.add end local.set ${s.local}`,
        4,
        (machine) => {
          const isFirst = isOdd(machine, s.local);
          spend(machine, (isFirst ? 1 : 3) + 1);
          machine.locals[s.local] = isFirst ? s.value : 3;
          return null;
        },
      );
    case "block": {
      const label = { isTop: false };
      const body = meaningOf(s.body, [label, ...labels], self, loops);
      return {
        text: `block ${body.text} end`,
        execute(machine) {
          const way = body.execute(machine);
          return way === label ? null : way;
        },
      };
    }
    case "if": {
      const label = { isTop: false };
      const body = meaningOf(s.body, [label, ...labels], self, loops);
      const otherwise = s.otherwise && meaningOf(s.otherwise, [label, ...labels], self, loops);
      return {
        text: `${condition(s.local)} if ${body.text} ${otherwise ? `else ${otherwise.text}` : ""} end`,
        execute(machine) {
          spend(machine, 4);
          const way = (isOdd(machine, s.local) ? body : otherwise)?.execute(machine) ?? null;
          return way === label ? null : way;
        },
      };
    }
    case "loop": {
      const exit = { isTop: false };
      const next = { isTop: false };
      const counter = 2 + loops;
      const body = meaningOf(s.body, [next, { isTop: true }, exit, ...labels], self, loops + 1);
      return {
        text: `i32.const ${s.turns} local.set ${counter}
          block loop block ${body.text} end
            local.get ${counter} i32.const 1 i32.sub local.tee ${counter} br_if 0 end end`,
        execute(machine) {
          spend(machine, 2);
          for (let turn = 0; turn < s.turns; turn++) {
            const way = body.execute(machine);
            if (way === exit) return null;
            if (way && way !== next) return way;
            spend(machine, 5);
          }
          return null;
        },
      };
    }
  }
}

const local = fc.nat({ max: 1 });
const value = fc.integer({ min: -3, max: 9 });
const to = fc.nat({ max: 6 });

const { body } = fc.letrec<{ body: Statement[]; statement: Statement }>((tie) => ({
  body: fc.array(tie("statement"), { maxLength: 5, depthIdentifier: "body" }),
  statement: fc.oneof(
    { depthSize: "small", maxDepth: 4, depthIdentifier: "body" },
    fc.record({ kind: fc.constantFrom("nop", "look", "look", "drop") }),
    fc.record({ kind: fc.constantFrom("set", "add"), local, value }),
    fc.record({ kind: fc.constantFrom("call", "callIndirect"), target: fc.nat({ max: 1 }) }),
    fc.record({ kind: fc.constant("return") }),
    fc.record({ kind: fc.constantFrom("br", "brIf", "brIf"), local, to }),
    fc.record({
      kind: fc.constant("brTable"),
      local,
      to: fc.array(to, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant("choose"), local, value }),
    fc.record({ kind: fc.constant("block"), body: tie("body") }),
    fc.record({
      kind: fc.constant("loop"),
      turns: fc.integer({ min: 1, max: 4 }),
      body: tie("body"),
    }),
    fc.record({
      kind: fc.constant("if"),
      local,
      body: tie("body"),
      otherwise: fc.option(tie("body")),
    }),
  ) as fc.Arbitrary<Statement>,
}));

/** @returns the module's text, and a function that runs it by the book; null if it runs for too long. */
function program(bodies: readonly (readonly Statement[])[]): {
  readonly text: string;
  execute(argument: number): { count: number; seen: number[] } | null;
} {
  const functions = bodies.map((statements, self) => {
    const end = { isTop: false };
    return meaningOf(statements, [end], self, 0);
  });
  const locals = "(local i32 i32 i32 i32 i32 i32 i32)";
  const text = `(module (import "host" "look" (func $look))
    (table funcref (elem ${functions.map((_, i) => `$f${i}`).join(" ")}))
    ${functions.map(({ text: code }, i) => `(func $f${i} (local i32) ${locals} ${code})`).join("\n")}
    (func (export "main") (param i32) call $f0))`;
  return {
    text,
    execute() {
      const machine: Machine = {
        count: 0,
        seen: [],
        locals: [],
        functions: functions.map((f) => (m: Machine) => {
          const saved = m.locals;
          m.locals = [0, 0];
          f.execute(m);
          m.locals = saved;
        }),
      };
      try {
        spend(machine, 1);
        machine.functions[0]!(machine);
      } catch (error) {
        if (error === tooLong) return null;
        throw error;
      }
      return machine;
    },
  };
}

test("counts what a run by the book executes, at the end and at each call of the host", async () => {
  let compared = 0;
  let branchy = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(body, body, body), async (bodies) => {
      const { text, execute } = program(bodies);
      const wanted = execute(0);
      fc.pre(wanted !== null);
      const { seen, total } = run(await assemble(text));
      expect(total()).toBe(wanted!.count);
      expect(seen).toEqual(wanted!.seen);
      compared++;
      if (seen.length > 2) branchy++;
    }),
    { numRuns: 400 },
  );
  // A generator that came to make only trivial programs would prove nothing.
  expect(compared).toBeGreaterThan(300);
  expect(branchy).toBeGreaterThan(40);
});

test("what counts: every operator but those that only say where something begins or ends", async () => {
  const { total, seen } = run(
    await assemble(`(module (import "host" "look" (func $look)) (memory 1)
      (func (export "main") (param $n i32)
        nop
        block
          loop
            (i32.store (i32.const 0) (i32.add (local.get $n) (i32.const 1)))
          end
          call $look
          br 0
          (drop (i32.const 1))
        end))`),
  );
  expect(seen).toEqual([6]);
  expect(total()).toBe(7);
});

test("calls cost their own instruction before, and what follows them after", async () => {
  const { seen, total } = run(
    await assemble(`(module (import "host" "look" (func $look))
      (func $inner (result i32) call $look (i32.const 5) call $look)
      (func (export "main") (param i32)
        (drop (i32.add (i32.const 1) (call $inner)))
        call $look))`),
  );
  // const, call, call | const, call | add, drop, call
  expect(seen).toEqual([3, 5, 8]);
  expect(total()).toBe(8);
});

test("br_table, tail calls and exceptions", async () => {
  const table = await assemble(`(module (import "host" "look" (func $look))
    (func (export "main") (param i32)
      block block block (br_table 0 1 2 (local.get 0)) end
        (drop (i32.const 1)) end
      (drop (i32.const 2)) (drop (i32.const 3)) end
      call $look))`);
  expect([0, 1, 2, 99].map((n) => run(table, n).total())).toEqual([9, 7, 3, 3]);

  const tail = await assemble(
    `(module (import "host" "look" (func $look))
      (func $f (export "main") (param i32)
        (if (i32.eqz (local.get 0)) (then (return)))
        (return_call $f (i32.sub (local.get 0) (i32.const 1)))))`,
    { tail_call: true },
  );
  expect(run(tail, 10).total()).toBe(10 * 7 + 4);

  const thrown = await assemble(
    `(module (import "host" "look" (func $look)) (tag $e)
      (func $f (drop (i32.const 1)) (throw $e))
      (func (export "main") (param i32)
        (try (do (call $f) (drop (i32.const 1)) (drop (i32.const 1)))
          (catch $e (call $look)))))`,
    { exceptions: true },
  );
  const { seen, total } = run(thrown);
  expect([seen, total()]).toEqual([[5], 5]);
});

test("what leads back to the original leads there past all counters", async () => {
  const original = await assemble(`(module (import "host" "look" (func $look))
    (func (export "main") (param i32)
      (loop (if (local.get 0) (then (call $look)) (else (unreachable))))))`);
  const { bytes, toOriginal } = guard(original, readModule(original), 9, {
    current: undefined,
    counts: true,
  });
  expect(WebAssembly.validate(bytes)).toBe(true);
  const from = (opcode: number): number => original.lastIndexOf(opcode);
  expect(toOriginal(bytes.lastIndexOf(0x10))).toBe(from(0x10));
});

test("the hook is called behind each store to the word that says who is polled", async () => {
  const original = await assemble(`(module (memory (export "memory") 1)
    (func $set (param i32) (i32.store (i32.const 12) (local.get 0)))
    (func (export "main") (param i32)
      (call $set (i32.const 5))
      (i32.store (i32.const 16) (i32.const 9))
      (i32.store offset=4 (i32.const 8) (i32.add (local.get 0) (i32.const 1)))
      (i32.store (i32.const 12) (i32.const 0))))`);
  const { bytes } = guard(original, readModule(original), 100, { current: 12, counts: true });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { exports } = instance;
  const memory = new DataView((exports["memory"] as WebAssembly.Memory).buffer);
  const told: number[] = [];
  setHook(instance, Hook.task, () => told.push(memory.getUint32(12, true)));
  (exports["main"] as (argument: number) => void)(41);
  expect(told).toEqual([5, 42, 0]);
  expect((exports[COUNT_EXPORT] as WebAssembly.Global).value).toBe(2n + 3n + 3n + 5n + 3n);
});
