/** Tells a screen reader what changes, if it was asked to: at most once a second, the last state of each part. */
import { byId } from "../../dom/make.ts";

const PAUSE_MILLIS = 1_000;
/** More of them nobody can follow. */
const MOST = 4;

export class Announcer {
  readonly #region = byId("announcer");
  readonly #waiting = new Map<string, string>();
  #isOn = false;
  #isWaiting = false;

  turn(isOn: boolean): void {
    this.#isOn = isOn;
    this.#waiting.clear();
    this.#region.textContent = "";
  }

  add(changes: ReadonlyMap<string, string>): void {
    if (!this.#isOn || changes.size === 0) return;
    for (const [id, text] of changes) this.#waiting.set(id, text);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => this.#speak(), PAUSE_MILLIS);
  }

  #speak(): void {
    this.#isWaiting = false;
    const all = [...this.#waiting].map(([id, text]) => `${id} ${text}`);
    this.#waiting.clear();
    if (!this.#isOn || all.length === 0) return;
    const more = all.length > MOST ? `, and ${all.length - MOST} more` : "";
    this.#region.textContent = all.slice(0, MOST).join(", ") + more;
  }
}
