/** The field in which a guest chooses for how many. */
import { countedTo } from "../calendar/dates";
import { CHEVRON, h, icon } from "../page/elements";
import { byPhone } from "../booking/by-phone";
import type { ScreenContext } from "../booking/screen-context";

export function partyField({ say, settings }: ScreenContext, chosen: number, onParty: (size: number) => void): HTMLElement {
  const sizes = countedTo(settings.largest_party, (index) => index + 1);
  const nameOf = (count: number) => {
    const people = say("people", { count });
    return settings.sizes_not_seated.includes(count) ? say("notOnline", { people }) : people;
  };
  const select = h(
    "select",
    { class: "field", part: "field", id: "party", onchange: () => onParty(Number(select.value)) },
    ...sizes.map((size) => h("option", { value: size, selected: size === chosen }, nameOf(size))),
  );
  const label = h("label", { for: "party" }, say("party"));
  return h("div", { class: "labelled" }, label, h("div", { class: "chevron" }, select, icon(CHEVRON.down)));
}

/** What to do where a table for so many, or for more, is not booked online; empty where nothing is. */
export function moreByPhone(context: ScreenContext, size: number): (Node | string)[] {
  const { largest_party: largest, sizes_not_seated: notSeated } = context.settings;
  if (notSeated.includes(size)) return byPhone(context, "sizeNotOnline", size);
  return size < largest ? [] : byPhone(context, "largerParty", largest);
}
