import type { Happening } from "../../script/happening.ts";
import type { Script } from "../../script/script.ts";
import type { Simulator } from "../../simulator.ts";

/** What people did until now. What the script of the firmware says is not among it: there may be another one now. */
export function livedThrough(sim: Simulator, written: Script): readonly Happening[] {
  const isWritten = ({ at, kind, words }: Happening): boolean =>
    written.happenings.some(
      (one) => one.at === at && one.kind === kind && one.words.join(" ") === words.join(" "),
    );
  return sim
    .script()
    .happenings.filter((one) => one.late === true && one.at <= sim.now && !isWritten(one));
}
