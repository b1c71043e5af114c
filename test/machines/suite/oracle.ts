/** What V8 does with a case: the module in the simulator, on a board with pins and nothing else. */
import { WAKEFUL_TRAP, type Trap } from "../traps.ts";
import { compile } from "../../../compiler/index.ts";
import { checkModule } from "../../../compiler/binary/check.ts";
import type { SideTable } from "../../../hal/border/side-table.ts";
import { FirmwareError, type Level, micros, Simulator } from "../../../simulator/index.ts";
import { projectRoot } from "../../support/parts.ts";
import { firmware } from "../../support/wat.ts";
import type { Edge, Recording, Run } from "../machine.ts";
import type { Case } from "./case.ts";

/** The case as a machine gets it. */
export async function runOf(given: Case): Promise<Run> {
  const { wasm, table } = await build(given.firmware);
  const memoryBytes = table?.memory.heapBase ?? checkModule(wasm).facts.heapBase!;
  return {
    // Machines name files after it.
    name: given.name.replace(/[^a-z0-9]+/gi, "-"),
    wasm,
    memoryBytes,
    stimuli: given.stimuli ?? [],
    until: given.until,
    ...(given.start !== undefined && { start: given.start }),
  };
}

async function build(text: Case["firmware"]): Promise<{ wasm: Uint8Array; table?: SideTable }> {
  if (typeof text !== "string") return { wasm: await firmware(text) };
  return compile(text, { root: projectRoot });
}

/** Runs it in the simulator. */
export function recordOracle({ wasm, stimuli, until, start = 0 }: Run): Recording {
  const edges: Edge[] = [];
  const logs: { head: number; args: bigint[] }[] = [];
  const origin = micros(start);
  let panic: number | undefined;
  const hal = {
    log: (head: number, ...args: bigint[]): void => void logs.push({ head, args }),
    panic(code: number): never {
      panic = code;
      throw new FirmwareError({ code: "panic", message: `panic ${code}`, hint: "" });
    },
  };
  const sim = Simulator.load(wasm, { startTime: origin, record: false, imports: { hal } });
  const note = (pin: number, level: Level): void => {
    if (!sim.circuit.isOutput(pin) || (level !== 0 && level !== 1)) return;
    edges.push({ time: sim.now - origin, pin, level });
  };
  // Outputs at the top of a file are there as soon as the module is.
  for (const pin of sim.circuit.pins) note(pin, sim.circuit.level(pin));
  sim.circuit.onLevel(note);
  try {
    for (const { time, pin, level } of stimuli) {
      // What is driven before anything ran is there when the firmware starts.
      if (time > 0) sim.runUntil(origin + micros(time));
      sim.pin(pin).drive(level);
    }
    sim.runUntil(origin + micros(until));
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    panic ??= trapOf(error);
  }
  return { edges, logs, ...(panic !== undefined && { panic }) };
}

/** V8's words for the traps of hal/generated/wakeful_hal.h. */
const words: readonly (readonly [RegExp, Trap])[] = [
  [/unreachable/, "UNREACHABLE"],
  [/memory access out of bounds/, "OUT_OF_BOUNDS"],
  [/divide by zero|remainder by zero/, "DIVIDE_BY_ZERO"],
  [/divide result unrepresentable/, "INTEGER_OVERFLOW"],
  [/float unrepresentable/, "INVALID_CONVERSION"],
  [/table index|signature mismatch|null function/, "CALL"],
];

function trapOf(error: FirmwareError): number {
  if (error.code !== "trap") throw error;
  const found = words.find(([word]) => word.test(error.message));
  return WAKEFUL_TRAP[found ? found[1] : "OTHER"];
}
