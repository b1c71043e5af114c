/**
 * `hal/index` of one program: the drivers that it imports, and those which they need. asc keeps the static memory
 * of every file that it reads, so that a driver which nobody imports would cost RAM.
 */
import { all } from "../../hal/border/peripherals/index.ts";
import type { Program } from "./program.ts";
import { importsOf, PACKAGE, type Unit } from "./unit.ts";

const FOLDER = "hal/drivers/";

/** Whether the program imports the package in a way that does not tell which names. */
function importsWhole({ units }: Program): boolean {
  return units.some(({ tree }) =>
    importsOf(tree).some(({ specifier, names }) => specifier === PACKAGE && names.length === 0),
  );
}

/**
 * @param imports names that are imported from "wakeful".
 * @param library finds a file of the package.
 */
export function driverIndex(
  program: Program,
  imports: ReadonlySet<string>,
  library: (path: string) => Unit | undefined,
): string {
  const exported = new Map(all.flatMap(({ exports }) => Object.entries(exports)));
  const whole = importsWhole(program);
  const used = new Set<string>();
  const use = (file: string): void => {
    if (used.has(file)) return;
    used.add(file);
    const unit = library(FOLDER + file);
    for (const { specifier } of unit ? importsOf(unit.tree) : []) {
      if (specifier.startsWith("./")) use(specifier.slice(2));
    }
  };
  for (const [file, names] of exported) {
    if (whole || names.some((name) => imports.has(name))) use(file);
  }
  return [...exported]
    .filter(([file]) => used.has(file))
    .map(([file, names]) => `export { ${names.join(", ")} } from "./drivers/${file}";\n`)
    .join("");
}
