/** Names of files as asc and source maps take them: a path stands in imports, in addresses, and in names where `<` begins type arguments. */

// eslint-disable-next-line no-control-regex -- a file may be called so.
const REFUSED = /["#?\\<>\u0000-\u0020]/g;
const WRITTEN = /%(00(?:20|22|23|3f|5c|3c|3e|[01][0-9a-f]))/g;

/** A path, or a part of one, as asc names it. Twice is as once. */
export function ascName(path: string): string {
  return path.replace(REFUSED, (c) => `%${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What the author calls it. */
export function authorName(name: string): string {
  return name.replace(WRITTEN, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
