/**
 * Runs asc in memory. It reads the author's files with our edits, the package's files, and the
 * generated ones; what it says is told in the author's places.
 */
import { AscCrash, withoutExit } from "./crash.ts";
import { finisher } from "./finish.ts";
import type { AscMessage } from "./message.ts";
import { type AscMethods, virtualCalls } from "./virtual-calls.ts";

export interface AscJob {
  /** Text of the module to start from. */
  readonly entryText: string;
  /** The text asc is to read for a path without extension. */
  readonly read: (path: string) => string | undefined;
  /** Text of asconfig.json. */
  readonly config: string;
  readonly target: "release" | "debug";
  readonly flags?: readonly string[];
  /** Sees asc's program, when it is compiled and not yet optimised. */
  readonly inspect?: (program: unknown) => void;
}

export interface AscOutput {
  readonly wasm: Uint8Array | undefined;
  readonly map: string | undefined;
  readonly wat: string | undefined;
  readonly messages: readonly AscMessage[];
  /** Immutable globals with constant value, by internal name: how addresses and sizes come out. */
  readonly constants: ReadonlyMap<string, number>;
}

interface AscDiagnostic {
  readonly category: number;
  readonly code: number;
  readonly message: string;
  readonly range: {
    readonly start: number;
    readonly end: number;
    readonly source: { readonly normalizedPath: string };
  } | null;
}

/** Shows what asc has to say, while it has not said it. */
function diagnosticsOf(show: (all: () => readonly AscDiagnostic[]) => void): object {
  return {
    afterInitialize(program: { readonly diagnostics: readonly AscDiagnostic[] }) {
      show(() => program.diagnostics);
    },
  };
}

function messageOf({ category, code, message, range }: AscDiagnostic): AscMessage {
  return {
    severity: category === ERROR ? "error" : "warning",
    code,
    message,
    file: range?.source.normalizedPath,
    start: range?.start ?? 0,
    end: range?.end ?? 0,
  };
}

const ENTRY = "wakeful-entry";
const ERROR = 3;

export async function runAsc(job: AscJob): Promise<AscOutput> {
  const written = new Map<string, string | Uint8Array>();
  const messages: AscMessage[] = [];
  const constants = new Map<string, number>();
  const argv = [
    `${ENTRY}.ts`,
    "--outFile",
    "o.wasm",
    "--textFile",
    "o.wat",
    "--target",
    job.target,
  ];
  // Without an abort, asc keeps no texts and file names in memory.
  const abort = job.target === "debug" ? "~lib/wakeful/firmware/report/panic/abort" : "";
  argv.push("--use", `abort=${abort}`, ...(job.flags ?? []));
  // Loaded late: whoever finds all in the cache does without it.
  const { default: asc } = await import("assemblyscript/asc");
  let pending: () => readonly AscDiagnostic[] = () => [];
  const run = asc.main.bind(asc, argv, {
    readFile(name) {
      const path = name.replaceAll("\\", "/");
      if (path === "asconfig.json") return job.config;
      if (path === `${ENTRY}.ts`) return job.entryText;
      const text = job.read(path.replace(/\.ts$/, ""));
      return text ?? null;
    },
    writeFile(name, contents) {
      written.set(name.replace(/^\.\//, ""), contents);
    },
    listFiles: () => [],
    reportDiagnostic: (d) => void messages.push(messageOf(d as unknown as AscDiagnostic)),
    transforms: [
      finisher(constants, (program) => {
        messages.push(...virtualCalls(program as AscMethods));
        job.inspect?.(program);
      }),
      diagnosticsOf((all) => (pending = all)),
    ] as never,
  });
  const { error } = await withoutExit(run).catch((reason: unknown) => {
    if (!(reason instanceof AscCrash)) throw reason;
    // It fails most often on an error that it has found and not told yet.
    messages.push(...pending().map(messageOf));
    return { error: new Error(`AssemblyScript's compiler failed: ${reason.message}`) };
  });
  if (error && !messages.some((m) => m.severity === "error")) {
    messages.push({
      severity: "error",
      code: 0,
      message: error.message,
      file: undefined,
      start: 0,
      end: 0,
    });
  }
  return {
    wasm: written.get("o.wasm") as Uint8Array | undefined,
    map: written.get("o.wasm.map") as string | undefined,
    wat: written.get("o.wat") as string | undefined,
    messages,
    constants,
  };
}
