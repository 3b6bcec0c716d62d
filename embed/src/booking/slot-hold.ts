/** How is the chosen time kept while the guest types? One hold at a time; whatever goes wrong, they go on without. */
import { newKey, ApiRefusal, type Api } from "../api/client";
import type { Held } from "../api/shapes";

export class SlotHold {
  /** A random word of this form, in the page's memory only: Entracte knows the hold by it. */
  readonly visitor = newKey();
  private turn: Promise<unknown> = Promise.resolve();
  private isAsked = false;
  private isAnswered = false;

  constructor(
    private readonly api: Api,
    private readonly minutes: number,
  ) {}

  /** Null where the guest goes on without a hold; rejects only where the time has gone. */
  async take(startsAt: string, partySize: number): Promise<Held | null> {
    if (!this.minutes) return null;
    this.isAsked = true;
    this.isAnswered = false;
    try {
      const wish = { starts_at: startsAt, party_size: partySize, visitor: this.visitor };
      return await this.next(() => this.api.hold(wish));
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === "slot_gone") throw error;
      return null;
    } finally {
      this.isAnswered = true;
    }
  }

  /** Give the hold up, if one was asked for; resolves once that is known, or given up on. */
  async release(): Promise<void> {
    if (!this.isAsked) return;
    this.isAsked = false;
    await this.next(() => this.api.release(this.visitor)).catch(() => undefined);
  }

  /** The table is booked: the hold went into it, unless it is still on its way. */
  async use(): Promise<void> {
    if (!this.isAnswered) await this.release();
    this.isAsked = false;
  }

  /** One call after the other, so that none overtakes. */
  private next<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = this.turn.then(ask, ask);
    this.turn = answer.catch(() => undefined);
    return answer;
  }
}
