/** How to see a failure again: a command that does what the test did. */
import { relative, sep } from "node:path";
import { formatTime } from "../../core/time.ts";
import { replayString } from "../../script/script.ts";
import type { Simulator } from "../../simulator.ts";
import { originOf } from "./origin.ts";

/** The test in which something failed. */
export interface TestName {
  /** Absolute path of its file. */
  readonly file?: string | undefined;
  /** With the names of the suites around it. */
  readonly name?: string | undefined;
}

/**
 * `npx wakeful run ...` if that command can do the same, else the test itself and why. Empty if
 * nothing is known.
 */
export function replayLines(sim: Simulator, test: TestName): string[] {
  const origin = originOf(sim);
  const again = vitestCommand(test);
  if (!origin) return again === undefined ? [] : [again];
  const beyond = [...origin.beyond];
  if (beyond.length > 0) {
    const why = `seed ${origin.seed}; \`wakeful run\` has no flag for ${beyond.join(" and ")}`;
    return again === undefined ? [why] : [again, why];
  }
  const { firmware, board, seed, flags } = origin;
  const words = ["npx wakeful run", quoted(firmware)];
  if (board !== null) words.push("--board", quoted(board));
  // What is still to come did nothing yet.
  const happenings = sim.script().happenings.filter(({ at }) => at <= sim.now);
  const done = happenings.every(({ kind }) => kind === "press")
    ? ["--seed", `${seed}`, ...pressFlags(sim)]
    : ["--replay", quoted(replayString({ seed, happenings }))];
  const [first, second, ...presses] = done;
  words.push(first!, second!, "--for", formatTime(sim.now), ...presses, ...flags);
  return [words.join(" ")];
}

/** The presses that began, as the trace has them: those that touch each other are one. */
function pressFlags(sim: Simulator): string[] {
  return sim.trace.signals
    .filter(({ kind }) => kind === "button")
    .flatMap(({ name, changes }) =>
      changes.flatMap(({ time, level }, i) => {
        if (level !== 1) return [];
        // A button that is still held is held until after the end.
        const end = changes[i + 1]?.time ?? sim.now + 1_000_000n;
        return ["--press", quoted(`${name}@${formatTime(time)}:${formatTime(end - time)}`)];
      }),
    );
}

function vitestCommand({ file, name }: TestName): string | undefined {
  if (file === undefined) return undefined;
  const path = relative(process.cwd(), file).split(sep).join("/");
  const command = `npx vitest run ${quoted(path)}`;
  return name === undefined ? command : `${command} -t "${pattern(name)}"`;
}

/** Vitest takes a regular expression; `.` stands for what a shell or the expression would read otherwise. */
function pattern(name: string): string {
  return name.replaceAll(" > ", " ").replace(/[^\p{L}\p{N} ,:;=@%_/-]/gu, ".");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`;
}
