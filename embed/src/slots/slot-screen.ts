/** The first screen: for how many, on which date, at what time. */
import type { Performance } from "../basket/basket";
import { wallDate } from "../calendar/dates";
import { isOffline, tryAgainInTime } from "../api/try-again";
import type { Kept } from "../booking/memory";
import { afterPause, button, CHEVRON, h, icon } from "../page/elements";
import type { ChosenSlot, ScreenContext } from "../booking/screen-context";
import { MonthGrid } from "../calendar/month-grid";
import type { OfferOut, OffersOut } from "../api/shapes";
import { moreByPhone, partyField } from "./party-field";
import { callInstead, noSlots, slotsOf, whyNone } from "./slot-list";

interface SlotScreenEvents {
  onSlot(slot: ChosenSlot): void;
  onChoice(byHand: Pick<Kept, "date" | "party">): void;
}

export class SlotScreen {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  partySize: number;
  private date: string | null = null;
  private isPickedByGuest = false;
  private chosen: OfferOut | null = null;
  private performances: readonly Performance[] = [];
  private readonly grid: MonthGrid;
  private readonly dateText = h("span", { id: "date-text" });
  private readonly dateField: HTMLButtonElement;
  private readonly picked: HTMLElement;
  private readonly curtain = h("p", { class: "quiet", hidden: true });
  private readonly byPhone = h("p", { class: "quiet" });
  private readonly others = h("section", { role: "group", hidden: true });
  private readonly times = h("div", { class: "times" });
  private asked = 0;
  private stopTrying = () => {};

  constructor(
    private readonly context: ScreenContext,
    private readonly events: SlotScreenEvents,
    kept: Omit<Kept, "word"> = {},
  ) {
    const { say, settings } = context;
    const { largest_party: largest, restaurant } = settings;
    this.partySize = Math.min(kept.slot?.party_size ?? kept.party ?? 2, largest);
    this.heading = h("h2", { tabindex: -1 }, say("title", { restaurant: restaurant.name }));
    this.picked = h("p", { class: "quiet", hidden: true }, say("pickedForShow"));
    this.grid = new MonthGrid(context, {
      partySize: () => this.partySize,
      onPick: (date) => this.onPick(date),
      onEscape: () => this.closeGrid(),
    });
    this.dateField = this.dateFieldOf();
    this.element = h(
      "section",
      { class: "stack" },
      this.heading,
      h("div", { class: "pair" }, partyField(context, this.partySize, (size) => this.onParty(size)), this.labelled(say("date"), this.dateField)),
      h("div", { class: "lines" }, this.byPhone, this.picked, this.curtain),
      this.others,
      this.grid.element,
      this.times,
    );
    this.showByPhone();
    const date = kept.slot ? wallDate(kept.slot.starts_at) : kept.date;
    this.isPickedByGuest = !!date && date >= settings.today;
    this.goTo(this.isPickedByGuest ? date! : null);
  }

  /** What the basket says: its earliest date is selected, unless the guest was faster. */
  takePerformances(performances: readonly Performance[]): void {
    this.performances = performances;
    if (!this.isPickedByGuest) this.preselect(performances[0]?.date ?? null);
    else if (this.context.settings.shows_curtain) void this.refresh();
    this.showCurtain();
    this.showOthers();
  }

  private preselect(date: string | null): void {
    if (date === this.date) return;
    this.picked.hidden = !date;
    if (date && !this.grid.hasFocus) this.closeGrid(false);
    this.goTo(date);
  }

  /** No date will come from a basket: show the month, unless the guest is already at work. */
  showMonth(): void {
    if (!this.date && !this.grid.isOpen) this.openGrid(false);
  }

  /** Ask for the times again; a notice says why the guest is here again, and takes the focus. */
  async refresh(notice = ""): Promise<void> {
    const { date, partySize } = this;
    const { say, api } = this.context;
    const turn = ++this.asked;
    if (!date) return this.grid.isOpen ? this.times.replaceChildren() : this.showText(say("pickDateFirst"));
    if (notice) this.chosen = null;
    this.times.inert = true;
    const settled = afterPause(() => this.showText(say("lookingForTimes")));
    this.stopTrying();
    const answer = await api.offers(date, partySize).catch((error: unknown) => ({ error }));
    settled();
    if (turn !== this.asked) return;
    this.times.inert = false;
    if ("error" in answer) this.sayNotLoaded(answer.error);
    else this.showAnswer(answer);
    if (notice) this.showNotice(notice);
  }

  private sayNotLoaded(error: unknown): void {
    const { say, announce } = this.context;
    const retry = () => void this.refresh();
    const text = say(isOffline(error) ? "timesNotConnected" : "timesNotLoaded");
    const again = button(say("tryAgain"), { class: "plain", part: "button", onclick: retry });
    this.showText(text, again, ...[callInstead(this.context) ?? ""]);
    this.stopTrying = tryAgainInTime(error, retry);
    announce(text);
  }

  private showNotice(notice: string): void {
    const line = h("p", { class: "trouble", role: "alert", tabindex: -1 }, notice);
    const isNamed = this.times.querySelector("[href]");
    this.times.prepend(line, (!isNamed && callInstead(this.context)) || "");
    line.focus();
  }

  private showAnswer(answer: OffersOut): void {
    const { say, calendar, announce, settings } = this.context;
    const choices = {
      chosen: this.chosen,
      partySize: this.partySize,
      curtains: settings.shows_curtain ? this.performances : [],
      onSlot: (offer: OfferOut) => {
        this.chosen = offer;
        this.isPickedByGuest = true;
        this.showAnswer(answer);
        this.events.onSlot({ starts_at: offer.starts_at, party_size: this.partySize, service_key: offer.service_key });
      },
      onDate: (date: string) => this.onPick(date),
    };
    const count = answer.offers.length;
    const date = calendar.long(answer.date);
    this.times.replaceChildren(count ? slotsOf(this.context, answer, choices) : noSlots(this.context, answer, choices));
    const people = say("people", { count: this.partySize });
    const none = () => whyNone(this.context, answer, this.partySize, date);
    announce(count ? say("timesFound", { count, people, date }) : none());
  }

  private showText(text: string, ...more: (Node | string)[]): void {
    this.times.replaceChildren(h("p", { class: "quiet" }, text), ...more);
  }

  private onPick(date: string): void {
    this.isPickedByGuest = true;
    this.picked.hidden = true;
    this.events.onChoice({ date });
    this.goTo(date);
    this.closeGrid();
    this.showOthers();
  }

  private goTo(date: string | null): void {
    this.date = date;
    this.showDate();
    this.grid.select(date);
    void this.refresh();
  }

  private showDate(): void {
    const { say, calendar } = this.context;
    this.dateText.textContent = this.date ? calendar.short(this.date) : say("chooseDate");
    this.showCurtain();
  }

  /** When the shows of the chosen date begin, where the widget's settings ask for it (D17). */
  private showCurtain(): void {
    const { settings, extras } = this.context;
    const line = settings.shows_curtain && extras?.curtainLine(this.context, this.performances, this.date);
    this.curtain.hidden = !line;
    this.curtain.textContent = line || "";
  }

  /** The basket's other dates, one press away, where the widget's settings ask for them (D17). */
  private showOthers(): void {
    const { settings, extras } = this.context;
    if (settings.shows_other_performances) extras?.fillOthers(this.others, this.context, this.performances, this.date, (date) => this.onPick(date));
  }

  private openGrid(withFocus: boolean): void {
    this.dateField.ariaExpanded = "true";
    this.grid.open(withFocus);
    if (!this.date) this.times.replaceChildren();
  }

  private closeGrid(withFocus = true): void {
    this.dateField.ariaExpanded = "false";
    this.grid.close();
    if (!this.date) this.showText(this.context.say("pickDateFirst"));
    if (withFocus) this.dateField.focus();
  }

  private dateFieldOf(): HTMLButtonElement {
    this.grid.element.id = "grid";
    const toggle = () => (this.grid.isOpen ? this.closeGrid() : this.openGrid(true));
    return button(
      this.dateText,
      {
        class: "field",
        part: "date field",
        id: "date",
        "aria-labelledby": "date-label date-text",
        "aria-expanded": "false",
        "aria-controls": "grid",
        onclick: toggle,
      },
      icon(CHEVRON.down),
    );
  }

  private onParty(size: number): void {
    this.partySize = size;
    this.showByPhone();
    this.events.onChoice({ party: size });
    this.grid.forget();
    void this.refresh();
  }

  private showByPhone(): void {
    const parts = moreByPhone(this.context, this.partySize);
    this.byPhone.replaceChildren(...parts);
    this.byPhone.hidden = !parts.length;
  }

  private labelled(text: string, control: HTMLElement): HTMLElement {
    return h("div", { class: "labelled" }, h("span", { class: "label", id: "date-label" }, text), control);
  }
}
