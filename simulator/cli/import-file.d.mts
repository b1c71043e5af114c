/** Loads a module by its URL. */
export function importFile(url: string): Promise<unknown>;
