import { ownLayouts, type FutureLayout } from "./model/futures.ts";
import { all } from "./peripherals/index.ts";

/** Of every future of the library, by the name of its class. */
export const futureLayouts: Readonly<Record<string, FutureLayout>> = Object.assign(
  {},
  ownLayouts,
  ...all.map(({ futures }) => futures),
);
