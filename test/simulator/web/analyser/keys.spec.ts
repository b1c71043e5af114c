import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keyCommand, KEYS } from "../../../../simulator/web/analyser/keys.ts";
import { projectRoot } from "../../../support/parts.ts";

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test("each key does one thing", () => {
  const all = KEYS.flatMap(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(KEYS.map(({ command }) => command)).size).toBe(KEYS.length);
});

test("Shift counts for keys that have no sign of their own", () => {
  expect(keyCommand({ ...plain, key: "ArrowLeft" })).toBe("earlier");
  expect(keyCommand({ ...plain, key: "ArrowLeft", shiftKey: true })).toBe("windowEarlier");
  expect(keyCommand({ ...plain, key: "+", shiftKey: true })).toBe("zoomIn");
  expect(keyCommand({ ...plain, key: "A", shiftKey: true })).toBe("cursorA");
});

test("the browser keeps its keys", () => {
  for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
    expect(keyCommand({ ...plain, key: "f", [modifier]: true })).toBeUndefined();
  }
  expect(keyCommand({ ...plain, key: "Tab" })).toBeUndefined();
  expect(keyCommand({ ...plain, key: " " })).toBeUndefined();
});

test("docs/analyser.md lists the keys that there are", () => {
  const page = readFileSync(join(projectRoot, "docs/analyser.md"), "utf8");
  const listed = [...page.matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm)].map(([, key, does]) => [
    key,
    does,
  ]);
  expect(listed).toEqual(KEYS.map(({ shown, does }) => [shown, does]));
});
