/** Interrupts that the host could not keep because its ring was full. */

const lost: usize = memory.data(4, 4);

/** How many interrupts were lost since reset. Every loss is also reported by the host. */
export function lostInterrupts(): u32 {
  return load<u32>(lost);
}

/** Called by the interrupt table. */
export function addLost(count: u32): void {
  store<u32>(lost, load<u32>(lost) + count);
}
