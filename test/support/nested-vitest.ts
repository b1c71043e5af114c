/** A project of somebody else's, in which vitest runs as a process of its own. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "./parts.ts";

/** What became of one test. */
export interface NestedTest {
  /** With the names of the suites around it. */
  readonly name: string;
  readonly status: string;
  /** What failed, without the stack. */
  readonly message: string;
}

export interface NestedRun {
  readonly tests: readonly NestedTest[];
  readonly text: string;
  test(name: string): NestedTest;
}

export class NestedProject {
  readonly folder = mkdtempSync(join(tmpdir(), "wakeful-nested-"));

  /** @param files texts by path. */
  constructor(files: Readonly<Record<string, string>>) {
    // What npm would install: a link to the clone, and what the clone has anyway.
    symlinkSync(join(projectRoot, "node_modules"), join(this.folder, "node_modules"));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs vitest with more arguments, and variables of the environment. */
  run(argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}): NestedRun {
    const vitest = join(this.folder, "node_modules/vitest/vitest.mjs");
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [vitest, "run", "--reporter=json", ...argv],
      // This runs in vitest, too, which tells its children so.
      {
        cwd: this.folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], NO_COLOR: "1", ...env },
      },
    );
    const text = `${stdout}${stderr}`;
    const tests = testsOf(stdout, text);
    const test = (name: string): NestedTest => {
      const found = tests.find((t) => t.name === name);
      if (!found) throw new Error(`no test "${name}" in:\n${text}`);
      return found;
    };
    return { tests, text, test };
  }
}

function testsOf(json: string, text: string): NestedTest[] {
  const at = json.indexOf("{");
  if (at < 0) throw new Error(`vitest told nothing:\n${text}`);
  const report = JSON.parse(json.slice(at)) as {
    testResults: {
      message: string;
      assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
    }[];
  };
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages = [] }) => ({
      name: fullName,
      status,
      message: failureMessages.map((m) => m.replace(/\n {4}at [^]*$/, "")).join("\n---\n"),
    })),
  );
}
