import type { z } from "zod";
import { nearestName } from "../core/nearest.ts";
import type { FormatRule } from "./lint/format-rules.ts";
import type { Issue, JsonPath, JsonSource } from "./json-source.ts";

type ZodIssue = z.core.$ZodIssue;

/** An issue, and the rule that it is of. */
export interface RuledIssue extends Issue {
  readonly rule: FormatRule;
}

/** Places a part is put at, which are no attributes. */
const PLACES = ["top", "left", "rotate", "hide"];

/** What others call them. */
const AXES: Readonly<Record<string, string>> = { x: "left", y: "top" };

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
): RuledIssue[] {
  const below = issue.path as (string | number)[];
  const path = [...prefix, ...below];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(below);
    return issue.keys.map((key) => {
      const whose = owner(path);
      const isAttribute = prefix.length > 0;
      const place = (rule: FormatRule, message: string): RuledIssue => ({
        rule,
        ...source.atKey([...path, key], message),
      });
      if (isAttribute && PLACES.includes(key)) {
        return place(
          "misplaced-coords",
          `"${key}" of ${whose} is among its attributes, where it places nothing`,
        );
      }
      const axis = path[0] === "parts" ? AXES[key] : undefined;
      if (axis !== undefined) {
        return place("wrong-coord-names", `"${key}" of ${whose} should be "${axis}"`);
      }
      const noun = isAttribute ? "attribute" : "key";
      return place(
        isAttribute ? "invalid-attribute" : "format",
        `unknown ${noun} "${key}" in ${whose}${suggest(key, known)}`,
      );
    });
  }
  const key = path.at(-1);
  const name = typeof key === "string" ? `"${key}" of ${owner(path.slice(0, -1))}` : owner(path);
  const rule = prefix.length > 0 ? "invalid-attribute" : "format";
  if (!source.has(path)) {
    const lacking = typeof key === "string" ? `"${key}"` : "a second terminal";
    return [{ rule, ...source.at(path, `${owner(path.slice(0, -1))} has no ${lacking}`) }];
  }
  return [{ rule, ...source.at(path, `${name} ${expectation(issue)}`) }];
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

/** So many names fit a line. */
const MOST_NAMES = 12;

/** The nearest known name; failing that, all of them, if they are few. */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `; did you mean "${nearest}"?`;
  if (known.length > MOST_NAMES) return "";
  return known.length > 0 ? `; known are ${known.join(", ")}` : "; it has none";
}
