import { stateless } from "../core/snapshotted.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";

/** Kinds of an argument, four bits each in the head: see `log` in hal/border/description.ts. */
const Kind = { absent: 0, signed: 1, unsigned: 2, float: 3, bool: 4 } as const;

function decodeArgument(kind: number, bits: bigint): string {
  switch (kind) {
    case Kind.signed:
      return BigInt.asIntN(64, bits).toString();
    case Kind.unsigned:
      return BigInt.asUintN(64, bits).toString();
    case Kind.float: {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigInt64(0, bits);
      return String(view.getFloat64(0));
    }
    case Kind.bool:
      return bits === 0n ? "false" : "true";
    default:
      return `0x${BigInt.asUintN(64, bits).toString(16)}`;
  }
}

/**
 * The line of a deferred log. Values fill the `{}` of the text in order; those left over follow in
 * parentheses, and so do all if the text is not known: `log #3 (1, 2)`.
 */
export function decodeLog(
  texts: readonly { readonly text: string }[] | undefined,
  head: number,
  raw: readonly bigint[],
): string {
  const values: string[] = [];
  for (const [i, bits] of raw.entries()) {
    const kind = (head >>> (16 + 4 * i)) & 15;
    if (kind !== Kind.absent) values.push(decodeArgument(kind, bits));
  }
  const index = head & 0xffff;
  const text = texts?.[index]?.text ?? `log #${index}`;
  let used = 0;
  const filled = text.replace(/\{\}/g, (hole) => values[used++] ?? hole);
  const rest = values.slice(used);
  return rest.length > 0 ? `${filled} (${rest.join(", ")})` : filled;
}

export function createLog({ table, print }: PeripheralContext): Peripheral {
  return {
    name: "log",
    imports: {
      log(head: number, a: bigint, b: bigint, c: bigint, d: bigint): void {
        print(decodeLog(table?.logs, head, [a, b, c, d]));
      },
    },
    listening: false,
    reset: () => undefined,
    ...stateless,
  };
}
