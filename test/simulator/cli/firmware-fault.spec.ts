import { expect, test } from "vitest";
import { explainError } from "../../../simulator/cli/explain-error.ts";
import { assemble, firmware, withVersion } from "../../support/wat.ts";
import { shell, type Result } from "./shell.ts";

/** Runs a module; the exit code has to be 1. */
async function faultOf(wasm: Uint8Array | string, flags = ""): Promise<Result> {
  const opened = shell();
  opened.write("fw.wasm", wasm);
  const result = await opened.wakeful(`run fw.wasm ${flags}`);
  expect(result.code).toBe(1);
  return result;
}

/** Sets pin 13 at reset, and traps 1 ms later. */
const crashing = {
  fields: "(global $polls (mut i32) (i32.const 0))",
  start: "(call $configure (i32.const 13) (i32.const 4))",
  poll: `(global.set $polls (i32.add (global.get $polls) (i32.const 1)))
    (if (i32.eq (global.get $polls) (i32.const 2)) (then unreachable))
    (i64.const 1000)`,
};

test("text in a file named .wasm", async () => {
  const { out, err } = await faultOf("hello\n");
  expect(out).toBe("");
  expect(err).toMatchInlineSnapshot(`
    "error: this is no WebAssembly module: it begins with 68 65 6c 6c [bad-module]
      way out: give the .wasm file that \`wakeful build\` writes
    "
  `);
});

test("a module without our exports", async () => {
  const { err } = await faultOf(withVersion(await assemble("(module)")));
  expect(err).toMatchInlineSnapshot(`
    "error: the firmware does not export start(); it exports nothing [missing-export]
      way out: build it again with \`wakeful build\`, which exports what a host calls
    "
  `);
});

test("an import that nobody provides", async () => {
  const module = withVersion(
    await assemble(`(module (import "env" "abort" (func))
      (memory (export "memory") 1) (func (export "start"))
      (func (export "poll") (result i64) (i64.const 0))
      (func (export "raise") (param i32 i32 i64)))`),
  );
  expect((await faultOf(module)).err).toMatchInlineSnapshot(`
    "error: the firmware imports the function env.abort, which nobody provides; functions are provided by hal [unknown-import]
      way out: do without it, or give it in the option \`imports\`
    "
  `);
});

test("another version of the border, and none", async () => {
  const module = await assemble('(module (func (export "start")))');
  expect((await faultOf(withVersion(module, 9))).err).toMatchInlineSnapshot(`
    "error: the firmware was built for border 9, this simulator speaks 1: the simulator is older [abi-version]
      way out: update the simulator
    "
  `);
  expect((await faultOf(module)).err).toMatchInlineSnapshot(`
    "error: the module does not say which border it was built for: it has no section "wakeful" [abi-version]
      way out: build it again with \`wakeful build\`
    "
  `);
});

test("a trap", async () => {
  const { out, err } = await faultOf(await firmware(crashing), "--for 2s");
  expect(err).toMatchInlineSnapshot(`
    "error: poll() trapped: unreachable (at 1ms) [trap]
      way out: an assertion failed, or a case arose that must not
    "
  `);
  expect(out).toMatchInlineSnapshot(`
    "fw.wasm on bare board for 2s, seed 1

         0s             200µs          400µs          600µs          800µs
         ┬──────────────┬──────────────┬──────────────┬──────────────┬──────────────
    D13  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔

    summary
      end    at 1ms: the firmware failed
      edges  1
      wakes  2: 1 by reset, 1 by timer, 0 by interrupt
      polls  2
      awake  0.000 % of the time (0s); ideal CPU: code takes no time
      wasm   275 bytes
      RAM    632 bytes
      tasks  unknown: no side table
    "
  `);
});

test("a panic without a side table", async () => {
  const { err } = await faultOf(await firmware({ start: "(call $panic (i32.const 3))" }));
  expect(err).toMatchInlineSnapshot(`
    "error: panic #3 (at 0s) [panic]
      way out: load the side table that lies beside the module (.wakeful.json) to read the text and place
    "
  `);
});

test("an endless poll", async () => {
  const { err } = await faultOf(await firmware({ poll: "(loop $l (br $l)) (i64.const 0)" }));
  expect(err).toMatchInlineSnapshot(`
    "error: poll() does not return: 50000000 loop iterations and calls at one instant (at 0s) [endless-poll]
      way out: await or yield inside the loop; if it is only long, raise the limit: \`wakeful run --poll-limit\`, or \`pollLimit\` in \`Simulator.load\`
    "
  `);
});

test("a livelock", async () => {
  const { err } = await faultOf(await firmware({ poll: "(i64.const 0)" }));
  expect(err).toMatchInlineSnapshot(`
    "error: 100000 turns at 0s and virtual time does not move: something is always ready [livelock]
      way out: a task that wakes itself, or tasks that wake each other, must wait now and then: \`await sleep(...)\`, an edge, or a signal; if it is work in many slices, let polls take time: \`wakeful run --poll-time 1ms\`, or \`cpu: { turnTime: millis(1) }\` in \`Simulator.load\`
    "
  `);
});

test("a VCD file is written although the firmware crashed", async () => {
  const opened = shell();
  opened.write("fw.wasm", await firmware(crashing));
  const { code } = await opened.wakeful("run fw.wasm --vcd fw.vcd");
  expect(code).toBe(1);
  expect(opened.read("fw.vcd")).toMatchInlineSnapshot(`
    "$comment Wakeful trace of bare board $end
    $timescale 1 ns $end
    $scope module board $end
    $scope module pins $end
    $var wire 1 ! D13 $end
    $upscope $end
    $upscope $end
    $enddefinitions $end
    #0
    $dumpvars
    z!
    $end
    1!
    #1000000
    "
  `);
});

test("a crash in JSON", async () => {
  const { out } = await faultOf(await firmware(crashing), "--json");
  const { state, ended, error, summary } = JSON.parse(out) as Record<string, { time: string }>;
  expect({ state, ended, error, time: summary!.time }).toMatchInlineSnapshot(`
    {
      "ended": "crashed",
      "error": {
        "code": "trap",
        "hint": "an assertion failed, or a case arose that must not",
        "kind": "firmware",
        "message": "poll() trapped: unreachable",
        "others": [],
        "place": null,
        "time": "1000000",
      },
      "state": "crashed",
      "time": "1000000",
    }
  `);
});

test("a refusal in JSON has the same keys", async () => {
  const refused = JSON.parse((await faultOf("hello\n", "--json")).out) as object;
  const crashed = JSON.parse((await faultOf(await firmware(crashing), "--json")).out) as object;
  expect(Object.keys(refused)).toEqual(Object.keys(crashed));
  expect(refused).toMatchObject({ state: "refused", summary: null, error: { code: "bad-module" } });
});

test("a fault of our own asks for a report, and shows a stack only if told to", () => {
  const error = new TypeError("x is undefined\nand more");
  const quiet = explainError(error, { env: {} });
  expect(quiet.exitCode).toBe(3);
  expect(quiet.text).toMatchInlineSnapshot(`
    "error: this is a fault of Wakeful, not of your firmware: x is undefined
      way out: please report it with the command and the firmware; WAKEFUL_DEBUG=1 shows where it happened"
  `);
  expect(explainError(error, { env: { WAKEFUL_DEBUG: "1" } }).text).toContain("    at ");
});
