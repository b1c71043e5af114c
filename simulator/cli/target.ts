/** `wakeful build --target`: from a module to what is flashed, or to the program that runs it. */
import { checkModule } from "../../compiler/binary/check.ts";
import { installCommand, requireTools } from "../../hal/build/tools.ts";
import { requirePeripherals } from "../../hal/build/peripherals.ts";
import { fullRegions, usesOf, type Use } from "../../hal/build/fit.ts";
import {
  BuildError,
  type Built,
  type Optimize,
  type Target,
  targets,
} from "../../hal/ports/index.ts";
import { didYouMean } from "../core/nearest.ts";
import { UsageError } from "../core/errors.ts";
import type { Firmware } from "./firmware-file.ts";
import { makeFolder } from "./make-folder.ts";
import { tellOverflow } from "./target-overflow.ts";
import { writing } from "./writing.ts";

/**
 * The target of a name.
 * @throws UsageError
 */
export function findTarget(name: string, known: readonly Target[] = targets): Target {
  const found = known.find((target) => target.name === name);
  if (found) return found;
  const names = known.map((target) => target.name);
  throw new UsageError(
    `there is no target ${name}${didYouMean(name, names)}`,
    `the targets are ${known.map(({ name, title }) => `${name} (${title})`).join(", ")}`,
  );
}

/**
 * What `--optimize` asks of a target.
 * @throws UsageError
 */
export function optimizeOf(value: string | undefined, target: Target | undefined): Optimize {
  if (value === undefined || value === "speed") return "speed";
  if (value !== "size") {
    throw new UsageError(`a build cannot be optimised for ${value}`, "give size or speed");
  }
  if (target?.canShrink) return value;
  const able = targets.filter(({ canShrink }) => canShrink).map(({ name }) => name);
  throw new UsageError(
    target ? `${target.name} has no smaller form of code` : "--optimize is about a board",
    `give --target ${able.join(" or ")}, or leave --optimize out: modules are small already`,
  );
}

export interface TargetBuilt extends Built {
  readonly uses: readonly Use[];
}

/**
 * Builds a firmware for a target.
 * @param name of the firmware.
 * @param folder absolute; is made, if it is not there.
 * @throws BuildError, also if the chip has no room for it; UsageError
 */
export function buildForTarget(
  target: Target,
  { wasm, table }: Pick<Firmware, "wasm" | "table">,
  {
    name,
    folder,
    shown,
    optimize = "speed",
  }: {
    readonly name: string;
    readonly folder: string;
    readonly shown: string;
    readonly optimize?: Optimize;
  },
): TargetBuilt {
  requirePeripherals(target, wasm, table, targets);
  requireTools(target.tools);
  const memoryBytes = checkModule(wasm).facts.heapBase;
  if (memoryBytes === null) {
    throw new BuildError(
      "the module exports no constant __heap_base, so its memory has no known size",
      "build it with `wakeful build`; `wakeful check` tells what else a module needs",
      "firmware",
    );
  }
  const built = writing(shown, "give --out a folder that you may write to", () => {
    makeFolder(folder);
    return link(target, { wasm, table }, () =>
      target.build({ name, wasm, memoryBytes, folder, optimize }),
    );
  });
  const uses = built.sizes ? usesOf(target, built.sizes) : [];
  if (uses.some(({ used, limit }) => used > limit)) {
    const regions = uses.filter(({ used, limit }) => used > limit).map(({ region }) => region);
    throw tellOverflow(target, { wasm, table }, { regions, uses });
  }
  return { ...built, uses };
}

/** What a compiler says where its C library, which is a package of its own, is not there. */
const noLibrary =
  /cannot read spec file|fatal error: (?:avr\/\w+|assert|math|stddef|stdint|stdlib|string)\.h: No such file/;

/** A linker that finds no room says so before anybody can count. */
function link(
  target: Target,
  firmware: Pick<Firmware, "wasm" | "table">,
  build: () => Built,
): Built {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    if (noLibrary.test(error.message) && target.tools.length > 0) {
      throw new BuildError(
        `the C library for ${target.tools[0]!.command} is not installed`,
        `on Debian or Ubuntu: ${installCommand(target.tools)}`,
      );
    }
    const regions = fullRegions(error.message);
    if (regions.length === 0) throw error;
    throw tellOverflow(target, firmware, { regions, uses: [] });
  }
}
