/** The grid of a month, from which a guest picks a date by finger or by keyboard. */
import { addDays, addMonths, daysIntoWeek, monthOf, weeksOf } from "./dates";
import { tryAgainInTime } from "../api/try-again";
import { afterPause, button, CHEVRON, h, icon } from "../page/elements";
import type { ScreenContext } from "../booking/screen-context";
import type { DayOut } from "../api/shapes";

interface GridEvents {
  partySize(): number;
  onPick(date: string): void;
  onEscape(): void;
}

export class MonthGrid {
  readonly element: HTMLElement;
  private readonly name = h("p", { class: "month", "aria-live": "polite" });
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly table = h("table", { role: "grid" });
  private readonly note = h("p", { class: "quiet" });
  private stopTrying = () => {};
  private states = new Map<string, DayOut["state"]>();
  private month: string;
  private selected: string | null = null;
  /** The one date of the grid that Tab reaches. */
  private current: string;

  constructor(
    private readonly context: ScreenContext,
    private readonly events: GridEvents,
  ) {
    const { say, settings } = context;
    this.current = settings.today;
    this.month = monthOf(this.current);
    this.previous = this.turner(say("previousMonth"), CHEVRON.left, -1);
    this.next = this.turner(say("nextMonth"), CHEVRON.right, 1);
    this.table.addEventListener("keydown", (event) => this.onKey(event));
    this.element = h(
      "div",
      { class: "picker", role: "group", "aria-label": say("chooseDate"), hidden: true },
      h("div", { class: "turn" }, this.previous, this.name, this.next),
      this.table,
      this.note,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      events.onEscape();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get hasFocus(): boolean {
    return this.element.matches(":focus-within");
  }

  select(date: string | null): void {
    this.selected = date;
    if (this.hasFocus) return this.mark();
    this.show(date ?? this.current);
  }

  open(withFocus: boolean): void {
    this.element.hidden = false;
    if (!this.show(this.selected ?? this.current)) void this.refresh();
    if (withFocus) this.focusCurrent();
  }

  close(): void {
    this.element.hidden = true;
  }

  /** Ask for the states of the shown month again: it was turned, or the party changed. */
  async refresh(): Promise<void> {
    if (!this.isOpen) return;
    const { say, api } = this.context;
    const asked = [this.month, this.events.partySize()] as const;
    const isStale = () => asked[0] !== this.month || asked[1] !== this.events.partySize();
    const settled = afterPause(() => this.table.setAttribute("aria-busy", "true"));
    this.stopTrying();
    const days = await api.days(...asked).catch((error: unknown) => {
      this.stopTrying = tryAgainInTime(error, () => void this.refresh());
      return null;
    });
    settled();
    if (isStale()) return;
    this.table.removeAttribute("aria-busy");
    for (const day of days ?? []) this.states.set(day.date, day.state);
    this.note.textContent = say(days ? "legend" : "daysNotLoaded");
    this.mark();
  }

  /** The states known are of another party. */
  forget(): void {
    this.states.clear();
    this.mark();
    void this.refresh();
  }

  private turner(label: string, path: string, months: number): HTMLButtonElement {
    const turn = () => {
      if (turner.getAttribute("aria-disabled") !== "true") this.show(addMonths(`${this.month}-01`, months));
    };
    const turner = button(icon(path), { class: "icon", "aria-label": label, onclick: turn });
    return turner;
  }

  /** Bring a date into view; true when that turned the month, whose states are then asked. */
  private show(date: string): boolean {
    const { settings } = this.context;
    this.current = date < settings.today ? settings.today : date;
    const month = monthOf(this.current);
    const isTurned = month !== this.month || !this.table.rows.length;
    if (isTurned) {
      this.month = month;
      this.draw();
      void this.refresh();
    }
    this.mark();
    return isTurned;
  }

  private draw(): void {
    const { calendar } = this.context;
    this.name.textContent = calendar.month(this.month);
    this.table.setAttribute("aria-label", calendar.month(this.month));
    const names = calendar.weekdays().map((day) =>
      h("th", { role: "columnheader", "aria-label": day.long }, day.short.slice(0, 2)),
    );
    const rows = weeksOf(this.month, calendar.firstWeekday).map((week) =>
      h("tr", { role: "row" }, ...week.map((date) => this.cell(date))),
    );
    this.table.replaceChildren(h("thead", {}, h("tr", { role: "row" }, ...names)), h("tbody", {}, ...rows));
  }

  private cell(date: string | null): HTMLElement {
    if (!date) return h("td", { role: "gridcell" });
    const pick = () => {
      if (date >= this.context.settings.today) this.events.onPick(date);
    };
    const day = button(String(Number(date.slice(8))), { "data-date": date, onclick: pick });
    return h("td", { role: "gridcell" }, day);
  }

  /** Bring what each date shows up to what is known, without moving the focus. */
  private mark(): void {
    const { say, calendar, settings } = this.context;
    for (const day of this.table.querySelectorAll<HTMLElement>("[data-date]")) {
      const date = day.dataset.date!;
      const state = this.states.get(date);
      const isPast = date < settings.today;
      const words = [calendar.long(date), date === settings.today && say("today"), state && say(`dayState.${state}`)];
      day.className = isPast ? "past" : (state ?? "");
      day.ariaLabel = words.filter(Boolean).join(", ");
      day.ariaDisabled = isPast ? "true" : null;
      day.ariaCurrent = date === settings.today ? "date" : null;
      day.tabIndex = date === this.current ? 0 : -1;
      day.parentElement!.ariaSelected = String(date === this.selected);
    }
    const last = this.states.get(addDays(addMonths(`${this.month}-01`, 1), -1));
    this.previous.ariaDisabled = String(this.month <= monthOf(settings.today));
    this.next.ariaDisabled = String(last === "too_far");
  }

  private focusCurrent(): void {
    this.table.querySelector<HTMLElement>(`[data-date="${this.current}"]`)?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const date = this.current;
    const intoWeek = daysIntoWeek(date, this.context.calendar.firstWeekday);
    const target: Record<string, () => string> = {
      ArrowLeft: () => addDays(date, -1),
      ArrowRight: () => addDays(date, 1),
      ArrowUp: () => addDays(date, -7),
      ArrowDown: () => addDays(date, 7),
      Home: () => addDays(date, -intoWeek),
      End: () => addDays(date, 6 - intoWeek),
      PageUp: () => addMonths(date, event.shiftKey ? -12 : -1),
      PageDown: () => addMonths(date, event.shiftKey ? 12 : 1),
    };
    const targetDate = target[event.key];
    if (!targetDate || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.show(targetDate());
    this.focusCurrent();
  }
}
