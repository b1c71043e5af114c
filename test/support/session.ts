/** A session of the board view without a browser: its wall clock is the test's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compiled } from "../../compiler/compile.ts";
import { Session } from "../../simulator/web/worker/session.ts";
import type {
  Answers,
  Command,
  Firmware,
  Frame,
  Loaded,
  Picture,
  Question,
  Report,
} from "../../simulator/web/protocol.ts";
import { build } from "./firmware.ts";
import { projectRoot } from "./parts.ts";

export function firmwareOf(
  { wasm, table }: Pick<Compiled, "wasm"> & Partial<Pick<Compiled, "table">>,
  more: Partial<Firmware> = {},
): Firmware {
  return {
    name: "test",
    build: 1,
    wasm: Buffer.from(wasm).toString("base64"),
    table,
    diagram: undefined,
    ignoreUnsupported: false,
    seed: 1,
    cpu: undefined,
    script: "",
    ...more,
  };
}

/** An example with its board. */
export async function exampleFirmware(
  name: string,
  more: Partial<Firmware> = {},
): Promise<Firmware> {
  const diagram = readFileSync(join(projectRoot, `examples/${name}/diagram.json`), "utf8");
  return firmwareOf(await build(`examples/${name}/${name}.ts`), { name, diagram, ...more });
}

export class SessionBench {
  readonly reports: Report[] = [];
  /** All that frames have told, put together. */
  readonly pictures: Record<string, Picture> = {};
  wall = 0;
  /** Milliseconds that a look at the clock takes, so that slices come to an end. */
  look = 0.001;
  readonly session = new Session({
    say: (report) => this.#hear(report),
    wall: () => (this.wall += this.look),
  });
  #asked = 0;
  loaded!: Loaded;
  frame!: Frame;

  #hear(report: Report): void {
    this.reports.push(report);
    if (report.type === "loaded") this.loaded = report;
    if (report.type === "frame") {
      this.frame = report;
      Object.assign(this.pictures, report.pictures);
    }
  }

  /** Does a command, all that it takes, and draws. */
  do(command: Command): this {
    this.session.handle(command);
    return this.settle();
  }

  /** Ways through time come to their end; what plays stays where it is. */
  settle(): this {
    while (this.session.isTravelling) this.session.slice();
    this.wall += 20;
    this.session.frame();
    return this;
  }

  load(firmware: Firmware, resume = false): this {
    return this.do({ type: "load", firmware, resume });
  }

  /** Plays at real time, picture by picture, until the clock on the wall says so. */
  play(milliseconds: number, speed = 1): this {
    this.session.handle({ type: "play", speed });
    const end = this.wall + milliseconds;
    while (this.wall < end) {
      this.wall = Math.min(end, this.wall + 16);
      while (this.session.slice());
      this.session.frame();
    }
    return this;
  }

  pause(): this {
    return this.do({ type: "pause" });
  }

  goTo(time: number): this {
    return this.do({ type: "goTo", time });
  }

  control(part: string, control: string, value: number | string | boolean): this {
    return this.do({ type: "control", part, control, value });
  }

  ask<What extends Question["what"]>(question: Extract<Question, { what: What }>): Answers[What] {
    const id = ++this.#asked;
    this.session.handle({ type: "ask", id, question });
    const report = this.reports.findLast((one) => "id" in one && one.id === id);
    if (report?.type !== "answer") throw new Error(JSON.stringify(report));
    return report.value as Answers[What];
  }

  /** Indexes of the signals whose names contain a text. */
  signal(text: string): number {
    return this.loaded.signals.findIndex(({ name }) => name.includes(text));
  }

  get refusals(): string[] {
    return this.reports.flatMap((report) =>
      report.type === "refused" ? [`${report.message} | ${report.hint}`] : [],
    );
  }
}
