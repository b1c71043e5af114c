/**
 * Whether a module runs on every host: the facts that WAMR, wasm3 and the ports take for granted,
 * looked up in the binary itself. It does not matter who built it.
 */
import { findExports, findImports, readVersion } from "./border-rules.ts";
import { BinaryError } from "./error.ts";
import { type Finding, hex } from "./finding.ts";
import {
  findAllocator,
  findLayout,
  findMemory,
  findStackPointer,
  readBound,
} from "./memory-rules.ts";
import { readModule, type WasmModule } from "./module.ts";

export type { Finding, Rule } from "./finding.ts";

/** What is known of a module; null where it does not say. */
export interface ModuleFacts {
  /** Size of the file. */
  readonly bytes: number;
  readonly dataEnd: number | null;
  readonly heapBase: number | null;
  /** Bytes of linear memory a host must provide: `__heap_base`, rounded up to 8. */
  readonly ram: number | null;
  /** Number of functions with a body. */
  readonly functions: number;
  /** Bytes of their bodies. */
  readonly codeBytes: number;
  /** Bytes of initialised data. */
  readonly dataBytes: number;
  /** `module.name`, in order. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** Of the border. */
  readonly version: number | null;
}

/** Whether a module keeps the rules of every host, and what it is made of. */
export interface CheckReport {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly facts: ModuleFacts;
}

/** Checks any bytes; what is not a module is a finding too. */
export function checkModule(bytes: Uint8Array): CheckReport {
  let module: WasmModule;
  try {
    module = readModule(bytes);
  } catch (error) {
    if (!(error instanceof BinaryError)) throw error;
    return notAModule(bytes, error);
  }
  const dataEnd = readBound(module, "__data_end");
  const heapBase = readBound(module, "__heap_base");
  const version = readVersion(module);
  const findings = [
    ...findAllocator(module),
    ...findMemory(module),
    dataEnd.finding,
    heapBase.finding,
    ...findLayout(module, dataEnd.value, heapBase.value),
    ...findStackPointer(module, heapBase.value),
    ...findExports(module),
    ...findImports(module),
    version.finding,
  ].filter((finding) => finding !== undefined);
  return {
    ok: findings.length === 0,
    findings,
    facts: {
      bytes: bytes.length,
      dataEnd: dataEnd.value,
      heapBase: heapBase.value,
      ram: heapBase.value === null ? null : Math.ceil(heapBase.value / 8) * 8,
      functions: module.functions.length,
      codeBytes: module.functions.reduce((sum, f) => sum + f.end - f.start, 0),
      dataBytes: module.data.reduce((sum, d) => sum + d.bytes, 0),
      imports: module.imports.map((i) => `${i.module}.${i.name}`),
      exports: module.exports.map((e) => e.name),
      version: version.version,
    },
  };
}

function notAModule(bytes: Uint8Array, { problem, hint, offset }: BinaryError): CheckReport {
  const where = `offset ${hex(offset)}`;
  return {
    ok: false,
    findings: [{ rule: "malformed", message: problem, hint, where }],
    facts: {
      bytes: bytes.length,
      dataEnd: null,
      heapBase: null,
      ram: null,
      functions: 0,
      codeBytes: 0,
      dataBytes: 0,
      imports: [],
      exports: [],
      version: null,
    },
  };
}
