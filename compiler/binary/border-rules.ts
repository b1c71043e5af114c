/** Whether a module speaks the border of this version: exports, imports, and the version itself. */
import { closest, distance } from "fastest-levenshtein";
import {
  BORDER_MODULE,
  BORDER_SECTION,
  BORDER_VERSION,
  exportTypes,
  importTypes,
} from "../../hal/generated/border.ts";
import { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";
import type { Finding } from "./finding.ts";
import type { WasmModule } from "./module.ts";
import { type FunctionType, showType } from "./types.ts";

interface Signature {
  readonly params: readonly string[];
  readonly result: string;
}

const show = ({ params, result }: Signature): string =>
  showType({ params, results: result === "void" ? [] : [result] });

/** start, poll and raise with the right types, and the memory. */
export function findExports(module: WasmModule): Finding[] {
  const findings: Finding[] = [];
  const report = (name: string, message: string): void => {
    findings.push({
      rule: "exports",
      message,
      hint: 'build with `wakeful build`, or export what "wakeful" exports from your entry file',
      where: `export ${name}`,
    });
  };
  for (const [name, signature] of Object.entries(exportTypes)) {
    const found = module.exports.find((e) => e.name === name);
    if (!found) {
      report(name, `${name} is not exported; a host calls it: ${show(signature)}`);
    } else if (found.kind !== "function") {
      report(name, `${name} is exported as a ${found.kind}, not as a function`);
    } else {
      const type = module.types[module.functionTypes[found.index]!]!;
      if (showType(type) !== show(signature)) {
        report(name, `${name} is ${showType(type)}, but the border says ${show(signature)}`);
      }
    }
  }
  const memory = module.exports.find((e) => e.name === "memory");
  if (memory?.kind !== "memory") {
    report("memory", memory ? `memory is exported as a ${memory.kind}` : "memory is not exported");
  }
  return findings;
}

/** Only functions of the border may be imported, with the types it gives them. */
export function findImports(module: WasmModule): Finding[] {
  const signatures: Readonly<Record<string, Signature>> = importTypes;
  const names = Object.keys(signatures);
  return module.imports.flatMap((i): Finding[] => {
    const full = `${i.module}.${i.name}`;
    const finding = (message: string, hint: string): Finding[] => [
      { rule: "imports", message, hint, where: `import ${full}` },
    ];
    if (full === "env.abort") {
      return finding(
        "env.abort is imported: asc calls it for a failed assert and a throw, and no host provides it",
        "build with --noAssert, or with --use abort= and the name of a function of yours",
      );
    }
    if (i.module !== BORDER_MODULE) {
      return finding(
        `${full} is imported, but hosts provide only the module ${BORDER_MODULE}`,
        `reach the board through the functions of ${BORDER_MODULE}: ${names.join(", ")}`,
      );
    }
    if (i.kind !== "function") {
      return finding(`${full} is imported as a ${i.kind}`, "only functions cross the border");
    }
    const expected = Object.hasOwn(signatures, i.name) ? signatures[i.name] : undefined;
    if (!expected) {
      const near = closest(i.name, names);
      return finding(
        `${full} is imported, but border version ${BORDER_VERSION} has no such function`,
        distance(i.name, near) <= 3 ? `did you mean ${near}?` : `it has: ${names.join(", ")}`,
      );
    }
    if (showType(i.type as FunctionType) === show(expected)) return [];
    return finding(
      `${full} is imported as ${showType(i.type as FunctionType)}, but the border says ${show(expected)}`,
      "use the bindings that come with wakeful instead of a declaration of your own",
    );
  });
}

/** The version of the border a module was built for, and what is wrong with it. */
export function readVersion(module: WasmModule): { version: number | null; finding?: Finding } {
  const no = (
    version: number | null,
    message: string,
    hint: string,
  ): ReturnType<typeof readVersion> => ({
    version,
    finding: { rule: "version", message, hint, where: `custom section ${BORDER_SECTION}` },
  });
  const section = module.sections.find((s) => s.id === 0 && s.name === BORDER_SECTION);
  if (!section) {
    return no(
      null,
      `the module does not say which border it was built for (no custom section "${BORDER_SECTION}")`,
      "build with `wakeful build`, which writes it, and strip custom sections before, not after",
    );
  }
  const cursor = new Cursor(module.bytes, section.payload, section.end);
  let version: number;
  try {
    version = cursor.u32();
  } catch (error) {
    if (!(error instanceof BinaryError)) throw error;
    version = NaN;
  }
  if (Number.isNaN(version) || cursor.remaining > 0) {
    return no(
      null,
      `the custom section "${BORDER_SECTION}" does not hold one LEB128 number`,
      "build again with `wakeful build`",
    );
  }
  if (version < BORDER_VERSION) {
    return no(
      version,
      `the firmware is older than this host: it speaks border version ${version}, the host ${BORDER_VERSION}`,
      "build the firmware again with this version of wakeful",
    );
  }
  if (version > BORDER_VERSION) {
    return no(
      version,
      `this host is older than the firmware: it speaks border version ${BORDER_VERSION}, the firmware ${version}`,
      "update wakeful on the host, or build the firmware with the host's version",
    );
  }
  return { version };
}
