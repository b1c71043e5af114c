/** The checked module as a C array, for hosts that interpret it (hal/core/interpreter/module.h). */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "./target.ts";

const PER_LINE = 16;

/** @returns absolute path of `module.c` in the job's folder. */
export function writeModule(job: Job): string {
  const lines: string[] = [];
  for (let at = 0; at < job.wasm.length; at += PER_LINE) {
    lines.push(`  ${[...job.wasm.subarray(at, at + PER_LINE)].join(", ")},`);
  }
  const path = join(job.folder, "module.c");
  writeFileSync(
    path,
    `/* Written by wakeful build: ${job.name}. */
#include "module.h"

const uint8_t wakeful_module[] = {
${lines.join("\n")}
};
const uint32_t wakeful_module_size = sizeof wakeful_module;
const uint32_t wakeful_module_memory = ${job.memoryBytes};
`,
  );
  return path;
}
