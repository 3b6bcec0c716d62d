/** Which shapes does the widget's API speak? */

export type DayState = "open" | "few_left" | "full" | "closed" | "too_soon" | "too_far";

export interface Place {
  name: string;
  address: string;
  phone?: string;
  time_zone: string;
  locale: string;
  opening_hours: string;
}

export interface Settings {
  widget: string;
  restaurant: Place;
  language: string;
  accent: string;
  largest_party: number;
  /** 0: no holds. */
  hold_minutes: number;
  integration: "none" | "spektrix";
  basket: { url: string } | null;
  shows_curtain: boolean;
  shows_other_performances: boolean;
  today: string;
}

export interface Day {
  date: string;
  state: DayState;
}

export interface Offer {
  /** A wall time of the restaurant with its UTC offset: `2026-12-04T18:00:00+00:00`. */
  starts_at: string;
  ends_at: string;
  service: string;
}

export interface DateAnswer {
  date: string;
  state: DayState;
  offers: Offer[];
  nearest: string[];
}

export interface GuestDetails {
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
}

export interface BookingWish {
  starts_at: string;
  party_size: number;
  guest: GuestDetails;
  requests: string;
  hold: string;
  basket_id?: string;
  customer_id?: string;
}

export interface HoldWish {
  starts_at: string;
  party_size: number;
  visitor: string;
}

export interface Held {
  /** On the restaurant's clock. */
  expires_at: string;
  /** From the answer on, whatever the browser's clock shows. */
  seconds: number;
}

export interface Booked {
  code: string;
  status: string;
  starts_at: string;
  ends_at: string;
  party_size: number;
  restaurant: { name: string; address: string; phone?: string };
}
