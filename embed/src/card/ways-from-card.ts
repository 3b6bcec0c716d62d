/** What leads on from the card: to the booking's own page, into the guest's calendar, to the others, and away. */
import type { BookedTable } from "../booking/memory";
import type { ScreenContext } from "../booking/screen-context";
import { button, h } from "../page/elements";
import { calendarFile } from "./calendar-file";
import { forOthers } from "./for-others";

export function waysFromCard(context: ScreenContext, booked: BookedTable): HTMLElement {
  const { say } = context;
  return h(
    "div",
    { class: "stack" },
    // no referrer: the page around the form is nobody's business there
    h("a", { class: "plain", part: "button", href: booked.link, target: "_blank", rel: "noopener noreferrer" }, say("ownPage")),
    button(say("addToCalendar"), { class: "plain", part: "button", onclick: () => saveCalendarFile(context, booked) }),
    forOthers(context, booked),
  );
}

function saveCalendarFile({ say, settings: { restaurant } }: ScreenContext, booked: BookedTable): void {
  const { code, party_size: size } = booked;
  const words = {
    title: say("calendarTitle", { size, restaurant: restaurant.name }),
    note: say("calendarNote", { code }),
  };
  const text = calendarFile(booked, restaurant, words, Date.now());
  const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  h("a", { href: url, download: `${code}.ics` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The guest has read the card: it is forgotten, and a dialog that it stands in shuts. */
export function doneButton({ say }: ScreenContext, onDone: () => void): HTMLElement {
  const done = button(say("done"), {
    class: "plain",
    part: "button",
    onclick: () => {
      const dialog = done.closest("dialog");
      onDone();
      dialog?.close();
    },
  });
  return done;
}
