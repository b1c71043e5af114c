/** A shell for tests: a folder of its own, a clock that only sleeping moves, and output as text. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Io } from "../../../simulator/cli/io.ts";
import { main } from "../../../simulator/cli/main.ts";
import { projectRoot } from "../../support/parts.ts";

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Shell {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  /** Runs `wakeful` with words, or with a text as a shell would split it at spaces. */
  wakeful(command: string | readonly string[], io?: Partial<Io>): Promise<Result>;
}

/** A shell in a fresh folder, which is gone after the test; or in a folder that is there already. */
export function shell(existing?: string): Shell {
  const folder = existing ?? mkdtempSync(join(tmpdir(), "wakeful-"));
  if (existing === undefined) onTestFinished(() => rmSync(folder, { recursive: true }));
  return {
    folder,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    async wakeful(command, io = {}) {
      let out = "";
      let err = "";
      let now = 0;
      const words =
        typeof command === "string"
          ? command.split(" ").filter((word) => word !== "")
          : [...command];
      const code = await main(words, {
        stdout: { write: (text) => (out += text) },
        stderr: { write: (text) => (err += text) },
        isTTY: false,
        input: async function* () {},
        cwd: folder,
        env: {},
        now: () => now,
        sleep: async (milliseconds) => void (now += milliseconds),
        onInterrupt: () => () => undefined,
        ...io,
      });
      return { code, out, err };
    },
  };
}

/** The project's own folder, for its examples. */
export const project: Shell = shell(projectRoot);

const buttonFiles = ["button.wasm", "button.wakeful.json"];

let button: Promise<Uint8Array[]> | undefined;

/** A shell with `button.wasm`, its side table and its board; compiled once a file of tests. */
export async function buttonShell(): Promise<Shell> {
  const opened = shell();
  button ??= buildButton();
  const contents = await button;
  buttonFiles.forEach((file, i) => opened.write(file, contents[i]!));
  copyFileSync(
    join(projectRoot, "examples/button/diagram.json"),
    join(opened.folder, "diagram.json"),
  );
  return opened;
}

async function buildButton(): Promise<Uint8Array[]> {
  const { folder } = shell();
  const { code, err } = await project.wakeful(`build examples/button --out ${folder}`);
  if (code !== 0) throw new Error(err);
  return buttonFiles.map((file) => readFileSync(join(folder, file)));
}
