import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

const roots = ["compiler", "firmware", "hal", "simulator"];

interface Source {
  readonly file: string;
  readonly text: string;
}

const sources: Source[] = roots.flatMap((root) =>
  readdirSync(join(projectRoot, root), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith(".ts"))
    .map((e) => ({
      file: relative(projectRoot, join(e.parentPath, e.name)),
      text: readFileSync(join(e.parentPath, e.name), "utf8"),
    })),
);

/** Folders that the files of each folder import from. */
function folderGraph(): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { file, text } of sources) {
    const from = dirname(file);
    const targets = graph.get(from) ?? new Set<string>();
    graph.set(from, targets);
    for (const match of text.matchAll(/\bfrom "(\.[^"$]+)"/g)) {
      const to = relative(projectRoot, dirname(resolve(projectRoot, from, match[1]!)));
      // What the compiler generates at build time has no folder.
      if (to !== from && to !== "generated") targets.add(to);
    }
  }
  return graph;
}

test("no two folders import each other, directly or around corners", () => {
  const graph = folderGraph();
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): void => {
    const at = path.indexOf(folder);
    if (at >= 0) {
      cycles.push([...path.slice(at), folder].join(" -> "));
      return;
    }
    if (done.has(folder)) return;
    for (const next of graph.get(folder) ?? []) visit(next, [...path, folder]);
    done.add(folder);
  };
  for (const folder of [...graph.keys()].sort()) visit(folder, []);
  expect(cycles).toEqual([]);
});

test("files hold one concept: none is longer than 330 lines", () => {
  const long = sources
    .filter(
      ({ file, text }) =>
        !/^\/\/ Generated from/.test(text) && !file.endsWith("border/description.ts"),
    )
    .map(({ file, text }) => ({ file, lines: text.split("\n").length }))
    .filter(({ lines }) => lines > 330);
  expect(long).toEqual([]);
});

test("the simulator's core draws on no host: no clock, no randomness, no Node", () => {
  const offenders = sources
    .filter(
      ({ file }) =>
        file.startsWith("simulator/") && !/^simulator\/(cli|serve|vitest|web)\//.test(file),
    )
    .filter(({ text }) =>
      /\bDate\b|performance\.|Math\.random|setTimeout|setInterval|from "node:/.test(
        text.replace(/\/\*[^]*?\*\/|\/\/.*/g, ""),
      ),
    )
    .map(({ file }) => file);
  expect(offenders).toEqual([]);
});
