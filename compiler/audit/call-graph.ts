import { functionName, type WasmModule } from "../binary/module.ts";

/** A place in a function from which control, or memory, goes further. */
export interface Step {
  /** Byte offset in the file. */
  readonly offset: number;
  /** Functions it may reach; none for memory.grow and memory.size. */
  readonly targets: readonly number[];
  readonly operator: "call" | "call_indirect" | "memory.grow" | "memory.size";
}

export interface GraphFunction {
  readonly index: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly steps: readonly Step[];
}

export interface CallGraph {
  /** Functions with a body, by index. */
  readonly functions: ReadonlyMap<number, GraphFunction>;
  /** What a host can call: exports, the start function, and the table's functions if it is exported. */
  readonly roots: readonly number[];
  /** Everything a root can reach. */
  readonly reachable: ReadonlySet<number>;
}

/** Who may call whom. An indirect call may reach each function of its type whose address is taken. */
export function callGraph(module: WasmModule): CallGraph {
  const inTable = [...new Set(module.elements.flatMap((e) => e.functions))];
  const byType = new Map<number, number[]>();
  for (const index of inTable) {
    const type = module.functionTypes[index];
    if (type === undefined) continue;
    byType.set(type, [...(byType.get(type) ?? []), index]);
  }

  const functions = new Map<number, GraphFunction>();
  for (const { index, start, end, operators } of module.functions) {
    const steps: Step[] = [];
    for (const operator of operators) {
      const { offset } = operator;
      if (operator.kind === "call") {
        steps.push({ offset, targets: [operator.target], operator: "call" });
      } else if (operator.kind === "call_indirect") {
        steps.push({ offset, targets: byType.get(operator.type) ?? [], operator: operator.kind });
      } else if (operator.kind !== "global.set") {
        steps.push({ offset, targets: [], operator: operator.kind });
      }
    }
    functions.set(index, { index, name: functionName(module, index), start, end, steps });
  }

  const roots = module.exports.filter((e) => e.kind === "function").map((e) => e.index);
  if (module.start !== null) roots.push(module.start);
  if (module.exports.some((e) => e.kind === "table")) roots.push(...inTable);

  const reachable = new Set<number>();
  const pending = [...roots];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (reachable.has(index)) continue;
    reachable.add(index);
    for (const step of functions.get(index)?.steps ?? []) pending.push(...step.targets);
  }
  return { functions, roots: [...new Set(roots)], reachable };
}
