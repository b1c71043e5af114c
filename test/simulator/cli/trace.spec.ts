import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { missingGtkwave } from "../../support/gtkwave.ts";
import { projectRoot } from "../../support/parts.ts";
import { shell, type Shell } from "./shell.ts";

/** A folder with the trace of a blink. */
async function recorded(): Promise<Shell> {
  const opened = shell();
  const run = `run ${projectRoot}examples/blink --for 1s --trace run.json --vcd run.vcd`;
  expect((await opened.wakeful(run)).code).toBe(0);
  return opened;
}

test("what a run wrote is drawn in the terminal and as SVG", async () => {
  const opened = await recorded();
  const { code, out } = await opened.wakeful(
    "trace run.json --signals D13,D12 --ascii --svg run.svg",
  );
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "     0s             200ms          400ms          600ms          800ms
         +--------------+--------------+--------------+--------------+--------------
    D13  %####################################______________________________________
    D12  %#####################_______________________######################________
         % several edges
    "
  `);
  expect(opened.read("run.svg")).toMatch(/^<svg [^]*>D13<[^]*>D12<[^]*<\/svg>\n$/);
  const near = await opened.wakeful("trace run.json --from 490ms --to 510ms --signals D13 --ascii");
  expect(near.out).toContain("500ms");
});

test("what cannot be drawn is told with the way out", async () => {
  const opened = await recorded();
  const told = async (words: string): Promise<string> => (await opened.wakeful(words)).err;
  expect(await told("trace run.json --signals D99")).toMatchInlineSnapshot(`
    "error: the trace has no signal D99
      way out: it has D12, D13, led1, led2
    "
  `);
  expect(await told("trace run.json --from 2s")).toMatchInlineSnapshot(`
    "error: the picture would end at 1s and begin at 2s
      way out: the trace is from 0s to 1s: give --from and --to in it
    "
  `);
  expect(await told("trace run.vcd")).toMatchInlineSnapshot(`
    "error: run.vcd is VCD, and \`wakeful trace\` draws JSON
      way out: run once more with --trace run.json and draw that: one run writes both; a VCD of anything else opens in GTKWave, Surfer or PulseView
    "
  `);
  opened.write("other.txt", "\n$comment from a logic analyser $end\n");
  expect(await told("trace other.txt")).toMatch(/^error: other.txt is VCD, /);
  opened.write("empty.vcd", "");
  expect(await told("trace empty.vcd")).toMatch(/^error: this is no trace: /);
});

const missing = missingGtkwave();

test.skipIf(missing)(
  `GTKWave's own reader takes the VCD, and gives the same edges back${missing ? ` (${missing})` : ""}`,
  async () => {
    const opened = await recorded();
    const tool = (command: string, ...args: string[]): string => {
      const { status, stderr, stdout } = spawnSync(command, args, {
        cwd: opened.folder,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      return stdout;
    };
    tool("vcd2fst", "run.vcd", "run.fst");
    const back = tool("fst2vcd", "run.fst");
    /** Times and new levels of each signal, by its name. */
    const edgesOf = (vcd: string): Record<string, string[]> => {
      const names = new Map<string, string>();
      const edges: Record<string, string[]> = {};
      let time = "";
      for (const line of vcd.split("\n").map((each) => each.trim())) {
        // GTKWave writes the unit on a line of its own.
        if (line === "1ns") continue;
        const [, code, name] = /^\$var wire +1 (\S+) (\S+)/.exec(line) ?? [];
        if (code) names.set(code, name!);
        if (line.startsWith("#")) time = line;
        const [, level, of] = /^([01xz])(\S+)$/.exec(line) ?? [];
        if (level) (edges[names.get(of!)!] ??= []).push(`${time} ${level}`);
      }
      return edges;
    };
    expect(Object.keys(edgesOf(back)).length).toBeGreaterThan(3);
    expect(edgesOf(back)).toEqual(edgesOf(opened.read("run.vcd")));
  },
);
