/** The last screen: the table is booked. */
import { byPhone } from "../booking/by-phone";
import type { BookedTable } from "../booking/memory";
import type { ScreenContext } from "../booking/screen-context";
import { wallDate, wallTime } from "../calendar/dates";
import { button, h, icon } from "../page/elements";

/** The last screen. Its heading is the first thing to be focused. */
export function bookedScreen(context: ScreenContext, booked: BookedTable, onAnother: () => void): HTMLElement {
  const { say, sayOr, calendar, extras, settings: { restaurant } } = context;
  const { code, status, party_size: size, note } = booked;
  const date = calendar.long(wallDate(booked.starts_at));
  const mark = icon(status === "confirmed" ? "M5 12.5l4.5 4.5L19 7.5" : "M12 6.5V12l3.5 2.5");
  return h(
    "section",
    { class: "card", part: "card" },
    h(
      "header",
      {},
      h("span", { class: "tick" }, mark),
      h("h2", { tabindex: -1 }, sayOr(`booked.${status}`, "booked.confirmed")),
      h("p", {}, sayOr(`next.${status}`, "next.confirmed")),
    ),
    note && h("p", { class: "trouble" }, note),
    h(
      "div",
      { class: "facts" },
      h("p", { class: "when" }, date),
      h("p", { class: "when" }, `${wallTime(booked.starts_at)} · ${say("people", { count: size })}`),
      h("address", {}, h("strong", {}, restaurant.name), extras ? extras.addressLines(restaurant.address) : restaurant.address),
    ),
    h("dl", {}, h("dt", {}, say("code")), h("dd", {}, code)),
    extras && extras.waysFromCard(context, booked),
    h("p", { class: "quiet" }, ...byPhone(context, "anyQuestion")),
    extras && extras.doneButton(context, onAnother),
    button(say("bookAnother"), { class: "link", onclick: onAnother }),
  );
}
