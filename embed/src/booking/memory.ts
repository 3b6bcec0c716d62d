/** What this tab remembers of its visitor: what they chose by hand and typed, until they booked or half an hour passed. */
import { newKey } from "../api/client";
import type { GuestDetails } from "../api/shapes";
import type { ChosenSlot } from "./screen-context";

const IDLE_MS = 30 * 60_000;

/** Never of the basket, its customer or its performances, and never what was asked for: that may be health data. */
export interface Kept {
  /** A random word: the visitor, to Entracte. */
  word: string;
  date?: string | undefined;
  party?: number | undefined;
  slot?: ChosenSlot | undefined;
  typed?: Partial<GuestDetails> | undefined;
  /** The key of an attempt that has no answer. */
  sent?: string | undefined;
}

export class Memory {
  kept: Kept;
  private at = Date.now();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly name: string,
    private readonly onIdle: () => unknown,
  ) {
    this.kept = this.read() ?? { word: newKey() };
    // timers stand still while a computer sleeps
    for (const event of ["pageshow", "focus"]) addEventListener(event, () => this.look());
  }

  /** Remember this too; undefined forgets one. */
  keep(changes: Partial<Kept> = {}): void {
    Object.assign(this.kept, changes);
    this.wait();
    this.store((all) => all.setItem(this.name, JSON.stringify({ ...this.kept, at: this.at })));
  }

  /** Forget everything; who comes next is another visitor. */
  forget(): void {
    this.kept = { word: newKey() };
    clearTimeout(this.timer);
    this.timer = undefined;
    this.store((all) => all.removeItem(this.name));
  }

  /** Half an hour begins again: there is something to see, remembered or not. */
  wait(): void {
    this.at = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), IDLE_MS);
  }

  private look(): void {
    if (this.timer !== undefined && Date.now() - this.at >= IDLE_MS) this.onIdle();
  }

  private read(): Kept | null {
    return this.store((all) => {
      const { at, ...kept } = JSON.parse(all.getItem(this.name) ?? "null");
      if (!(Date.now() - at < IDLE_MS) || typeof kept.word !== "string") return all.removeItem(this.name), null;
      this.wait();
      return kept;
    });
  }

  /** Where the browser keeps nothing for this page, this object is all the memory there is. */
  private store<Answer>(use: (all: Storage) => Answer): Answer | null {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  }
}
