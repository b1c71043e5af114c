import type { SideTable } from "../../hal/border/side-table.ts";
import { FirmwareError } from "./errors.ts";

/** What the firmware has stopped itself with. */
export function panicError(code: number, table: SideTable | undefined): FirmwareError {
  const known = table?.panics[code];
  if (known) {
    return new FirmwareError({
      code: "panic",
      message: `panic: ${known.text}`,
      hint: "the firmware stopped itself here: see that this case does not arise, or handle it",
      place: known.place,
    });
  }
  if (code === -1) {
    return new FirmwareError({
      code: "panic",
      message: "panic: a check of the language failed",
      hint: "an assertion, an index or a cast went wrong at this place",
    });
  }
  return new FirmwareError({
    code: "panic",
    message: `panic #${code}`,
    hint: table
      ? "the side table does not know this panic: it belongs to another build"
      : "load the side table that lies beside the module (.wakeful.json) to read the text and place",
  });
}
