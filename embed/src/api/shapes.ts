/** The shapes of the widget's API, written from its OpenAPI document by `make shapes`. */

/** What this visitor's attempt made before, and which fields of what was sent now it does not have. */
export interface AlreadyBookedOut {
  code: string;
  message: string;
  fields: Record<string, string>;
  booked: BookedOut;
  /** Paths of fields, such as guest.phone; never what is in them */
  not_taken_over: ReadonlyArray<string>;
}

/** What became of an attempt: the booking that it made and that stands, or nothing. */
export interface AttemptOut {
  booked: BookedOut | null;
}

/** Where the page reads the guest's basket: the web API's address with the client's name. */
export interface BasketSource {
  url: string;
}

/** The booking as it was made. */
export interface BookedOut {
  code: string;
  status: "pending" | "pending_payment" | "confirmed" | "completed" | "no_show" | "cancelled";
  starts_at: string;
  ends_at: string;
  party_size: number;
  restaurant: RestaurantOut;
  /** The address of the booking's own page, which opens it without an account */
  link: string;
}

/** A submit. Basket and customer ids are the browser's word: any JSON is taken, and proves nothing. */
export interface BookingWish {
  /** A start that was offered, with its UTC offset */
  starts_at: string;
  /** People coming together, 1 to 100 */
  party_size: number;
  /** The service of the offer; only a start that several services have needs it */
  service_key?: string;
  guest: GuestDetails;
  requests?: string;
  /** The version of the wording of the settings, where the guest ticked it */
  news_consent?: string;
  /** The language that the form speaks; letters speak it too */
  language?: string;
  /** A name of the hold, or the visitor's word that it was made with */
  hold?: string;
  basket_id?: unknown;
  customer_id?: unknown;
}

/** One date and whether it can be booked. */
export interface DayOut {
  date: string;
  state: "open" | "few_left" | "full" | "no_table_for_party" | "closed" | "too_soon" | "too_far";
}

/** What the guest types about themselves. */
export interface GuestDetails {
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
}

/** A slot that is kept. `seconds` is how long from now, for a page whose clock is wrong. */
export interface HoldOut {
  hold: string;
  expires_at: string;
  seconds: number;
}

/** A slot that a visitor wants to have kept while they type. Their earlier hold is given up for it. */
export interface HoldWish {
  /** A start that was offered, with its UTC offset */
  starts_at: string;
  /** People coming together, 1 to 100 */
  party_size: number;
  /** The service of the offer; only a start that several services have needs it */
  service_key?: string;
  /** A random word of the visitor, kept in the tab */
  visitor: string;
}

/** The dates of a month for one party size. */
export interface MonthOut {
  month: string;
  party_size: number;
  days: ReadonlyArray<DayOut>;
}

/** What the tick for news says, and the name of these words, which goes with a submit that is ticked. */
export interface NewsOut {
  wording: string;
  version: string;
}

/** A start that this party can have, with the restaurant's UTC offset. */
export interface OfferOut {
  starts_at: string;
  ends_at: string;
  service: string;
  /** Names the service in a hold and a submit, whatever its name */
  service_key: string;
}

/** The starts of one date; where there are none, why, and the nearest dates that have some. */
export interface OffersOut {
  date: string;
  party_size: number;
  state: "open" | "few_left" | "full" | "no_table_for_party" | "closed" | "too_soon" | "too_far";
  offers: ReadonlyArray<OfferOut>;
  nearest: ReadonlyArray<string>;
  /** Where only holds of others have what is left: in how many seconds one of them ends */
  look_again_seconds?: number | null;
}

/** Why not. `fields` names the fields at fault, as paths such as guest.email. */
export interface RefusalOut {
  code:
    | "already_booked"
    | "closed"
    | "hold_ended"
    | "invalid"
    | "malformed"
    | "no_holds"
    | "not_held"
    | "off_grid"
    | "origin_not_allowed"
    | "party_too_large"
    | "please_call"
    | "service_needed"
    | "slot_gone"
    | "too_far"
    | "too_large"
    | "too_many"
    | "too_soon"
    | "unavailable"
    | "unknown_call"
    | "unknown_widget";
  message: string;
  fields: Record<string, string>;
}

/** The restaurant as the widget shows it. */
export interface RestaurantOut {
  name: string;
  address: string;
  phone: string;
  /** The phone as an address to press, such as tel:+44-117-496-0123 */
  phone_link: string;
  time_zone: string;
  locale: string;
  currency: string;
  /** Lines of days and hours, then the restaurant's note; what can be booked is in the offers */
  opening_hours: string;
}

/** All that the form needs to start. */
export interface SettingsOut {
  widget: string;
  restaurant: RestaurantOut;
  language: string;
  accent: string;
  /** The largest party that some service seats online; 0 without any */
  largest_party: number;
  /** Sizes up to the largest that no service in use seats */
  sizes_not_seated: ReadonlyArray<number>;
  /** How long a slot is held for a visitor; 0 is not at all */
  hold_minutes: number;
  integration: "none" | "spektrix";
  basket: BasketSource | null;
  shows_curtain: boolean;
  shows_other_performances: boolean;
  /** The restaurant's date; after midnight the day before, while a start of it is to come */
  today: string;
  /** What stands at the button; empty is the form's own sentence */
  privacy_sentence: string;
  /** The restaurant's page about privacy, or nothing */
  privacy_link: string;
  /** The tick by which a guest agrees to news; null is no tick */
  news: NewsOut | null;
}
