/** Up to three people come through each door, and a lock keeps the total right. */
import { scenarioOf } from "./scenario.mjs";

export const scenario = await scenarioOf("fixed.ts");
