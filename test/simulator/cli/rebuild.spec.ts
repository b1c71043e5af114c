/** Building on each save. Real files and a real watcher; what is waited for is output, never a time. */
import { expect, test } from "vitest";
import { ExitCode } from "../../../simulator/cli/exit-code.ts";
import { shell } from "./shell.ts";

const blink = (pin: number): string => `import { millis, Output, sleep, spawn } from "wakeful";
@task
async function blink(): Promise<void> {
  const led = Output.at(${pin});
  while (true) {
    led.toggle();
    await sleep(millis(5));
  }
}
export function main(): void {
  spawn(blink());
}
`;

test("build --watch builds on each save, goes on after errors, and ends at Ctrl-C", async () => {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  let told = "";
  let seen = 0;
  let heard = (): void => undefined;
  let interrupt = (): void => undefined;
  const hear = (text: string): void => {
    told += text;
    heard();
  };
  /** Waits until a new part of the output matches. */
  const hears = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const match = pattern.exec(told.slice(seen));
      if (match) {
        seen += match.index + match[0].length;
        return match[0];
      }
      await new Promise<void>((resolve) => (heard = resolve));
    }
  };
  const running = opened.wakeful("build blink.ts --watch", {
    stdout: { write: hear },
    stderr: { write: hear },
    onInterrupt: (callback) => {
      interrupt = callback;
      return () => undefined;
    },
  });
  await hears(/out\/blink\.wasm .*\n[^]*watching 1 file, Ctrl-C ends\n/);
  opened.write("blink.ts", blink(13).replace("sleep(millis(5))", "slep(millis(5))"));
  expect(await hears(/blink\.ts:\d+:\d+ error: .*\n/)).toContain("Cannot find name 'slep'");
  await hears(/watching 1 file/);
  opened.write("blink.ts", `import "./extra";\n${blink(12)}`);
  expect(await hears(/error: .*\n/)).toContain("there is no file extra.ts");
  await hears(/watching 3 files/);
  opened.write("extra.ts", "export const extra = 1;\n");
  await hears(/out\/blink\.wasm .*\n[^]*watching 2 files/);
  interrupt();
  expect((await running).code).toBe(ExitCode.done);
});

test("build --lowered writes what asc reads, with the author's names", async () => {
  const opened = shell();
  opened.write("lamps/blink.ts", blink(13));
  const { code, out } = await opened.wakeful("build lamps/blink.ts --lowered low");
  expect(code).toBe(0);
  expect(out).toContain("low/lamps/blink.ts");
  expect(opened.read("low/lamps/blink.ts")).toMatchInlineSnapshot(`
    "import { millis, Output, sleep, spawn } from "wakeful";

    function blink(): blink$ {
      const task = $tryClaim<blink$>();
      if (task) task.begin();
      return changetype<blink$>(task);
    }
    export function main(): void {
      spawn(blink());
    }

    import { Future as $Future } from "wakeful/firmware/executor/future";
    import { tryClaim as $tryClaim } from "wakeful/firmware/executor/pool";
    import { sleep as $sleep, sleepUntil as $sleepUntil } from "wakeful/firmware/time/sleep";
    @unmanaged export class blink$ extends $Future<void> {
      __kind(): u8 { return 0; }
      @inline get sleep$1(): $Sleep { return changetype<$Sleep>(changetype<usize>(this) + 0); }
      @inline get led(): Output { return load<Output>(changetype<usize>(this), 24); }
      @inline set led(value: Output) { store<Output>(changetype<usize>(this), value, 24); }
      @inline get $point(): u16 { return load<u16>(changetype<usize>(this) - 2); }
      @inline set $point(at: u16) { store<u16>(changetype<usize>(this) - 2, at); }
      begin(): blink$ {
        this.$point = 0;
        return this;
      }
      poll(): bool {
        let $at: u32 = this.$point;
        for (;;) switch ($at) {
        case 0:
          this.led = Output.at(13);
        case 1:
          this.led.toggle();
          sleep(this.sleep$1, millis(5));
        default:
          if (!this.sleep$1.poll()) {
            this.$point = 2;
            return false;
          }
          $at = 1;
          continue;
        }
        return unreachable();
      }
      drop(): void {
        switch (this.$point) {
          case 2:
            this.sleep$1.drop();
            break;
        }
      }
    }
    import { Sleep as $Sleep } from "wakeful/firmware/time/sleep";
    "
  `);
});

test("build --lowered where nothing can be written", async () => {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  opened.write("low", "a file");
  const { code, err } = await opened.wakeful("build blink.ts --lowered low");
  expect(code).toBe(ExitCode.usage);
  expect(err).toMatchInlineSnapshot(`
    "error: low/blink.ts cannot be written: a part of the path is not a folder
      way out: give --lowered a folder that you may write to
    "
  `);
});

test("size tells what lives across each await, as text and as JSON", async () => {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  const { out } = await opened.wakeful("size blink.ts");
  expect(/\nframes[^]*?\n\n/.exec(out)?.[0]).toMatchInlineSnapshot(`
    "
    frames of async functions: what lives across each await
      blink  28 bytes  blink.ts:3:16
        7:5 await sleep(millis(5))
           0..24  sleep$1: Sleep  (awaited)
          24..28  led: Output

    "
  `);
  const json = await opened.wakeful("size blink.ts --json");
  const { frames } = JSON.parse(json.out) as { frames: unknown };
  expect(frames).toMatchInlineSnapshot(`
    [
      {
        "awaits": [
          {
            "keeps": [
              {
                "awaited": true,
                "bytes": 24,
                "kind": "future",
                "name": "sleep$1",
                "offset": 0,
                "type": "Sleep",
              },
              {
                "awaited": false,
                "bytes": 4,
                "kind": "variable",
                "name": "led",
                "offset": 24,
                "type": "Output",
              },
            ],
            "place": {
              "column": 5,
              "file": "blink.ts",
              "line": 7,
            },
            "point": 2,
            "text": "sleep(millis(5))",
          },
        ],
        "bytes": 28,
        "name": "blink",
        "place": {
          "column": 16,
          "file": "blink.ts",
          "line": 3,
        },
        "point": null,
        "resultBytes": 0,
      },
    ]
  `);
});
