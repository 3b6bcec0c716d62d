/** What does the guest see once the table is booked? */
import { calendarFile } from "./calendar-file";
import { wallDate, wallTime } from "../calendar/dates";
import { button, h, icon } from "../page/elements";
import type { ScreenContext } from "./screen-context";
import type { Booked } from "../api/shapes";

function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** An address breaks at its commas first. */
function addressOf(text: string): HTMLElement {
  const parts = text.split(/(?<=,) +/).flatMap((part) => [h("span", {}, part), " "]);
  return h("span", {}, ...parts);
}

/** The last screen. Its heading is the first thing to be focused. */
export function bookedScreen({ sentences: t, calendar, settings }: ScreenContext, booked: Booked): HTMLElement {
  const { restaurant, code, party_size: size } = booked;
  const phone = settings.restaurant.phone ?? "";
  const date = calendar.long(wallDate(booked.starts_at));
  const save = () => {
    const text = calendarFile(booked, t.calendarTitle(size, restaurant.name), t.calendarNote(code), Date.now());
    saveFile(text, `${code}.ics`);
  };
  const mark = icon(booked.status === "confirmed" ? "M5 12.5l4.5 4.5L19 7.5" : "M12 6.5V12l3.5 2.5");
  return h(
    "section",
    { class: "card", part: "card" },
    h(
      "header",
      {},
      h("span", { class: "tick" }, mark),
      h("h2", { tabindex: -1 }, t.booked[booked.status] ?? t.booked.confirmed!),
      h("p", {}, t.next[booked.status] ?? t.next.confirmed!),
    ),
    h(
      "div",
      { class: "facts" },
      h("p", { class: "when" }, date),
      h("p", { class: "when" }, `${wallTime(booked.starts_at)} · ${t.people(size)}`),
      h("address", {}, h("strong", {}, restaurant.name), addressOf(restaurant.address)),
    ),
    h("dl", {}, h("dt", {}, t.code), h("dd", {}, code)),
    button(t.addToCalendar, { class: "plain", part: "button", onclick: save }),
    h("p", { class: "quiet" }, t.changeOrCancel(phone)),
  );
}
