/** The hold of the chosen time while the guest types: one at a time; whatever goes wrong, they go on without. */
import { ApiRefusal, type Api } from "../api/client";
import type { HoldOut } from "../api/shapes";
import type { ChosenSlot } from "./screen-context";

export class SlotHold {
  private turn: Promise<unknown> = Promise.resolve();
  private isAsked = false;
  private isAnswered = false;

  constructor(
    private readonly api: Api,
    private readonly minutes: number,
    /** The visitor's random word: Entracte knows the hold by it. */
    readonly visitor: string,
  ) {}

  /** Null where the guest goes on without a hold; rejects only where the time has gone. */
  async take(slot: ChosenSlot): Promise<HoldOut | null> {
    if (!this.minutes) return null;
    this.isAsked = true;
    this.isAnswered = false;
    try {
      const held = await this.next(() => this.api.hold({ ...slot, visitor: this.visitor }));
      this.api.ownHold = held.hold;
      return held;
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === "slot_gone") throw error;
      return null;
    } finally {
      this.isAnswered = true;
    }
  }

  /** Have the hold for longer; null where that is not known. Rejects where it has ended, or was longer before. */
  async prolong(): Promise<HoldOut | null> {
    try {
      return await this.api.prolong(this.api.ownHold);
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === "hold_ended") throw error;
      return null;
    }
  }

  /** Give the hold up, if one was asked for; resolves once that is known, or given up on. */
  async release(): Promise<void> {
    if (!this.isAsked) return;
    this.isAsked = false;
    await this.next(() => this.leave()).catch(() => undefined);
  }

  /** Give up the hold that is known, at once: the page may be gone before any answer. */
  async leave(): Promise<void> {
    const { ownHold } = this.api;
    if (!ownHold) return;
    await this.api.release(ownHold);
    if (this.api.ownHold === ownHold) this.api.ownHold = "";
  }

  /** The table is booked: the hold went into it, unless it is still on its way. */
  async use(): Promise<void> {
    if (!this.isAnswered) await this.release();
    this.isAsked = false;
    this.api.ownHold = "";
  }

  /** One call after the other, so that none overtakes. */
  private next<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = this.turn.then(ask, ask);
    this.turn = answer.catch(() => undefined);
    return answer;
  }
}
