/** The times that a party can have on a date; where there are none, why, and when else. */
import type { Performance } from "../basket/basket";
import type { CurtainHint } from "../basket/curtain-hint";
import { wallDate, wallTime } from "../calendar/dates";
import { button, h } from "../page/elements";
import { linked } from "../page/phone";
import type { ScreenContext } from "../booking/screen-context";
import type { OfferOut, OffersOut } from "../api/shapes";

interface Choices {
  chosen: OfferOut | null;
  partySize: number;
  /** Empty where the widget's settings ask for no hint. */
  curtains: readonly Performance[];
  onSlot(offer: OfferOut): void;
  onDate(date: string): void;
}

/** Neighbouring slots that sit with the curtain alike. */
interface Run {
  kind: "free" | "hinted" | "after";
  slots: HTMLElement[];
}

function kindOf(hint: CurtainHint | null): Run["kind"] {
  if (!hint) return "free";
  return hint.when === "after" ? "after" : "hinted";
}

/** Two services may start at one time, and seat for as long as each says. */
const isSame = (one: OfferOut, other: OfferOut | null): boolean =>
  one.starts_at === other?.starts_at && one.service_key === other.service_key;

function slotOf(context: ScreenContext, offer: OfferOut, date: string, hint: CurtainHint | null, choices: Choices): HTMLElement {
  return button(
    h("span", {}, wallTime(offer.starts_at)),
    {
      class: "slot",
      part: "slot",
      "aria-pressed": String(isSame(offer, choices.chosen)),
      onclick: () => choices.onSlot(offer),
    },
    wallDate(offer.starts_at) > date && h("small", {}, ` ${context.say("afterMidnight")}`),
    hint && context.extras!.hintOf(context, hint),
  );
}

function runsOf(context: ScreenContext, offers: readonly OfferOut[], date: string, choices: Choices): Run[] {
  const runs: Run[] = [];
  for (const offer of offers) {
    const hint = context.extras?.curtainHint(offer, date, choices.curtains) ?? null;
    const kind = kindOf(hint);
    if (runs.at(-1)?.kind !== kind) runs.push({ kind, slots: [] });
    runs.at(-1)!.slots.push(slotOf(context, offer, date, hint, choices));
  }
  return runs;
}

/** The slots of a date in a grid under the name of each service. */
export function slotsOf(context: ScreenContext, answer: OffersOut, choices: Choices): HTMLElement {
  const services = new Map(answer.offers.map((offer) => [offer.service_key, offer.service]));
  const groups = [...services].map(([key, service]) => {
    const offers = answer.offers.filter((offer) => offer.service_key === key);
    const grids = runsOf(context, offers, answer.date, choices).flatMap(({ kind, slots }) => [
      kind === "after" && h("p", { class: "rule", "aria-hidden": "true" }, context.say("curtain.after")),
      h("div", { class: `slots ${kind}` }, ...slots),
    ]);
    return h("section", { role: "group", "aria-label": service }, h("h3", {}, service), ...grids);
  });
  const isCounted = groups.some((group) => group.querySelector(".hinted"));
  const meaning = isCounted && h("p", { class: "quiet" }, context.say("curtain.before.meaning"));
  return h("div", { class: "stack" }, ...groups, meaning);
}

/** Why a date has no slots: where only other guests' holds have them, when to look again. */
export function whyNone({ say }: ScreenContext, answer: OffersOut, size: number, date: string): string {
  const seconds = answer.look_again_seconds;
  return seconds ? say("allHeld", { count: Math.ceil(seconds / 60), date }) : say(`noTable.${answer.state}`, { size, date });
}

/** Why a date has no slots, and the nearest dates that have some. */
export function noSlots(context: ScreenContext, answer: OffersOut, choices: Choices): HTMLElement {
  const { say, calendar, settings } = context;
  const hours = answer.state === "closed" && settings.restaurant.opening_hours;
  const buttons = answer.nearest.map((date) => dateButton(context, date, choices.onDate));
  const nearest = [h("h3", {}, say("nearest")), h("div", { class: "row" }, ...buttons)];
  return h(
    "div",
    { class: "stack" },
    h("p", { class: "reason" }, whyNone(context, answer, choices.partySize, calendar.short(answer.date))),
    Boolean(answer.look_again_seconds) &&
      button(say("lookAgain"), { class: "plain", part: "button", onclick: () => choices.onDate(answer.date) }),
    hours && h("section", {}, h("h3", {}, say("openingHours")), h("p", { class: "hours" }, hours)),
    buttons.length > 0 && h("section", { role: "group", "aria-label": say("nearest") }, ...nearest),
    callInstead(context, answer.state === "no_table_for_party" ? "callForTable" : "orCall"),
  );
}

/** The phone, where nothing else leads on. */
export function callInstead({ say, settings: { restaurant } }: ScreenContext, key: "orCall" | "callForTable" = "orCall"): HTMLElement | null {
  if (!restaurant.phone) return null;
  return h("p", { class: "quiet" }, ...linked(say(key, restaurant), restaurant));
}

/** A button that goes to a date. */
export function dateButton({ calendar }: ScreenContext, date: string, onDate: (date: string) => void): HTMLElement {
  return button(calendar.short(date), { class: "plain", part: "button", onclick: () => onDate(date) });
}
