/** Elements, made without HTML text and without style attributes, so that any content policy allows them. */

type Child = Node | string | null | false;
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** Make an element. A function is a listener (`onclick`); true is a bare attribute; false and null leave it out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value as EventListener);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** A drawing of one stroke on a 24-pixel square, of no meaning to a screen reader. */
export function icon(path: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(space, "path");
  stroke.setAttribute("d", path);
  drawing.append(stroke);
  return drawing;
}

export const CHEVRON = { down: "M6 9l6 6 6-6", left: "M15 6l-6 6 6 6", right: "M9 6l6 6-6 6" };

/** A button that does not submit. */
export function button(label: Child, attributes: Record<string, Value>, ...more: Child[]): HTMLButtonElement {
  return h("button", { type: "button", ...attributes }, label, ...more);
}

/** Run `slow` once the wait is long enough to be noticed; call the answer when it is over. */
export function afterPause(slow: () => unknown, pauseMs = 300): () => void {
  const timer = setTimeout(slow, pauseMs);
  return () => clearTimeout(timer);
}
