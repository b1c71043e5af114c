/**
 * The erased twin: the program without `async`, for asc to find the types of all variables in.
 *
 * An async function becomes a plain one that returns the class of its frame; `await f` becomes
 * `f[0]`, which has the type of its result. It is compiled and never run, so what it does is of no account:
 * only that each variable stands where it did, and each expression once more.
 */
import ts from "typescript";
import type { Body, Code, Future, Step, Variable } from "./ir.ts";
import { type Edit, rewrite } from "./rewrite.ts";
import type { Source } from "./source.ts";
import type { Routine } from "./statements.ts";
import { callables, placeOf } from "./surface.ts";
import type { Text } from "./text.ts";

export function markName(id: number): string {
  return `$m${id}_`;
}

const TAIL = `
import { Future as $Future } from "wakeful/firmware/executor/future";
import { sleep as $sleep, sleepUntil as $sleepUntil } from "wakeful/firmware/time/sleep";
let $flag: bool = false;
function $nothing(): void {}
function $maybe(): bool { return $flag; }
`;

/** The twin of one of the author's files. */
export function twinOf(
  source: Source,
  routines: readonly Routine[],
  kindOf: (routine: Routine) => number | undefined,
  placed: readonly ts.CallExpression[],
): Text {
  const own = routines.filter((r) => r.fn.source === source);
  const edits: Edit[] = own.map((routine) => ({
    from: routine.fn.node.getStart(source.tree),
    to: routine.fn.node.end,
    write: (text) => new Printer(routine, text).print(),
  }));
  const erased = placeEdits(source);
  const isErased = (edit: Edit): boolean =>
    erased.some((e) => edit.from >= e.from && edit.to <= e.to);
  edits.push(...erased, ...placedEdits(source, placed).filter((e) => !isErased(e)));
  return rewrite(source, edits, (text) => {
    if (own.length > 0) text.add(TAIL);
    for (const routine of own) frameClass(routine, text, kindOf(routine));
  });
}

function parameters(routine: Routine): string {
  const names = routine.fn.typeParameters;
  return names.length > 0 ? `<${names.join(", ")}>` : "";
}

function frameClass(routine: Routine, text: Text, kind: number | undefined): void {
  const { fn } = routine;
  text.add(`@unmanaged export class ${fn.frame}${parameters(routine)} extends $Future<`);
  const { resultNode } = fn;
  if (resultNode) text.copy(resultNode.getStart(fn.source.tree), resultNode.end);
  else text.add("void");
  text.add(kind === undefined ? "> {}\n" : `> { __kind(): u8 { return ${kind}; } }\n`);
}

class Printer {
  private readonly source: Source;

  constructor(
    private readonly routine: Routine,
    private readonly text: Text,
  ) {
    this.source = routine.fn.source;
  }

  print(): void {
    const { fn, self } = this.routine;
    const { node } = fn;
    const { text } = this;
    for (const modifier of ts.getModifiers(node) ?? []) {
      if (modifier.kind === ts.SyntaxKind.AsyncKeyword) continue;
      text.copy(modifier.getStart(this.source.tree), modifier.end).add(" ");
    }
    if (!fn.owner) text.add("function ");
    text.copy(node.name!.getStart(this.source.tree), node.name!.end);
    if (node.typeParameters?.length) {
      text.add("<").copy(node.typeParameters.pos, node.typeParameters.end).add(">");
    }
    const frame = `${fn.frame}${parameters(this.routine)}`;
    text.add("(").copy(node.parameters.pos, node.parameters.end).add(`): ${frame} {`);
    if (self) text.add(`let ${self.twin} = this;`);
    node.parameters.forEach((p, i) => {
      const { twin } = this.routine.parameters[i]!;
      text.add(`let ${twin} = `).copy(p.name.getStart(this.source.tree), p.name.end).add(";");
    });
    this.body(this.routine.body);
    text.add(`return changetype<${frame}>(0); }`);
  }

  private body(body: Body): void {
    this.mark(body.mark.id);
    this.steps(body.steps);
  }

  private mark(id: number): void {
    this.text.add(`let ${markName(id)} = 0;\n`);
  }

  private steps(steps: readonly Step[]): void {
    for (const step of steps) this.step(step);
  }

  private code(code: Code): void {
    const { text } = this;
    for (const fragment of code) {
      if (fragment.kind === "source") text.copy(fragment.from, fragment.to);
      else if (fragment.kind === "text") text.add(fragment.text);
      else if (fragment.kind === "type") text.add(fragment.name, fragment.at);
      else if (fragment.kind === "use") text.add(fragment.variable.twin, fragment.at);
      else if (fragment.kind === "output") {
        text.add(`${fragment.variable.twin}[0]`, fragment.at);
      } else {
        text.add(`${fragment.variable.twin} = `, fragment.at);
        this.code(fragment.value);
      }
    }
  }

  private declare(variable: Variable, value: Code | undefined, at: number): void {
    const { text } = this;
    text.add(`let ${variable.twin}`, at);
    if (variable.typeNode) {
      text.add(": ").copy(variable.typeNode.getStart(this.source.tree), variable.typeNode.end);
    } else if (variable.annotation) text.add(`: ${variable.annotation}`);
    if (value) {
      text.add(" = ");
      this.code(value);
    }
    text.add(";\n");
  }

  private call(callee: Code, args: readonly Code[]): Code {
    const list = args.flatMap((a, i): Code => [{ kind: "text", text: i ? ", " : "" }, ...a]);
    return [...callee, { kind: "text", text: "(" }, ...list, { kind: "text", text: ")" }];
  }

  private awaited(future: Future): Code {
    const text = (value: string): Code => [{ kind: "text", text: value }];
    if (future.kind === "held") return this.awaitedHeld(future.held);
    if (future.kind === "leaf") return this.awaitOf(future.part, future.at);
    if (future.kind === "join") return text("$nothing()");
    return text(future.kind.startsWith("timeout") ? "true" : "0");
  }

  private awaitedHeld(held: { variable: Variable; future: Future }): Code {
    if (held.future.kind === "leaf") return this.awaitOf(held.variable, held.future.at);
    return this.awaited(held.future);
  }

  private awaitOf(variable: Variable, at: number): Code {
    return [{ kind: "output", variable, at }];
  }

  private step(step: Step): void {
    const { text } = this;
    switch (step.kind) {
      case "run":
        this.code(step.code);
        text.add("\n");
        if (step.after) this.mark(step.after.id);
        break;
      case "set":
        if (step.declares) this.declare(step.variable, step.like ?? step.value, step.at);
        else {
          text.add(`${step.variable.twin} = `, step.at);
          this.code(step.value ?? []);
          text.add(";\n");
        }
        break;
      case "hold":
        if (step.held.future.kind === "leaf") this.declare(step.held.variable, step.value, step.at);
        break;
      case "begin":
        this.declare(step.leaf.part, this.call(step.leaf.callee, step.leaf.args), step.leaf.at);
        break;
      case "combine":
        break;
      case "await": {
        const value = this.awaited(step.future);
        if (step.result && step.declares) this.declare(step.result, value, step.at);
        else if (step.result) {
          text.add(`${step.result.twin} = `, step.at);
          this.code(value);
          text.add(";\n");
        } else if (step.future.kind === "leaf" || step.future.kind === "held") {
          this.code(value);
          text.add(";\n");
        }
        break;
      }
      case "if":
        // asc takes what is behind an if without else for the other way, and knows what is not null there.
        if (step.otherwise.steps.length === 0) this.mark(step.otherwise.mark.id);
        text.add("if (", step.at);
        this.code(step.written ?? step.condition);
        text.add(") {");
        this.body(step.then);
        if (step.otherwise.steps.length > 0) {
          text.add("} else {");
          this.body(step.otherwise);
        }
        text.add("}\n");
        this.mark(step.after.id);
        break;
      case "loop":
        text.add("while (true) { if ($maybe()) {", step.at);
        this.body(step.next);
        text.add("}\n");
        this.body(step.before);
        text.add("{");
        this.body(step.body);
        text.add("} }\n");
        this.mark(step.after.id);
        break;
      case "switch":
        text.add("while (true) {", step.at);
        for (const { test } of step.clauses) {
          if (!test) continue;
          text.add("if ($maybe()) {");
          this.steps(test.steps);
          text.add(`${step.value.twin} == `);
          this.code(test.value);
          text.add(";}\n");
        }
        for (const clause of step.clauses) {
          text.add("if ($maybe()) {");
          this.body(clause.body);
          text.add("}\n");
        }
        text.add("break; }\n");
        this.mark(step.after.id);
        break;
      case "scope":
        text.add("{");
        this.body(step.body);
        text.add("}\n");
        break;
      case "return": {
        text.add("{");
        if (step.value) {
          const { resultNode, source } = this.routine.fn;
          text.add("let $r_: ", step.at);
          if (resultNode) text.copy(resultNode.getStart(source.tree), resultNode.end);
          else text.add("void");
          text.add(" = ");
          this.code(step.value);
          text.add("; ");
        }
        const { fn } = this.routine;
        text.add(`return changetype<${fn.frame}${parameters(this.routine)}>(0); }\n`, step.at);
        break;
      }
      case "jump":
        text.add(`${step.to.kind};\n`, step.at);
        break;
    }
  }
}

/** Place functions without their first parameter, and without a body. */
export function placeEdits(source: Source): Edit[] {
  return callables(source.tree).flatMap(({ node }): Edit[] => {
    const type = placeOf(node, source.tree);
    if (!type || !node.body) return [];
    const [first, second] = node.parameters;
    const { body } = node;
    const lines = body.getText(source.tree).split("\n").length - 1;
    return [
      {
        from: first!.getStart(source.tree),
        to: second ? second.getStart(source.tree) : node.parameters.end,
        write: () => {},
      },
      {
        from: body.getStart(source.tree),
        to: body.end,
        write: (text) =>
          void text.add(
            `{ return changetype<${type.getText(source.tree)}>(0);${"\n".repeat(lines)}}`,
          ),
      },
    ];
  });
}

/** Hand-written calls of place functions, without the place. */
function placedEdits(source: Source, calls: readonly ts.CallExpression[]): Edit[] {
  const edits = calls.map((call): Edit => {
    const [first, second] = call.arguments;
    const from = first!.getStart(source.tree);
    return { from, to: second ? second.getStart(source.tree) : first!.end, write: () => {} };
  });
  return edits.filter((a) => !edits.some((b) => b !== a && b.from <= a.from && a.to <= b.to));
}
