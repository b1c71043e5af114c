/** An accessible control for each way to touch a part. */
import type { Control, PartInfo } from "../../protocol.ts";
import { choiceControl } from "./choice.ts";
import type { Deeds } from "./deeds.ts";
import { holdControl } from "./hold.ts";
import { nudgeControl } from "./nudge.ts";
import { rangeControl } from "./range.ts";

function controlOf(part: string, control: Control, deeds: Deeds): HTMLElement {
  switch (control.kind) {
    case "hold":
      return holdControl(part, control, deeds);
    case "range":
      return rangeControl(part, control, deeds);
    case "choice":
      return choiceControl(part, control, deeds);
    case "nudge":
      return nudgeControl(part, control, deeds);
  }
}

/** The controls of a part, in its order. */
export const controlsOf = ({ id, controls }: PartInfo, deeds: Deeds): HTMLElement[] =>
  controls.map((control) => controlOf(id, control, deeds));
