/** Runs a program that has the virtual board in it (hal/ports/virtual) and reads what its pins did. */
import { spawnSync } from "node:child_process";
import { deskPeripherals } from "../../../hal/build/desk.ts";
import type { Edge, Input, Recording, Run, SentByte } from "../machine.ts";

/** What hal/ports/virtual has besides pins. */
export const virtualPeripherals = {
  peripherals: deskPeripherals,
  analogPin: 14,
} as const;

function describeInput(input: Input): string {
  if (input.kind === "uart") return `uart ${input.port} ${input.byte}`;
  return `analog ${input.pin} ${input.value}`;
}

/** @param tick microseconds that each look at the clock takes. */
export function runVirtual(
  program: string,
  args: readonly string[],
  run: Run,
  tick = 0,
): Recording {
  const stimuli = [
    ...run.stimuli.map(({ time, pin, level }) => ({ time, text: `${pin} ${level}` })),
    ...(run.inputs ?? []).map((input) => ({ time: input.time, text: describeInput(input) })),
  ].sort((a, b) => a.time - b.time);
  const lines = stimuli.map(({ time, text }) => `${time} ${text}\n`);
  const input = `${lines.join("")}end ${run.until}\n`;
  const result = spawnSync(program, args, {
    input,
    encoding: "utf8",
    env: {
      ...process.env,
      WAKEFUL_TICK: String(tick),
      WAKEFUL_START: String(run.start ?? 0),
      WAKEFUL_MEMORY: "1",
    },
    maxBuffer: 2 ** 28,
    timeout: 60_000,
  });
  if (result.error) throw result.error;
  const edges: Edge[] = [];
  const sent: SentByte[] = [];
  const logs: { head: number; args: bigint[] }[] = [];
  let panic: number | undefined;
  let memoryBytes: number | undefined;
  let awakeMicros = 0;
  let hasEnded = false;
  for (const line of result.stdout.split("\n")) {
    const [what, time, ...rest] = line.split(" ");
    if (what === "edge") {
      const [pin, level] = rest.map(Number);
      edges.push({ time: BigInt(time!) * 1000n, pin: pin!, level: level as 0 | 1 });
    } else if (what === "uart") {
      const [port, byte] = rest.map(Number);
      sent.push({ time: BigInt(time!) * 1000n, port: port!, byte: byte! });
    } else if (what === "log") {
      logs.push({ head: Number(rest[0]), args: rest.slice(1).map(BigInt) });
    } else if (what === "panic") panic = Number(rest[0]);
    else if (what === "awake") awakeMicros = Number(time);
    else if (what === "end") hasEnded = true;
    // Interpreters tell it, see hal/ports/virtual/interpreter.c.
    else if (what === "memory") memoryBytes = Number(time);
  }
  if (!hasEnded) {
    throw new Error(
      `${run.name}: the machine stopped (${result.signal ?? result.status}): ${result.stderr}`,
    );
  }
  return {
    edges,
    sent,
    logs,
    awakeMicros,
    ...(panic !== undefined && { panic }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  };
}
