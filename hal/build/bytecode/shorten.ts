/** Makes a function's operators fewer, and never others: what they do stays the same. */
import { isLabel, type Item, type Op } from "./translate.ts";

/** Nothing comes behind these but through a label. */
const isFinal = (op: Op): boolean => /^(br|br_table|unreachable|return_.*)$/.test(op.name);

/** Offsets that fit beside a slot in one byte: five bits, in units of `scale`. */
const FUSED: Readonly<Record<string, number>> = {
  i32_load: 4,
  i64_load: 4,
  i32_load8_u: 1,
  i32_load16_u: 2,
};

/** Whether a variable's word and an offset lie in one byte. */
function fuse(get: Op, load: Op): Op | undefined {
  const scale = FUSED[load.name];
  if (get.name !== "get_i" || scale === undefined) return undefined;
  const slot = Number(get.operand);
  const offset = Number(load.operand);
  if (slot > 7 || offset % scale !== 0 || offset / scale > 31) return undefined;
  return { name: `get_${load.name}`, operand: (slot << 5) | (offset / scale) };
}

const IMMEDIATE = /^i32_(add|and|or|eq|ne)$/;

/** A constant that fits in a byte becomes part of the operator that takes it. */
function immediate(constant: Op, operator: Op): Op | undefined {
  if (constant.name !== "const_i") return undefined;
  const isDifference = operator.name === "i32_sub";
  if (!isDifference && !IMMEDIATE.test(operator.name)) return undefined;
  const value = isDifference ? -Number(constant.operand) : Number(constant.operand);
  if (value < -128 || value > 127) return undefined;
  return { name: `imm_${isDifference ? "i32_add" : operator.name}`, operand: value & 0xff };
}

function pair(first: Op, second: Op): Op | undefined {
  if (first.name === "i32_eqz" && second.targets) {
    if (second.name === "br_if") return { ...second, name: "br_unless" };
    if (second.name === "br_unless") return { ...second, name: "br_if" };
  }
  return fuse(first, second) ?? immediate(first, second);
}

/** Branches to a branch go where that one goes; those to the next operator are none. */
function thread(items: readonly Item[]): Item[] {
  const leads = new Map<number, number>();
  const next = (at: number): Item | undefined => {
    while (isLabel(items[at])) at++;
    return items[at];
  };
  items.forEach((item, i) => {
    const after = isLabel(item) ? next(i) : undefined;
    if (isLabel(item) && after && !isLabel(after) && after.name === "br")
      leads.set(item.label, after.targets![0]!);
  });
  const end = (label: number): number => {
    const seen = new Set<number>();
    for (let to = leads.get(label); to !== undefined && !seen.has(label); to = leads.get(label)) {
      seen.add(label);
      label = to;
    }
    return label;
  };
  return items.flatMap((item, i): Item[] => {
    if (isLabel(item) || !item.targets) return [item];
    const targets = item.targets.map(end);
    if (item.name === "br") {
      for (let at = i + 1; isLabel(items[at]); at++)
        if ((items[at] as { label: number }).label === targets[0]) return [];
    }
    return [{ ...item, targets }];
  });
}

function sweep(items: readonly Item[]): Item[] {
  const used = new Set(items.flatMap((item) => (isLabel(item) ? [] : (item.targets ?? []))));
  const kept: Item[] = [];
  let isDead = false;
  for (const item of items) {
    if (isLabel(item)) {
      if (!used.has(item.label)) continue;
      isDead = false;
    } else if (isDead) continue;
    else if (isFinal(item)) isDead = true;
    const before = kept.at(-1);
    const joined = before && !isLabel(before) && !isLabel(item) && pair(before, item);
    if (joined) kept[kept.length - 1] = joined;
    else kept.push(item);
  }
  return kept;
}

/** Shortens until nothing changes. */
export function shorten(items: readonly Item[]): readonly Item[] {
  for (;;) {
    const next = sweep(thread(items));
    if (next.length === items.length) return next;
    items = next;
  }
}
