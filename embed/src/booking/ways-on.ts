/** What a guest can do after each refusal of the API. */
import type { RefusalOut } from "../api/shapes";

/**
 * "times": another may be had, so the times and the nearest dates are shown as they are now.
 * "fields": each field says what it needs. "again": what was typed stays, to be sent again. "call": sending again
 * would hardly help, so the phone is named too.
 */
export type WayOn = "times" | "fields" | "again" | "call";

export const WAYS_ON: Record<RefusalOut["code"], WayOn> = {
  already_booked: "call",
  closed: "times",
  hold_ended: "again",
  invalid: "fields",
  malformed: "call",
  no_holds: "again",
  not_held: "again",
  off_grid: "times",
  origin_not_allowed: "call",
  party_too_large: "times",
  please_call: "call",
  service_needed: "times",
  slot_gone: "times",
  too_far: "times",
  too_large: "call",
  too_many: "again",
  too_soon: "times",
  unavailable: "again",
  unknown_call: "call",
  unknown_widget: "call",
};

/** A code that is not known yet leaves the form as it is. */
export const wayOn = (code: string): WayOn => (WAYS_ON as Record<string, WayOn>)[code] ?? "again";
