import fc from "fast-check";
import { expect, test } from "vitest";
import { createRuns, type Runs } from "../../../../simulator/web/analyser/columns.ts";
import { createBrush, drawRow, type Inks } from "../../../../simulator/web/analyser/raster.ts";
import { Wave } from "../../../../simulator/web/protocol.ts";

/** Characters as colours. */
const code = (sign: string): number => sign.charCodeAt(0);
const inks: Inks = {
  paper: code(" "),
  selected: code("."),
  grid: code("|"),
  line: code("O"),
  tint: code("+"),
  busy: code("#"),
  hatch: code("/"),
};
const shape = { height: 13, inset: 2, thick: 1 };

function runsOf(width: number, ...parts: [level: Wave, columns: number][]): Runs {
  const runs = createRuns(width);
  let at = 0;
  for (const [level, columns] of parts) {
    runs.from[runs.count] = at;
    runs.to[runs.count] = at += columns;
    runs.level[runs.count] = level;
    runs.count++;
  }
  return runs;
}

function draw(width: number, runs: Runs, grid: number[] = [], selected = false): string[] {
  const pixels = new Uint32Array(width * shape.height);
  drawRow({ pixels, width }, 0, shape, runs, grid, inks, selected, createBrush(width));
  return Array.from({ length: shape.height }, (_, y) =>
    String.fromCharCode(...pixels.subarray(y * width, (y + 1) * width)),
  );
}

test("levels are told by where they are: low, high, floating, busy, driven both ways", () => {
  const runs = runsOf(
    56,
    [Wave.Low, 8],
    [Wave.High, 8],
    [Wave.Floating, 10],
    [Wave.Low, 4],
    [Wave.Busy, 5],
    [Wave.High, 5],
    [Wave.Conflict, 12],
  );
  expect(`\n${draw(56, runs, [3]).join("\n")}\n`).toMatchInlineSnapshot(`
    "
       |                                                    
       |                                                    
       |    OOOOOOOOO             #####OOOOOOOOOOOOOOOOO    
       |    O+++++++O             #####+++++O    O     O    
       |    O+++++++O/////////    #####+++++O   O O   O     
       |    O+++++++O   /    /    #####+++++OO O   O O      
       |    O+++++++   /    / O   #####+++++O O     O       
       |    O+++++++  /    /  O   #####+++++OO O   O O      
       |    O+++++++ /////////O   #####+++++O   O O   O     
       |    O+++++++          O   #####+++++O    O     O    
    OOOOOOOOO+++++++          OOOO#####+++++OOOOOOOOOOOO    
       |                                                    
    ||||||||||||||||||||||||||||||||||||||||||||||||||||||||
    "
  `);
});

test("the row that is selected has another ground", () => {
  expect(draw(6, runsOf(6, [Wave.Low, 6]), [], true)[0]).toBe("......");
});

test("a column has its line at the height of its level, and none elsewhere", () => {
  const level = fc.constantFrom(Wave.Low, Wave.High, Wave.Floating, Wave.Busy);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(level, fc.integer({ min: 2, max: 9 })), { minLength: 1, maxLength: 12 }),
      (parts) => {
        const width = parts.reduce((sum, [, columns]) => sum + columns, 0) + 3;
        const runs = runsOf(width, ...(parts as [Wave, number][]));
        const rows = draw(width, runs);
        for (let i = 0; i < runs.count; i++) {
          // The first column of a run may be that of an edge.
          const x = runs.to[i]! - 1;
          const column = rows.map((row) => row[x]).join("");
          const shown = runs.level[i]! as Wave;
          expect(column[2] === "O").toBe(shown === Wave.High);
          expect(column[10] === "O").toBe(shown === Wave.Low);
          expect(column.includes("/")).toBe(shown === Wave.Floating);
          expect(column.slice(2, 11) === "#########").toBe(shown === Wave.Busy);
        }
        // What is not known is empty, but for the line between rows.
        expect(rows.map((row) => row.at(-1)).join("")).toBe("            |");
      },
    ),
  );
});

test("nothing is drawn outside the row", () => {
  const pixels = new Uint32Array(20 * 39).fill(7);
  const runs = runsOf(20, [Wave.Low, 5], [Wave.Floating, 5], [Wave.Busy, 5], [Wave.High, 5]);
  drawRow({ pixels, width: 20 }, 13, shape, runs, [0, 19], inks, false, createBrush(20));
  expect([...pixels.subarray(0, 260)].every((pixel) => pixel === 7)).toBe(true);
  expect([...pixels.subarray(520)].every((pixel) => pixel === 7)).toBe(true);
  expect([...pixels.subarray(260, 520)].includes(7)).toBe(false);
});
