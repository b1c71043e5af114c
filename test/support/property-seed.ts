/**
 * Property tests try the same cases on every machine, so that a red test is red for everybody. To try
 * others: `PROPERTY_SEED=$RANDOM npm test`.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20_240_229) });
