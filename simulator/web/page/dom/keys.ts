/** Keys that the page takes for itself, as long as nobody types somewhere. */

/** Whether a key that is pressed now is meant for what has the focus. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return (
    target.matches("input") &&
    !["range", "checkbox", "radio"].includes(target.getAttribute("type") ?? "")
  );
}

/** Whether what has the focus does something of its own with Space. */
export function usesSpace(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    isTyping(event) ||
    (target instanceof HTMLElement && target.matches("button, a, input, summary, [role=tab]"))
  );
}

/** Whether it is a command of the browser, such as Ctrl+R. */
export const hasModifier = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey;
