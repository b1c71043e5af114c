/** Specs that write what follows from the indices and the border, in their order. */
export const beforeBuild: readonly string[];
