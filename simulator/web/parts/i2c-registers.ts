import type { I2cRegisters } from "../../parts/i2c-registers.ts";
import { definePartView } from "./view.ts";

export const i2cRegisters = definePartView<I2cRegisters>({
  types: ["wakeful-i2c-device"],
  noun: ({ address = "" }) => `device with registers${address === "" ? "" : ` at ${address}`}`,
  controls: () => [
    {
      kind: "choice",
      name: "nack",
      label: "does not acknowledge",
      options: ["nothing", "address", "data"],
      value: "nothing",
    },
  ],
  picture: ({ part: { transactions } }) => ({
    properties: {},
    text: `called ${transactions} ${transactions === 1 ? "time" : "times"}`,
  }),
});
