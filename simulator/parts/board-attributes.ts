import { z } from "zod";

/**
 * What published files say on a microcontroller board. It chooses what Wokwi itself loads, builds and boots, so it is
 * accepted and changes nothing here.
 */
export const boardAttributes = z.strictObject({
  env: z.string().optional(),
  builder: z.string().optional(),
  version: z.string().optional(),
  fullBoot: z.string().optional(),
  frequency: z.string().optional(),
  cpuFrequency: z.string().optional(),
  flashSize: z.string().optional(),
  psramSize: z.string().optional(),
  serialInterface: z.string().optional(),
});
