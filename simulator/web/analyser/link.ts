/** What the analyser and the page that holds it tell each other. It knows nothing else of the page. */
import type { Answers, Frame, Loaded, Question, View } from "../protocol.ts";

export interface AnalyserLink {
  /** Told when another part of the waveforms is to be drawn, and only then. */
  look(view: View): void;
  /** Rejected with an `Error` if there is no answer; its message is shown. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q["what"]]>;
  /** Moves the simulation, back or forth. Nanoseconds since reset. */
  goTo(time: number): void;
}

export interface Analyser {
  load(loaded: Loaded): void;
  /** Within an animation frame: it is drawn at once. */
  frame(frame: Frame): void;
}
