/** A finger comes, and goes some time later; a level tells so at any time. */
import { scenarioOf } from "./scenario.mjs";

export const scenario = await scenarioOf("fixed.ts");
