/** What does the widget ask Entracte, and how does it learn of a refusal? */
import type { Booked, BookingWish, DateAnswer, Day, Settings } from "./shapes";

const PATIENCE_MS = 15_000;

/** An answer other than the wished one; `status` is 0 where there was no answer at all. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence = "",
    readonly fields: Record<string, string> = {},
    readonly waitSeconds = 0,
  ) {
    super(code);
  }
}

async function refusalOf(response: Response): Promise<Refused> {
  const body = await response.json().catch(() => ({}));
  return new Refused(
    response.status,
    String(body?.code ?? "unavailable"),
    String(body?.message ?? ""),
    body?.fields ?? {},
    Number(response.headers.get("Retry-After")) || 0,
  );
}

/** The four calls of the widget's API. No cookie goes with them. */
export class Api {
  constructor(
    private readonly address: string,
    private readonly widget: string,
  ) {}

  settings(): Promise<Settings> {
    return this.call("settings");
  }

  async days(month: string, partySize: number): Promise<Day[]> {
    const answer = await this.call<{ days: Day[] }>(`days?month=${month}&party_size=${partySize}`);
    return answer.days;
  }

  offers(date: string, partySize: number): Promise<DateAnswer> {
    return this.call(`offers?date=${date}&party_size=${partySize}`);
  }

  /** Safe to repeat with the same key: Entracte then gives the same answer and books once. */
  book(wish: BookingWish, key: string): Promise<Booked> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
    return this.call("bookings", { method: "POST", headers, body: JSON.stringify(wish) });
  }

  private async call<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    const url = `${this.address}${encodeURIComponent(this.widget)}/${path}`;
    let response: Response;
    try {
      response = await fetch(url, { ...init, credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) });
      if (response.ok) return (await response.json()) as Answer;
    } catch {
      throw new Refused(0, "no_answer");
    }
    throw await refusalOf(response);
  }
}

/** A new random UUID. `crypto.randomUUID` exists on https pages only. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
