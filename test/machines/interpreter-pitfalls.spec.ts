/** Faults that firmware in interpreters had, and what is refused before it runs. */
import { expect } from "vitest";
import { checkModule, compile } from "../../compiler/index.ts";
import { compileText } from "../support/virtual.ts";
import { DATA_END, assemble, firmware, withVersion } from "../support/wat.ts";
import type { InterpreterMachine } from "./hosts/interpreter.ts";
import { wamrClassic, wamrFast } from "./hosts/wamr.ts";
import { wasm3 } from "./hosts/wasm3.ts";
import { describeMachine, MEMORY, runText, Trap } from "./interpreter-suite.ts";

const HOUR = 3_600_000_000;

/** What is said of a module that the runtime does not take, but for words that are the runtime's own. */
function refusal(machine: InterpreterMachine, wasm: Uint8Array, memoryBytes = MEMORY): string {
  const { stdout, stderr } = machine.printed({ wasm, memoryBytes });
  expect(stdout).toContain(`panic 0 ${Trap.Module}\n`);
  return stderr.replace("the module was refused: ", "").trim();
}

/** Bytes of WAMR's pool that were used. */
const pool = (stdout: string): number => Number(/^pool (\d+)$/m.exec(stdout)![1]);

for (const machine of [wamrClassic, wamrFast, wasm3]) {
  describeMachine(machine, (test) => {
    test("a log every 100 ms does not run out of memory in an hour", async () => {
      const { wasm, table } = await compileText(`
        import { log, millis, sleep, spawn } from "wakeful";
        @task
        async function tell(): Promise<void> {
          let count: u32 = 0;
          while (true) {
            await sleep(millis(100));
            log("{} times", ++count);
          }
        }
        export function main(): void { spawn(tell()); }`);
      const memoryBytes = table.memory.heapBase;
      const recording = await machine.run({
        name: "tell",
        wasm,
        memoryBytes,
        stimuli: [],
        until: HOUR,
      });
      expect(recording.panic).toBeUndefined();
      expect(recording.logs!.length).toBe(36_000);
      expect(recording.logs!.at(-1)!.args[0]).toBe(36_000n);
      expect(recording.memoryBytes).toBe(memoryBytes);
    });

    test("a timer fires though the host can call no function by its place in a table", async () => {
      const { wasm, table } = await compileText(`
        import { Level, millis, Output, sleep, spawn } from "wakeful";
        @task
        async function later(): Promise<void> {
          await sleep(millis(250));
          Output.at(3, Level.High);
        }
        export function main(): void { spawn(later()); }`);
      expect(checkModule(wasm).findings).toEqual([]);
      const recording = await machine.run({
        name: "later",
        wasm,
        memoryBytes: table.memory.heapBase,
        stimuli: [],
        until: 1_000_000,
      });
      expect(recording.edges).toEqual([{ time: 250_000_000n, pin: 3, level: 1 }]);
    });

    test("a module-level variable that begins as a small number is no stack pointer", async () => {
      const { wasm, table } = await compileText(`
        import { log, micros, sleep, spawn } from "wakeful";
        let level: i32 = 8;
        @task
        async function sink(): Promise<void> {
          while (level > -3) {
            await sleep(micros(1));
            level--;
          }
          log("at {}", level);
        }
        export function main(): void { spawn(sink()); }`);
      const recording = await machine.run({
        name: "sink",
        wasm,
        memoryBytes: table.memory.heapBase,
        stimuli: [],
        until: 1_000_000,
      });
      expect(recording.panic).toBeUndefined();
      expect(recording.logs!.map(({ args }) => args[0])).toEqual([-3n]);
    });

    test("a module that was not built by wakeful is refused", async () => {
      const wasm = await assemble(`(module (func (export "start")))`);
      expect(refusal(machine, wasm)).toBe(
        "the module tells no border version: it was not built by wakeful",
      );
    });

    test("a module that is newer than the host is refused, and which side is older is said", async () => {
      const wasm = withVersion(await assemble(`(module (func (export "start")))`), 2);
      expect(refusal(machine, wasm)).toBe(
        "this host is older than the module: build the host again with the wakeful that the module is from",
      );
    });

    test("a module that imports what the host has not is refused before it runs", async () => {
      const wasm = await assemble(`(module
        (import "hal" "gpio_configure" (func $configure (param i32 i32)))
        (import "hal" "warp" (func $warp))
        (memory (export "memory") 1)
        (global (export "__heap_base") i32 (i32.const ${MEMORY})) ${DATA_END}
        (func (export "start") (call $configure (i32.const 3) (i32.const 3)))
        (func (export "poll") (result i64) (call $warp) (i64.const 0))
        (func (export "raise") (param i32 i32 i64)))`);
      expect(refusal(machine, withVersion(wasm))).toBe(
        "the module imports a function that this host has not",
      );
    });

    test("a module cut short is refused", async () => {
      const whole = await firmware({ fields: DATA_END, start: "(call $panic (i32.const 7))" });
      // The section with the version comes first, so that it is the runtime that stumbles.
      const version = whole.slice(-11);
      const cut = Uint8Array.from([...whole.slice(0, 8), ...version, ...whole.slice(8, -40)]);
      expect(refusal(machine, cut)).toMatch(/load failed|malformed/);
    });
  });
}

for (const machine of [wamrClassic, wamrFast]) {
  describeMachine(machine, (test) => {
    test("an instance costs less in all than the one page of 64 KiB it asks for", async () => {
      const { wasm, table } = await compile("examples/button/button.ts");
      const { stdout } = machine.printed({ wasm, memoryBytes: table.memory.heapBase });
      expect(stdout).toContain("memory 192\n");
      expect(pool(stdout)).toBeGreaterThan(192);
      expect(pool(stdout)).toBeLessThan(32 * 1024);
    });

    test("a module whose global is taken for a stack pointer stops, and wakeful check says so", async () => {
      const text = {
        fields: `${DATA_END} (global $depth (mut i32) (i32.const 100))`,
        start: "(global.set $depth (i32.const -1))",
      };
      const wasm = await firmware(text);
      expect(checkModule(wasm).findings.map(({ rule }) => rule)).toContain("stack-pointer");
      const recording = await machine.run({
        name: "depth",
        wasm,
        memoryBytes: MEMORY,
        stimuli: [],
        until: 1000,
      });
      expect(recording.panic).toBe(Trap.Other);
    });

    test("a module without __data_end gets its whole page, which the pool has no room for", async () => {
      expect(refusal(machine, await firmware({}))).toMatch(/memory/);
    });
  });
}

describeMachine(wasm3, (test) => {
  test("an array with another module's memory beside it is refused", async () => {
    expect(refusal(wasm3, await firmware({ fields: DATA_END }), 8)).toBe(
      "wakeful_module_memory is not the module's __heap_base",
    );
  });

  test("a global that WAMR would take for a stack pointer is none here", async () => {
    const recording = await runText(wasm3, {
      fields: "(global $depth (mut i32) (i32.const 100))",
      start: "(global.set $depth (i32.const -1))",
    });
    expect(recording.panic).toBeUndefined();
  });
});
