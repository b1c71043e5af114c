/** How many tasks there are, and how much stack each has. The bench sets both. */
export const TASKS: u32 = 2;
export const STACK: u32 = 256;
