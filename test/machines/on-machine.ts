/** Tests that need a machine: without its tools they are listed by name, with the command that gets them. */
import { describe } from "vitest";
import type { Machine } from "./machine.ts";

export function onMachine(machine: Machine, body: () => void): void {
  const missing = machine.missing();
  const name = missing ? `${machine.title}: not run, needs ${missing}` : machine.title;
  describe.skipIf(missing !== undefined)(name, body);
}
