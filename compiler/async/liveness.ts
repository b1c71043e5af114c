/**
 * Which variables are alive where, so that a frame holds only what an `await` has to keep, and
 * things that are never alive together share their bytes.
 */
import type { Block, Flow, Instruction } from "./blocks.ts";
import type { Code, Future, Held, Variable } from "./ir.ts";
import { isYield } from "./ir.ts";
import { noOrigins, type Origins, type Stale } from "./origins.ts";

export interface Liveness {
  /** What a frame must hold, with what it must not overlap. */
  readonly residents: ReadonlyMap<Variable, ReadonlySet<Variable>>;
  /** Alive when the function stops at the `await` that a block begins with; for the entry, at its start. */
  readonly atStart: ReadonlyMap<Block, ReadonlySet<Variable>>;
  /**
   * Of those, what has begun there and is not done with. A part whose result is still pointed to is alive,
   * but holds nothing; and one that only may be pointed to later has not begun.
   */
  readonly inUse: ReadonlyMap<Block, ReadonlySet<Variable>>;
  readonly stale: readonly Stale[];
}

/** What an instruction does to variables. */
interface Effect {
  readonly uses: readonly Variable[];
  /** Written whole. */
  readonly kills: readonly Variable[];
  /** Written or taken the address of: must not overlap what is alive. */
  readonly touches: readonly Variable[];
}

export function codeVariables(code: Code): { uses: Variable[]; assigns: Variable[] } {
  const uses: Variable[] = [];
  const assigns: Variable[] = [];
  for (const fragment of code) {
    if (fragment.kind === "use" || fragment.kind === "output") uses.push(fragment.variable);
    else if (fragment.kind === "assign") {
      assigns.push(fragment.variable);
      const inner = codeVariables(fragment.value);
      uses.push(...inner.uses);
      assigns.push(...inner.assigns);
    }
  }
  return { uses, assigns };
}

/** Parts and hidden variables that polling a future works on. */
export function futureVariables(future: Future): Variable[] {
  if (isYield(future)) return [];
  if (future.kind === "leaf") return [future.part];
  if (future.kind === "held") return heldVariables(future.held);
  const own = future.kind === "join" ? [future.state] : [];
  return [
    ...own,
    ...(future.turn ? [future.turn] : []),
    ...future.children.flatMap(futureVariables),
  ];
}

export function heldVariables(held: Held): Variable[] {
  const own = held.isShared ? [held.done] : [];
  const { future } = held;
  if (future.kind === "leaf") return [...own, held.variable];
  const state = held.isShared && future.kind !== "join" ? [future.state] : [];
  return [...own, ...state, ...futureVariables(future)];
}

/** Parts that a drop of the future reaches: what is held in variables stays. */
export function ownParts(future: Future): Variable[] {
  if (future.kind === "leaf") return [future.part];
  return future.kind === "held" ? [] : future.children.flatMap(ownParts);
}

/** All that polling a future polls in the end: parts of its own, and what variables hold. */
function polledLeaves(future: Future): { part: Variable; held?: Held }[] {
  if (isYield(future)) return [];
  if (future.kind === "leaf") return [{ part: future.part }];
  if (future.kind !== "held") return future.children.flatMap(polledLeaves);
  const { held } = future;
  return held.future.kind === "leaf" ? [{ part: held.variable, held }] : polledLeaves(held.future);
}

/** Parts that are let go of when the block of a variable ends. */
function droppedParts({ future, variable }: Held): Variable[] {
  return future.kind === "leaf" ? [variable] : ownParts(future);
}

function effectOf(instruction: Instruction): Effect {
  switch (instruction.kind) {
    case "run": {
      const { uses, assigns } = codeVariables(instruction.code);
      const [first] = instruction.code;
      // What a statement begins with happens in any case.
      const kills = first?.kind === "assign" ? [first.variable] : [];
      return { uses, kills, touches: assigns };
    }
    case "set": {
      const { uses, assigns } = codeVariables(instruction.value ?? []);
      return { uses, kills: [instruction.variable], touches: assigns };
    }
    case "begin": {
      const { leaf } = instruction;
      const codes = [leaf.callee, leaf.receiver ?? [], ...leaf.args].map(codeVariables);
      return {
        uses: codes.flatMap((c) => c.uses),
        kills: [leaf.part],
        touches: codes.flatMap((c) => c.assigns),
      };
    }
    case "await": {
      const { future, result } = instruction.site;
      const used = futureVariables(future);
      const open = instruction.open.flatMap(droppedParts);
      return { uses: [...used, ...open], kills: result ? [result] : [], touches: used };
    }
    case "drop": {
      return { uses: droppedParts(instruction.held), kills: [], touches: [] };
    }
    case "yield":
      return { uses: [], kills: [], touches: [] };
  }
}

/** Variables that the expressions of an instruction assign. */
export function assignedIn(instruction: Instruction): readonly Variable[] {
  if (instruction.kind === "await") return [];
  return effectOf(instruction).touches;
}

/** The expression that a block ends with. */
export function endCode({ end }: Block): Code {
  if (end?.kind === "branch") return end.condition;
  return end?.kind === "return" && end.value ? end.value : [];
}

export function successors(block: Block): Block[] {
  const { end } = block;
  if (end?.kind === "jump") return [end.to];
  return end?.kind === "branch" ? [end.then, end.otherwise] : [];
}

/** Walks a block backwards; `visit` sees what is alive after each instruction. */
function walk(
  block: Block,
  after: Set<Variable>,
  origins: Origins,
  visit: (
    effect: Effect,
    alive: ReadonlySet<Variable>,
    instruction: Instruction | undefined,
  ) => void = () => {},
): Set<Variable> {
  const alive = new Set(after);
  const last = codeVariables(endCode(block));
  visit({ uses: last.uses, kills: [], touches: last.assigns }, alive, undefined);
  const use = (variable: Variable): void => {
    alive.add(variable);
    for (const origin of origins.of(variable)) alive.add(origin);
  };
  last.uses.forEach(use);
  for (const instruction of [...block.instructions].reverse()) {
    const effect = effectOf(instruction);
    visit(effect, alive, instruction);
    for (const variable of effect.kills) alive.delete(variable);
    // What still points into a part that begins anew keeps it alive before, too.
    effect.uses.forEach(use);
  }
  return alive;
}

type Alive = Map<Block, ReadonlySet<Variable>>;

/** What is alive at the start of each block. */
function aliveBefore(flow: Flow, origins: Origins): Alive {
  const before: Alive = new Map(flow.blocks.map((b) => [b, new Set()]));
  for (let changed = true; changed;) {
    changed = false;
    for (const block of [...flow.blocks].reverse()) {
      const alive = walk(block, afterOf(block, before), origins);
      if (alive.size === before.get(block)!.size) continue;
      before.set(block, alive);
      changed = true;
    }
  }
  return before;
}

function afterOf(block: Block, before: Alive): Set<Variable> {
  return new Set(successors(block).flatMap((s) => [...before.get(s)!]));
}

export function analyse(
  flow: Flow,
  isPart: (variable: Variable) => boolean,
  isStream: (held: Held) => boolean,
  origins: Origins,
): Liveness {
  const before = aliveBefore(flow, origins);
  const inUse = aliveBefore(flow, noOrigins);

  const residents = new Map<Variable, Set<Variable>>();
  const keep = (variable: Variable): void => {
    if (!residents.has(variable)) residents.set(variable, new Set());
  };
  const atStart = new Map<Block, ReadonlySet<Variable>>();
  flow.blocks.forEach((block, i) => {
    const isStop = i === 0 || block.instructions[0]?.kind === "await";
    if (!isStop) return;
    atStart.set(block, before.get(block)!);
    for (const variable of before.get(block)!) keep(variable);
  });
  for (const block of flow.blocks) {
    for (const instruction of block.instructions) {
      if (instruction.kind === "await") futureVariables(instruction.site.future).forEach(keep);
      else if (instruction.kind === "begin") keep(instruction.leaf.part);
      else if (instruction.kind === "set" && isPart(instruction.variable))
        keep(instruction.variable);
    }
  }

  const apart = (a: Variable, b: Variable): void => {
    if (a === b || !residents.has(a) || !residents.has(b)) return;
    residents.get(a)!.add(b);
    residents.get(b)!.add(a);
  };
  const allApart = (some: Iterable<Variable>, others: Iterable<Variable>): void => {
    const list = [...others];
    for (const a of some) for (const b of list) apart(a, b);
  };
  const stale: Stale[] = [];
  for (const block of flow.blocks) {
    walk(block, afterOf(block, before), origins, (effect, alive, instruction) => {
      allApart([...effect.kills, ...effect.touches], alive);
      // An assignment inside an expression comes before what stands behind it is read.
      allApart(effect.touches, effect.uses);
      // A call works on objects while it fills a place.
      allApart(effect.kills, effect.uses.filter(isPart));
      // What is polled works while the rest is alive, and on all its parts at once.
      allApart(effect.touches, effect.touches);
      const filled = (part: Variable, label: string, at: number, end: number): void => {
        for (const variable of alive) {
          if (variable === part || effect.kills.includes(variable)) continue;
          // A stream that polls another one holds nothing of what that gave out.
          if (instruction?.kind === "await" && origins.isStream(variable)) continue;
          if (origins.of(variable).has(part) && !stale.some((s) => s.variable === variable)) {
            stale.push({ label, at, end, variable });
          }
        }
      };
      if (instruction?.kind === "begin") {
        const { part, label, at, end } = instruction.leaf;
        filled(part, `${label}(...)`, at, end);
      } else if (instruction?.kind === "await") {
        const { future, at, end } = instruction.site;
        for (const { part, held } of polledLeaves(future)) {
          if (held && isStream(held)) filled(part, part.name, at, end);
          for (const stream of origins.feeds(part)) filled(stream, stream.name, at, end);
        }
      }
    });
  }
  const [entry] = flow.blocks;
  if (entry) allApart(before.get(entry)!, before.get(entry)!);
  return { residents, atStart, inUse, stale };
}
