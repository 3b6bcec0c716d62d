/** How a meal sits with a curtain: worked out in the browser only (D17). */
import type { Performance } from "./basket";

export interface CurtainHint {
  /** "before": the meal ends so many minutes before; "tight": it would go on past the curtain. */
  when: "before" | "tight" | "at" | "after";
  minutes: number;
}

const LONGEST_MINUTES = 240;

interface Meal {
  starts_at: string;
  ends_at: string;
}

/** Compare a meal with the performances of its date: the next curtain after its start, else the last before it.
 * A lunch that ends many hours before an evening's curtain gets no hint. */
export function curtainHint(meal: Meal, date: string, performances: readonly Performance[]): CurtainHint | null {
  const curtains = performances.filter((each) => each.date === date).map((each) => each.startsAtMs);
  const [start, end] = [Date.parse(meal.starts_at), Date.parse(meal.ends_at)];
  const curtain = curtains.sort((one, other) => one - other).find((each) => each >= start) ?? curtains.at(-1);
  if (curtain === undefined || Number.isNaN(start) || Number.isNaN(end)) return null;
  const minutesFrom = (instant: number) => Math.round((curtain - instant) / 60_000);
  if (start === curtain) return { when: "at", minutes: 0 };
  if (start > curtain) return { when: "after", minutes: -minutesFrom(start) };
  const minutes = minutesFrom(end);
  if (minutes > LONGEST_MINUTES) return null;
  return minutes > 0 ? { when: "before", minutes } : { when: "tight", minutes: Math.abs(minutes) };
}
