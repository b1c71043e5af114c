/** Prints a program of the oracle as a firmware's source, which is TypeScript as well. */
import type {
  Condition,
  Expression,
  Float,
  Future,
  Node,
  Program,
  Shadows,
  Statement,
  Statements,
} from "./program.ts";

const GLOBALS = 2;

/** Most spawns of one task in a program; more are left out. */
const MANY = 6;

export function printProgram(program: Program): string {
  const pools = poolSizes(program);
  const head = `
import {
  Channel, join, log, micros, select, selectFair, sleep, spawn, timeout, yieldNow,
} from "wakeful";

${program.channels.map((n, i) => `const ch${i} = Channel.create<i32>(${n});`).join("\n")}
let g0: i32 = 1;
let g1: i32 = 2;

@unmanaged
class Node {
  v: i32;
  next: Node | null;
}
const n0 = changetype<Node>(memory.data(8, 4));
const n1 = changetype<Node>(memory.data(8, 4));

function effect(x: i32): i32 {
  log("effect {}", x);
  return x;
}

async function rest(x: i32): Promise<i32> {
  await sleep(micros(x & 3));
  return x;
}

async function half(x: f64): Promise<f64> {
  await yieldNow();
  return x / 2;
}

async function find(x: i32): Promise<Node | null> {
  await sleep(micros(x & 1));
  return (x & 3) == 0 ? null : (x & 3) == 1 ? n1 : n0;
}
`;
  const functions = program.functions.map((body, i) =>
    new Printer(program, "function", i, pools).function(body),
  );
  const tasks = program.tasks.map(({ body }, i) =>
    new Printer(program, "task", i, pools).function(body),
  );
  const spawned = program.tasks.flatMap(({ isSpawned }, i) =>
    i === 0 || isSpawned ? [`  spawn(t${i}(${i}));`] : [],
  );
  const main = `export function main(): void {\n  n0.v = 10;\n  n1.v = 20;\n  n0.next = n1;\n${spawned.join("\n")}\n}\n`;
  return [head.trimStart(), ...functions, ...tasks, main].join("\n");
}

/** How often each task is spawned at most. A task spawns only later ones, and not in loops. */
function poolSizes({ tasks }: Program): number[] {
  const sizes = tasks.map(({ isSpawned }, i) => (i === 0 || isSpawned ? 1 : 0));
  tasks.forEach(({ body }, i) => {
    for (const statement of body) {
      if (statement.k !== "spawn") continue;
      const target = spawnTarget(tasks.length, i, statement.n);
      if (target !== undefined) sizes[target]! += sizes[i]!;
    }
  });
  return sizes;
}

function spawnTarget(count: number, from: number, n: number): number | undefined {
  const later = count - from - 1;
  return later > 0 ? from + 1 + (n % later) : undefined;
}

type Value = "number" | "bool" | "none";

interface Name {
  readonly name: string;
  readonly kind: "number" | "float" | "node" | "future" | "handle";
  /** Of a future. */
  readonly value?: Value;
}

interface Printed {
  readonly text: string;
  readonly value: Value;
}

class Printer {
  private readonly lines: string[] = [];
  private scopes: Name[][] = [];
  private count = 0;
  private inLoop = 0;
  private inSwitch = 0;
  private indent = 1;
  private hidden = "";

  constructor(
    private readonly program: Program,
    private readonly kind: "function" | "task",
    private readonly number: number,
    private readonly pools: readonly number[],
  ) {}

  function(body: Statements): string {
    const isTask = this.kind === "task";
    const parameters = isTask ? ["a"] : ["a", "b"];
    this.scopes.push(parameters.map((name) => ({ name, kind: "number" })));
    this.statements(body);
    this.line(`return ${this.scopes.flat().length % 2 ? "a" : "1"};`);
    this.awaitTheRest();
    const list = parameters.map((p) => `${p}: i32`).join(", ");
    const head = isTask
      ? `@task({ pool: ${Math.max(1, this.pools[this.number]!)} })\nasync function t${this.number}`
      : `async function f${this.number}`;
    return `${head}(${list}): Promise<i32> {\n${this.lines.join("\n")}\n}\n`;
  }

  private line(text: string): void {
    this.lines.push("  ".repeat(this.indent) + text);
  }

  private body(body: Statements): void {
    this.indent++;
    this.scopes.push([]);
    this.statements(body);
    this.scopes.pop();
    this.indent--;
  }

  private statements(body: Statements): void {
    body.forEach((statement, i) => this.statement(statement, i === 0));
  }

  private statement(s: Statement, isFirst: boolean): void {
    switch (s.k) {
      case "log":
        return this.line(`log("${this.kind[0]}${this.number} {}", ${this.expression(s.a)});`);
      case "declare": {
        const name = (isFirst ? this.shadowed(s.shadows) : undefined) ?? `v${this.count++}`;
        // A name is not yet usable where it is declared.
        this.hidden = name;
        const value = this.expression(s.a);
        this.hidden = "";
        this.line(`let ${name} = (${value}) % 997;`);
        this.declare(name, "number");
        return;
      }
      case "float": {
        const name = `x${this.count++}`;
        this.line(`let ${name}: f64 = ${this.float(s.a)};`);
        return this.declare(name, "float");
      }
      case "setFloat": {
        const name = this.pick("float", s.n)?.name;
        if (!name) return;
        this.line(`${name} ${s.op} ${this.float(s.a)};`);
        return this.line(`log("float {}", ${name});`);
      }
      case "node": {
        const name = `p${this.count++}`;
        this.line(`let ${name}: Node | null = ${this.node(s.a)};`);
        return this.declare(name, "node");
      }
      case "setNode":
      case "ifNode":
      case "unlessNode":
      case "whileNode":
      case "andNode": {
        const name = this.pick("node", s.n)?.name;
        if (name) this.nullable(s, name);
        return;
      }
      case "forever": {
        this.line("while (true) {");
        this.inLoop++;
        const outer = this.inSwitch;
        this.inSwitch = 0;
        this.indent++;
        this.line(`await sleep(micros(${7 + s.d}));`);
        this.indent--;
        this.body(s.body);
        this.inSwitch = outer;
        this.inLoop--;
        return this.line("}");
      }
      case "hold": {
        const f = this.future(s.f, "hold");
        if (f === undefined) return;
        const name = `h${this.count++}`;
        this.line(`const ${name} = ${f.text};`);
        this.declare(name, "future", f.value);
        return;
      }
      case "set": {
        const name = this.pick("number", s.n)?.name;
        if (!name) return;
        this.line(`${name} ${s.op} (${this.expression(s.a)}) % 997;`);
        return;
      }
      case "setGlobal":
        return this.line(`g${s.n % GLOBALS} ${s.op} (${this.expression(s.a)}) % 997;`);
      case "wait": {
        const f = this.future(s.f, "await");
        if (f) this.line(`await ${f.text};`);
        return;
      }
      case "if":
        this.line(`if (${this.condition(s.c)}) {`);
        this.body(s.a);
        if (s.b.length > 0) {
          this.line("} else {");
          this.body(s.b);
        }
        return this.line("}");
      case "while":
      case "do":
      case "for":
        return this.loop(s);
      case "switch":
        this.line(`switch ((${this.expression(s.a)}) & 3) {`);
        this.inSwitch++;
        this.indent++;
        s.cases.forEach((c, i) => {
          this.line(i === 2 ? "default: {" : `case ${i}: {`);
          this.body(c.body);
          if (!c.falls) {
            this.indent++;
            this.line("break;");
            this.indent--;
          }
          this.line("}");
        });
        this.indent--;
        this.inSwitch--;
        return this.line("}");
      case "block":
        this.line("{");
        this.body(s.body);
        return this.line("}");
      case "leave": {
        if (s.how === "continue" ? this.inLoop === 0 : this.inLoop + this.inSwitch === 0) return;
        return this.line(`if (${this.condition(s.c)}) ${s.how};`);
      }
      case "return":
        return this.line(`if (${this.condition(s.c)}) return ${this.expression(s.a)};`);
      case "returnCall": {
        const f = this.callee(s.n);
        const a = this.expression(s.a);
        return this.line(
          `if (${this.condition(s.c)}) return ${f}(${f === "rest" ? a : `${a}, 1`});`,
        );
      }
      case "spawn": {
        if (this.kind !== "task" || this.scopes.length > 1) return;
        const target = spawnTarget(this.program.tasks.length, this.number, s.n);
        if (target === undefined || this.pools[target]! > MANY) return;
        const name = `j${this.count++}`;
        this.line(`const ${name} = spawn(t${target}((${this.expression(s.a)}) % 997));`);
        return this.declare(name, "handle");
      }
      case "abort": {
        const name = this.pick("handle", s.n)?.name;
        if (name) this.line(`${name}.abort();`);
        return;
      }
    }
  }

  /** A name that a declaration at the start of a block hides; one that was used there cannot be declared. */
  private shadowed(what: Shadows): string | undefined {
    if (what === "global") return `g${this.count % GLOBALS}`;
    if (what === "none") return undefined;
    const outer = this.scopes.slice(0, -1).flat();
    return outer.filter((n) => n.kind === "number").at(-1)?.name;
  }

  private nullable(
    s: Extract<Statement, { k: "setNode" | "ifNode" | "unlessNode" | "whileNode" | "andNode" }>,
    name: string,
  ): void {
    const waits = (f: Future): string => `await ${this.future(f, "await")?.text ?? "yieldNow()"};`;
    switch (s.k) {
      case "setNode":
        return this.line(`${name} = ${this.node(s.a)};`);
      case "ifNode":
        this.line(`if (${name}) { ${waits(s.f)} log("node {}", ${name}.v); {`);
        this.body(s.body);
        return this.line("} }");
      case "unlessNode":
        this.line(`if (!${name} || ${this.condition(s.c)}) {`);
        this.body(s.body);
        return this.line(`} else log("node {}", ${name}.v);`);
      case "whileNode":
        return this.line(
          `while (${name}) { ${waits(s.f)} log("node {}", ${name}.v); ${name} = ${name}.next; }`,
        );
      case "andNode": {
        const value = `${name}.v + (await rest(${s.m}))`;
        return this.line(`if (${name} && ${this.condition(s.c)}) log("node {}", ${value});`);
      }
    }
  }

  /**
   * Not from variable to variable: what an await gave lies in its own memory until it begins anew, and who
   * keeps it longer is told to copy it. V8 has references instead.
   */
  private node(n: Node): string {
    if (n.k === "find") return `(await find(${this.expression(n.a)}))`;
    return { null: "null", first: "n0", other: "n1" }[n.k];
  }

  /** Where a float is expected: nothing else would make `10 / 4` one. */
  private float(f: Float): string {
    switch (f.k) {
      case "literal":
        return String(f.n);
      case "variable":
        return this.pick("float", f.n)?.name ?? "2.5";
      case "whole":
        return `<f64>(${this.expression(f.a)} as i32)`;
      case "half":
        return `(await half(${this.float(f.a)}))`;
      case "fraction":
        return `(${f.n} / <f64>(((${this.expression(f.a)} as i32) & 3) + 1))`;
      case "binary":
        return `(${this.float(f.a)} ${f.op} ${this.float(f.b)})`;
      case "choose":
        return `(${this.condition(f.c)} ? ${this.float(f.a)} : ${this.float(f.b)})`;
    }
  }

  private loop(s: Extract<Statement, { count: number }>): void {
    const i = `i${this.count++}`;
    this.inLoop++;
    const outer = this.inSwitch;
    this.inSwitch = 0;
    if (s.k === "for") {
      this.line(`for (let ${i} = 0; ${i} < ${s.count} && ${this.condition(s.c)}; ${i}++) {`);
      this.scopes.push([]);
      this.body(s.body);
      this.scopes.pop();
      this.line("}");
    } else {
      this.line(`let ${i} = 0;`);
      if (s.k === "while") this.line(`while (${i}++ < ${s.count} && ${this.condition(s.c)}) {`);
      else this.line("do {");
      this.body(s.body);
      this.line(s.k === "while" ? "}" : `} while (++${i} < ${s.count} && ${this.condition(s.c)});`);
    }
    this.inSwitch = outer;
    this.inLoop--;
  }

  private declare(name: string, kind: Name["kind"], value?: Value): void {
    this.scopes.at(-1)!.push({ name, kind, ...(value ? { value } : {}) });
  }

  /** A future that nobody waits for is refused, so each is awaited somewhere, if only in words. */
  private awaitTheRest(): void {
    const text = this.lines.join("\n");
    for (let i = this.lines.length - 1; i >= 0; i--) {
      const [, indent, name] = /^(\s*)const (h\d+) =/.exec(this.lines[i]!) ?? [];
      if (!name || text.split(new RegExp(`\\b${name}\\b`)).length > 2) continue;
      this.lines.splice(i + 1, 0, `${indent}if (g0 > 5000) await ${name};`);
    }
  }

  /** Names in scope, the inner ones in front of what they shadow. */
  private pick(kind: Name["kind"], n: number): Name | undefined {
    const seen = new Map(this.scopes.flat().map((n) => [n.name, n]));
    const names = [...seen.values()].filter((v) => v.kind === kind && v.name !== this.hidden);
    return names.length > 0 ? names[n % names.length] : undefined;
  }

  private global(n: number): string {
    const name = `g${n % GLOBALS}`;
    return name === this.hidden ? `g${(n + 1) % GLOBALS}` : name;
  }

  private callee(n: number): string {
    const later = this.program.functions.length - (this.kind === "function" ? this.number + 1 : 0);
    const which = n % (later + 1);
    if (which === 0) return "rest";
    return `f${this.program.functions.length - later + which - 1}`;
  }

  private expression(e: Expression): string {
    switch (e.k) {
      case "literal":
        // In a condition asc takes numbers without a type for truth values, also in plain functions:
        // `0 - 1 < 0` is false, and `(a = 5) < 5` is true.
        return `(${e.n} as i32)`;
      case "variable":
        return this.pick("number", e.n)?.name ?? "(3 as i32)";
      case "global":
        return this.global(e.n);
      case "binary": {
        const [a, b] = [this.expression(e.a), this.expression(e.b)];
        return e.op === "*" ? `((${a}) % 97 * ((${b}) % 97))` : `(${a} ${e.op} ${b})`;
      }
      case "effect":
        return `effect(${this.expression(e.a)})`;
      case "choose":
        return `(${this.condition(e.c)} ? ${this.expression(e.a)} : ${this.expression(e.b)})`;
      case "await": {
        const f = this.future(e.f, "await");
        if (f?.value === "number") return `(await ${f.text})`;
        if (f?.value === "bool") return `((await ${f.text}) ? (1 as i32) : (0 as i32))`;
        return "(await rest(2))";
      }
      case "assign": {
        const name = this.pick("number", e.n)?.name ?? this.global(0);
        return `(${name} = (${this.expression(e.a)}) % 997)`;
      }
      case "increment": {
        const name = this.pick("number", e.n)?.name ?? this.global(0);
        return e.isPostfix ? `${name}++` : `++${name}`;
      }
      case "tryReceive":
        return `ch${e.n % this.program.channels.length}.tryReceive(${this.expression(e.a)})`;
    }
  }

  private condition(c: Condition): string {
    switch (c.k) {
      case "compare":
        return `((${this.expression(c.a)} as i32) ${c.op} ${this.expression(c.b)})`;
      case "both":
        return `(${this.condition(c.a)} && ${this.condition(c.b)})`;
      case "either":
        return `(${this.condition(c.a)} || ${this.condition(c.b)})`;
      case "not":
        return `!${this.condition(c.a)}`;
      case "less":
        return `((${this.float(c.a)} as f64) >= (${this.float(c.b)} as f64))`;
      case "trySend":
        return `ch${c.n % this.program.channels.length}.trySend((${this.expression(c.a)}) % 997)`;
      case "timeout": {
        const f = this.future(c.f, "await");
        return f ? `(await timeout(${f.text}, micros(${c.d})))` : "true";
      }
    }
  }

  /** A future as text; nothing if what it names is not there. */
  private future(f: Future, use: "await" | "hold"): Printed | undefined {
    const ch = (n: number): string => `ch${n % this.program.channels.length}`;
    switch (f.k) {
      case "sleep":
        return { text: `sleep(micros(${f.d}))`, value: "none" };
      case "yield":
        return { text: "yieldNow()", value: "none" };
      case "call": {
        const name = this.callee(f.n);
        const args = f.args.slice(0, name === "rest" ? 1 : 2).map((a) => this.expression(a));
        return { text: `${name}(${args.join(", ")})`, value: "number" };
      }
      case "held": {
        const held = use === "await" ? this.pick("future", f.n) : undefined;
        return held && { text: held.name, value: held.value! };
      }
      case "receive":
        return { text: `${ch(f.n)}.receive()`, value: "number" };
      case "send":
        return { text: `${ch(f.n)}.send((${this.expression(f.a)}) % 997)`, value: "none" };
      case "ended": {
        const handle = this.pick("handle", f.n);
        return handle && { text: `${handle.name}.join()`, value: "number" };
      }
      case "select":
      case "selectFair":
      case "join": {
        const arms = f.arms.flatMap((arm) => this.future(arm, "await")?.text ?? []);
        if (arms.length === 0) return undefined;
        const text = `${f.k}(${arms.join(", ")})`;
        return { text, value: f.k === "join" ? "none" : "number" };
      }
      case "timeout": {
        const inner = this.future(f.f, "await");
        return inner && { text: `timeout(${inner.text}, micros(${f.d}))`, value: "bool" };
      }
    }
  }
}
