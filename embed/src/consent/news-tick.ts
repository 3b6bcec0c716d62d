/** The tick by which a guest agrees to news: never ticked beforehand, and never remembered. */
import { h } from "../page/elements";
import type { Agreed } from "../booking/guest-fields";
import type { ScreenContext } from "../booking/screen-context";

interface NewsTick {
  element: HTMLElement;
  /** The version of the words that stand there, where it is ticked; else nothing. */
  agreed(): Agreed;
}

/** Null where the restaurant does not ask. */
export function newsTick({ settings }: ScreenContext): NewsTick | null {
  const { news } = settings;
  if (!news) return null;
  const box = h("input", { type: "checkbox", id: "news_consent", name: "news_consent" });
  const element = h("label", { class: "choice", for: "news_consent" }, box, h("span", {}, news.wording));
  return { element, agreed: () => (box.checked ? { news_consent: news.version } : {}) };
}
