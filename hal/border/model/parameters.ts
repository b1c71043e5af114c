import type { Parameter } from "./types.ts";

export const pin: Parameter = {
  name: "pin",
  type: "i32",
  doc: "Logical pin number; the board maps it to a physical pin.",
};
