/** Answers to the questions of a page. */
import { UsageError } from "../../core/errors.ts";
import { formatScript } from "../../script/script.ts";
import type { Answers, Question } from "../protocol.ts";
import { exportWaves } from "./export.ts";
import { findEdge, measure } from "./measure.ts";
import type { Signal } from "./recorder.ts";
import type { Simulation } from "./simulation.ts";

type Asked = Pick<Simulation, "sim" | "recorder">;

function signalOf({ recorder }: Asked, index: number): Signal {
  const found = recorder.signals[index];
  if (found) return found;
  throw new UsageError(`there is no signal ${index}`, "load the page again");
}

/**
 * What a question is answered with.
 * @throws UsageError if it cannot be answered.
 */
export function valueOf(board: Asked, question: Question): Answers[keyof Answers] {
  const { sim, recorder } = board;
  switch (question.what) {
    case "edge":
      return findEdge(signalOf(board, question.signal).edges, question.time, question.toward);
    case "measure":
      return measure(signalOf(board, question.signal).edges, question.start, question.end);
    case "export":
      for (const index of question.signals) signalOf(board, index);
      return exportWaves(recorder, sim.circuit.board.name, question);
    case "script":
      return formatScript(sim.script());
  }
}
