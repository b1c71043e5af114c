/** `wakeful serve` as it is typed. Real files, sockets and watchers; what is waited for is output, never a time. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { ExitCode } from "../../../simulator/cli/exit-code.ts";
import { openerFor } from "../../../simulator/cli/open-url.ts";
import type { FailedBuild, Firmware } from "../../../simulator/web/protocol.ts";
import { buttonShell, shell, type Shell } from "./shell.ts";
import { Watcher } from "./watcher.ts";

const blink = (pin: number): string => `import { log, millis, Output, sleep, spawn } from "wakeful";
@task
async function blink(): Promise<void> {
  const led = Output.at(${pin});
  while (true) {
    led.toggle();
    log("on and off");
    await sleep(millis(5));
  }
}
export function main(): void {
  spawn(blink());
}
`;

const diagram = JSON.stringify({
  version: 1,
  parts: [{ type: "wokwi-arduino-uno", id: "uno" }],
  connections: [],
});

const running: Watcher[] = [];
afterEach(async () => {
  for (const watcher of running.splice(0)) await watcher.stop();
});

/** A server at work, and the page's side of it. */
class Board extends Watcher {
  url = "";
  #news = "";
  #arrived = (): void => undefined;

  static async at(opened: Shell, command: string): Promise<Board> {
    const board = new Board(opened, `serve ${command} --port 0`);
    running.push(board);
    board.url = /http\S+/.exec(await board.hears(/http:\/\/127\.0\.0\.1:\d+\//))![0];
    void board.#listen();
    return board;
  }

  async firmware(): Promise<Firmware & { readonly failed?: FailedBuild }> {
    return (await (await fetch(`${this.url}firmware.json`)).json()) as Firmware;
  }

  /** What a page is told, up to what matches. */
  async news(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#news);
      if (match) {
        this.#news = this.#news.slice(match.index + match[0].length);
        return match[0];
      }
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  async #listen(): Promise<void> {
    const { body } = await fetch(`${this.url}events`);
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body!) {
        this.#news += decoder.decode(bytes as Uint8Array, { stream: true });
        this.#arrived();
      }
    } catch {
      // The server is gone.
    }
  }
}

function project(): Shell {
  const opened = shell();
  opened.write("blink.ts", blink(13));
  return opened;
}

/** A module that was compiled once for all tests, without a board. */
async function modules(): Promise<Shell> {
  const opened = await buttonShell();
  rmSync(join(opened.folder, "diagram.json"));
  return opened;
}

describe("serving", () => {
  test("builds, says where the page is, and ends at Ctrl-C", async () => {
    const board = await Board.at(project(), "blink.ts");
    await board.hears(/watching 2 files, Ctrl-C ends\n/);
    expect(board.told.replace(/:\d+\//, ":_/").replace(/\d+ bytes/g, "_ bytes"))
      .toMatchInlineSnapshot(`
      "blink.ts: _ bytes, _ bytes of RAM
      the board is at http://127.0.0.1:_/
      watching 2 files, Ctrl-C ends
      "
    `);
    expect(await (await fetch(board.url)).text()).toContain("<!doctype html>");
    const { wasm, table, ...rest } = await board.firmware();
    expect(rest).toEqual({
      name: "blink.ts",
      build: 1,
      ignoreUnsupported: false,
      seed: 1,
      script: "",
    });
    expect(WebAssembly.validate(Buffer.from(wasm, "base64"))).toBe(true);
    expect(table?.tasks[0]?.name).toBe("blink");
    expect(await board.stop()).toBe(ExitCode.interrupted);
    await expect(fetch(board.url)).rejects.toThrow();
  });

  test("what the flags say comes to the page", async () => {
    const opened = await modules();
    opened.write("diagram.json", diagram);
    opened.write("morning.txt", "seed 7\n1s drive 4 high\n");
    const flags = "--script morning.txt --type hi@2s --cpu 16MHz --ipc 0.5 --ignore-unsupported";
    const board = await Board.at(opened, `button.wasm ${flags}`);
    expect(await board.firmware()).toMatchObject({
      diagram,
      ignoreUnsupported: true,
      seed: 7,
      cpu: { hz: 16_000_000, instructionsPerCycle: 0.5 },
      script: "seed 7\n1s drive 4 high\n2s send 0 hi\n",
    });
  });

  test("nothing that a page gets names folders of this machine, nor holds sources", async () => {
    const opened = await modules();
    const inside = shell(join(opened.folder, "away"));
    mkdirSync(inside.folder);
    for (const [where, operand] of [
      [opened, "button.wasm"],
      [inside, join(opened.folder, "button.wasm")],
      [inside, "../button.wasm"],
    ] as const) {
      const board = await Board.at(where, operand);
      const firmware = await board.firmware();
      expect(firmware.name).toBe("button.wasm");
      expect(firmware.table?.map).toMatchObject({ version: 3 });
      const text = JSON.stringify(firmware);
      expect(text).not.toContain(opened.folder);
      expect(text).not.toContain("sourcesContent");
      expect(text).not.toContain("export function");
    }
  });

  test("--json prints one line, and nothing more", async () => {
    const opened = await modules();
    const board = await Board.at(opened, "button.wasm --json");
    opened.write("button.wasm", readFileSync(join(opened.folder, "button.wasm")));
    await board.news(/"build":2/);
    const { url, port, ...rest } = JSON.parse(board.out) as { url: string; port: number };
    expect(rest).toEqual({ version: 1, firmware: "button.wasm" });
    expect(url).toBe(`http://127.0.0.1:${port}/`);
  });
});

describe("saving", () => {
  test("a save builds again; a fault is told on terminal and page, and the last build goes on", async () => {
    const opened = project();
    const board = await Board.at(opened, "blink.ts");
    await board.news(/"build":1/);
    const { wasm } = await board.firmware();
    opened.write("blink.ts", blink(13).replace("sleep(millis(5))", "slep(millis(5))"));
    const failed = await board.news(/"failed".*\n/);
    await board.hears(/error: .*slep/);
    const { text } = (JSON.parse(`{${failed.trimEnd()}`) as { failed: FailedBuild }).failed;
    expect(text).toMatchInlineSnapshot(`
      "blink.ts:8:11 error: Cannot find name 'slep'. [asc-2304]
        7 |     log("on and off");
      > 8 |     await slep(millis(5));
          |           ^^^^
        9 |   }
        way out: did you mean sleep?"
    `);
    expect(await board.firmware()).toMatchObject({ build: 1, wasm });
    opened.write("blink.ts", blink(12));
    await board.news(/"build":3\}/);
    expect((await board.firmware()).wasm).not.toBe(wasm);
  });

  test("the very first build may fail", async () => {
    const opened = project();
    opened.write("blink.ts", "export function main(): void { no(); }\n");
    const board = await Board.at(opened, "blink.ts");
    expect(await board.firmware()).toMatchObject({
      failed: { build: 1, text: expect.stringContaining("Cannot find name 'no'") },
    });
    await board.news(/"failed"/);
    opened.write("blink.ts", blink(13));
    await board.news(/"build":2\}/);
    expect(await board.firmware()).toMatchObject({ name: "blink.ts", build: 2 });
  });

  test("a board that appears, breaks and goes away is noticed", async () => {
    const opened = await modules();
    const board = await Board.at(opened, "button.wasm");
    await board.news(/"build":1/);
    opened.write("diagram.json", diagram);
    await board.news(/"build":2\}/);
    expect((await board.firmware()).diagram).toBe(diagram);
    opened.write("diagram.json", diagram.replace("wokwi-arduino-uno", "wokwi-arduino-duo"));
    expect(await board.news(/"failed".*\n/)).toContain("wokwi-arduino-uno");
    expect(await board.hears(/error: .*\n/)).toMatchInlineSnapshot(`
      "error: diagram.json:1:31: uno is of unknown type "wokwi-arduino-duo"; did you mean "wokwi-arduino-uno"?
      "
    `);
    rmSync(join(opened.folder, "diagram.json"));
    await board.news(/"build":4\}/);
    expect((await board.firmware()).diagram).toBeUndefined();
  });

  test("a script that is edited is played anew", async () => {
    const opened = await modules();
    opened.write("play/morning.txt", "1s drive 4 high\n");
    const board = await Board.at(opened, "button.wasm --script play/morning.txt");
    await board.news(/"build":1/);
    opened.write("play/morning.txt", "1s drive 4 hi\n2s no\n");
    expect(await board.news(/"failed".*\n/)).toContain("play/morning.txt");
    opened.write("play/morning.txt", "2s drive 4 high\n");
    await board.news(/"build":3\}/);
    expect((await board.firmware()).script).toContain("2s drive 4 high");
  });

  test("a module is watched as well, with its side table", async () => {
    const opened = await modules();
    const board = await Board.at(opened, "button.wasm");
    await board.news(/"build":1/);
    expect((await board.firmware()).table?.name).toBe("button");
    opened.write("button.wasm", new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    expect(await board.news(/"failed".*\n/)).toContain("belongs to another build of button.wasm");
    rmSync(join(opened.folder, "button.wakeful.json"));
    await board.news(/"build":3\}/);
    expect(await board.firmware()).toMatchObject({ wasm: "AGFzbQEAAAA=" });
  });

  test("a save of what a link leads to is noticed", async () => {
    const opened = await modules();
    opened.write("shared/board.json", diagram);
    symlinkSync(join("shared", "board.json"), join(opened.folder, "diagram.json"));
    const board = await Board.at(opened, "button.wasm");
    await board.news(/"build":1/);
    opened.write("shared/board.json", `${diagram} `);
    await board.news(/"build":2\}/);
    expect((await board.firmware()).diagram).toBe(`${diagram} `);
  });

  test("an editor that saves by renaming is noticed", async () => {
    const opened = await modules();
    const board = await Board.at(opened, "button.wasm");
    await board.news(/"build":1/);
    opened.write("button.wasm~", readFileSync(join(opened.folder, "button.wasm")));
    renameSync(join(opened.folder, "button.wasm~"), join(opened.folder, "button.wasm"));
    await board.news(/"build":2/);
  });
});

describe("ports", () => {
  async function taken(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  test("a port that was asked for and is in use is an error", async () => {
    const port = await taken();
    const { code, err } = await (await modules()).wakeful(`serve button.wasm --port ${port}`);
    expect(code).toBe(ExitCode.usage);
    expect(err.replaceAll(`${port}`, "_")).toMatchInlineSnapshot(`
      "error: port _ is in use
        way out: give another one with --port, or --port 0 for any that is free
      "
    `);
  });

  test("by default it is 8517, or the next one that is free, and it says so", async () => {
    const first = new Watcher(await modules(), "serve button.wasm");
    const second = new Watcher(await modules(), "serve button.wasm");
    running.push(first, second);
    const [a, b] = [await first.hears(/at http.*\n/), await second.hears(/at http.*\n/)].map(
      (text) => Number(/:(\d+)/.exec(text)![1]),
    );
    expect(Math.max(a!, b!)).toBeGreaterThan(8517);
    expect(`${first.told}${second.told}`).toMatch(/:85\d\d\/ \(port 8517 is in use\)\n/);
  });
});

describe("--open", () => {
  const where = [
    ["linux", "xdg-open"],
    ["darwin", "open"],
    ["win32", "rundll32"],
  ] as const;
  test.each(where)("on %s it is %s that opens the page", (platform, command) => {
    expect(openerFor(platform)[0]).toBe(command);
  });

  test.skipIf(process.platform === "win32")(
    "gives the address to the system's opener",
    async () => {
      const opened = await modules();
      const [command] = openerFor(process.platform);
      opened.write(`bin/${command}`, `#!/bin/sh\nprintf %s "$1" > "${opened.folder}/opened"\n`);
      chmodSync(join(opened.folder, "bin", command), 0o755);
      const io = { env: { PATH: join(opened.folder, "bin") } };
      const watcher = new Watcher(opened, "serve button.wasm --port 0 --open", io);
      running.push(watcher);
      const [url] = /http\S+/.exec(await watcher.hears(/http.*\n/))!;
      while (!existsSync(join(opened.folder, "opened")) || opened.read("opened") === "") {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(opened.read("opened")).toBe(url);
    },
  );

  test("where there is no opener the server goes on", async () => {
    const opened = await modules();
    const io = { env: { PATH: opened.folder } };
    const watcher = new Watcher(opened, "serve button.wasm --port 0 --open", io);
    running.push(watcher);
    const text = await watcher.hears(/error: [^]*yourself\n/);
    expect(text.replace(/:\d+\//, ":_/").replace(openerFor(process.platform)[0], "xdg-open"))
      .toMatchInlineSnapshot(`
      "error: no browser was opened: there is no xdg-open
        way out: open http://127.0.0.1:_/ in one yourself
      "
    `);
    await watcher.hears(/watching/);
  });
});

describe("--export", () => {
  test("writes one page, and writes it anew", async () => {
    const opened = await modules();
    const { code, out, err } = await opened.wakeful("serve button.wasm --export page/of/blink");
    expect([code, err]).toEqual([0, ""]);
    expect(out.replace(/\d+/g, "_")).toMatchInlineSnapshot(`
      "  page/of/blink/index.html  _ bytes, _ as hosts compress it
      "
    `);
    const html = opened.read("page/of/blink/index.html");
    expect(html).toContain('"name":"button.wasm"');
    expect(html).not.toContain(opened.folder);
    expect((await opened.wakeful("serve button.wasm --seed 2 --export page/of/blink")).code).toBe(
      0,
    );
    expect(opened.read("page/of/blink/index.html")).not.toBe(html);
  });

  test("--json tells what was written", async () => {
    const { out } = await (await modules()).wakeful("serve button.wasm --export page --json");
    const { bytes, gzipBytes, ...rest } = JSON.parse(out) as Record<string, number>;
    expect(rest).toEqual({ version: 1, firmware: "button.wasm", files: ["page/index.html"] });
    expect(gzipBytes).toBeLessThan(bytes!);
  });

  test("writes over no page of another's", async () => {
    const opened = await modules();
    opened.write("site/index.html", "<h1>my site</h1>");
    const { code, err } = await opened.wakeful("serve button.wasm --export site");
    expect(code).toBe(ExitCode.usage);
    expect(err).toMatchInlineSnapshot(`
      "error: site/index.html is there already, and was not written by --export
        way out: give --export a folder of its own
      "
    `);
    expect(opened.read("site/index.html")).toBe("<h1>my site</h1>");
  });

  test("writes through no link, and into no folder of that name", async () => {
    const opened = await modules();
    await opened.wakeful("serve button.wasm --export page");
    const page = opened.read("page/index.html");
    mkdirSync(join(opened.folder, "linked"));
    symlinkSync("../page/index.html", join(opened.folder, "linked/index.html"));
    mkdirSync(join(opened.folder, "folder/index.html"), { recursive: true });
    for (const folder of ["linked", "folder"]) {
      const { code, err } = await opened.wakeful(`serve button.wasm --export ${folder}`);
      expect([code, err]).toEqual([2, expect.stringContaining("is there already")]);
    }
    expect(opened.read("page/index.html")).toBe(page);
  });

  test("where nothing can be written", async () => {
    const { code, err } = await (await modules()).wakeful("serve button.wasm --export button.wasm");
    expect(code).toBe(ExitCode.usage);
    expect(err).toMatchInlineSnapshot(`
      "error: button.wasm/index.html cannot be written: a part of the path is not a folder
        way out: give --export a folder that you may write to
      "
    `);
  });

  test("what does not build is not exported", async () => {
    const opened = project();
    opened.write("blink.ts", "export function main(): void { no(); }\n");
    const { code, err } = await opened.wakeful("serve blink.ts --export page");
    expect([code, err]).toEqual([1, expect.stringContaining("Cannot find name 'no'")]);
    expect(existsSync(join(opened.folder, "page"))).toBe(false);
  });

  test("a name with markup in it stays a name", async () => {
    const opened = await modules();
    const name = 'd"</script><!--.wasm';
    opened.write(name, readFileSync(join(opened.folder, "button.wasm")));
    const { code } = await opened.wakeful(["serve", name, "--export", "page"]);
    expect(code).toBe(0);
    const html = opened.read("page/index.html");
    expect(html).toContain('<title>d"&lt;/script>&lt;!--.wasm</title>');
    expect(html).toContain('"name":"d\\"\\u003c/script>\\u003c!--.wasm"');
    expect(html.match(/<\/script/g)).toHaveLength(3);
  });
});

test.each([
  [""],
  ["blink"],
  ["blink.ts --prot 80"],
  ["blink.ts --port x"],
  ["blink.ts --port 65536"],
  ["blink.ts --port -1"],
  ["blink.ts --export page --port 80"],
  ["blink.ts --export page --open"],
  ["blink.ts --board no.json"],
  ["blink.ts --script no.txt"],
  ["blink.ts --ipc 2"],
  ["blink.ts --seed x"],
])("wrong use: serve %s", async (words) => {
  const { code, out } = await project().wakeful(`serve ${words}`);
  expect([code, out]).toEqual([ExitCode.usage, ""]);
});

test("what wrong use is told", async () => {
  const opened = await modules();
  const told = async (words: string): Promise<string> =>
    (await opened.wakeful(`serve button.wasm ${words}`)).err;
  expect(await told("--port 65536")).toMatchInlineSnapshot(`
    "error: --port is 65536
      way out: give a whole number from 0 to 65535; 0 is any free
    "
  `);
  expect(await told("--export page --open")).toMatchInlineSnapshot(`
    "error: --export and --open exclude each other: an exported page has no server
      way out: give one of them
    "
  `);
  expect(await told("--board no.json")).toMatchInlineSnapshot(`
    "error: the board no.json cannot be read: there is no such file or folder
      way out: give a diagram.json with --board; the microcontroller is one of its parts
    "
  `);
  expect(await told("--ipc 2")).toMatchInlineSnapshot(`
    "error: --ipc is given without --cpu
      way out: give the clock as well: --cpu 16MHz
    "
  `);
});
