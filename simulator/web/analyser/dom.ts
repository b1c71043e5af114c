/** Makes elements. Texts are texts: nothing is read as HTML. */
type Child = Node | string;

/** @param attributes those that are `undefined` or false are left out; of true the name stands alone. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** @param title what it does, with its key. */
export function button(
  text: string,
  title: string,
  press: () => void,
  label?: string,
): HTMLButtonElement {
  const made = element("button", { type: "button", title, "aria-label": label }, text);
  made.addEventListener("click", press);
  return made;
}

/** Writes only what changed: a text that is written again is laid out again. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** A button that opens what is below it. Closed by Escape, and by a press anywhere else. */
export function menu(title: string, ...children: readonly Child[]): HTMLDetailsElement {
  const summary = element("summary", {}, title);
  const made = element(
    "details",
    { class: "menu" },
    summary,
    element("div", { class: "sheet" }, ...children),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !made.open) return;
    made.open = false;
    summary.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (made.open && !event.composedPath().includes(made)) made.open = false;
  });
  return made;
}
