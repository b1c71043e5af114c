// What a time was measured on.
import { availableParallelism, cpus, loadavg } from "node:os";

/** @returns {{ node: string, v8: string, cpu: string, cores: number, load: number }} */
export function environment() {
  const { node, v8 } = process.versions;
  const cpu = cpus()[0]?.model.trim() ?? "unknown";
  return { node, v8, cpu, cores: availableParallelism(), load: Number(loadavg()[0].toFixed(1)) };
}
