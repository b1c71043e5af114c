/** The compiler as a library: `import { compile } from "wakeful/compiler"`. */
export { compile, type Compiled, type CompileOptions } from "./compile.ts";
export { checkModule, type CheckReport, type Finding, type ModuleFacts } from "./binary/check.ts";
export type { Rule } from "./binary/finding.ts";
export { checkTypes, type TypeFinding } from "./editor/check-types.ts";
export { CompileError } from "./diagnostics/compile-error.ts";
export { type Diagnostic, formatDiagnostic } from "./diagnostics/diagnostic.ts";
export type {
  AwaitInfo,
  FrameInfo,
  FramePart,
  Kept,
  Message,
  Place,
  SharedBytes,
  SideTable,
  StaticInfo,
  TaskInfo,
} from "../hal/border/side-table.ts";
