/** What npm allows. */
const MOST_LETTERS = 214;

/** Names that npm or an import would take for something else. */
const taken = ["node_modules", "favicon.ico", "prettier", "typescript", "vitest", "wakeful"];

/** A name that npm accepts in package.json, made of a folder's name. */
export function packageName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, "-")
    .replace(/^[._~-]+|-+$/g, "")
    .slice(0, MOST_LETTERS);
  if (name === "") return "my-firmware";
  return taken.includes(name) ? `${name}-project` : name;
}
