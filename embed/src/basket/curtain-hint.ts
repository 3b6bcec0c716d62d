/** How long before or after a curtain a slot starts: worked out in the browser only (D17). */
import type { Performance } from "./basket";

export interface CurtainHint {
  when: "before" | "at" | "after";
  minutes: number;
}

const LONGEST_MINUTES = 240;

/** Compare a slot with the performances of its date: the next curtain after it, else the last before it.
 * A lunch many hours before an evening's curtain gets no hint. */
export function curtainHint(startsAt: string, date: string, performances: readonly Performance[]): CurtainHint | null {
  const curtains = performances.filter((each) => each.date === date).map((each) => each.startsAtMs);
  const slot = Date.parse(startsAt);
  const curtain = curtains.sort((one, other) => one - other).find((each) => each >= slot) ?? curtains.at(-1);
  if (curtain === undefined || Number.isNaN(slot)) return null;
  const minutes = Math.round((curtain - slot) / 60_000);
  if (minutes > LONGEST_MINUTES) return null;
  return { when: minutes > 0 ? "before" : minutes < 0 ? "after" : "at", minutes: Math.abs(minutes) };
}
