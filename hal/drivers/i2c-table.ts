/** The buses that are open, by their numbers: interrupts tell nothing else of theirs. */

/** How many buses a board can have. */
export const BUSES: u32 = 2;

/** Where the address of a bus's object lies. Its memory is in here, so that firmware without a bus has none. */
export function slotOf(bus: u32): usize {
  return memory.data(8, 4) + ((<usize>bus) << 2);
}
