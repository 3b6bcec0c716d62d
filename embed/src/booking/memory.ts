/** What this tab remembers of its visitor: what they chose and typed, for half an hour; then their table, for half of it. */
import { newKey } from "../api/client";
import type { BookedOut, GuestDetails } from "../api/shapes";
import type { ChosenSlot } from "./screen-context";

const IDLE_MS = 30 * 60_000;

/** What the card of a booked table shows: nothing that was typed. The restaurant's details are those of the settings. */
export interface BookedTable extends Omit<BookedOut, "restaurant"> {
  /** What is otherwise than it was asked for. */
  note: string;
}

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
  /** The table that is booked. While it stands here a touch begins no time again, and it is gone sooner. */
  card?: BookedTable | undefined;
}

const patience = ({ card }: Kept): number => (card ? IDLE_MS / 2 : IDLE_MS);

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
    this.at = Date.now();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.store((all) => all.removeItem(this.name));
  }

  /** The time begins again, but for a booked table's. */
  private wait(): void {
    if (!this.kept.card) this.at = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), this.at + patience(this.kept) - Date.now());
  }

  private look(): void {
    if (this.timer !== undefined && Date.now() - this.at >= patience(this.kept)) this.onIdle();
  }

  private read(): Kept | null {
    return this.store((all) => {
      const { at, ...kept } = JSON.parse(all.getItem(this.name) ?? "null");
      if (!(Date.now() - at < patience(kept)) || typeof kept.word !== "string") return all.removeItem(this.name), null;
      this.at = at;
      this.kept = kept;
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
