/** What the guest reads of a submit that went wrong, or that was booked before. */
import { ApiRefusal } from "../api/client";
import type { BookedOut } from "../api/shapes";
import { wallTime } from "../calendar/dates";
import type { GuestScreen } from "./guest-screen";
import type { ChosenSlot, ScreenContext } from "./screen-context";
import { wayOn } from "./ways-on";

function troubleOf({ say, sayOr, settings }: ScreenContext, refusal: ApiRefusal): string {
  const { status, code, waitSeconds: seconds } = refusal;
  const { phone } = settings.restaurant;
  if (code === "please_call" && phone) return say("pleaseCall.call", { phone });
  if (status === 0) return say("noAnswer");
  if (status !== 429) return sayOr(`refusal.${code}`, "refusal.unavailable");
  if (seconds > 90) return say("waitMinutes", { minutes: Math.ceil(seconds / 60) });
  return seconds ? say("waitSeconds", { seconds }) : say("refusal.too_many");
}

/** Which fields of what was sent are not in the booking that stands. */
function notTakenOver({ say, sayOr }: ScreenContext, fields: readonly string[]): string {
  return say("notTakenOver", { fields: fields.map((field) => sayOr(`name.${field}`, "name.other")).join(", ") });
}

/** Lead from a refusal to where the guest can do something about it. */
export function explain(
  context: ScreenContext,
  guestScreen: GuestScreen,
  error: unknown,
  slot: ChosenSlot,
  toSlots: (notice: string) => void,
  showStanding: (booked: BookedOut, note: string) => void,
): void {
  if (!(error instanceof ApiRefusal)) throw error;
  const { say, sayOr } = context;
  const { code, fields, standing } = error;
  if (standing) showStanding(standing.booked, notTakenOver(context, standing.not_taken_over));
  else if (code === "slot_gone") toSlots(say("refusal.slot_gone", { time: wallTime(slot.starts_at) }));
  else if (wayOn(code) === "times") toSlots(sayOr(`refusal.${code}`, "refusal.off_grid"));
  else if (wayOn(code) === "fields" && guestScreen.showFields(fields)) {
    guestScreen.showWays();
    context.announce(say("refusal.invalid"));
  } else guestScreen.showTrouble(troubleOf(context, error));
}
