import { expect, test } from "vitest";
import {
  hangingPath,
  roundedPath,
  tellsWay,
  wireCorners,
} from "../../../../simulator/web/page/board/wire-path.ts";

const from = { x: 0, y: 0 };
const to = { x: 100, y: 50 };
const corners = (...path: string[]): string | undefined =>
  wireCorners(from, to, path)
    ?.map(({ x, y }) => `${x},${y}`)
    .join(" ");

test("a wire goes on in the direction of its last word, and then across", () => {
  expect(corners("v10", "h20")).toBe("0,0 0,10 100,10 100,50");
  expect(corners("h20")).toBe("0,0 100,0 100,50");
  expect(corners("v-5")).toBe("0,0 0,50 100,50");
});

test("words after a star are read from the last one, at the second pin", () => {
  expect(corners("v10", "*", "h-20", "v30")).toBe("0,0 0,80 100,80 100,50");
  expect(corners("*", "v-20")).toBe("0,0 100,0 100,50");
  expect(corners("h10", "*", "h-10")).toBe("0,0 90,0 90,50 100,50");
});

test("words of no length tell a direction, and no way", () => {
  expect(corners("v0")).toBe("0,0 0,50 100,50");
  expect(corners("h0")).toBe("0,0 100,0 100,50");
  expect(tellsWay(["v0"])).toBe(false);
  expect(tellsWay(["h0", "*", "v0.0"])).toBe(false);
  expect(tellsWay(["h0", "v-0.5"])).toBe(true);
});

test("a wire without words hangs free", () => {
  expect(corners()).toBeUndefined();
  expect(hangingPath(from, { x: 0, y: 1 }, to, { x: -1, y: 0 })).toMatchInlineSnapshot(
    `"M0 0C0 44.72 55.28 50 100 50"`,
  );
});

test("words that are none are passed over", () => {
  expect(corners("h10", "w3", "", "v", "v5")).toBe("0,0 10,0 10,50 100,50");
});

test("corners are round, as far as there is room", () => {
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 4 },
    ]),
  ).toMatchInlineSnapshot(`"M0 0L38 0Q40 0 40 2L40 4"`);
});
