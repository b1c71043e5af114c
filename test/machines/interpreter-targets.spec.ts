import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { missingTools, runTool } from "../../hal/build/tools.ts";
import { halFolder } from "../../hal/build/wasm2c.ts";
import { BuildError, type Built, targets } from "../../hal/ports/index.ts";
import { DATA_END, firmware } from "../support/wat.ts";
import { MEMORY } from "./interpreter-suite.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wakeful-target-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function build(target: string, roots: Record<string, string>): Promise<Built> {
  for (const variable of ["WAMR_ROOT", "WASM3_ROOT"]) vi.stubEnv(variable, roots[variable] ?? "");
  const wasm = await firmware({ fields: DATA_END });
  const job = { name: "lamp", wasm, memoryBytes: MEMORY, folder };
  return targets.find(({ name }) => name === target)!.build(job);
}

test("without its sources the wamr target writes what an embedder needs, and says what a program here needs", async () => {
  const { files } = await build("wamr", {});
  expect(files.map(({ note }) => note)).toMatchInlineSnapshot(`
    [
      "the module as C",
      "what is left to do; for a program to run here set WAMR_ROOT to a folder with the sources of WAMR, as it is after: git clone https://github.com/bytecodealliance/wasm-micro-runtime",
    ]
  `);
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(all.sort()).toMatchInlineSnapshot(`
    [
      "README.txt",
      "check.c",
      "core.c",
      "core.h",
      "guest.c",
      "imports-wamr.h",
      "module.c",
      "module.h",
      "peripherals.h",
      "platform",
      "platform/CMakeLists.txt",
      "platform/platform.c",
      "platform/platform_internal.h",
      "platform/shared_platform.cmake",
      "port.h",
      "wakeful_hal.h",
    ]
  `);
});

test("without its sources the wasm3 target writes what an embedder needs, and says what a program here needs", async () => {
  const { files } = await build("wasm3", {});
  expect(files.map(({ note }) => note)).toMatchInlineSnapshot(`
    [
      "the module as C",
      "what is left to do; for a program to run here set WASM3_ROOT to a folder with the sources of wasm3, as it is after: git clone https://github.com/wasm3/wasm3",
    ]
  `);
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(all.sort()).toMatchInlineSnapshot(`
    [
      "README.txt",
      "check.c",
      "core.c",
      "core.h",
      "guest.c",
      "imports-wasm3.h",
      "module.c",
      "module.h",
      "peripherals.h",
      "port.h",
      "wakeful_hal.h",
    ]
  `);
});

test("a root that is not what it should be is refused with the file it lacks", async () => {
  const error = await build("wamr", { WAMR_ROOT: "/nowhere" }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(BuildError);
  expect((error as BuildError).hint).toMatchInlineSnapshot(
    `"WAMR_ROOT is /nowhere, which has no core/iwasm/include/wasm_export.h: it must be the folder that comes from: git clone https://github.com/bytecodealliance/wasm-micro-runtime"`,
  );
});

test("the module in C is the module, byte for byte", async () => {
  await build("wasm3", {});
  const text = readFileSync(join(folder, "module.c"), "utf8");
  const bytes = /wakeful_module\[\] = \{([^}]*)\}/.exec(text)![1]!;
  expect(Uint8Array.from(bytes.match(/\d+/g)!.map(Number))).toEqual(
    new Uint8Array(await firmware({ fields: DATA_END })),
  );
  expect(text).toContain(`wakeful_module_memory = ${MEMORY};`);
});

const hasGcc = missingTools([{ command: "gcc", apt: "gcc" }]).length === 0;
const why = hasGcc ? "" : " (not run: gcc is missing: apt-get install -y gcc)";

test.skipIf(!hasGcc)(
  `what needs no runtime compiles where it is written, without a warning${why}`,
  async () => {
    await build("wasm3", {});
    const flags = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-c", "-I", folder, "-o"];
    for (const file of ["module", "check", "core"]) {
      runTool("gcc", [...flags, join(folder, `${file}.o`), join(folder, `${file}.c`)]);
    }
  },
);

test("the guests know no board: they include what they are given, and the runtime", () => {
  const includes = ["wamr", "wasm3"].map((port) =>
    readFileSync(join(halFolder(), "ports", port, "guest.c"), "utf8").match(/^#include .*/gm),
  );
  expect(includes).toMatchInlineSnapshot(`
    [
      [
        "#include "core.h"",
        "#include "module.h"",
        "#include "port.h"",
        "#include <stdbool.h>",
        "#include <string.h>",
        "#include "wasm_export.h"",
        "#include "imports-wamr.h"",
      ],
      [
        "#include "core.h"",
        "#include "module.h"",
        "#include "port.h"",
        "#include <stddef.h>",
        "#include "wasm3.h"",
        "#include "m3_env.h"",
        "#include "imports-wasm3.h"",
      ],
    ]
  `);
});
