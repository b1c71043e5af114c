/** Judges a module before it runs, so that a wrong one is refused with a reason instead of a trap. */
import {
  BORDER_MODULE,
  BORDER_SECTION,
  BORDER_VERSION,
  exportTypes,
  importTypes,
} from "../../hal/generated/border.ts";
import { FirmwareError } from "./errors.ts";
import type { FirmwareErrorCode } from "./errors.ts";
import { COUNT_EXPORT, FUEL_EXPORT, GLOBAL_EXPORT, HOOKS_EXPORT, START_EXPORT } from "./guard.ts";
import { didYouMean } from "./nearest.ts";
import { readLeb } from "./module.ts";
import type { ModuleShape, Signature } from "./module.ts";

/** A function lent to the firmware. */
export type HostFunction = (...args: never[]) => unknown;

/** Functions lent to the firmware, by module and name. */
export type HostImports = Readonly<Record<string, Readonly<Record<string, HostFunction>>>>;

interface BorderType {
  readonly params: readonly string[];
  readonly result: string;
}

const rebuild = "build it again with `wakeful build`";

function refuse(code: FirmwareErrorCode, message: string, hint: string): FirmwareError {
  return new FirmwareError({ code, message, hint });
}

/**
 * Refuses bytes that are no valid module.
 * @throws FirmwareError `bad-module`.
 */
export function checkBytes(bytes: Uint8Array<ArrayBuffer>): void {
  const hint = "give the .wasm file that `wakeful build` writes";
  if (bytes.length === 0) throw refuse("bad-module", "the file is empty", hint);
  if ([0, 0x61, 0x73, 0x6d].some((byte, i) => bytes[i] !== byte)) {
    const first = [...bytes.slice(0, 4)].map((b) => b.toString(16).padStart(2, "0")).join(" ");
    throw refuse("bad-module", `this is no WebAssembly module: it begins with ${first}`, hint);
  }
  if (WebAssembly.validate(bytes)) return;
  throw refuse("bad-module", `the module is not valid: ${reasonOf(bytes)}`, rebuild);
}

function reasonOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof Error) return error.message.replace(/^WebAssembly\.Module\(\): /, "");
  }
  return "the engine gives no reason";
}

/**
 * Refuses firmware that was built for another version of the border.
 * @throws FirmwareError `abi-version`.
 */
export function checkVersion(module: WebAssembly.Module): void {
  const section = WebAssembly.Module.customSections(module, BORDER_SECTION)[0];
  if (!section || section.byteLength === 0) {
    throw refuse(
      "abi-version",
      `the module does not say which border it was built for: it has no section "${BORDER_SECTION}"`,
      rebuild,
    );
  }
  const version = readLeb(new Uint8Array(section), 0).value;
  if (version === BORDER_VERSION) return;
  const older = version > BORDER_VERSION ? "simulator" : "firmware";
  throw refuse(
    "abi-version",
    `the firmware was built for border ${version}, this simulator speaks ${BORDER_VERSION}: the ${older} is older`,
    older === "simulator" ? "update the simulator" : rebuild,
  );
}

/**
 * Refuses firmware that lacks an export, or has it with another signature.
 * @throws FirmwareError `missing-export` or `bad-module`.
 */
export function checkExports(module: WebAssembly.Module, shape: ModuleShape): void {
  const exported = WebAssembly.Module.exports(module);
  const reserved = [FUEL_EXPORT, START_EXPORT, COUNT_EXPORT, HOOKS_EXPORT];
  const taken = exported.find(
    ({ name }) => reserved.includes(name) || name.startsWith(GLOBAL_EXPORT),
  );
  if (taken) {
    throw refuse(
      "bad-module",
      `the firmware exports ${taken.name}, a name the simulator needs for itself`,
      "rename the export",
    );
  }
  for (const [name, type] of Object.entries<BorderType>(exportTypes)) {
    const found = shape.exports.get(name);
    const wanted = write(ofBorder(type));
    if (!found) {
      const names = exported.map((e) => e.name).join(", ") || "nothing";
      throw refuse(
        "missing-export",
        `the firmware does not export ${name}${wanted}; it exports ${names}`,
        `${rebuild}, which exports what a host calls`,
      );
    }
    if (write(found) !== wanted) {
      throw refuse(
        "missing-export",
        `the firmware exports ${name}${write(found)}, and a host calls ${name}${wanted}`,
        rebuild,
      );
    }
  }
  if (!exported.some(({ name, kind }) => name === "memory" && kind === "memory")) {
    throw refuse("missing-export", "the firmware does not export its memory", rebuild);
  }
}

/**
 * Refuses firmware that wants what nobody provides.
 * @throws FirmwareError `unknown-import`.
 */
export function checkImports(
  module: WebAssembly.Module,
  shape: ModuleShape,
  provided: HostImports,
): void {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const full = `${from}.${name}`;
    const functions = Object.hasOwn(provided, from) ? provided[from]! : {};
    if (kind !== "function" || !Object.hasOwn(functions, name)) {
      throw refuse(
        "unknown-import",
        `the firmware imports the ${kind} ${full}, which nobody provides${nearTo(from, name, provided)}`,
        "do without it, or give it in the option `imports`",
      );
    }
    const border = (importTypes as Record<string, BorderType>)[name];
    if (from !== BORDER_MODULE || !border) continue;
    const found = write(shape.imports.get(full)!);
    const wanted = write(ofBorder(border));
    if (found === wanted) continue;
    throw refuse(
      "unknown-import",
      `the firmware imports ${full}${found}, and the simulator provides ${full}${wanted}`,
      rebuild,
    );
  }
}

/** What is provided instead: the nearest name, and those of its area, as `uart` of `uart_open`. */
function nearTo(from: string, name: string, provided: HostImports): string {
  if (!Object.hasOwn(provided, from)) {
    return `; functions are provided by ${Object.keys(provided).join(" and ")}`;
  }
  const names = Object.keys(provided[from]!);
  const [area] = name.split("_", 1);
  const alike = names.filter((one) => one.startsWith(`${area!}_`));
  const areas = [...new Set(names.map((one) => one.split("_", 1)[0]!))].sort();
  const rest =
    alike.length > 0
      ? `of ${area!} there are ${alike.join(", ")}`
      : `${from} has functions of ${areas.join(", ")}`;
  return `${didYouMean(name, names)}; ${rest}`;
}

function ofBorder(type: BorderType): Signature {
  return { params: type.params, results: type.result === "void" ? [] : [type.result] };
}

function write({ params, results }: Signature): string {
  const result = results.length > 0 ? ` -> ${results.join(", ")}` : "";
  return `(${params.join(", ")})${result}`;
}
