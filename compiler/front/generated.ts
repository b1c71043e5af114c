/**
 * The files that join the author's firmware with the executor: which tasks there are, which
 * interrupts are served, what the module exports. asc reads them as part of the package.
 */
import { border } from "../../hal/border/description.ts";
import { drivers, supervisors } from "../../hal/border/drivers.ts";
import { bytesOf } from "./embed.ts";
import type { TaskClass } from "./tasks.ts";

export interface ProgramFacts {
  readonly tasks: readonly TaskClass[];
  /** Whether a handle is used anywhere: then each slot has a prefix for what handles need. */
  readonly handles: boolean;
  /** Whether a task is joined anywhere: then the prefix has a list of joiners. */
  readonly joins: boolean;
  /** Whether a task is aborted anywhere: then a task can end while it is queued or running. */
  readonly aborts: boolean;
  /** Names imported from "wakeful". */
  readonly imports: ReadonlySet<string>;
}

/** Name of the constant with the address of a pool, in `generated/tasks`. */
export function poolName(kind: number): string {
  return `pool${kind}`;
}

/** Name of the constant with the size of a slot, in `generated/tasks`. */
export function slotName(kind: number): string {
  return `slot${kind}`;
}

/** Tasks a program may have before its handles trade generation bits for address bits. */
const MANY_TASKS = 8_192;

/** From `~lib/wakeful/generated/x` to the author's files. */
const toAuthor = "../../../";

/** @param load how the kind is read, if not given: only where there is more than one. */
function switchOver(
  head: string,
  count: number,
  arm: (kind: number) => string,
  load?: string,
): string {
  const lines = [`export function ${head} {`];
  if (count > 1) {
    if (load !== undefined) lines.push(`  const kind = ${load};`);
    lines.push("  switch (kind) {");
    for (let kind = 0; kind < count - 1; kind++)
      lines.push(`    case ${kind}: return ${arm(kind)};`);
    lines.push("  }");
  }
  lines.push(`  return ${count > 0 ? arm(count - 1) : "unreachable()"};`, "}", "");
  return lines.join("\n");
}

/** A question to which the answer is known where the kind is a constant, and one for a kind that is not. */
function inlined(name: string, count: number, arm: (kind: number) => string): string {
  const inner = `@inline ${switchOver(`${name}Of(kind: u32): usize`, count, arm)}`;
  return `${inner}export function ${name}(kind: u32): usize { return ${name}Of(kind); }\n`;
}

/** `generated/tasks`: pools and dispatch. One switch a question, so that no table lies in RAM. */
export function tasksModule({ tasks, joins, aborts, handles }: ProgramFacts): string {
  const lines = ['import { Task } from "../firmware/executor/task";'];
  const levels = [...new Set(tasks.map((t) => t.priority))].sort((a, b) => a - b);
  const total = tasks.reduce((sum, task) => sum + task.pool, 0);
  lines.push(`export const LEVELS: usize = ${Math.max(1, levels.length)};`);
  lines.push(`export const PREFIX: usize = ${handles ? 8 : 0};`);
  lines.push(`export const JOINS: bool = ${joins};`);
  lines.push(`export const ABORTS: bool = ${aborts};`);
  lines.push(`export const ENDS: bool = ${aborts || !tasks.every((task) => task.isEndless)};`);
  lines.push(`export const ADDRESS_BITS: u32 = ${addressBits(total)};`, "");
  tasks.forEach((task, kind) => {
    const own = task.frame ? `${task.frame.bytes}` : `offsetof<Task${kind}>()`;
    const bytes = task.parts.length > 0 ? `task${kind}__bytes` : own;
    const path = `${toAuthor}${task.unit.path}`;
    lines.push(`import { ${task.className} as Task${kind} } from "${path}";`);
    if (task.parts.length > 0)
      lines.push(`import { ${bytesOf(task.name)} as ${bytes} } from "${path}";`);
    lines.push(`export const ${slotName(kind)}: usize = (PREFIX + 8 + ${bytes} + 7) & ~7;`);
    lines.push(
      `export const ${poolName(kind)}: usize = memory.data(<i32>(${slotName(kind)} * ${task.pool}), 8);`,
    );
    lines.push(`export const free${kind}: usize = memory.data(4, 4);`, "");
  });
  const n = tasks.length;
  lines.push("export function kindOf<F>(): u8 {");
  lines.push(
    '  if (!isDefined(changetype<F>(0).__kind)) ERROR("only a class marked with @task has a pool to claim from");',
  );
  lines.push("  return changetype<F>(0).__kind();", "}", "");
  // Who claims a slot knows the kind, and there the switch folds away.
  lines.push(inlined("freeList", n, (k) => `free${k}`));
  lines.push(inlined("poolStart", n, poolName));
  lines.push(inlined("slotBytes", n, slotName));
  const end = (k: number): string => `${poolName(k)} + ${slotName(k)} * ${tasks[k]!.pool}`;
  lines.push(`@inline ${switchOver("poolEnd(kind: u32): usize", n, end)}`);
  lines.push(
    switchOver("levelOf(kind: u32): usize", n, (k) => String(levels.indexOf(tasks[k]!.priority))),
  );
  lines.push(
    switchOver(
      "pollFrame(task: Task): bool",
      n,
      (k) => `changetype<Task${k}>(${ownOf(tasks[k]!)}).poll()`,
      "task.kind",
    ),
  );
  lines.push(
    switchOver(
      "dropFrame(task: Task): void",
      n,
      (k) => `dropAs<Task${k}>(${ownOf(tasks[k]!)})`,
      "task.kind",
    ),
  );
  lines.push(
    "function dropAs<F>(frame: usize): void {",
    "  if (isDefined(changetype<F>(frame).drop)) changetype<F>(frame).drop();",
    "}",
  );
  return lines.join("\n");
}

/** What its methods work on: an async function's on the task, header included. */
function ownOf(task: TaskClass): string {
  return task.frame ? "changetype<usize>(task)" : "task.frame";
}

/** How many bits of a `JoinHandle` are an address: tasks must lie below 2 to this power. */
export function addressBits(tasks: number): number {
  return tasks > MANY_TASKS ? 28 : 20;
}

/** `generated/interrupts`: `raise`, with the drivers that are imported. */
export function interruptsModule({ imports }: ProgramFacts): string {
  const used = drivers.filter((d) => d.names.some((name) => imports.has(name)));
  if (used.length === 0) {
    return "export function raise(_source: i32, _value: i32, _time: i64): void {}\n";
  }
  const sources = border.enums.find((e) => e.name === "Source")!.members;
  const lines = used.map((d) => `import { ${d.target} } from "../${d.module}";`);
  lines.push('import { addLost } from "../hal/drivers/lost";', "");
  lines.push(
    "export function raise(source: i32, value: i32, time: i64): void {",
    "  const kind = source >>> 16;",
  );
  for (const driver of used) {
    const value = sources.find((m) => m.name === driver.source)!.value;
    lines.push(`  if (kind == ${value}) ${driver.target}.deliver(source & 0xffff, value, time);`);
  }
  lines.push("  if (kind == 0) {", "    addLost(value);");
  for (const driver of used) lines.push(`    ${driver.target}.resync(time);`);
  lines.push("  }", "}", "");
  return lines.join("\n");
}

/** Names under which the entry imports what the author's file may call the same. */
const turn = "$turn";

/** `poll`, with the drivers that have a word at the end of each turn. */
function pollExport(imports: ReadonlySet<string>): string[] {
  const used = supervisors.filter(({ names }) => names.some((name) => imports.has(name)));
  if (used.length === 0) return ['export { poll } from "wakeful/firmware/executor/executor";'];
  const asked = used.reduce((inner, _, i) => `$supervisor${i}.supervise(${inner})`, `${turn}()`);
  return [
    `import { poll as ${turn} } from "wakeful/firmware/executor/executor";`,
    ...used.map((s, i) => `import { ${s.target} as $supervisor${i} } from "wakeful/${s.module}";`),
    `export function poll(): i64 { return ${asked}; }`,
  ];
}

/** The module asc starts from: the border's exports. */
export function entryModule(
  entryPath: string,
  hasMain: boolean,
  keepExports: boolean,
  imports: ReadonlySet<string>,
): string {
  const lines = pollExport(imports);
  lines.push('export { raise } from "wakeful/generated/interrupts";');
  lines.push("export { __heap_base, __data_end };");
  if (hasMain) lines.push(`import { main } from "./${entryPath}";`);
  lines.push(`export function start(): void {${hasMain ? " main(); " : ""}}`);
  if (keepExports) lines.push(`export * from "./${entryPath}";`);
  return lines.join("\n");
}
