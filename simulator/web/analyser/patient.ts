/** Asks that cost something: one at a time, and not more often than anybody can read. */

/** @returns wants `work` done: soon, once, however often it is called meanwhile. */
export function patient(gap: number, work: () => Promise<void>): () => void {
  let isWanted = false;
  let isBusy = false;
  const turn = async (): Promise<void> => {
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, gap));
    }
    isBusy = false;
  };
  return () => {
    isWanted = true;
    if (!isBusy) void turn();
  };
}
