/** What every screen needs: the settings, the sentences and the calendar of the restaurant. */
import type { Api } from "../api/client";
import type { BookingWish, SettingsOut } from "../api/shapes";
import { calendarOf, localeFor, type Calendar } from "../calendar/dates";
import type { Sentences } from "../sentences/sentences";
import type { Extras } from "./load-extras";

/** The time that the guest picked, in which service, and for how many. */
export type ChosenSlot = Pick<BookingWish, "starts_at" | "party_size" | "service_key">;

export interface ScreenContext {
  api: Api;
  settings: SettingsOut;
  say: Sentences["say"];
  sayOr: Sentences["sayOr"];
  language: Sentences["language"];
  calendar: Calendar;
  extras: Extras | null;
  /** Say something to a screen reader without moving the focus. */
  announce(text: string): void;
}

export function contextOf(
  api: Api,
  settings: SettingsOut,
  sentences: Sentences,
  extras: Extras | null,
  announce: (text: string) => void,
): ScreenContext {
  const { language, restaurant } = settings;
  const phone = unbroken(restaurant.phone);
  return {
    ...sentences,
    api,
    settings: { ...settings, restaurant: { ...restaurant, phone } },
    calendar: calendarOf(localeFor(restaurant.locale, language)),
    extras,
    announce,
  };
}

/** Text that stays whole where a line breaks. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
