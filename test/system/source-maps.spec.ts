/** On the bundle. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/parts.ts";

test("the source maps of the bundle name files that are there", () => {
  const dist = join(projectRoot, "dist");
  const maps = [dist, join(dist, "shared")].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".js.map"))
      .map((name) => join(folder, name)),
  );
  expect(maps.length).toBeGreaterThan(7);
  const missing = maps.flatMap((map) => {
    const { sources } = JSON.parse(readFileSync(map, "utf8")) as { sources: string[] };
    return sources.filter((source) => !existsSync(resolve(dirname(map), source)));
  });
  expect(missing).toEqual([]);
});
