/**
 * Firmware in Rollup, Vite and vitest.
 *
 * ```ts
 * import { wasm, table } from "./blink.ts?firmware";
 * const sim = Simulator.load(wasm, { table });
 * ```
 */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { compile, type Compiled, type CompileOptions } from "./compile.ts";
import { CompileError } from "./diagnostics/compile-error.ts";
import { formatDiagnostic } from "./diagnostics/diagnostic.ts";
import { sourceFiles } from "./watch.ts";

/** How firmware is built that a bundle imports or emits. */
export interface FirmwarePluginOptions extends Pick<
  CompileOptions,
  "mode" | "memoryLimit" | "cache"
> {
  /** Folder that places in messages are relative to. Default: the current one. */
  readonly root?: string;
  /** Firmware to write beside the bundle, entries by name: `<name>.wasm` and `<name>.wakeful.json`. */
  readonly emit?: Readonly<Record<string, string>>;
}

/** The part of a plugin's context that is used: Rollup's, and Vite's. */
export interface FirmwarePluginContext {
  /** Has it build again when that file is saved. */
  addWatchFile(id: string): void;
  /** Asks the other plugins where an import leads. */
  resolve(source: string, importer?: string): Promise<{ readonly id: string } | null>;
  /** Writes a file beside the bundle. */
  emitFile(file: { type: "asset"; fileName: string; source: string | Uint8Array }): unknown;
  /** Tells a warning of the compiler. */
  warn(message: string): void;
  /** Ends the build with an error at its place. */
  error(error: {
    message: string;
    id?: string;
    loc?: { file: string; line: number; column: number };
    frame?: string;
  }): never;
}

/** What `wakeful()` gives: a plugin for Rollup and Vite. */
export interface FirmwarePlugin {
  readonly name: "wakeful";
  /** Before others, which would take the firmware for TypeScript. */
  readonly enforce: "pre";
  /** Vite's. */
  configResolved(config: { readonly command: string }): void;
  /** Finds firmware that an import names with `?firmware` behind it. */
  resolveId(
    this: FirmwarePluginContext,
    source: string,
    importer: string | undefined,
  ): Promise<string | null>;
  /** Builds it. */
  load(this: FirmwarePluginContext, id: string): Promise<string | null>;
  /** Builds what `emit` names. */
  buildStart(this: FirmwarePluginContext): Promise<void>;
}

const QUERY = "?firmware";

/** A plugin for Rollup and Vite. */
export function wakeful(options: FirmwarePluginOptions = {}): FirmwarePlugin {
  const root = resolve(options.root ?? ".");
  let isServing = false;
  return {
    name: "wakeful",
    enforce: "pre",
    configResolved({ command }) {
      isServing = command === "serve";
    },
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null;
      const file = source.slice(0, -QUERY.length);
      const from = importer?.replace(/\?.*$/, "");
      // Others know of aliases, packages, and addresses from the root of a site.
      const found = await this.resolve(file, from);
      if (found) return found.id.replace(/\?.*$/, "") + QUERY;
      // It is not there: then the compiler says so.
      return resolve(from === undefined ? root : dirname(from), file) + QUERY;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const { wasm, table } = await built(this, id.slice(0, -QUERY.length), root, options);
      const base64 = Buffer.from(wasm).toString("base64");
      return [
        `export const wasm = Uint8Array.from(atob("${base64}"), (c) => c.charCodeAt(0));`,
        `export const table = JSON.parse(${JSON.stringify(JSON.stringify(table))});`,
      ].join("\n");
    },
    async buildStart() {
      // A server has no folder to write to.
      if (isServing) return;
      for (const [name, entry] of Object.entries(options.emit ?? {})) {
        const { wasm, table } = await built(this, resolve(root, entry), root, options);
        this.emitFile({ type: "asset", fileName: `${name}.wasm`, source: wasm });
        const fileName = `${name}.wakeful.json`;
        this.emitFile({ type: "asset", fileName, source: JSON.stringify(table) });
      }
    },
  };
}

async function built(
  context: FirmwarePluginContext,
  entry: string,
  root: string,
  { mode, memoryLimit, cache }: FirmwarePluginOptions,
): Promise<Compiled> {
  // A firmware outside of the root would have places that lead out of it.
  const base = relative(root, entry).startsWith("..") ? dirname(entry) : root;
  for (const file of sourceFiles(entry, base)) context.addWatchFile(file);
  try {
    const compiled = await compile(entry, {
      root: base,
      ...(mode && { mode }),
      ...(memoryLimit !== undefined && { memoryLimit }),
      ...(cache !== undefined && { cache }),
    });
    for (const d of compiled.diagnostics)
      context.warn(formatDiagnostic(d, textIn(base, d.place?.file)));
    return compiled;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const [first] = error.diagnostics;
    if (!first?.place) return context.error({ message: error.message, id: entry });
    const file = resolve(base, first.place.file.split("/").join(sep));
    const [headline = "", ...lines] = formatDiagnostic(first, textIn(base, first.place.file)).split(
      "\n",
    );
    return context.error({
      message: [headline, `way out: ${first.hint}`].join("\n"),
      id: file,
      // Columns of Rollup count from 0.
      loc: { file, line: first.place.line, column: first.place.column - 1 },
      frame: lines.filter((line) => !line.startsWith("  way out")).join("\n"),
    });
  }
}

function textIn(root: string, file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(resolve(root, file), "utf8");
  } catch {
    return undefined;
  }
}
