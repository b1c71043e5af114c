/** Reading over operators that are never reached. */
import type { Reader } from "./module.ts";
import { memoryAccesses } from "./operators.ts";

/** Steps over what follows an operator. */
export function skipImmediates(reader: Reader, operator: number): void {
  if (memoryAccesses.has(operator)) {
    reader.unsigned();
    reader.unsigned();
  } else if (operator >= 0x02 && operator <= 0x04) reader.signed();
  else if (operator === 0x0e) {
    reader.list(() => reader.unsigned());
    reader.unsigned();
  } else if (operator === 0x11) {
    reader.unsigned();
    reader.unsigned();
  } else if ([0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x41, 0x42].includes(operator)) {
    reader.signed();
  } else if (operator === 0xfc) {
    const kind = reader.unsigned();
    reader.at += kind === 10 ? 2 : kind === 11 ? 1 : 0;
  } else if (operator === 0x43) reader.at += 4;
  else if (operator === 0x44) reader.at += 8;
  else if (operator === 0x3f || operator === 0x40) reader.at++;
}
