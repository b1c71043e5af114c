import { stripVTControlCharacters } from "node:util";

/** The message of what an expectation throws, without colours; or that it holds. */
export function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  return "it holds";
}
