/** One visitor's attempt to book: it makes one booking, however often it is sent. */
import { newKey, type Api } from "../api/client";
import type { BookedOut, BookingWish } from "../api/shapes";

export class Attempt {
  private body = "";
  private key = "";

  constructor(private readonly api: Api) {}

  /** Book. The key stays while the same wish is sent again. */
  send(wish: BookingWish): Promise<BookedOut> {
    const body = JSON.stringify(wish);
    if (this.body !== body) this.key = newKey();
    this.body = body;
    return this.api.book(wish, this.key);
  }

  /** Take a new key for what is sent next. */
  renew(): void {
    this.body = "";
  }
}
