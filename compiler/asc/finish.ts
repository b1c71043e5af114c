/**
 * What is done to a module between asc and binaryen's optimiser.
 *
 * - Constants are read, before they are folded away: that is how addresses and sizes come out.
 * - Variables that begin as a number begin as 0 and are set when the module starts. WAMR takes the
 *   first mutable i32 global whose constant initialiser is not zero for a stack pointer, and traps
 *   on it (WAMR#4941).
 * - A firmware without timers is told so, and has no code for them.
 * - `__heap_base` becomes the next multiple of 16 after the data: the least that WAMR accepts.
 */
import { Transform } from "assemblyscript/transform";

/** The part of binaryen's JavaScript interface that is used here; asc brings its own copy. */
interface BinaryenModule {
  getNumGlobals(): number;
  getGlobalByIndex(index: number): number;
  removeGlobal(name: string): void;
  addGlobal(name: string, type: number, mutable: boolean, init: number): void;
  getFunction(name: string): number;
  readonly ptr: number;
  readonly i32: { const(value: number): number };
  readonly global: { set(name: string, value: number): number };
  block(label: null, children: readonly number[], type?: number): number;
}

interface Binaryen {
  readonly i32: number;
  getGlobalInfo(global: number): { name: string; type: number; mutable: boolean; init: number };
  getExpressionInfo(expression: number): { id: number; value?: unknown };
  getFunctionInfo(fn: number): { body: number };
  _BinaryenGetStart(module: number): number;
  _BinaryenFunctionSetBody(fn: number, body: number): void;
}

interface Variable {
  readonly name: string;
  readonly value: number;
}

/** Function behind the export `start`. */
const START = "wakeful-entry/start";
const HAS_TIMERS = "~lib/wakeful/firmware/executor/executor/hasTimers";
const INSERT_TIMER = "~lib/wakeful/firmware/executor/timer-queue/TimerQueue#insert";
const DATA_END = "~lib/memory/__data_end";
const HEAP_BASE = "~lib/memory/__heap_base";

/**
 * @param constants receives the immutable globals with constant value, by internal name.
 * @param inspect sees asc's program, when it is compiled and not yet optimised.
 */
export function finisher(
  constants: Map<string, number>,
  inspect: (program: unknown) => void,
): typeof Transform {
  return class extends Transform {
    override afterCompile(module: BinaryenModule): void {
      const binaryen = (this as unknown as { binaryen: Binaryen }).binaryen;
      const variables: Variable[] = [];
      for (let i = 0; i < module.getNumGlobals(); i++) {
        const { name, type, mutable, init } = binaryen.getGlobalInfo(module.getGlobalByIndex(i));
        const value = init ? binaryen.getExpressionInfo(init).value : undefined;
        if (typeof value !== "number") continue;
        if (!mutable) constants.set(name, value);
        else if (type === binaryen.i32 && value !== 0) variables.push({ name, value });
      }
      inspect((this as unknown as { program: unknown }).program);
      setAtStart(module, binaryen, variables);
      leaveOutTimers(module, binaryen);
      const dataEnd = constants.get(DATA_END);
      if (dataEnd === undefined) return;
      const heapBase = (dataEnd + 15) & ~15;
      redefine(module, binaryen, HEAP_BASE, false, heapBase);
      constants.set(HEAP_BASE, heapBase);
    }
  } as unknown as typeof Transform;
}

/** asc compiles what is called, and nothing else: where nobody inserts a timer, there is none to look after. */
function leaveOutTimers(module: BinaryenModule, binaryen: Binaryen): void {
  const asked = module.getFunction(HAS_TIMERS);
  if (asked === 0 || module.getFunction(INSERT_TIMER) !== 0) return;
  binaryen._BinaryenFunctionSetBody(asked, module.i32.const(0));
}

function redefine(
  module: BinaryenModule,
  binaryen: Binaryen,
  name: string,
  mutable: boolean,
  value: number,
): void {
  module.removeGlobal(name);
  module.addGlobal(name, binaryen.i32, mutable, module.i32.const(value));
}

/** Initialisers of the module's own run in its start section, if it has one, and before `start`. */
function setAtStart(
  module: BinaryenModule,
  binaryen: Binaryen,
  variables: readonly Variable[],
): void {
  const first = binaryen._BinaryenGetStart(module.ptr) || module.getFunction(START);
  if (variables.length === 0 || !first) return;
  const sets = variables.map(({ name, value }) => {
    redefine(module, binaryen, name, true, 0);
    return module.global.set(name, module.i32.const(value));
  });
  const { body } = binaryen.getFunctionInfo(first);
  binaryen._BinaryenFunctionSetBody(first, module.block(null, [...sets, body]));
}
