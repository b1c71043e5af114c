import type { TaskInfo } from "../../protocol.ts";
import { baseName, make, setText } from "../../dom/make.ts";

/** What each task waits for, and where. */
export class TasksPanel {
  readonly #body = make("tbody");
  readonly #none = make("p", { class: "empty" }, "No task is alive.");
  readonly #table: HTMLTableElement;

  constructor(host: HTMLElement) {
    const head = ["Task", "Does what", "Where", "Polls"].map((title) =>
      make("th", { scope: "col" }, title),
    );
    this.#table = make("table", {}, make("thead", {}, make("tr", {}, ...head)), this.#body);
    this.#table.hidden = true;
    host.tabIndex = 0;
    host.append(this.#table, this.#none);
  }

  show(tasks: readonly TaskInfo[]): void {
    this.#table.hidden = tasks.length === 0;
    this.#none.hidden = tasks.length > 0;
    while (this.#body.rows.length > tasks.length) this.#body.deleteRow(-1);
    tasks.forEach(({ name, state, place, polls }, i) => {
      const row = this.#body.rows[i] ?? this.#add();
      [name, state, baseName(place), `${polls}`].forEach((text, cell) =>
        setText(row.cells[cell]!, text),
      );
      if (row.cells[2]!.title !== place) row.cells[2]!.title = place;
    });
  }

  #add(): HTMLTableRowElement {
    const row = make(
      "tr",
      {},
      make("th", { scope: "row" }),
      make("td"),
      make("td", { class: "place" }),
      make("td", { class: "number" }),
    );
    this.#body.append(row);
    return row;
  }
}
