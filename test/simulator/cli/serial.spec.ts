/** The serial monitor on the command line. */
import { expect, test } from "vitest";
import { firmware } from "../../support/wat.ts";
import { shell, type Shell } from "./shell.ts";

/** Sends back each byte, with 1 added to it but for a line feed. */
async function echoShell(): Promise<Shell> {
  const opened = shell();
  opened.write(
    "echo.wasm",
    await firmware({
      imports: `(import "hal" "uart_open" (func $open (param i32 i32 i32)))
        (import "hal" "uart_write" (func $send (param i32 i32) (result i32)))
        (import "hal" "uart_read" (func $receive (param i32) (result i32)))`,
      fields: `(func $echo (local $got i32)
        (block $empty (loop $more
          (local.set $got (call $receive (i32.const 0)))
          (br_if $empty (i32.lt_s (local.get $got) (i32.const 0)))
          (drop (call $send (i32.const 0)
            (i32.add (local.get $got) (i32.ne (local.get $got) (i32.const 10)))))
          (br $more))))`,
      start: `(call $open (i32.const 0) (i32.const 9600) (i32.const 0)) (call $echo)`,
      raise: `(call $log (i32.const 0x20000) (local.get $time)
        (i64.const 0) (i64.const 0) (i64.const 0)) (call $echo)`,
    }),
  );
  return opened;
}

const run = (...flags: string[]): string[] => ["run", "echo.wasm", "--for", "50ms", ...flags];

test("what is typed is sent, and what comes back is shown", async () => {
  const opened = await echoShell();
  const { out } = await opened.wakeful(run("--type", "ab c\\n@10ms", "--type", "@1\\n"));
  const serial = /\nserial 0\n(( {2}.*\n)+)/.exec(out)?.[1];
  expect(serial).toMatchInlineSnapshot(`
    "  4.06325ms     A2
      16.146583ms   bc!d
    "
  `);
  const json = await opened.wakeful(run("--type", "x", "--json"));
  expect((JSON.parse(json.out) as { serial: unknown }).serial).toEqual([{ port: 0, text: "y" }]);
});

test("in real time lines come among the logs, each when it has ended", async () => {
  const opened = await echoShell();
  const { out } = await opened.wakeful(run("--realtime", "--type", "a\\nb@10ms"));
  const [, told] = /seed 1\n\n((?: {2}.*\n)+)/.exec(out)!;
  expect(told).toMatchInlineSnapshot(`
    "  10.99ms       log #0 (10989)
      12.032ms      log #0 (12031)
      13.021583ms   serial 0 | b
      13.073ms      log #0 (13072)
      14.06325ms    serial 0 | c
        0s             10ms           20ms           30ms           40ms
        ┬──────────────┬──────────────┬──────────────┬──────────────┬───────────────
    "
  `);
});

test("what was typed is recorded as it was", async () => {
  const opened = await echoShell();
  const typed = run("--type", "a; b #c\\n@10ms", "--type", "50\\x25", "--json");
  const first = await opened.wakeful([...typed, "--record", "typed.script"]);
  expect(opened.read("typed.script")).toMatchInlineSnapshot(`
    "seed 1
    0s send 0 50%
    10ms send 0 a\\x3b b \\x23c\\n
    "
  `);
  expect(await opened.wakeful(run("--json", "--script", "typed.script"))).toEqual(first);
});

test("what cannot be typed is refused", async () => {
  const opened = await echoShell();
  const errors = [];
  for (const flags of [
    ["--type", "a@1s"],
    ["--type", "a\\q"],
    ["--type", ""],
    ["--replay", "1ms send 0"],
    ["--replay", "1ms send 1 a"],
    ["--replay", "1ms send x a"],
  ]) {
    const { code, err } = await opened.wakeful(run(...flags));
    errors.push(`${code} ${err}`);
  }
  expect(errors.join("")).toMatchInlineSnapshot(`
    "2 error: --type: "a" would be typed at 1s, but the run ends at 50ms
      way out: run longer: --for 2s
    2 error: "send 0 a\\q": \\q stands for nothing
      way out: write send <serial port> <text>
    2 error: --type needs a value
      way out: write --type <text[@time]>: types into the serial monitor, such as 'on\\n@1.2s'; may be given several times
    2 error: "send 0": the text is missing
      way out: write send <serial port> <text>
    2 error: there is no serial port 1
      way out: this board has serial port 0
    2 error: "send x a": the serial port is x, not a whole number from 0 to 65535
      way out: write send <serial port> <text>
    "
  `);
});

test("what was written last is sent before a run ends, although all tasks have ended", async () => {
  const opened = shell();
  opened.write(
    "hello.wasm",
    await firmware({
      imports: `(import "hal" "uart_open" (func $open (param i32 i32 i32)))
        (import "hal" "uart_write" (func $send (param i32 i32) (result i32)))`,
      start: `(call $open (i32.const 0) (i32.const 9600) (i32.const 0))
        (drop (call $send (i32.const 0) (i32.const 72)))
        (drop (call $send (i32.const 0) (i32.const 105)))`,
    }),
  );
  const { out } = await opened.wakeful(["run", "hello.wasm"]);
  expect(/\nserial 0\n(( {2}.*\n)+)/.exec(out)?.[1]).toMatchInlineSnapshot(`
    "  2.03125ms     Hi
    "
  `);
  expect(/ {2}end .*/.exec(out)?.[0]).toMatchInlineSnapshot(
    `"  end    at 2.083333ms: nothing will ever wake the firmware"`,
  );
});
