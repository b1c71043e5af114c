/** What a host takes for granted about a module's memory (DESIGN: "Facts for the binary that ships"). */
import { type Finding, hex } from "./finding.ts";
import { functionName, type ModuleFunction, type WasmModule } from "./module.ts";

const alignUp = (value: number, to: number): number => Math.ceil(value / to) * to;

const exportBounds = "put `export { __heap_base, __data_end };` into the entry file";

/** Neither operator may stand in any function: WAMR then gives the module its exact memory. */
export function findAllocator(module: WasmModule): Finding[] {
  return module.functions.flatMap((f) =>
    f.operators
      .filter((o) => o.kind === "memory.grow" || o.kind === "memory.size")
      .map((o): Finding => ({
        rule: "allocator",
        message:
          o.kind === "memory.grow"
            ? `${functionName(module, f.index)} can grow the memory (memory.grow): an allocator is linked`
            : `${functionName(module, f.index)} asks for the size of the memory (memory.size), so a host must keep whole pages of 64 KiB`,
        hint: "build from source with `wakeful build`, which names each line that allocates",
        where: whereIs(module, f, o.offset),
      })),
  );
}

function whereIs(module: WasmModule, f: ModuleFunction, offset: number): string {
  const name = module.names.functions.get(f.index);
  return `${name ? `function ${name} (index ${f.index})` : `function ${f.index}`}, offset ${hex(offset)}`;
}

/** The value of an exported bound, or null and a finding. */
export function readBound(
  module: WasmModule,
  name: string,
): { value: number | null; finding?: Finding } {
  const no = (message: string, hint: string): { value: null; finding: Finding } => ({
    value: null,
    finding: { rule: "bounds", message, hint, where: `export ${name}` },
  });
  const found = module.exports.find((e) => e.name === name);
  if (!found) {
    return no(`${name} is not exported, so no host can tell how much memory is used`, exportBounds);
  }
  const global = found.kind === "global" ? module.globals[found.index] : undefined;
  if (!global) return no(`${name} is exported as a ${found.kind}, not as a global`, exportBounds);
  if (global.mutable) {
    return no(
      `${name} is a mutable global: WAMR shrinks the memory only for an immutable one`,
      exportBounds,
    );
  }
  if (global.init?.kind !== "i32") {
    return no(`${name} is not an i32 constant`, `${exportBounds}, and build for wasm32`);
  }
  return { value: global.init.value >>> 0 };
}

/** Static data below `__data_end`, that below `__heap_base`, and all of it within the memory. */
export function findLayout(
  module: WasmModule,
  dataEnd: number | null,
  heapBase: number | null,
): Finding[] {
  const findings: Finding[] = [];
  const report = (message: string, hint: string, where?: string): void => {
    findings.push({ rule: "layout", message, hint, ...(where ? { where } : {}) });
  };
  if (dataEnd !== null && heapBase !== null && alignUp(dataEnd, 16) > heapBase) {
    report(
      `__data_end is ${dataEnd}, rounded up to 16: ${alignUp(dataEnd, 16)}; that is above __heap_base ${heapBase}, and WAMR then keeps whole pages`,
      "build with --stackSize 16, which leaves the gap",
    );
  }
  const [memory] = module.memories;
  const available = memory ? memory.initial * memory.pageBytes : null;
  if (heapBase !== null && available !== null && heapBase > available) {
    report(
      `__heap_base is ${heapBase}, beyond the initial memory of ${available} bytes`,
      "raise --initialMemory, or use less static memory",
    );
  }
  module.data.forEach((segment, i) => {
    const { address } = segment;
    if (!address) return;
    const where = `data segment ${i}, offset ${hex(segment.offset)}`;
    if (address.kind !== "i32") {
      report(
        `the address of data segment ${i} is not an i32 constant`,
        "build for wasm32, without relocation (no `--importTable`, no dynamic linking)",
        where,
      );
      return;
    }
    const start = address.value >>> 0;
    const end = start + segment.bytes;
    if (dataEnd !== null && end > dataEnd) {
      report(
        `data segment ${i} fills bytes ${start} to ${end}, beyond __data_end ${dataEnd}: a host that trusts the bounds would lose it`,
        "export asc's own __data_end instead of a value of yours",
        where,
      );
    } else if (dataEnd === null && available !== null && end > available) {
      report(
        `data segment ${i} fills bytes ${start} to ${end}, beyond the initial memory of ${available} bytes`,
        "raise --initialMemory",
        where,
      );
    }
  });
  return findings;
}

/**
 * WAMR takes the first mutable i32 global with a non-zero constant at or below `__heap_base` for a
 * stack pointer, and traps with "auxiliary stack underflow" when it is set (WAMR#4941). One that nothing sets is
 * let be: linkers of other languages declare a stack pointer also where there is no stack.
 */
export function findStackPointer(module: WasmModule, heapBase: number | null): Finding[] {
  if (heapBase === null) return [];
  const isSet = new Set(
    module.functions.flatMap(({ operators }) =>
      operators.flatMap((o) => (o.kind === "global.set" ? [o.global] : [])),
    ),
  );
  return module.globals.flatMap((global, index): Finding[] => {
    if (!global.mutable || global.type !== "i32" || global.init?.kind !== "i32") return [];
    const value = global.init.value >>> 0;
    if (value === 0 || value > heapBase || !isSet.has(index)) return [];
    const name = module.names.globals.get(index) ?? `global ${index}`;
    return [
      {
        rule: "stack-pointer",
        message: `${name} is a variable that begins as ${value}, at or below __heap_base ${heapBase}: WAMR takes it for a stack pointer and traps with "auxiliary stack underflow" (WAMR#4941)`,
        hint: "let it begin as 0 and set it in main, or keep it in memory.data",
        where: `global ${index}`,
      },
    ];
  });
}

/** Exactly one memory: not shared, not imported, of 32 bits. */
export function findMemory(module: WasmModule): Finding[] {
  const { memories } = module;
  const problems: [boolean, string, string][] = [
    [
      memories.length === 0,
      "the module has no memory",
      "build with asc, which declares one; check that --noExportMemory is not set",
    ],
    [
      memories.length > 1,
      `the module has ${memories.length} memories; small hosts know one`,
      "build without multi-memory",
    ],
    [memories.some((m) => m.imported), "the memory is imported", "build without --importMemory"],
    [memories.some((m) => m.shared), "the memory is shared", "build without --sharedMemory"],
    [memories.some((m) => m.index64), "the memory has 64-bit addresses", "build for wasm32"],
  ];
  return problems
    .filter(([applies]) => applies)
    .map(([, message, hint]) => ({ rule: "memory", message, hint }));
}
