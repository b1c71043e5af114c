/**
 * Writes what each kind of host needs to hand the module's imports to the core's `hal_` functions: wasm2c, WAMR,
 * wasm3, and the bytecode of the Uno. What belongs to a peripheral stands behind `WAKEFUL_HAS_<NAME>`, so that a
 * firmware without it does not have to be linked with it.
 */
import type { Border, BorderFunction, PeripheralBorder, Scalar } from "./model/types.ts";

interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** What a peripheral is called where C is asked whether it is there. */
export const guardOf = (name: string): string => `WAKEFUL_HAS_${name.toUpperCase()}`;

/** Every host has pins. */
const ALWAYS = "gpio";

type Write = (fn: BorderFunction) => readonly string[];

/** All imports, each peripheral's behind its guard. */
function guarded(
  border: Border,
  peripherals: readonly PeripheralBorder[],
  write: Write,
  directive: readonly [(guard: string) => string, string],
): string[] {
  const optional = peripherals.filter(({ name }) => name !== ALWAYS);
  const owned = new Set(optional.flatMap(({ imports }) => imports.map(({ name }) => name)));
  const [begin, end] = directive;
  return [
    ...border.imports.filter(({ name }) => !owned.has(name)).flatMap(write),
    ...optional.flatMap(({ name, imports }) => [
      begin(guardOf(name)),
      ...imports.flatMap(write),
      end,
    ]),
  ];
}

const preprocessor = [(guard: string) => `#ifdef ${guard}`, "#endif"] as const;

const wasm2cType: Record<Scalar | "void", string> = { i32: "u32", i64: "u64", void: "void" };
const cType: Record<Scalar, string> = { i32: "int32_t", i64: "int64_t" };

function wasm2c({ name, params, result }: BorderFunction): string[] {
  const takes = params.map((p) => `, ${wasm2cType[p.type]} ${p.name}`).join("");
  const gives = params.map((p) => `(${cType[p.type]})${p.name}`).join(", ");
  const call = `hal_${name}(${gives})`;
  return [
    `${wasm2cType[result]} w2c_hal_${name}(struct w2c_hal *hal${takes}) {`,
    "  (void)hal;",
    result === "void" ? `  ${call};` : `  return (${wasm2cType[result]})${call};`,
    "}",
  ];
}

const LETTERS: Record<Scalar | "void", string> = { i32: "i", i64: "I", void: "" };

/** Raw natives get their arguments as 64 bits each: no knowledge of how a processor calls functions. */
function wamr({ name, params, result }: BorderFunction): string[] {
  const call = `hal_${name}(${params.map((p, i) => `(${cType[p.type]})args[${i}]`).join(", ")})`;
  const body =
    result === "void"
      ? [`  ${call};`]
      : [`  ${cType[result]} result = ${call};`, "  memcpy(args, &result, sizeof result);"];
  return [
    `static void import_${name}(wasm_exec_env_t env, uint64_t *args) {`,
    "  (void)env, (void)args;",
    ...body,
    "}",
  ];
}

function wamrRow({ name, params, result }: BorderFunction): string[] {
  const signature = `(${params.map((p) => LETTERS[p.type]).join("")})${LETTERS[result]}`;
  return [`  {"${name}", (void *)import_${name}, "${signature}", NULL},`];
}

function wasm3({ name, params, result }: BorderFunction): string[] {
  const call = `hal_${name}(${params.map((p) => p.name).join(", ")})`;
  return [
    `static m3ApiRawFunction(import_${name}) {`,
    "  (void)runtime, (void)_ctx, (void)_mem;",
    ...(result === "void" ? [] : [`  m3ApiReturnType(${cType[result]})`]),
    ...params.map((p) => `  m3ApiGetArg(${cType[p.type]}, ${p.name})`),
    ...(result === "void" ? [`  ${call};`, "  m3ApiSuccess()"] : [`  m3ApiReturn(${call})`]),
    "}",
  ];
}

function wasm3Row({ name, params, result }: BorderFunction): string[] {
  const signature = `${LETTERS[result] || "v"}(${params.map((p) => LETTERS[p.type]).join("")})`;
  return [`  {"${name}", "${signature}", import_${name}},`];
}

const WIDTHS: Record<Scalar, string> = { i32: "i", i64: "l" };

/** A log has too much for registers: border.S has it. Only what occurs in a program is assembled. */
function bytecode({ name, params, result }: BorderFunction): string[] {
  if (name === "log") return [];
  const pops = params.map((p) => WIDTHS[p.type]).join("") || "none";
  const pushes = result === "void" ? "next" : `push_${WIDTHS[result]}`;
  return [`external import_${name}, hal_${name}, ${pops}, ${pushes}`];
}

function cFile(notice: string, doc: string, lines: readonly string[]): string {
  return [`/* ${notice} */`, `/* ${doc} */`, ...lines, ""].join("\n");
}

/** The tables of all hosts. */
export function generateHosts(
  border: Border,
  peripherals: readonly PeripheralBorder[],
  notice: string,
): GeneratedFile[] {
  const all = (write: Write): string[] => guarded(border, peripherals, write, preprocessor);
  return [
    {
      path: "hal/generated/imports-wasm2c.h",
      text: cFile(notice, "What a module that wasm2c made C of imports.", all(wasm2c)),
    },
    {
      path: "hal/generated/imports-wamr.h",
      text: cFile(notice, "What a module in WAMR imports. WAMR sorts the table.", [
        ...all(wamr),
        "static NativeSymbol imports[] = {",
        ...all(wamrRow),
        "};",
      ]),
    },
    {
      path: "hal/generated/imports-wasm3.h",
      text: cFile(notice, "What a module in wasm3 imports.", [
        ...all(wasm3),
        "static const struct {",
        "  const char *name;",
        "  const char *signature;",
        "  M3RawCall function;",
        "} imports[] = {",
        ...all(wasm3Row),
        "};",
      ]),
    },
    {
      path: "hal/generated/imports-bytecode.S",
      text: cFile(
        notice,
        "What a module as bytecode imports: name, function, operands, result.",
        border.imports.flatMap(bytecode),
      ),
    },
  ];
}
