/**
 * Why a firmware has an allocator in it: each place in the author's code that needs one.
 *
 * The shipped module only shows that there is an allocator. So the firmware is built a second time,
 * unoptimised, where each function still has its name and each call its place; there one looks from
 * the author's functions down to the allocator.
 *
 * ```
 *   poll ──► blink ──► helper ──► Array#push ──► ensureCapacity ──► __renew ──► memory.grow
 *            author    author     library                           └─ sink
 *                          └─ reported: the last call in the author's hands
 * ```
 *
 * A path ends at the first author's function it meets, for that one is reported itself. The
 * exception is a constructor: asc puts the allocation of `this` into it, but it is `new` that asks.
 */
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type ts from "typescript";
import { readModule } from "../binary/module.ts";
import { type Diagnostic, formatDiagnostic } from "../diagnostics/diagnostic.ts";
import { type CallGraph, callGraph, type GraphFunction, type Step } from "./call-graph.ts";
import { isAllocator, isConstructor, isLibrary, shortName } from "./function-names.ts";
import { type Located, Locator } from "./locate.ts";
import { type AllocationKind, explain } from "./reasons.ts";
import { SourcePositions } from "./source-positions.ts";

/** One place that allocates; `place` is missing only if the source map knows none. */
export interface AllocationFinding extends Diagnostic {
  readonly severity: "error";
  readonly code: "allocation";
  readonly kind: AllocationKind;
  /** The author's text of it; empty if unknown. */
  readonly expression: string;
  /** From the called function to the allocator, in short names. */
  readonly chain: readonly string[];
}

/**
 * Finds what allocates in an unoptimised build of a firmware
 * (`-O0 --debug --runtime stub --sourceMap`).
 * @param wasm the module, with names.
 * @param map its source map, as text or as an object.
 * @param sourceText the author's text of a file, as the source map names it.
 * @returns places in order of file, line and column, each once.
 * @throws BinaryError if the module cannot be read.
 */
export function auditAllocation(
  wasm: Uint8Array,
  map: string | object,
  sourceText: (path: string) => string | undefined,
): AllocationFinding[] {
  const graph = callGraph(readModule(wasm));
  const positions = new SourcePositions(map as SourceMapInput);
  const paths = new AllocatorPaths(graph, positions);
  const locator = new Locator(positions, sourceText);

  const findings = new Map<string, AllocationFinding>();
  for (const caller of graph.functions.values()) {
    if (!graph.reachable.has(caller.index)) continue;
    if (paths.isTransparent(caller)) {
      if (graph.roots.includes(caller.index) && paths.from(caller.index)) {
        findings.set(caller.name, withoutPlace(caller, paths));
      }
      continue;
    }
    const claimed = new Set<ts.Node>();
    for (const step of caller.steps) {
      if (paths.isOfConstructor(caller, step)) continue;
      const found = allocates(step, paths, graph);
      if (!found) continue;
      const located = locator.find(caller, step.offset, found.callee, claimed);
      if (isConstructor(caller.name) && isConstructor(found.callee) && located.isBase) continue;
      const finding = describe(caller, located, found, paths);
      const { place, length } = finding;
      const key = place ? [place.file, place.line, place.column, length].join(":") : caller.name;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()].sort(byPlace);
}

/** A finding as a person reads it: place, code frame and the way out. */
export function formatFinding(finding: AllocationFinding, sourceText?: string): string {
  return formatDiagnostic(finding, sourceText);
}

interface Found {
  readonly callee: string;
  readonly chain: readonly string[];
  readonly managed: boolean;
}

function allocates(step: Step, paths: AllocatorPaths, graph: CallGraph): Found | undefined {
  if (step.operator === "memory.grow" || step.operator === "memory.size") {
    return { callee: step.operator, chain: [step.operator], managed: false };
  }
  for (const target of step.targets) {
    if (!paths.from(target)) continue;
    const chain = paths.names(target);
    const managed = chain.some((name) => name === "__new");
    return { callee: graph.functions.get(target)!.name, chain, managed };
  }
  return undefined;
}

function describe(
  caller: GraphFunction,
  { node, place, length }: Located,
  found: Found,
  paths: AllocatorPaths,
): AllocationFinding {
  if (!place) return withoutPlace(caller, paths, found.chain);
  return {
    severity: "error",
    code: "allocation",
    ...explain({ node, ...found }),
    place,
    length,
    expression: node?.getText() ?? "",
    chain: found.chain,
  };
}

function withoutPlace(
  caller: GraphFunction,
  paths: AllocatorPaths,
  chain: readonly string[] = paths.names(caller.index),
): AllocationFinding {
  return {
    severity: "error",
    code: "allocation",
    kind: "call",
    message: isAllocator(caller.name)
      ? `the host can call the allocator itself: ${shortName(caller.name)} is exported`
      : `${shortName(caller.name)} allocates: ${chain.join(" → ")}`,
    hint: isAllocator(caller.name)
      ? "build without --exportRuntime"
      : "no place in your sources is known for it: it is made by the compiler or by a library you import",
    expression: "",
    chain,
  };
}

function byPlace(a: AllocationFinding, b: AllocationFinding): number {
  if (!a.place || !b.place) return Number(!a.place) - Number(!b.place);
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column;
}

/** Shortest ways to the allocator that lead through no function of the author's. */
class AllocatorPaths {
  /** The next function on the way; the function itself where it is the end. */
  private readonly next = new Map<number, number>();

  constructor(
    private readonly graph: CallGraph,
    private readonly positions: SourcePositions,
  ) {
    const callers = new Map<number, number[]>();
    const pending: number[] = [];
    for (const f of graph.functions.values()) {
      const open = this.isTransparent(f);
      const steps = open ? f.steps : f.steps.filter((step) => this.isOfConstructor(f, step));
      for (const target of steps.flatMap((step) => step.targets)) {
        callers.set(target, [...(callers.get(target) ?? []), f.index]);
      }
      if (isAllocator(f.name) || (open && f.steps.some((s) => s.operator.startsWith("memory.")))) {
        this.next.set(f.index, f.index);
        pending.push(f.index);
      }
    }
    for (let i = 0; i < pending.length; i++) {
      for (const caller of callers.get(pending[i]!) ?? []) {
        if (this.next.has(caller)) continue;
        this.next.set(caller, pending[i]!);
        pending.push(caller);
      }
    }
  }

  /** Functions from the given one to the allocator, or undefined if it does not allocate. */
  from(index: number): number[] | undefined {
    if (!this.next.has(index)) return undefined;
    const path = [index];
    for (let at = index; this.next.get(at) !== at; path.push(at)) at = this.next.get(at)!;
    return path;
  }

  /** The same in short names; a trampoline and its function have one. */
  names(index: number): string[] {
    const names = (this.from(index) ?? []).map((i) => shortName(this.graph.functions.get(i)!.name));
    return names.filter((name, i) => name !== names[i - 1]);
  }

  /** Whether nobody but the compiler or a library wrote it: then its callers answer for it. */
  isTransparent(f: GraphFunction): boolean {
    return isLibrary(f.name) || this.positions.after(f.start, f.end) === null;
  }

  /** Whether a step is the allocation of `this` that asc puts in front of a constructor's body. */
  isOfConstructor(f: GraphFunction, step: Step): boolean {
    if (!isConstructor(f.name)) return false;
    const target = this.graph.functions.get(step.targets[0] ?? -1);
    return (
      target !== undefined &&
      isAllocator(target.name) &&
      this.positions.ahead(step.offset, f.start) === null
    );
  }
}
