/** The other dates of the basket, one press away. */
import type { Performance } from "../basket/basket";
import type { ScreenContext } from "../booking/screen-context";
import { h } from "../page/elements";
import { dateButton } from "./slot-list";

/** Fill the section with a button for each; it is hidden where there is none. */
export function fillOthers(
  section: HTMLElement,
  context: ScreenContext,
  performances: readonly Performance[],
  shown: string | null,
  onDate: (date: string) => void,
): void {
  const title = context.say("otherShows");
  const dates = [...new Set(performances.map((each) => each.date))].filter((date) => date !== shown);
  const buttons = dates.map((date) => dateButton(context, date, onDate));
  section.hidden = !buttons.length;
  section.ariaLabel = title;
  section.replaceChildren(h("h3", {}, title), h("div", { class: "row" }, ...buttons));
}
