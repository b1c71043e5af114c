import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { drawPerformance } from "../../bench/report/tables.mjs";
import { drawTable } from "../machines/suite/table.ts";
import { project } from "../simulator/cli/shell.ts";
import { projectRoot } from "../support/parts.ts";
import { drawBoardTable } from "./board-tables.ts";

const pages = [
  "README.md",
  ...readdirSync(join(projectRoot, "docs"))
    .filter((f) => f.endsWith(".md"))
    .map((f) => `docs/${f}`),
];

/** A passage that shows a file, what a command prints, or what a run tells of the firmware. */
const passage = /<!-- (example|output|told): (.+?) -->\n\n?```(\w*)\n(.*?)```/gs;

/** Characters in a line of what is told. */
const WIDTH = 110;

/** A passage drawn from figures that were measured. */
const table = /(<!-- table: (.+?) -->\n).*?(<!-- end -->)/gs;

async function withTables(text: string): Promise<string> {
  const drawn = new Map<string, string>();
  for (const [, , what] of text.matchAll(table)) {
    drawn.set(
      what!,
      await format(drawPerformance(what!) ?? drawBoardTable(what!) ?? drawTable(what!), {
        parser: "markdown",
        printWidth: 100,
      }),
    );
  }
  return text.replace(table, (_, begin: string, what: string, end: string) =>
    [begin, "\n", drawn.get(what), "\n", end].join(""),
  );
}

function node(...argv: string[]): string {
  return execFileSync(process.execPath, argv, { cwd: projectRoot, encoding: "utf8" });
}

function output(command: string): string {
  if (command === "bench") return node("bench/size.mjs");
  return node("dist/cli.js", ...command.split(" "));
}

/** Breaks a long line; what follows is indented further. */
function wrap(line: string): string {
  const indent = /^ */.exec(line)![0];
  const lines = [""];
  for (const word of line.trim().split(" ")) {
    const last = lines.at(-1)!;
    if (last === "") lines[lines.length - 1] = indent + word;
    else if (last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}    ${word}`);
  }
  return lines.join("\n");
}

/** The diagnostics and the error of a run, without the rest of its report. */
async function told(command: string): Promise<string> {
  const { code, out, err } = await project.wakeful(command);
  const diagnostics = /^diagnostics\n(.*?)\n\n/ms.exec(out)?.[1] ?? "";
  const text = [diagnostics.replace(/^ {2}/gm, ""), err].join("\n").trim();
  if (code > 1 || text === "") throw new Error(`${command} tells nothing: ${err}`);
  return `${text.split("\n").map(wrap).join("\n")}\n`;
}

/** What a passage should show. A file may be shown in part: from its first test, class or import on. */
async function content(kind: string, source: string, shown: string): Promise<string> {
  if (kind === "output") return output(source);
  if (kind === "told") return told(source);
  const text = readFileSync(join(projectRoot, source), "utf8");
  return shown.trim() !== "" && text.includes(shown) ? shown : text;
}

async function withPassages(text: string): Promise<string> {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: kind, 2: source, 4: shown, index } of text.matchAll(passage)) {
    const begin = index + whole.indexOf("\n", whole.indexOf("```")) + 1;
    pieces.push(text.slice(end, begin), await content(kind!, source!, shown!), "```");
    end = index + whole.length;
  }
  return pieces.join("") + text.slice(end);
}

describe.each(pages)("%s", (page) => {
  test("shows files, outputs and figures as they are", async () => {
    const path = join(projectRoot, page);
    const text = readFileSync(path, "utf8");
    const fresh = await withPassages(await withTables(text));
    if (process.env["WAKEFUL_GENERATE"] === "1") {
      // What is as it should be is let be: another spec writes the page of the API meanwhile.
      if (fresh !== text) writeFileSync(path, fresh);
    } else expect(text, "stale: run `npm run generate`").toBe(fresh);
  });

  test("links to files that exist", () => {
    const text = readFileSync(join(projectRoot, page), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) => m[1]!);
    const missing = targets.filter(
      (target) => !existsSync(join(projectRoot, dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });

  test("links to headings that exist", () => {
    const text = readFileSync(join(projectRoot, page), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)].filter(
      ([, file]) => file === "" || file!.endsWith(".md"),
    );
    const missing = targets.filter(([, file, heading]) => {
      const path = file === "" ? page : join(dirname(page), file!);
      return !anchorsIn(readFileSync(join(projectRoot, path), "utf8")).has(heading!);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });
});

/** What GitHub calls the headings of a page. */
function anchorsIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
