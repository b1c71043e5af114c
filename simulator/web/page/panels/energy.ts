import type { EnergyInfo, Loaded } from "../../protocol.ts";
import { make, setText } from "../../dom/make.ts";

/** What the run takes from a battery, and what the firmware takes of the chip. */
export class EnergyPanel {
  readonly #awake = make("dd");
  readonly #wakes = make("dd");
  readonly #ram = make("dd");
  readonly #wasm = make("dd");
  readonly #bar = make("div", { class: "share" }, make("div"));
  readonly #lines = make("ul");

  constructor(host: HTMLElement) {
    const row = (name: string, value: HTMLElement): HTMLElement =>
      make("div", {}, make("dt", {}, name), value);
    host.tabIndex = 0;
    host.append(
      make(
        "dl",
        { class: "figures" },
        row("Awake", this.#awake),
        row("Wake-ups", this.#wakes),
        row("RAM", this.#ram),
        row("Module", this.#wasm),
      ),
      this.#bar,
      this.#lines,
    );
  }

  load({ ram, wasm }: Loaded): void {
    setText(this.#ram, `${ram} bytes`);
    setText(this.#wasm, `${wasm} bytes`);
  }

  show({ awake, wakes, lines }: EnergyInfo): void {
    setText(this.#awake, `${(awake * 100).toFixed(3)} % of the time`);
    setText(this.#wakes, `${wakes}`);
    const share = this.#bar.firstElementChild as HTMLElement;
    share.style.transform = `scaleX(${Math.min(1, awake)})`;
    while (this.#lines.children.length > lines.length) this.#lines.lastElementChild!.remove();
    lines.forEach((line, i) => {
      const item = this.#lines.children[i] ?? this.#lines.appendChild(make("li"));
      setText(item, line);
    });
  }
}
