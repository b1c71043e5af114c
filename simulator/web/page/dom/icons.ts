/** Icons of buttons, drawn on a square of 24. Their names are in the buttons' labels. */
import { makeSvg } from "../../dom/make.ts";

const paths = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  back: "M6 5h2.5v14H6zM19 5v14l-9.5-7z",
  forward: "M15.500 5H18v14h-2.500zM5 5v14l9.500-7z",
  restart: "M12 5a7 7 0 1 1-6.700 5h2.100A5 5 0 1 0 12 7v3.500L6.500 6.200 12 2z",
  closer: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  further: "M5 11h14v2H5z",
  fit: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
} as const;

export type IconName = keyof typeof paths;

function icon(name: IconName): SVGSVGElement {
  return makeSvg(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" },
    makeSvg("path", { d: paths[name], fill: "currentColor" }),
  );
}

/** Gives a button an icon in place of its text, which becomes its label and its tooltip. */
export function setIcon(button: HTMLButtonElement, name: IconName, label: string, hint = ""): void {
  if (button.dataset["icon"] === name && button.getAttribute("aria-label") === label) return;
  button.dataset["icon"] = name;
  button.setAttribute("aria-label", label);
  button.title = hint === "" ? label : `${label} (${hint})`;
  button.replaceChildren(icon(name));
}
