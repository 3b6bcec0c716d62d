/** The calls of the widget's API, and its refusals. */
import type { AlreadyBookedOut, AttemptOut, BookedOut, BookingWish, HoldOut, HoldWish, MonthOut, OffersOut, SettingsOut } from "./shapes";
import { asJson } from "./json";
import { within } from "./patience";

const PATIENCE_MS = 15_000;
/** A hold is an extra: the guest goes on without it soon. */
const HOLD_PATIENCE_MS = 5_000;

/** An answer other than the wished one; `status` is 0 where there was no answer at all. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly fields: Record<string, string> = {},
    readonly waitSeconds = 0,
    /** What the same attempt booked before. */
    readonly standing: AlreadyBookedOut | null = null,
  ) {
    super(code);
  }
}

/** `Retry-After` is a number of seconds, or a date where a proxy wrote it. */
function secondsOf(text: string): number {
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Math.max(seconds, 0) || 0;
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const body = await response.json().catch(() => ({}));
  return new ApiRefusal(
    response.status,
    String(body?.code ?? "unavailable"),
    body?.fields ?? {},
    secondsOf(response.headers.get("Retry-After") ?? ""),
    body?.booked ? (body as AlreadyBookedOut) : null,
  );
}

/** The calls of the widget's API. No cookie goes with them. */
export class Api {
  /** The key of the hold that this form has, which its own offers see through. */
  ownHold = "";
  /** Until when a kind of call rests, by the page's own clock, and with what it was refused. */
  private readonly rests = new Map<string, { until: number; refusal: ApiRefusal }>();

  constructor(
    private readonly address: string,
    private readonly widget: string,
  ) {}

  settings(): Promise<SettingsOut> {
    return this.call("settings");
  }

  async days(month: string, partySize: number): Promise<MonthOut["days"]> {
    const answer = await this.call<MonthOut>(`days?month=${month}&party_size=${partySize}`);
    return answer.days;
  }

  offers(date: string, partySize: number): Promise<OffersOut> {
    const hold = this.ownHold && `&hold=${this.ownHold}`;
    return this.call(`offers?date=${date}&party_size=${partySize}${hold}`);
  }

  /** Safe to repeat with the same key: Entracte then gives the same answer and books once. */
  book(wish: BookingWish, key: string): Promise<BookedOut> {
    return this.call("bookings", posted(wish, { "Idempotency-Key": key }));
  }

  /** What became of a submit with this key. */
  attempt(key: string): Promise<AttemptOut> {
    return this.call("attempt", { headers: { "Idempotency-Key": key } });
  }

  hold(wish: HoldWish): Promise<HoldOut> {
    return this.call("holds", posted(wish), HOLD_PATIENCE_MS);
  }

  prolong(key: string): Promise<HoldOut> {
    return this.call(`holds/${key}/prolong`, { method: "POST" }, HOLD_PATIENCE_MS);
  }

  /** Outlives the page. Without a header of its own it is sent at once: no other request has to ask before. */
  release(key: string): Promise<void> {
    return this.call(`holds/${key}/release`, { method: "POST", keepalive: true }, HOLD_PATIENCE_MS);
  }

  private async call<Answer>(path: string, init: RequestInit = {}, patience = PATIENCE_MS): Promise<Answer> {
    const kind = `${init.method} ${path.replace(/[/?].*/, "")}`;
    // a guest who presses again has read how long to wait, and what is given up is given up at once
    if (kind !== "POST bookings" && !init.keepalive) this.rest(kind);
    const url = `${this.address}${encodeURIComponent(this.widget)}/${path}`;
    let response: Response;
    try {
      response = await fetch(url, { ...init, credentials: "omit", signal: within(patience) });
      if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
    } catch {
      throw new ApiRefusal(0, "no_answer");
    }
    const refusal = await refusalOf(response);
    if (refusal.waitSeconds) this.rests.set(kind, { until: performance.now() + refusal.waitSeconds * 1000, refusal });
    throw refusal;
  }

  /** Refuse a call as the last of its kind was, as long as that answer asked to wait. */
  private rest(kind: string): void {
    const { until = 0, refusal } = this.rests.get(kind) ?? {};
    const seconds = Math.ceil((until - performance.now()) / 1000);
    if (refusal && seconds > 0) throw new ApiRefusal(refusal.status, refusal.code, refusal.fields, seconds);
  }
}

function posted(body: object, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: asJson(body),
  };
}

/** A new random UUID. `crypto.randomUUID` exists on https pages only. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
