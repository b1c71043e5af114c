/**
 * A QEMU that stands still unless it is told to run. Three doors lead in, and all are used only while it stands:
 * GDB's protocol (run, stop, registers, RAM), qtest (registers of devices, levels of input pins) and QMP (which
 * line leads where).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gdb, packets } from "./gdb.ts";
import { lines, Listener } from "./listener.ts";

/** No run takes so long unless it hangs; a test's own limit is 120. It decides nothing but that. */
const guardSeconds = 110;

type Links = Readonly<Record<"gdb" | "qtest" | "qmp", Listener>>;

export class Qemu {
  readonly gdb: Gdb;
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #links: Links;
  readonly #onExit = (): void => void this.#process.kill();

  static async start(args: readonly string[]): Promise<Qemu> {
    const folder = mkdtempSync(join(tmpdir(), "wakeful-qemu-"));
    const links = {
      gdb: new Listener(join(folder, "gdb"), packets),
      qtest: new Listener(join(folder, "qtest"), lines),
      qmp: new Listener(join(folder, "qmp"), lines),
    };
    await Promise.all(Object.values(links).map((link) => link.listen()));
    const qemu = new Qemu(folder, links, args);
    try {
      await Promise.all(Object.values(links).map((link) => link.connected()));
      await links.qmp.next();
      await qemu.gdb.begin();
      await qemu.qmp("qmp_capabilities", {});
    } catch (error) {
      await qemu.close();
      throw error;
    }
    return qemu;
  }

  private constructor(folder: string, links: Links, args: readonly string[]) {
    this.folder = folder;
    this.#links = links;
    this.gdb = new Gdb(links.gdb);
    const doors = Object.entries(links).flatMap(([name, { path }]) => [
      "-chardev",
      `socket,id=${name},path=${path}`,
    ]);
    // `timeout` ends QEMU also when this process is killed and cannot.
    this.#process = spawn(
      "timeout",
      [
        ...["--kill-after=2", String(guardSeconds), "qemu-system-arm", ...args, ...doors, "-S"],
        ...["-gdb", "chardev:gdb", "-mon", "chardev=qmp,mode=control"],
        ...["-qtest", "chardev:qtest", "-qtest-log", "none"],
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    process.once("exit", this.#onExit);
    let said = "";
    this.#process.stderr!.on("data", (data: Buffer) => (said += data.toString()));
    this.#process.once("exit", (code, signal) => {
      const why = code === 124 ? `nothing came of it in ${guardSeconds} s` : (signal ?? code);
      const error = new Error(`QEMU ended: ${why}. ${said.trim()}`);
      for (const link of Object.values(this.#links)) link.fail(error);
    });
    this.#process.once("error", (error) => {
      for (const link of Object.values(this.#links)) link.fail(error);
    });
  }

  /** One command of QMP. @returns what it returns. */
  async qmp(execute: string, given: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#links.qmp.send(`${JSON.stringify({ execute, arguments: given })}\n`);
    for (;;) {
      const answer = JSON.parse(await this.#links.qmp.next()) as Record<string, unknown>;
      if ("return" in answer) return answer["return"];
      if ("error" in answer) throw new Error(`${execute}: ${JSON.stringify(answer["error"])}`);
    }
  }

  /** Commands of qtest, in order. @returns the number that each answers, if it answers one. */
  async qtest(...commands: readonly string[]): Promise<number[]> {
    this.#links.qtest.send(commands.map((command) => `${command}\n`).join(""));
    const answers: number[] = [];
    for (const command of commands) {
      const answer = await this.#links.qtest.next();
      if (!answer.startsWith("OK")) throw new Error(`qtest answers ${command} with "${answer}"`);
      answers.push(Number(answer.split(" ")[1] ?? 0));
    }
    return answers;
  }

  /** Ends QEMU, and returns when it is gone. */
  async close(): Promise<void> {
    process.removeListener("exit", this.#onExit);
    this.#process.removeAllListeners("exit");
    const isGone = this.#process.exitCode !== null || this.#process.pid === undefined;
    const gone = isGone ? undefined : once(this.#process, "exit");
    this.#process.kill();
    await gone;
    for (const link of Object.values(this.#links)) link.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
