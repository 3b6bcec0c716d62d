/** Which times can this party have on this date, and if none: why, and when else? */
import type { Performance } from "./basket";
import { curtainHint } from "./curtain";
import { wallTime } from "./dates";
import { button, h } from "./dom";
import type { House } from "./house";
import type { DateAnswer, Offer } from "./shapes";

interface Choices {
  chosen: string | null;
  partySize: number;
  /** Empty where the widget's settings ask for no hint. */
  curtains: readonly Performance[];
  onSlot(offer: Offer): void;
  onDate(date: string): void;
}

function hintOf({ sentences: t }: House, offer: Offer, date: string, curtains: readonly Performance[]): string {
  const hint = curtainHint(offer.starts_at, date, curtains);
  if (!hint) return "";
  return hint.when === "before" ? t.curtain.before(hint.minutes) : t.curtain[hint.when];
}

function slotOf(house: House, offer: Offer, date: string, choices: Choices): HTMLElement {
  const hint = hintOf(house, offer, date, choices.curtains);
  return button(
    h("span", {}, wallTime(offer.starts_at)),
    {
      class: "slot",
      part: "slot",
      "aria-pressed": String(offer.starts_at === choices.chosen),
      onclick: () => choices.onSlot(offer),
    },
    hint && h("small", {}, ` ${hint}`),
  );
}

/** The slots of a date in a grid under the name of each service. */
export function slotsOf(house: House, answer: DateAnswer, choices: Choices): HTMLElement {
  const services = [...new Set(answer.offers.map((offer) => offer.service))];
  const groups = services.map((service) => {
    const slots = answer.offers
      .filter((offer) => offer.service === service)
      .map((offer) => slotOf(house, offer, answer.date, choices));
    const hasHints = slots.some((slot) => slot.querySelector("small"));
    return h(
      "section",
      { role: "group", "aria-label": service },
      h("h3", {}, service),
      h("div", { class: hasHints ? "slots hinted" : "slots" }, ...slots),
    );
  });
  return h("div", { class: "stack" }, ...groups);
}

/** Why a date has no slots, and the nearest dates that have some. */
export function noSlots(house: House, answer: DateAnswer, choices: Choices): HTMLElement {
  const { sentences: t, calendar } = house;
  const buttons = answer.nearest.map((date) => dateButton(house, date, choices.onDate));
  const nearest = [h("h3", {}, t.nearest), h("div", { class: "row" }, ...buttons)];
  return h(
    "div",
    { class: "stack" },
    h("p", { class: "reason" }, t.notOpen(answer.state, choices.partySize, calendar.short(answer.date))),
    buttons.length > 0 && h("section", { role: "group", "aria-label": t.nearest }, ...nearest),
  );
}

/** A button that goes to a date. */
export function dateButton({ calendar }: House, date: string, onDate: (date: string) => void): HTMLElement {
  return button(calendar.short(date), { class: "plain", part: "button", onclick: () => onDate(date) });
}
