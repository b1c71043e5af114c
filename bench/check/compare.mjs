// What of the counts grew. Pure: it knows neither files nor how anything is measured.

/**
 * How much more than pinned is let pass: a share. Bytes are whole, and a few of them may come from anywhere.
 * `oneMore` is the RAM of one more task, timer or place.
 */
export const MARGIN = { instructions: 0.02, wasm: 0.02, ram: 0, oneMore: 0 };

/** What grew beyond its margin, what is measured or pinned and not both, and what is no count at all, in words. */
export function compare(measured, pinned) {
  const told = Object.keys(pinned)
    .filter((kind) => !(kind in MARGIN))
    .map(
      (kind) =>
        `${kind} is pinned and nothing that is measured: ${Object.keys(MARGIN).join(", ")} are`,
    );
  for (const [kind, margin] of Object.entries(MARGIN)) {
    const names = new Set([
      ...Object.keys(measured[kind] ?? {}),
      ...Object.keys(pinned[kind] ?? {}),
    ]);
    for (const name of names) {
      const [now, then] = [measured[kind]?.[name], pinned[kind]?.[name]];
      if (now === undefined) told.push(`${kind} of ${name} is pinned and no longer measured`);
      else if (then === undefined) told.push(`${kind} of ${name} is ${now}, and not pinned`);
      // A text would be compared as one, and let all pass.
      else if (typeof then !== "number") {
        told.push(
          `${kind} of ${name} is ${now}, pinned is ${JSON.stringify(then)}, which is no number`,
        );
      } else if (now > then * (1 + margin)) {
        const more = then === 0 ? "" : ` (${(100 * (now / then - 1)).toFixed(1)} % more)`;
        told.push(`${kind} of ${name} is ${now}, pinned are ${then}${more}`);
      }
    }
  }
  return told;
}

/** What the text of pinned.json says; throws with what is wrong of it. */
export function parsePinned(text) {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const pinned = JSON.parse(text);
  if (!isObject(pinned) || !Object.values(pinned).every(isObject)) {
    throw new Error(
      `it has to be an object of ${Object.keys(MARGIN).join(", ")}, each an object of counts`,
    );
  }
  return pinned;
}

/** Only what is pinned for these names. */
export function pick(pinned, names) {
  const kinds = Object.entries(pinned).map(([kind, counts]) => [
    kind,
    Object.fromEntries(Object.entries(counts).filter(([name]) => names.includes(name))),
  ]);
  return Object.fromEntries(kinds);
}
