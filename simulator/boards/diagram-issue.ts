import type { z } from "zod";
import { nearestName } from "../core/nearest.ts";
import type { Issue, JsonPath, JsonSource } from "./json-source.ts";

type ZodIssue = z.core.$ZodIssue;

/**
 * A finding of a schema in plain words, at its place in the text.
 * @param prefix Where in the text the checked value stands: a part's `attrs`, or empty for all.
 * @param knownKeys The keys the schema knows at a path below the prefix.
 * @param owner What messages call the thing a key belongs to.
 */
export function explainIssue(
  source: JsonSource,
  issue: ZodIssue,
  prefix: JsonPath,
  knownKeys: (path: JsonPath) => readonly string[],
  owner: (path: JsonPath) => string,
): Issue[] {
  const below = issue.path as (string | number)[];
  const path = [...prefix, ...below];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(below);
    const noun = prefix.length > 0 ? "attribute" : "key";
    return issue.keys.map((key) =>
      source.atKey(
        [...path, key],
        `unknown ${noun} "${key}" in ${owner(path)}${suggest(key, known)}`,
      ),
    );
  }
  const key = path.at(-1);
  const name = typeof key === "string" ? `"${key}" of ${owner(path.slice(0, -1))}` : owner(path);
  if (!source.has(path)) {
    const lacking = typeof key === "string" ? `"${key}"` : "a second terminal";
    return [source.at(path, `${owner(path.slice(0, -1))} has no ${lacking}`)];
  }
  return [source.at(path, `${name} ${expectation(issue)}`)];
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `should be ${article(issue.expected)}`;
    case "invalid_value":
      return `should be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_big":
      return `has more than ${issue.maximum} elements`;
    case "too_small":
      return `has fewer than ${issue.minimum} elements`;
    default:
      return issue.message;
  }
}

function article(type: string): string {
  const name = type === "record" ? "object" : type === "tuple" ? "array" : type;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

/** The nearest known name; failing that, all of them. */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `; did you mean "${nearest}"?`;
  return known.length > 0 ? `; known are ${known.join(", ")}` : "; it has none";
}
