/**
 * The page's layout: boxes of named regions and of what is drawn, against boxes that are committed.
 *
 * Pixels are not compared: they differ with fonts, with versions of the browser, and with how it smooths edges, and
 * nobody can tell from them what is wrong. A box can say which region it is, and how far off. What texts decide has
 * room for the fonts of another machine, and all boxes are told from where their parent is, so that a line more in
 * the bar on top does not move the rest. What lies on the board is told in the diagram's units, whatever its scale.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { projectRoot } from "./parts.ts";

/** Left, top, width, height. */
type Box = readonly [number, number, number, number];
type Layout = Readonly<Record<string, Box>>;

interface Region {
  readonly name: string;
  readonly selector: string;
  /** Another region, from whose corner it is told; default: the page's. */
  readonly within?: string;
  /** Which of its figures depend on the sizes of texts. */
  readonly text?: "height" | "all";
}

const regions: readonly Region[] = [
  { name: "bar", selector: "header.bar", text: "height" },
  { name: "title", selector: ".title", within: "bar", text: "all" },
  { name: "buttons", selector: ".transport .buttons", within: "bar", text: "all" },
  { name: "clock", selector: ".clock", within: "bar", text: "all" },
  { name: "time line", selector: ".line", within: "bar", text: "all" },
  { name: "main", selector: "main", text: "height" },
  { name: "board", selector: ".board", within: "main" },
  { name: "stage", selector: "#stage", within: "board" },
  { name: "zoom buttons", selector: ".zoom", within: "board" },
  { name: "parts list", selector: "#parts", within: "main", text: "height" },
  { name: "panels", selector: "#panels", within: "main", text: "height" },
  { name: "analyser", selector: ".analyser", within: "main", text: "height" },
  { name: "analyser's buttons", selector: "#analyser .bar", within: "analyser", text: "height" },
  { name: "waveform rows", selector: "#analyser .stage", within: "analyser", text: "height" },
  { name: "names", selector: "#analyser .names", within: "waveform rows", text: "all" },
  { name: "axis", selector: "#analyser canvas.axis", within: "waveform rows", text: "all" },
  { name: "waves", selector: "#waves", within: "waveform rows", text: "all" },
  { name: "scrollbar", selector: "#analyser .scroll", within: "analyser", text: "height" },
  { name: "what is read", selector: "#analyser .read", within: "analyser", text: "height" },
];

/** Those that lie beside each other, and never over each other. */
const apart: readonly (readonly string[])[] = [
  ["bar", "board", "parts list", "panels", "analyser"],
  ["title", "buttons", "clock", "time line"],
  ["analyser's buttons", "waveform rows", "scrollbar", "what is read"],
  ["names", "axis"],
  ["names", "waves"],
  ["axis", "waves"],
];

const FIXED = 3;
/** Two lines of text, or a narrow word. */
const TEXT = 48;
/** Of the diagram: what is drawn does not depend on texts. */
const DRAWN = 1;

/** What the page tells: boxes on the screen, and of what is drawn in the diagram's units. */
interface Seen {
  readonly screen: Layout;
  readonly drawn: Layout;
  readonly drawnOnScreen: Layout;
  readonly faults: readonly string[];
}

async function look(page: Page): Promise<Seen> {
  return page.evaluate(
    (wanted) => {
      type Tuple = [number, number, number, number];
      // Locators see into shadow roots; `querySelector` does not.
      const find = (selector: string): Element | null => {
        const roots = [...document.querySelectorAll("#analyser > *")].map((e) => e.shadowRoot!);
        const inner = selector.replace(/^#analyser /, "");
        const isInner = inner !== selector || selector === "#waves";
        return isInner ? roots[0]!.querySelector(inner) : document.querySelector(selector);
      };
      const boxOf = (element: Element): Tuple => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left + scrollX, top + scrollY, width, height];
      };
      const screen: Record<string, Tuple> = {};
      for (const { name, selector } of wanted) {
        const element = find(selector);
        if (element !== null) screen[name] = boxOf(element);
      }
      const sheet = document.querySelector("#stage > .sheet")!;
      const { a: scale } = new DOMMatrix(getComputedStyle(sheet).transform);
      const origin = sheet.getBoundingClientRect();
      const drawn: Record<string, Tuple> = {};
      const drawnOnScreen: Record<string, Tuple> = {};
      for (const element of sheet.querySelectorAll(".part, .wire .core")) {
        const i = [...sheet.querySelectorAll(".wire .core")].indexOf(element);
        const name = element.getAttribute("data-drawing") ?? `wire ${i + 1}`;
        const box = boxOf(element);
        drawnOnScreen[name] = box;
        const [left, top, width, height] = box;
        const [x, y] = [left - scrollX - origin.left, top - scrollY - origin.top];
        drawn[name] = [x / scale, y / scale, width / scale, height / scale];
      }

      const faults: string[] = [];
      const seen = (element: HTMLElement): boolean =>
        element.checkVisibility({ visibilityProperty: true }) &&
        element.getBoundingClientRect().width > 1;
      const nameOf = (element: HTMLElement): string => {
        const text = (element.getAttribute("aria-label") ?? element.innerText).trim();
        const kind = element.className === "" ? "" : `.${element.className.split(" ").join(".")}`;
        return `${element.localName}${element.id === "" ? kind : `#${element.id}`} "${text.slice(0, 40)}"`;
      };
      const check = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll<HTMLElement>("*")) {
          if (element.closest(".sheet[aria-hidden], svg, .unseen, .skip")) continue;
          if (element.shadowRoot !== null) check(element.shadowRoot);
          if (!(element instanceof HTMLElement) || !seen(element)) continue;
          const { left, right, width, height } = element.getBoundingClientRect();
          if (left < -1 || right > innerWidth + 1) {
            faults.push(`${nameOf(element)} goes beyond the window's side`);
          }
          const { overflowX, textOverflow, fontSize } = getComputedStyle(element);
          const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
          const isMeant = ["auto", "scroll"].includes(overflowX) || textOverflow === "ellipsis";
          // Icons stand in for texts of no size.
          if (isCut && !isMeant && fontSize !== "0px") {
            faults.push(`${nameOf(element)} is wider than its box`);
          }
          const isSmall = width < 24 || height < 24;
          if (
            isSmall &&
            element.matches("button, select, input:not([type=checkbox], [type=radio])")
          ) {
            faults.push(`${nameOf(element)} is smaller than a finger: ${width} by ${height}`);
          }
        }
      };
      check(document);
      return { screen, drawn, drawnOnScreen, faults };
    },
    regions as readonly { name: string; selector: string }[],
  );
}

const words = ([left, top, width, height]: Box): string =>
  `${width} × ${height} at ${left}, ${top}`;
const rounded = (box: Box): Box => box.map(Math.round) as unknown as Box;

/** Boxes as they are committed: of regions from their parents' corners. */
function layoutOf({ screen, drawn }: Seen): Layout {
  const layout: Record<string, Box> = {};
  for (const { name, within } of regions) {
    const box = screen[name];
    // What is not displayed has a box of nothing.
    if (box === undefined || box[2] + box[3] === 0) continue;
    const [left, top] = within === undefined ? [0, 0] : screen[within]!;
    layout[name] = rounded([box[0] - left, box[1] - top, box[2], box[3]]);
  }
  for (const [name, box] of Object.entries(drawn)) layout[`drawn ${name}`] = rounded(box);
  return layout;
}

function roomOf(name: string): Box {
  if (name.startsWith("drawn ")) return [DRAWN, DRAWN, DRAWN, DRAWN];
  const { text } = regions.find((region) => region.name === name)!;
  const [across, along] = [text === "all" ? TEXT : FIXED, text === undefined ? FIXED : TEXT];
  // Where it begins depends on what is above it, as does how high it is.
  return [across, along, across, along];
}

/** What is not as it is committed, in words. */
function differences(committed: Layout, now: Layout): string[] {
  const found: string[] = [];
  for (const name of new Set([...Object.keys(committed), ...Object.keys(now)])) {
    const [was, is] = [committed[name], now[name]];
    if (was === undefined) found.push(`${name} is new: ${words(is!)}`);
    else if (is === undefined) found.push(`${name} is gone: it was ${words(was)}`);
    else {
      const room = roomOf(name);
      if (was.every((figure, i) => Math.abs(figure - is[i]!) <= room[i]!)) continue;
      found.push(`${name} was ${words(was)}, and is ${words(is)}`);
    }
  }
  return found;
}

/** What lies over something else, sticks out of where it belongs, or is cut off. */
function collisions({ screen, drawnOnScreen, faults }: Seen): string[] {
  const found = [...faults];
  const overlap = (a: Box, b: Box): boolean =>
    a[0] + a[2] > b[0] + 1 &&
    b[0] + b[2] > a[0] + 1 &&
    a[1] + a[3] > b[1] + 1 &&
    b[1] + b[3] > a[1] + 1;
  for (const group of apart) {
    group.forEach((one, i) => {
      for (const other of group.slice(i + 1)) {
        if (overlap(screen[one]!, screen[other]!)) found.push(`${one} and ${other} overlap`);
      }
    });
  }
  const [left, top, width, height] = screen["stage"]!;
  for (const [name, box] of Object.entries(drawnOnScreen)) {
    const isInside =
      box[0] >= left &&
      box[1] >= top &&
      box[0] + box[2] <= left + width &&
      box[1] + box[3] <= top + height;
    if (!isInside) found.push(`${name} is drawn beyond the stage`);
    if (!name.startsWith("wire") && overlap(box, screen["zoom buttons"]!)) {
      found.push(`the zoom buttons cover ${name}`);
    }
  }
  return found;
}

const fileOf = (name: string): string =>
  join(projectRoot, `test/browser/golden/board-${name}.json`);

/** What of a page is not as it is committed, and what to do about it; undefined if it is as it should be. */
export async function layoutFaults(page: Page, name: string): Promise<string | undefined> {
  const committed = JSON.parse(readFileSync(fileOf(name), "utf8")) as Layout;
  return told(name, differences(committed, layoutOf(await look(page))));
}

function told(name: string, found: readonly string[]): string | undefined {
  if (found.length === 0) return undefined;
  return [
    `the layout is not that of ${relative(projectRoot, fileOf(name))}:`,
    ...found.map((line) => `  ${line}`),
    `the picture is in out/screenshots/; if it should be so, commit what this writes:`,
    "  npx vitest run test/browser/board-view.spec.ts -u",
  ].join("\n");
}

/**
 * Compares what is on the page with `test/browser/golden/board-<name>.json`, and looks for what overlaps or overflows.
 * What is drawn must not move meanwhile.
 */
export async function expectLayout(page: Page, name: string): Promise<void> {
  const seen = await look(page);
  expect(collisions(seen)).toEqual([]);
  const now = layoutOf(seen);
  const file = fileOf(name);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "{}";
  const found = differences(JSON.parse(text) as Layout, now);
  const lines = Object.entries(now).map(
    ([region, box]) => `  ${JSON.stringify(region)}: [${box.join(", ")}]`,
  );
  try {
    // Within the room that fonts have, it counts as the same.
    const same = found.length === 0 ? text : `{\n${lines.join(",\n")}\n}\n`;
    await expect(same).toMatchFileSnapshot(file);
  } catch {
    throw new Error(told(name, found));
  }
}
