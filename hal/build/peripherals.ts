/** Which kinds of hardware a module uses, and whether a target has them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { BORDER_MODULE } from "../generated/border.ts";
import { guardOf } from "../border/generate-hosts.ts";
import type { PeripheralBorder } from "../border/model/types.ts";
import { all } from "../border/peripherals/index.ts";
import type { SideTable } from "../border/side-table.ts";
import { BuildError } from "./build-error.ts";
import { packageRoot } from "../../compiler/front/files.ts";
import type { Target } from "./target.ts";

/** Every host has them. */
const ALWAYS = "gpio";

/** Those besides pins of which the module imports a function. */
export function peripheralsOf(wasm: Uint8Array): readonly PeripheralBorder[] {
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  const imports = new Set(
    WebAssembly.Module.imports(module)
      .filter((entry) => entry.module === BORDER_MODULE)
      .map(({ name }) => name),
  );
  return all.filter(
    (peripheral) =>
      peripheral.name !== ALWAYS && peripheral.imports.some(({ name }) => imports.has(name)),
  );
}

/** Files below `hal` that exist for the peripherals: the core's half, and that of a port's folder. */
export function peripheralFiles(
  peripherals: readonly PeripheralBorder[],
  folder: string,
): readonly string[] {
  const files = peripherals.map(({ name }) => `${folder}/peripherals/${name}.c`);
  return files.filter((file) => existsSync(join(packageRoot(), "hal", file)));
}

/** What the compiler is told of them. */
export function peripheralDefines(peripherals: readonly PeripheralBorder[]): readonly string[] {
  return peripherals.map(({ name }) => guardOf(name));
}

/** What is to be said of them in the notes for an interpreter; nothing for a module that uses none. */
export function peripheralNote(wasm: Uint8Array): string {
  const used = peripheralsOf(wasm);
  if (used.length === 0) return "";
  const names = commas(used.map(({ name }) => name));
  const defines = peripheralDefines(used).map((one) => `-D${one}`);
  return `
The firmware uses ${names}. Compile the .c files of that name, too; peripherals.h says what your board brings for them,
and everything is compiled with ${defines.join(" ")}.
`;
}

const commas = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;

/** The classes of its drivers, of which a firmware has objects. */
const classesOf = ({ exports, byHand = [] }: PeripheralBorder): readonly string[] =>
  Object.values(exports)
    .flat()
    .filter((name) => /^[A-Z]/.test(name) && !byHand.includes(name));

/** Where a firmware's author has an object of it. */
function placeOf(peripheral: PeripheralBorder, table: SideTable | undefined): string {
  const classes = classesOf(peripheral);
  const found = table?.memory.statics.find(({ type, place }) => place && classes.includes(type!));
  if (!found?.place) return "";
  return ` as ${found.name} at ${found.place.file}:${found.place.line}`;
}

/** How it is told: what firmware imports of it, or its functions where that is nothing. */
function nameOf(peripheral: PeripheralBorder): string {
  const [first] = classesOf(peripheral);
  const title = peripheral.area.title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return `${title} (${first ?? `${peripheral.name}_*`})`;
}

/**
 * Refuses a module that uses what the target has not.
 * @param targets all that there are, for the way out.
 * @throws BuildError
 */
export function requirePeripherals(
  target: Target,
  wasm: Uint8Array,
  table: SideTable | undefined,
  targets: readonly Target[],
): void {
  const used = peripheralsOf(wasm);
  const has = ({ peripherals }: Target, { name }: PeripheralBorder): boolean =>
    peripherals === "all" || peripherals.includes(name);
  const missing = used.filter((peripheral) => !has(target, peripheral));
  if (missing.length === 0) return;
  const able = targets.filter((other) => used.every((peripheral) => has(other, peripheral)));
  const uses = missing.map(
    (one) => `no ${nameOf(one)}, which this firmware uses${placeOf(one, table)}`,
  );
  throw new BuildError(
    `target ${target.name} has ${uses.join("; ")}`,
    able.length > 0
      ? `build it for a target that has it: ${commas(able.map(({ name }) => name))}`
      : "no target has all that it uses; leave a part of it out, or write it for a port: docs/porting.md",
    "firmware",
  );
}
