/** All views. A new one is one line here. */
import type { PartView } from "./view.ts";
import { button } from "./button.ts";
import { led } from "./led.ts";

export const partViews: readonly PartView<never>[] = [button, led];

/** Undefined for a part that the page knows nothing of. */
export function viewOf(type: string): PartView | undefined {
  return partViews.find(({ types }) => types.includes(type)) as PartView | undefined;
}
