/** One visitor's attempts to book: one for a service and a start makes one booking, however often it is sent. */
import { ApiRefusal, type Api } from "../api/client";
import type { BookedOut } from "../api/shapes";
import type { ReadBasket } from "../basket/read-basket";
import type { Sent } from "./guest-fields";
import type { Memory } from "./memory";
import type { ChosenSlot } from "./screen-context";

interface Answer {
  booked: BookedOut;
  /** Not what was sent was booked, but another attempt before it. */
  isEarlier: boolean;
}

export class Attempt {
  constructor(
    private readonly api: Api,
    private readonly memory: Memory,
  ) {}

  /** Book. The key stays whatever is typed. Where another attempt has no answer, what it booked is the answer. */
  async send(slot: ChosenSlot, typed: Sent, basket: ReadBasket | null): Promise<Answer> {
    const { word, sent } = this.memory.kept;
    const start = (Date.parse(slot.starts_at) / 60_000).toString(36);
    const key = `${word}.${start}.${slot.service_key}`;
    const earlier = sent !== key && (await this.booked());
    if (earlier) return { booked: earlier, isEarlier: true };
    this.memory.keep({ sent: key });
    const ids = basket && { basket_id: basket.id, ...(basket.customerId && { customer_id: basket.customerId }) };
    const wish = { ...slot, ...typed, hold: word, ...ids };
    try {
      return { booked: await this.api.book(wish, key), isEarlier: false };
    } catch (error) {
      // a refusal of a second try says nothing about the first
      const isRefused = error instanceof ApiRefusal && error.status >= 400 && error.status < 500;
      if (isRefused && sent !== key) this.memory.keep({ sent: undefined });
      throw error;
    }
  }

  /** What the attempt that has no answer booked; null where it booked nothing, or none is open. */
  async booked(): Promise<BookedOut | null> {
    const { sent } = this.memory.kept;
    if (!sent) return null;
    const { booked } = await this.api.attempt(sent);
    if (!booked) this.memory.keep({ sent: undefined });
    return booked;
  }
}
