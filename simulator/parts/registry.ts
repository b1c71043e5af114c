import { arduinoUno } from "./board-arduino-uno.ts";
import { piPico } from "./board-pi-pico.ts";
import { button } from "./button.ts";
import { led } from "./led.ts";
import type { PartDefinition } from "./part.ts";
import { gnd, vcc } from "./power.ts";
import { resistor } from "./resistor.ts";

/** Every part a board file may name. */
export const partDefinitions: readonly PartDefinition[] = [
  arduinoUno,
  piPico,
  led,
  button,
  resistor,
  vcc,
  gnd,
];

/** All type names of the registry, in its order. */
export const partTypes: readonly string[] = partDefinitions.flatMap((part) => part.types);

/** The definition behind a type's name. */
export function findDefinition(type: string): PartDefinition | undefined {
  return partDefinitions.find((part) => part.types.includes(type));
}
