/** What does every screen need to know of the restaurant? Its settings, its words and its calendar. */
import type { Api } from "../api/client";
import { calendarOf, localeFor, type Calendar } from "../calendar/dates";
import { sentencesOf, type Sentences } from "../languages/language";
import type { Settings } from "../api/shapes";

export interface ScreenContext {
  api: Api;
  settings: Settings;
  sentences: Sentences;
  calendar: Calendar;
  /** Say something to a screen reader without moving the focus. */
  announce(text: string): void;
}

export function contextOf(api: Api, settings: Settings, announce: (text: string) => void): ScreenContext {
  const { language, restaurant } = settings;
  const phone = (restaurant.phone ?? "").replaceAll(" ", "\u00a0");
  return {
    api,
    settings: { ...settings, restaurant: { ...restaurant, phone } },
    sentences: sentencesOf(language),
    calendar: calendarOf(localeFor(restaurant.locale, language)),
    announce,
  };
}
