/** Tasks that log their number and the time when a sleep is over; sleeps are given as microseconds. */
export const sleepers = (spans: readonly (bigint | number)[]): string => `
import { log, now, sleep, spawn } from "wakeful";
@task({ pool: ${spans.length} })
async function nap(id: u32, span: u64): Promise<void> {
  await sleep(span);
  log("{} {}", id, now());
}
export function main(): void {
${spans.map((span, id) => `  spawn(nap(${id}, ${span}));`).join("\n")}
}`;
