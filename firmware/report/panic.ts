/**
 * Fatal errors. The compiler keeps the text and its place in the side table and passes their number,
 * so that a panic costs a few bytes of code and no memory. `throw new Error("text")` becomes the same.
 */
import { panic as halPanic } from "../../hal/generated/bindings";

/** What `panic("text")` becomes. Does not return. */
export function panicAt(code: i32): void {
  halPanic(code);
  unreachable();
}

/** Called by asc for a failed `assert` and the like; the host finds the place by the stack. */
export function abort(_message: usize, _file: usize, _line: u32, _column: u32): void {
  halPanic(-1);
  unreachable();
}
