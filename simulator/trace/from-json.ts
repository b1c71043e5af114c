import { z } from "zod";
import { UsageError } from "../core/errors.ts";
import type { TraceData } from "./trace.ts";

const time = z.string().regex(/^\d+$/, "a time is a text of digits, in nanoseconds");
const level = z.union([z.literal(0), z.literal(1), z.literal("z"), z.literal("x")]);

const schema = z.strictObject({
  version: z.literal(1),
  board: z.string(),
  start: time,
  end: time,
  signals: z.array(
    z.strictObject({
      kind: z.enum(["pin", "led", "button"]),
      name: z.string(),
      pin: z.number().int().optional(),
      initial: level,
      changes: z.array(z.strictObject({ time, level })),
    }),
  ),
});

/**
 * Reads what `toJson` wrote.
 * @returns the trace, and the end that it was written with.
 * @throws UsageError if it is anything else.
 */
export function fromJson(text: string): TraceData & { readonly end: bigint } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refusal((error as Error).message);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue!.path.length > 0 ? `${issue!.path.join(".")}: ` : "";
    throw refusal(`${where}${issue!.message}`);
  }
  const { board, start, end, signals } = parsed.data;
  return {
    board,
    start: BigInt(start),
    end: BigInt(end),
    signals: signals.map(({ pin, changes, ...signal }) => ({
      ...signal,
      ...(pin === undefined ? {} : { pin }),
      changes: changes.map((change) => ({ time: BigInt(change.time), level: change.level })),
    })),
  };
}

function refusal(reason: string): UsageError {
  return new UsageError(
    `this is no trace: ${reason}`,
    "give what `wakeful run --trace out.json` or `toJson` wrote",
  );
}
