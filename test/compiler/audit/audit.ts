import asc from "assemblyscript/asc";
import {
  type AllocationFinding,
  auditAllocation,
  formatFinding,
} from "../../../compiler/audit/allocation.ts";

// The project's own flags: with a stack size, asc puts a stack check in front of each function.
const flags = [
  "--outFile",
  "o.wasm",
  "--sourceMap",
  "--debug",
  "--runtime",
  "stub",
  "--stackSize",
  "16",
];

/** Compiles AssemblyScript in memory and audits it. Paths without folder; the entry is entry.ts. */
export async function audit(
  files: Readonly<Record<string, string>>,
  ...more: string[]
): Promise<AllocationFinding[]> {
  const written = new Map<string, string | Uint8Array>();
  const { error, stderr } = await asc.main(["entry.ts", ...flags, ...more], {
    readFile: (name) => files[name] ?? null,
    writeFile: (name, contents) => void written.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return auditAllocation(
    written.get("o.wasm") as Uint8Array,
    written.get("o.wasm.map") as string,
    (path) => files[path],
  );
}

/** The same as one text. */
export async function explained(source: string, ...more: string[]): Promise<string> {
  const findings = await audit({ "entry.ts": source }, ...more);
  return findings.map((f) => formatFinding(f, source)).join("\n\n");
}
