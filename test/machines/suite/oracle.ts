/** What V8 does with a case: the module in the simulator, on a board with pins and nothing else. */
import { WAKEFUL_TRAP, type Trap } from "../traps.ts";
import { compile } from "../../../compiler/index.ts";
import { peripheralsOf } from "../../../hal/build/peripherals.ts";
import { checkModule } from "../../../compiler/binary/check.ts";
import type { SideTable } from "../../../hal/border/side-table.ts";
import { FirmwareError, type Level, micros, Simulator } from "../../../simulator/index.ts";
import { projectRoot } from "../../support/parts.ts";
import { firmware } from "../../support/wat.ts";
import type { Edge, Recording, Run, SentByte } from "../machine.ts";
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
    ...(given.inputs && { inputs: given.inputs }),
    ...(given.devices && { devices: given.devices }),
    ...(given.start !== undefined && { start: given.start }),
  };
}

async function build(text: Case["firmware"]): Promise<{ wasm: Uint8Array; table?: SideTable }> {
  if (typeof text !== "string") return { wasm: await firmware(text) };
  return compile(text, { root: projectRoot });
}

/** Runs it in the simulator. */
export function recordOracle({ wasm, stimuli, inputs = [], until, start = 0 }: Run): Recording {
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
  const used = new Set(peripheralsOf(wasm).map(({ name }) => name));
  const { functions } = sim.circuit.board;
  // What a serial port does to its pin is told as bytes.
  const lines = new Set(used.has("uart") ? functions.uart.map(({ tx }) => tx) : []);
  const note = (pin: number, level: Level): void => {
    if (lines.has(pin)) return;
    if (!sim.circuit.isOutput(pin) || (level !== 0 && level !== 1)) return;
    edges.push({ time: sim.now - origin, pin, level });
  };
  // Outputs at the top of a file are there as soon as the module is.
  for (const pin of sim.circuit.pins) note(pin, sim.circuit.level(pin));
  sim.circuit.onLevel(note);
  try {
    for (const what of [...stimuli, ...inputs].sort((a, b) => a.time - b.time)) {
      // What is driven before anything ran is there when the firmware starts.
      if (what.time > 0) sim.runUntil(origin + micros(what.time));
      if (!("kind" in what)) sim.pin(what.pin).drive(what.level);
      else if (what.kind === "uart") sim.uart(what.port).send(Uint8Array.of(what.byte));
      else throw new Error(`the simulator's bare board has nothing at pin ${what.pin}`);
    }
    sim.runUntil(origin + micros(until));
  } catch (error) {
    if (!(error instanceof FirmwareError)) throw error;
    panic ??= trapOf(error);
  }
  const sent = used.has("uart") ? sentBytes(sim, origin) : [];
  return { edges, sent, logs, ...(panic !== undefined && { panic }) };
}

/** The terminal tells when it has seen a byte's stop bit, which is nine bits and a half after its start. */
function sentBytes(sim: Simulator, origin: bigint): SentByte[] {
  return sim.circuit.board.functions.uart.flatMap((_, port) => {
    const { received, baud } = sim.uart(port);
    return received.map(({ time, byte }) => ({
      time: time - origin - 19_000_000_000n / (2n * BigInt(baud!)),
      port,
      byte,
    }));
  });
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
