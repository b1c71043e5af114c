/** Building on each save. Real files and a real watcher; what is waited for is output, never a time. */
import { readdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ExitCode } from "../../../simulator/cli/exit-code.ts";
import { shell } from "./shell.ts";
import { Watcher } from "./watcher.ts";

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
  const watcher = new Watcher(opened, "build blink.ts --watch");
  await watcher.hears(/watching 1 file, Ctrl-C ends\n/);
  expect(watcher.told.replace(/\d+ bytes/g, "_ bytes")).toMatchInlineSnapshot(`
    "  out/blink.wasm  _ bytes, _ bytes of RAM
    watching 1 file, Ctrl-C ends
    "
  `);
  opened.write("blink.ts", blink(13).replace("sleep(millis(5))", "slep(millis(5))"));
  expect(await watcher.hears(/blink\.ts:\d+:\d+ error: .*\n/)).toContain("Cannot find name 'slep'");
  opened.write("blink.ts", `import "./extra";\n${blink(12)}`);
  expect(await watcher.hears(/error: .*\n/)).toContain("there is no file extra.ts");
  await watcher.hears(/watching 3 files/);
  opened.write("extra.ts", "export const extra = 1;\n");
  await watcher.hears(/out\/blink\.wasm .*\n[^]*watching 2 files/);
  expect(await watcher.stop()).toBe(ExitCode.interrupted);
});

test("build --watch notices that a folder is renamed, and comes back", async () => {
  const opened = shell();
  opened.write("blink.ts", `import "./lib/extra";\n${blink(12)}`);
  opened.write("lib/extra.ts", "export const extra = 1;\n");
  const watcher = new Watcher(opened, "build blink.ts --watch");
  await watcher.hears(/watching 2 files/);
  renameSync(join(opened.folder, "lib"), join(opened.folder, "away"));
  await watcher.hears(/there is no file lib\/extra\.ts[^]*watching 3 files/);
  renameSync(join(opened.folder, "away"), join(opened.folder, "lib"));
  await watcher.hears(/out\/blink\.wasm .*\n/);
  expect(await watcher.stop()).toBe(ExitCode.interrupted);
});

test("build --watch --json prints a document for each build, and nothing else on stdout", async () => {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  const watcher = new Watcher(opened, "build blink.ts --watch --json");
  await watcher.hears(/watching 1 file/);
  opened.write("blink.ts", blink(12));
  await watcher.hears(/"firmware"/);
  await watcher.stop();
  const documents = watcher.out.trimEnd().split("\n");
  expect(documents.map((line) => (JSON.parse(line) as { firmware: string }).firmware)).toEqual([
    "blink.ts",
    "blink.ts",
  ]);
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
      const $slot = $nextSlot<blink$>();
      if (!$isSlot<blink$>($slot)) return changetype<blink$>(0);
      return $take<blink$>($slot).begin();
    }
    export function main(): void {
      spawn(blink());
    }

    import { Future as $Future } from "wakeful/firmware/executor/future";
    import { isSlot as $isSlot, nextSlot as $nextSlot, take as $take } from "wakeful/firmware/executor/pool";
    import { nap as $nap, sleep as $sleep, sleepUntil as $sleepUntil } from "wakeful/firmware/time/sleep";
    import { again as $again, againCurrent as $againCurrent } from "wakeful/firmware/executor/waker";
    @unmanaged export class blink$ extends $Future<void> {
      __kind(): u8 { return 0; }
      __async(): void {}
      @inline get sleep$1(): $Sleep { return changetype<$Sleep>(changetype<usize>(this) + 8); }
      @inline get led(): Output { return load<Output>(changetype<usize>(this), 32); }
      @inline set led(value: Output) { store<Output>(changetype<usize>(this), value, 32); }
      @inline get $point(): u16 { return load<u16>(changetype<usize>(this), 6); }
      @inline set $point(value: u16) { store<u16>(changetype<usize>(this), value, 6); }
      begin(): blink$ {
        return this;
      }
      poll(): bool {
        let $at: u32 = this.$point;
        for (;;) switch ($at) {
        case 0:
          this.led = Output.at(13);
        case 1:
          this.led.toggle();
          $nap(this.sleep$1, millis(5));
        default:
          if (!this.sleep$1.pollNap()) {
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

test.each([
  ["the folder of the sources", "lamps", "--lowered ."],
  ["a link to it", "lamps", "--lowered link"],
  ["a folder above it", ".", "--lowered ."],
])("build --lowered into %s loses no source", async (_, cwd, flags) => {
  const opened = shell();
  opened.write("lamps/blink.ts", blink(13));
  symlinkSync(join(opened.folder, "lamps"), join(opened.folder, "lamps/link"));
  const inside = shell(join(opened.folder, cwd));
  const { code, err } = await inside.wakeful(
    `build ${cwd === "." ? "lamps/blink.ts" : "blink.ts"} ${flags}`,
  );
  expect(code).toBe(ExitCode.usage);
  expect(err).toContain("which the firmware is made of");
  expect(opened.read("lamps/blink.ts")).toBe(blink(13));
  expect(readdirSync(inside.folder)).not.toContain("out");
});

test("what build says where sources would be lost", async () => {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  const { err } = await opened.wakeful("build blink.ts --lowered .");
  expect(err).toMatchInlineSnapshot(`
    "error: --lowered . would overwrite blink.ts, which the firmware is made of
      way out: give --lowered a folder of its own, such as --lowered lowered
    "
  `);
});

test("build --lowered keeps sources that lie beside the current folder below its own", async () => {
  const opened = shell();
  opened.write("shared/pins.ts", "export const LED: u8 = 13;\n");
  opened.write("app/blink.ts", `import { LED } from "../shared/pins";\n${blink(13)}`);
  const { code } = await shell(join(opened.folder, "app")).wakeful("build blink.ts --lowered low");
  expect(code).toBe(0);
  expect(readdirSync(join(opened.folder, "app/low"), { recursive: true }).sort()).toEqual([
    "app",
    "app/blink.ts",
    "shared",
    "shared/pins.ts",
  ]);
});

test("size tells what shares bytes", async () => {
  const opened = shell();
  opened.write(
    "lamps.ts",
    `import { millis, sleep, spawn } from "wakeful";
class Lamp {
  constructor(public n: i32) {}
  async nap<T>(time: T): Promise<T> {
    await sleep(millis(<u32>time));
    await sleep(millis(this.n));
    return time;
  }
}
@lazy const lamp = changetype<Lamp>(memory.data(4, 4));
@task
async function work(): Promise<void> {
  const time = await lamp.nap<u8>(5);
  {
    const time = await lamp.nap<u64>(6);
    await sleep(millis(<u32>time));
  }
  await sleep(millis(time));
}
export function main(): void {
  spawn(work());
}
`,
  );
  const { out, err } = await opened.wakeful("size lamps.ts");
  expect(err).toBe("");
  expect(/frame \d.*/.exec(out)?.[0]).toMatchInlineSnapshot(
    `"frame 40 = own fields 3 + 37 shared by 4 futures"`,
  );
  expect(/\nframes[^]*?\n\n/.exec(out)?.[0]).toMatchInlineSnapshot(`
    "
    frames of async functions: what lives across each await
      Lamp.nap<u8>  30 bytes, 1 of them its result in the end  lamps.ts:4:9
        5:5 await sleep(millis(<u32>time))
           0..24  sleep$1: Sleep  (awaited)
          24..28  this: Lamp
          28..29  time: u8
        6:5 await sleep(millis(this.n))
           0..24  sleep$2: Sleep  (awaited)
          28..29  time: u8
        bytes 0..24 are shared by sleep$1, sleep$2, the result
      Lamp.nap<u64>  37 bytes, 8 of them its result in the end  lamps.ts:4:9
        5:5 await sleep(millis(<u32>time))
           0..24  sleep$1: Sleep  (awaited)
          24..32  time: u64
          32..36  this: Lamp
        6:5 await sleep(millis(this.n))
           0..24  sleep$2: Sleep  (awaited)
          24..32  time: u64
        bytes 0..24 are shared by sleep$1, sleep$2, the result
      work  38 bytes  lamps.ts:12:16
        13:16 await lamp.nap<u8>(5)
          0..30  nap$1: Lamp.nap<u8>  (awaited)
        15:18 await lamp.nap<u64>(6)
           0..37  nap$2: Lamp.nap<u64>  (awaited)
          37..38  time: u8
        16:5 await sleep(millis(<u32>time))
           0..24  sleep$1: Sleep  (awaited)
          37..38  time: u8
        18:3 await sleep(millis(time))
          0..24  sleep$2: Sleep  (awaited)
        bytes 0..37 are shared by nap$2, nap$1, sleep$1, sleep$2

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
        "shared": [],
      },
    ]
  `);
});
