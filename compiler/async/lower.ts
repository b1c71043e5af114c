/**
 * Lowers async functions to state machines in static memory.
 *
 * ```
 *   author's text ──► steps ──► erased twin ──► asc ──► types of all variables
 *                       │                                  │
 *                       └──────────► flow ──► liveness ──► frames ──► lowered text
 * ```
 *
 * As in Rust, a frame holds only what lives across an `await`, the frames of callees lie inside
 * their caller's, and what never lives at once shares its bytes. So the size of everything is known
 * before anything runs, and no stack is needed to wait on.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { emitMachine } from "./emit.ts";
import type { Variable } from "./ir.ts";
import { buildMachine, type Extent, type Machine } from "./machine.ts";
import type { Report } from "./misplaced.ts";
import { copied, Places, roundUp, type StaticObject } from "./places.ts";
import { type Edit, rewrite } from "./rewrite.ts";
import { checkSource, type StaticPlace } from "./rules.ts";
import { errorIn, rangeOf, type Source, World } from "./source.ts";
import { type Routine, takeApart } from "./statements.ts";
import { Surface } from "./surface.ts";
import type { DecodedMap, Text } from "./text.ts";
import { twinOf } from "./twin.ts";
import { TypeTexts } from "./type-text.ts";
import { type Facts, type InstanceFact, isRecord, type RecordFact } from "./types.ts";
import ts from "typescript";

/** A `@task` in front of an async function. */
export interface AsyncTask {
  readonly path: string;
  readonly name: string;
}

export interface AsyncProgram {
  /** The author's files, after the edits of `front`. */
  readonly sources: readonly Source[];
  /** Files of the package that futures come from. */
  readonly library: readonly Source[];
  open(path: string): Source | undefined;
  readonly tasks: readonly AsyncTask[];
}

export interface Prepared {
  /** Whether the program has anything to lower. */
  readonly isAsync: boolean;
  /** Texts of the erased twin, by path. */
  readonly twins: ReadonlyMap<string, Text>;
  /**
   * @param firstKind number of the first task.
   * @param composedBytes size of a class with embedded parts.
   */
  finish(
    facts: Facts,
    firstKind: number,
    composedBytes: (declared: string) => number | undefined,
  ): Finished;
}

export interface Finished {
  readonly texts: ReadonlyMap<string, { readonly text: string; readonly map: DecodedMap }>;
  readonly machines: readonly Machine[];
  /** The machine of each task that the program starts. */
  readonly tasks: ReadonlyMap<AsyncTask, Machine>;
  /** What lies at the top of files. */
  readonly objects: readonly StaticObject[];
  extentOf(machine: Machine, variable: Variable): Extent;
}

/** Takes the program apart. Faults that need no types are reported here. */
export function prepare(program: AsyncProgram, report: Report): Prepared {
  const { sources } = program;
  const world = new World(program.open);
  const surface = new Surface(world, sources, program.library);
  const authors = surface.functions.filter((fn) => sources.includes(fn.source));
  const taskOf = new Map<ts.Node, AsyncTask>();
  for (const fn of authors) {
    const task = program.tasks.find((t) => t.path === fn.source.path && t.name === fn.name);
    if (task && !fn.owner) taskOf.set(fn.node, task);
  }
  const routines = authors.map((fn) => takeApart(fn, world, surface, report));
  const checked = sources.map((s) => checkSource(s, surface, new Set(taskOf.keys()), report));
  const places = checked.flatMap((c) => c.places);
  const twins = new Map(
    sources.map((source, i) => {
      const kind = (r: Routine): number | undefined => (taskOf.has(r.fn.node) ? 0 : undefined);
      return [source.path, twinOf(source, routines, kind, checked[i]!.placed)];
    }),
  );
  return {
    isAsync: routines.length > 0 || places.length > 0,
    twins,
    finish(facts, firstKind, composedBytes) {
      return new Lowering({
        world,
        sources,
        routines,
        places,
        taskOf,
        facts,
        composedBytes,
        report,
        surface,
      }).finish(firstKind);
    },
  };
}

interface LoweringInput {
  readonly world: World;
  readonly surface: Surface;
  readonly sources: readonly Source[];
  readonly routines: readonly Routine[];
  readonly places: readonly StaticPlace[];
  readonly taskOf: ReadonlyMap<ts.Node, AsyncTask>;
  readonly facts: Facts;
  readonly composedBytes: (declared: string) => number | undefined;
  readonly report: (d: Diagnostic) => void;
}

class Lowering {
  /** By the class of the frame, as asc names it. */
  private readonly versions = new Map<string, { routine: Routine; instance: InstanceFact }>();
  private readonly machines = new Map<string, Machine>();
  private readonly building: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly types: TypeTexts;
  private readonly places: Places;

  constructor(private readonly input: LoweringInput) {
    const taken = new Map<string, number>();
    for (const routine of input.routines) {
      for (const instance of this.instancesOf(routine)) {
        const { key } = instance.result.record!;
        this.versions.set(key, { routine, instance });
        this.names.set(key, frameName(routine, instance, taken));
      }
    }
    this.types = new TypeTexts(input.world, (record) => this.names.get(record.key));
    this.places = new Places(
      input.world,
      input.surface,
      input.facts,
      this.types,
      (record) => this.extentOf(record),
      input.report,
    );
  }

  /** The versions of a function that asc compiled: none if nothing calls it. */
  private instancesOf({ fn }: Routine): readonly InstanceFact[] {
    const separator = fn.owner ? (fn.isStatic ? "." : "#") : "";
    const own = fn.node.name!.getText(fn.source.tree);
    const owner = fn.owner?.name?.text ?? "";
    return this.input.facts.functions.get(`${fn.source.path}/${owner}${separator}${own}`) ?? [];
  }

  finish(firstKind: number): Finished {
    for (const key of this.versions.keys()) this.machine(key);
    const tasks = new Map<AsyncTask, Machine>();
    for (const machine of this.machines.values()) {
      const task = this.input.taskOf.get(machine.routine.fn.node);
      if (task) tasks.set(task, machine);
    }
    const kinds = new Map([...tasks.values()].map((m, i) => [m, firstKind + i]));
    const texts = new Map(
      this.input.sources.map((source) => {
        const text = this.print(source, (machine) => kinds.get(machine));
        return [source.path, text] as const;
      }),
    );
    // What one file needs of another may come up late, so the ends are added when all are printed.
    const finished = new Map(
      [...texts].map(([path, text]) => {
        const source = this.input.sources.find((s) => s.path === path)!;
        text.add(this.types.tail(source));
        const map = text.map(`${path.split("/").at(-1)}.ts`);
        return [path, { text: text.toString(), map }];
      }),
    );
    return {
      texts: finished,
      machines: [...this.machines.values()],
      tasks,
      objects: this.places.objects,
      extentOf: (machine, variable) => {
        const { record, bytes } = machine.typeOf(variable);
        return record && machine.isPart(variable) ? this.extentOf(record) : { bytes, align: bytes };
      },
    };
  }

  private machine(key: string): Machine | undefined {
    const known = this.machines.get(key);
    if (known) return known;
    const { routine, instance } = this.versions.get(key)!;
    if (this.building.includes(key)) {
      this.refuseCycle([...this.building.slice(this.building.indexOf(key)), key]);
      return undefined;
    }
    this.building.push(key);
    const machine = buildMachine({
      routine,
      instance,
      name: this.names.get(key)!,
      isTask: this.input.taskOf.has(routine.fn.node),
      report: this.input.report,
      extentOf: (record) => this.extentOf(record),
    });
    this.building.pop();
    this.machines.set(key, machine);
    return machine;
  }

  private refuseCycle(keys: readonly string[]): void {
    const routines = keys.map((key) => this.versions.get(key)!.routine);
    const { fn } = routines[0]!;
    const cycle = routines.map((r) => r.fn.name).join(" → ");
    const range = rangeOf(fn.source, fn.node.name!);
    this.input.report(
      errorIn(
        fn.source,
        range,
        "async-recursion",
        `${fn.name} awaits itself, so its frame would lie inside itself: ${cycle}`,
        "write it as a loop, or spawn a @task for the inner call and await its join",
      ),
    );
  }

  private extentOf(record: RecordFact): Extent {
    if (this.versions.has(record.key)) {
      const frame = this.machine(record.key)?.frame;
      return frame ? { bytes: frame.bytes, align: frame.align } : { bytes: 0, align: 1 };
    }
    const composed = this.input.composedBytes(record.declared);
    if (composed) return { bytes: composed, align: 8 };
    const { room, bytes, align } = record;
    if (!isRecord(room)) return { bytes, align };
    return { bytes: roundUp(bytes, 8) + copied(this.extentOf(room!.record!)).bytes, align: 8 };
  }

  private print(source: Source, kindOf: (machine: Machine) => number | undefined): Text {
    const { routines, places } = this.input;
    const own = routines.filter((r) => r.fn.source === source);
    const edits: Edit[] = own.map((routine) => ({
      from: routine.fn.node.getStart(source.tree),
      to: routine.fn.node.end,
      write: (text) => this.function(routine, text),
    }));
    for (const place of places) {
      if (place.source === source) edits.push(...this.places.edits(place));
    }
    return rewrite(source, edits, (text) => {
      if (own.length > 0) {
        text.add('import { Future as $Future } from "wakeful/firmware/executor/future";\n');
        text.add(
          'import { isSlot as $isSlot, nextSlot as $nextSlot, take as $take } from "wakeful/firmware/executor/pool";\n',
        );
        text.add(
          'import { nap as $nap, sleep as $sleep, sleepUntil as $sleepUntil } from "wakeful/firmware/time/sleep";\n',
        );
        text.add(
          'import { again as $again, againCurrent as $againCurrent } from "wakeful/firmware/executor/waker";\n',
        );
      }
      for (const routine of own) {
        for (const machine of this.machinesOf(routine)) {
          emitMachine(
            machine,
            {
              typeText: (type) => this.types.text(type, source),
              isFrame: (record) => this.versions.has(record.key),
              kind: kindOf(machine),
            },
            text,
          );
        }
      }
    });
  }

  private machinesOf(routine: Routine): Machine[] {
    return [...this.machines.values()].filter((m) => m.routine === routine);
  }

  /** What is left of an async function: tasks can be called, to be spawned. */
  private function({ fn }: Routine, text: Text): void {
    if (fn.owner) return;
    const { tree } = fn.source;
    const isExported = fn.node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    const task = this.input.taskOf.get(fn.node);
    const found = [...this.machines.values()].find((m) => m.routine.fn === fn);
    const head = isExported ? "export function " : "function ";
    if (!task || !found) {
      // Other files may import its name, though nothing is left to call.
      if (isExported) text.add(`${head}${fn.node.name!.getText(tree)}(): void {}`);
      return;
    }
    const names = fn.node.parameters.map((p) => p.name.getText(tree));
    text.add(head).copy(fn.node.name!.getStart(tree), fn.node.name!.end);
    text.add("(").copy(fn.node.parameters.pos, fn.node.parameters.end);
    text.add(
      `): ${found.name} {\n  const $slot = $nextSlot<${found.name}>();\n` +
        `  if (!$isSlot<${found.name}>($slot)) return changetype<${found.name}>(0);\n` +
        `  return $take<${found.name}>($slot).begin(${names.join(", ")});\n}`,
    );
  }
}

/** `blink$`; of a generic function `echo$i32`. */
function frameName(routine: Routine, instance: InstanceFact, taken: Map<string, number>): string {
  const args = instance.result.record!.typeArguments.map((a) => a.name.replace(/^.*\//, ""));
  const name = `${routine.fn.frame}${args.length && routine.fn.owner ? "$" : ""}${args.join("$")}`;
  const plain = name.replace(/[^\w$]+/g, "_");
  const key = `${routine.fn.source.path} ${plain}`;
  const count = (taken.get(key) ?? 0) + 1;
  taken.set(key, count);
  return count > 1 ? `${plain}$${count}` : plain;
}
