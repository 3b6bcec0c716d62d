/** Plain dates (`2026-12-04`): sums, weeks and words. Nothing here knows the browser's zone. */

const DAY_MS = 86_400_000;

/** One value for each number below a length. `Array.from` is another thing on a page with an old library. */
export function countedTo<Value>(length: number, valueOf: (index: number) => Value): Value[] {
  const values: Value[] = [];
  for (let index = 0; index < length; index++) values.push(valueOf(index));
  return values;
}

const instantOf = (date: string): Date => new Date(`${date}T00:00:00Z`);
const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10);

export const monthOf = (date: string): string => date.slice(0, 7);
export const wallDate = (startsAt: string): string => startsAt.slice(0, 10);
export const wallTime = (startsAt: string): string => startsAt.slice(11, 16);

/** The wall time of an instant in one zone: 19:30. */
export const timeIn = (zone: string, instantMs: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(instantMs);

export function addDays(date: string, days: number): string {
  return dateOf(new Date(instantOf(date).getTime() + days * DAY_MS));
}

/** The same day some months on; the last of the month where it has no such day. */
export function addMonths(date: string, months: number): string {
  const first = instantOf(`${monthOf(date)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(first);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  first.setUTCDate(Math.min(Number(date.slice(8)), last.getUTCDate()));
  return dateOf(first);
}

/** 0 for Monday. */
export function weekdayOf(date: string): number {
  return (instantOf(date).getUTCDay() + 6) % 7;
}

/** How many days lie between the week's first day and this date. */
export function daysIntoWeek(date: string, firstWeekday: number): number {
  return (weekdayOf(date) - firstWeekday + 7) % 7;
}

/** The weeks of a month (`2026-12`), with null where a day belongs to another month. */
export function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const first = `${month}-01`;
  const weeks: (string | null)[][] = [];
  let day = addDays(first, -daysIntoWeek(first, firstWeekday));
  while (monthOf(day) <= month) {
    const start = day;
    const week = countedTo(7, (index) => addDays(start, index));
    weeks.push(week.map((each) => (monthOf(each) === month ? each : null)));
    day = addDays(day, 7);
  }
  return weeks;
}

/** The widget's language as it is written in the restaurant's region: a German restaurant's English week starts on Monday. */
export function localeFor(locale: string, language: string): string {
  const wished = locale.replace("_", "-");
  try {
    const { language: spoken, region } = new Intl.Locale(wished).maximize();
    return spoken === language ? wished : region ? `${language}-${region}` : language;
  } catch {
    return language;
  }
}

/** The first weekday of a locale, 0 for Monday; Monday where the browser cannot tell. */
export function firstWeekdayOf(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) - 1;
}

/** How dates read in one locale. */
export interface Calendar {
  firstWeekday: number;
  /** Fri 4 Dec */
  short(date: string): string;
  /** Friday 4 December 2026 */
  long(date: string): string;
  /** December 2026 */
  month(month: string): string;
  /** Monday and Mon, in the order of the locale's week. */
  weekdays(): { long: string; short: string }[];
}

export function calendarOf(locale: string): Calendar {
  const format = (date: string, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }).format(instantOf(date)).replaceAll(",", "");
  const firstWeekday = firstWeekdayOf(locale);
  const monday = "2026-11-30";
  return {
    firstWeekday,
    short: (date) => format(date, { weekday: "short", day: "numeric", month: "short" }),
    long: (date) => format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    month: (month) => format(`${month}-01`, { month: "long", year: "numeric" }),
    weekdays: () =>
      countedTo(7, (index) => {
        const day = addDays(monday, firstWeekday + index);
        return { long: format(day, { weekday: "long" }), short: format(day, { weekday: "short" }) };
      }),
  };
}
