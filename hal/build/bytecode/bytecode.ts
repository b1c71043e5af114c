/** The other way to make C of a module: an interpreter in the port's own assembly, and bytecode for it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BuildError } from "../build-error.ts";
import type { Job } from "../target.ts";
import { encode } from "./encode.ts";
import { type Module, readModule } from "./module.ts";
import { shorten } from "./shorten.ts";
import { translate } from "./translate.ts";

const list = (bytes: Iterable<number>): string => [...bytes].join(", ");

/** What memory and variables hold at first, as C. */
function initialC(module: Module, memoryBytes: number): string {
  for (const { address, bytes } of module.data) {
    if (address + bytes.length <= memoryBytes) continue;
    throw new BuildError(
      `the module's data ends at ${address + bytes.length}, behind its __heap_base`,
      "build it with wakeful build, and do not change it afterwards",
    );
  }
  const set = module.globals.flatMap(({ init }, i) =>
    init === 0n ? [] : [`  wakeful_globals[${i}] = ${BigInt.asUintN(64, init)}u;`],
  );
  return [
    `#define WAKEFUL_GLOBALS ${Math.max(module.globals.length, 1)}`,
    ...module.data.map(
      ({ bytes }, i) => `static const uint8_t data_${i}[] PROGMEM = {${list(bytes)}};`,
    ),
    "static inline void fill_memory(uint8_t *memory, uint64_t *wakeful_globals) {",
    "  (void)memory, (void)wakeful_globals;",
    ...module.data.map(
      ({ address, bytes }, i) => `  memcpy_P(memory + ${address}, data_${i}, ${bytes.length});`,
    ),
    ...set,
    "}",
    "",
  ].join("\n");
}

/**
 * Writes `program.S` and `initial.h` into the job's folder.
 * @returns definitions for the compiler, as `NAME=value` or `NAME`.
 */
export function toBytecode(job: Job): readonly string[] {
  const module = readModule(job.wasm);
  const functions = module.bodies.map((body) => ({
    index: body.index,
    items: shorten(translate(module, body, job.memoryBytes)),
    words: body.locals.reduce((sum, width) => sum + (width === "l" ? 2 : 1), 0),
  }));
  const entries = new Map(
    ["start", "poll", "raise"].map((name) => [name, module.exports.get(name)!] as const),
  );
  if (module.start !== undefined) entries.set("begin", module.start);
  writeFileSync(join(job.folder, "program.S"), encode(functions, entries));
  writeFileSync(join(job.folder, "initial.h"), initialC(module, job.memoryBytes));
  return [
    `WAKEFUL_MEMORY=${job.memoryBytes}`,
    ...(module.start === undefined ? [] : ["WAKEFUL_BEGIN"]),
    ...(module.imports.includes("log") ? ["WAKEFUL_LOGS"] : []),
  ];
}
