/** An address breaks at its commas first. */
import { h } from "../page/elements";

export function addressLines(text: string): HTMLElement {
  const parts = text.replace(/, +/g, ",\0").split("\0").flatMap((part) => [h("span", {}, part), " "]);
  return h("span", {}, ...parts);
}
