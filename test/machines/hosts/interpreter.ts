/** The module in an interpreter, built for this computer from the user's sources, on the virtual board. */
import { spawnSync } from "node:child_process";
import { writeModule } from "../../../hal/build/module-source.ts";
import { rootProblem, type Runtime } from "../../../hal/build/runtime-root.ts";
import type { Job, Tool } from "../../../hal/build/target.ts";
import { missingCommand } from "../../../hal/build/tools.ts";
import type { Machine, Run } from "../machine.ts";
import { runVirtual, virtualPeripherals } from "./virtual.ts";
import { scratchFolder } from "../../support/scratch.ts";

export interface InterpreterMachine extends Machine {
  /** What the program for a module prints in a second without stimuli. */
  printed(module: Pick<Run, "wasm" | "memoryBytes">): { stdout: string; stderr: string };
}

export interface InterpreterParts {
  readonly name: string;
  readonly title: string;
  readonly runtime: Runtime;
  readonly tools: readonly Tool[];
  /** Builds a program; returns its path. */
  program(job: Job, module: string): string;
  /** The command that runs it, if it is not one itself; the program's path comes last. */
  readonly command?: readonly string[];
}

export function interpreterMachine(parts: InterpreterParts): InterpreterMachine {
  const { name, title, runtime, tools } = parts;
  function build({ wasm, memoryBytes }: Pick<Run, "wasm" | "memoryBytes">): string {
    const folder = scratchFolder(name);
    const job = { name: "firmware", wasm, memoryBytes, folder };
    return parts.program(job, writeModule(job));
  }
  return {
    name,
    title,
    toleranceMicros: 0,
    ...virtualPeripherals,
    tools,
    missing() {
      return rootProblem(runtime) ?? missingCommand(tools);
    },
    run: async (run) => {
      const [command, ...args] = [...(parts.command ?? []), build(run)];
      return runVirtual(command!, args, run);
    },
    printed(module) {
      const [command, ...args] = [...(parts.command ?? []), build(module)];
      const { stdout, stderr } = spawnSync(command!, args, {
        input: "end 1000000\n",
        encoding: "utf8",
        env: { ...process.env, WAKEFUL_MEMORY: "1" },
      });
      return { stdout, stderr };
    },
  };
}
