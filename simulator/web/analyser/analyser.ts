/** Placeholder of the logic analyser: an empty host. */
import type { Answers, Frame, Loaded, Question, View } from "../protocol.ts";

export interface AnalyserLink {
  look(view: View): void;
  ask<Q extends Question>(question: Q): Promise<Answers[Q["what"]]>;
  goTo(time: number): void;
}

export interface Analyser {
  load(loaded: Loaded): void;
  frame(frame: Frame): void;
}

export function createAnalyser(host: HTMLElement, _link: AnalyserLink): Analyser {
  host.textContent = "";
  return { load: () => undefined, frame: () => undefined };
}
