/** The style sheets of a form: one in the script for what stands first, one fetched for its screens. */
import { h } from "./elements";

/** Add a sheet to a form's own tree. A browser before constructable sheets gets an element, which a page's policy may refuse. */
export function addSheet(tree: ShadowRoot, style: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  } catch {
    tree.append(h("style", {}, style));
  }
}
