/** WAMR, with each of its interpreters. */
import {
  type Interpreter,
  wamrProgram,
  wamrRuntime,
  wamrTools,
} from "../../../hal/ports/wamr/library.ts";
import { interpreterMachine, type InterpreterMachine } from "./interpreter.ts";

function machine(interpreter: Interpreter): InterpreterMachine {
  return interpreterMachine({
    name: `wamr-${interpreter}`,
    title: `WAMR's ${interpreter} interpreter on this computer, virtual time`,
    runtime: wamrRuntime,
    tools: wamrTools,
    program: (job, module) => wamrProgram(job, module, interpreter),
  });
}

export const wamrClassic = machine("classic");
export const wamrFast = machine("fast");
