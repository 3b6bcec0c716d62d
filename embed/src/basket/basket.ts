/** What the widget takes from a basket: its id, its customer's id, and when its performances start. */

export interface Performance {
  /** The date part of `start` as written: the day on the ticket, whatever the browser's zone. */
  date: string;
  startsAtMs: number;
}

export interface Basket {
  id: string;
  customerId: string | null;
  performances: Performance[];
  /** Instances that came as a bare id: their start has still to be asked. */
  unread: string[];
}

type Json = Record<string, unknown>;

const asObject = (value: unknown): Json => (value && typeof value === "object" ? (value as Json) : {});

/** A field by its name in any casing, since help pages print PascalCase and the wire uses camelCase. */
function field(value: unknown, name: string): unknown {
  const holder = asObject(value);
  if (name in holder) return holder[name];
  const key = Object.keys(holder).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : holder[key];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** An id that is written as text, as a number, or inside an object. */
function idOf(value: unknown): string | null {
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "number") return String(value);
  const inner = field(value, "id");
  return typeof inner === "string" || typeof inner === "number" ? idOf(inner) : null;
}

/** The instant of a `…Utc` text: without a suffix it is UTC all the same. */
export function utcInstant(text: unknown): number {
  if (typeof text !== "string") return NaN;
  const whole = text.trim().replace(/\.\d+/, "");
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(whole) ? whole : `${whole}Z`);
}

/** An instance's performance; null when it is cancelled or says no start. */
export function performanceOf(instance: unknown): Performance | null {
  const cancelled = field(instance, "cancelled");
  if (cancelled === true || String(cancelled).toLowerCase() === "true") return null;
  const start = field(instance, "start");
  const date = typeof start === "string" ? (/^\s*(\d{4}-\d\d-\d\d)(?!\d)/.exec(start)?.[1] ?? "") : "";
  const startsAtMs = utcInstant(field(instance, "startUtc") ?? start);
  return date && !Number.isNaN(startsAtMs) ? { date, startsAtMs } : null;
}

const ITEMS = [
  "tickets",
  "ticketSubscriptions",
  "membershipSubscriptions",
  "merchandiseItems",
  "donations",
  "giftVouchers",
];

/** What a basket's JSON says; null when it is no basket or holds nothing. */
export function basketOf(json: unknown): Basket | null {
  const id = idOf(json) ?? idOf(field(json, "basketId"));
  if (!id || !ITEMS.some((name) => list(field(json, name)).length > 0)) return null;
  const instances = list(field(json, "tickets")).map((ticket) => field(ticket, "instance"));
  const isWhole = (instance: unknown) => field(instance, "start") !== undefined;
  const unread = instances.filter((instance) => !isWhole(instance)).map(idOf);
  return {
    id,
    customerId: idOf(field(json, "customer")),
    performances: instances.filter(isWhole).map(performanceOf).filter((each) => each !== null),
    unread: [...new Set(unread.filter((each) => each !== null))],
  };
}

/** The performances still to come, earliest first, each date and time once. */
export function upcoming(performances: readonly Performance[], nowMs: number): Performance[] {
  const seen = new Set<number>();
  return performances
    .filter((each) => each.startsAtMs >= nowMs && !seen.has(each.startsAtMs) && seen.add(each.startsAtMs))
    .sort((one, other) => one.startsAtMs - other.startsAtMs);
}
