/** Tell the others of the party when and where. The link of the booking stays with who booked (D39). */
import type { BookedTable } from "../booking/memory";
import type { ScreenContext } from "../booking/screen-context";
import { wallDate, wallTime } from "../calendar/dates";
import { button, h } from "../page/elements";

/** What the others get: restaurant, date, time and address; a booking that may still fall through says so. */
export function textForOthers({ say, calendar, settings: { restaurant } }: ScreenContext, booked: BookedTable): string {
  const when = `${calendar.long(wallDate(booked.starts_at))}, ${wallTime(booked.starts_at)}`;
  const notYet = booked.status === "confirmed" ? "" : say("forOthers.notYet");
  return [restaurant.name, when, restaurant.address, notYet].filter(Boolean).join("\n");
}

/** Hand a text on by what the browser has. Undefined where the guest thought better of it. */
export async function handOn(text: string): Promise<"shared" | "copied" | "byHand" | undefined> {
  try {
    if ("share" in navigator) return await navigator.share({ text }), "shared";
  } catch (error) {
    if ((error as Error).name === "AbortError") return undefined;
  }
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "byHand"; // a page without https, or a frame that may not
  }
}

/** The button, what it did, and the text to copy where nothing else can be done. */
export function forOthers(context: ScreenContext, booked: BookedTable): HTMLElement {
  const { say, announce } = context;
  const text = textForOthers(context, booked);
  const label = say("forOthers");
  const words = h("textarea", { class: "field", readonly: true, rows: 5, hidden: true, "aria-label": label });
  const outcome = h("p", { class: "quiet", hidden: true });
  const passOn = async () => {
    const how = await handOn(text);
    words.hidden = how !== "byHand";
    outcome.hidden = !how;
    if (!how) return;
    outcome.textContent = say(`forOthers.${how}`);
    if (words.hidden) return announce(outcome.textContent);
    words.value = text;
    words.focus();
    words.select();
  };
  return h("div", { class: "lines" }, button(label, { class: "plain", part: "button", onclick: () => void passOn() }), outcome, words);
}
