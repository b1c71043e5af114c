import type { Cursor } from "./cursor.ts";
import { BinaryError } from "./error.ts";

/** What an initialiser is, as far as it can be known without running it. */
export type Constant =
  | { readonly kind: "i32"; readonly value: number }
  | { readonly kind: "i64"; readonly value: bigint }
  | { readonly kind: "function"; readonly index: number }
  | { readonly kind: "global"; readonly index: number }
  /** Floats, vectors, null references and sums: nothing here needs their value. */
  | { readonly kind: "other" };

/** Reads a constant expression up to and with its `end`. */
export function readConstant(cursor: Cursor): Constant {
  let constant: Constant = { kind: "other" };
  for (let operators = 0; ; operators++) {
    const offset = cursor.position;
    const opcode = cursor.u8();
    if (opcode === 0x0b) return operators === 1 ? constant : { kind: "other" };
    switch (opcode) {
      case 0x41:
        constant = { kind: "i32", value: cursor.i32() };
        break;
      case 0x42:
        constant = { kind: "i64", value: cursor.i64() };
        break;
      case 0x43:
        cursor.take(4);
        break;
      case 0x44:
        cursor.take(8);
        break;
      case 0x23:
        constant = { kind: "global", index: cursor.u32() };
        break;
      case 0xd2:
        constant = { kind: "function", index: cursor.u32() };
        break;
      case 0xd0:
        cursor.i64(); // the heap type
        break;
      case 0xfd:
        if (cursor.u32() !== 0x0c) throw unknownOpcode(offset);
        cursor.take(16);
        break;
      case 0x6a: // i32.add, i32.sub, i32.mul and their i64 twins: "extended constants"
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e:
        break;
      default:
        throw unknownOpcode(offset);
    }
  }
}

function unknownOpcode(offset: number): BinaryError {
  return new BinaryError("An initialiser uses an operator this reader does not know", offset);
}
