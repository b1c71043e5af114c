import { partDefinitions } from "./all.ts";
import type { PartDefinition } from "./part.ts";

/** All type names of the registry, in its order. */
export const partTypes: readonly string[] = partDefinitions.flatMap((part) => part.types);

/** The definition behind a type's name. */
export function findDefinition(type: string): PartDefinition | undefined {
  return partDefinitions.find((part) => part.types.includes(type));
}
