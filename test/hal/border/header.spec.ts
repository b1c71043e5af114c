import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../support/parts.ts";

const compilers = ["cc", "gcc", "clang"].filter((c) => spawnSync(c, ["--version"]).status === 0);

test.runIf(compilers.length > 0)(
  "a C compiler accepts the header, as C99 and without warnings",
  () => {
    const header = join(projectRoot, "hal/generated/wakeful_hal.h");
    const flags = [
      "-std=c99",
      "-Wall",
      "-Wextra",
      "-Wpedantic",
      "-Werror",
      "-fsyntax-only",
      "-x",
      "c",
    ];
    expect(execFileSync(compilers[0]!, [...flags, header], { encoding: "utf8" })).toBe("");
  },
);
