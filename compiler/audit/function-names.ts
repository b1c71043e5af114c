/** What asc's internal function names tell: `path/Class<T>#method`, `path/Class.static`, `path/f`. */

/** Whether a function belongs to a library: AssemblyScript's, or a package below `~lib/`. */
export function isLibrary(name: string): boolean {
  return /^(start:)?~lib\//.test(name);
}

/** Whether a function is part of the allocator, whichever runtime provides it. */
export function isAllocator(name: string): boolean {
  return (
    /^~lib\/rt\/.*\b__(alloc|new|realloc|renew)$/.test(name) ||
    /^~lib\/memory\/heap\.(alloc|realloc)$/.test(name)
  );
}

export function isConstructor(name: string): boolean {
  return /#constructor(@varargs)?$/.test(name);
}

/** `Map<i32,String>#set` for `~lib/map/Map<i32,~lib/string/String>#set`. */
export function shortName(name: string): string {
  return name.replace(/@(varargs|override)$/, "").replace(/[^<>,|&()\s]*\//g, "");
}

/** `Foo` for `entry/Foo<i32>#constructor`. */
export function classOf(constructorName: string): string {
  return shortName(constructorName).replace(/[<#].*$/, "");
}

/** The last word: `push`, `alloc`, `main`. Accessors lose their `get:` and `set:`. */
export function memberOf(name: string): string {
  const plain = shortName(name).replace(/~anonymous\|\d+$/, "");
  return plain
    .replace(/^.*[#.]/, "")
    .replace(/^(get|set):/, "")
    .replace(/[<|].*$/, "");
}
