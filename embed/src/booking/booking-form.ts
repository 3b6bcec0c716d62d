/** How does a guest go from an empty form to a booked table? Choosing, details, card. */
import { newKey, ApiRefusal, type Api } from "../api/client";
import { readBasket, type ReadBasket } from "../basket/read-basket";
import { bookedScreen } from "./booked-screen";
import { SlotScreen } from "../slots/slot-screen";
import { wallDate, wallTime } from "../calendar/dates";
import { GuestScreen } from "./guest-screen";
import { afterPause, button, h } from "../page/elements";
import { contextOf, type ScreenContext } from "./screen-context";
import { SlotHold } from "./slot-hold";
import { fallback } from "../languages/language";
import type { BookingWish, GuestDetails, Offer, Settings } from "../api/shapes";

/** Refusals that another slot heals. */
const NOT_OFFERED = ["too_soon", "too_far", "off_grid", "party_too_large"];

export class BookingForm {
  readonly element: HTMLElement;
  private readonly screen = h("div");
  private readonly live = h("p", { class: "unseen", role: "status" });
  private loading: Promise<ScreenContext> | undefined;
  private slotScreen: SlotScreen | undefined;
  private details: GuestScreen | undefined;
  private basket: ReadBasket | null = null;
  private slotHold!: SlotHold;
  private holdTimer: number | undefined;
  /** What the details are for, while they are shown and nothing is booked. */
  private slot: Offer | undefined;
  private attempt: { body: string; key: string } | undefined;
  private isOver = false;

  constructor(
    private readonly api: Api,
    private readonly onSettings: (settings: Settings) => void,
  ) {
    this.element = h("div", { class: "form" }, this.screen, this.live);
  }

  /** Fetch the settings, once; a failure may be tried again. */
  prepare(): Promise<ScreenContext> {
    this.loading ??= this.api.settings().then(
      (settings) => {
        this.onSettings(settings);
        return contextOf(this.api, settings, (text) => this.announce(text));
      },
      (error: unknown) => {
        this.loading = undefined;
        throw error;
      },
    );
    return this.loading;
  }

  /** One opening: the form is shown, and the basket read once beside it. */
  async open(): Promise<void> {
    const settled = afterPause(() => {
      if (!this.slotScreen) this.screen.replaceChildren(h("p", { class: "quiet" }, fallback.loading));
    });
    try {
      const context = await this.prepare();
      settled();
      if (!this.slotScreen || this.isOver) this.start(context);
      await this.lookAtBasket(context);
    } catch (error) {
      settled();
      this.showNotLoaded(error);
    }
  }

  private start(context: ScreenContext): void {
    const { sentences: t, settings } = context;
    this.isOver = false;
    this.basket = null;
    this.attempt = undefined;
    if (settings.largest_party < 1) {
      this.screen.replaceChildren(h("p", {}, t.nothingOnline(settings.restaurant.phone ?? "")));
      return;
    }
    this.slotHold = new SlotHold(context.api, settings.hold_minutes);
    this.details = new GuestScreen(context, {
      onChange: () => this.backToChoosing(),
      onSubmit: (guest, requests) => void this.submit(context, guest, requests),
    });
    this.slotScreen = new SlotScreen(context, (offer) => this.toDetails(context, offer));
    this.screen.replaceChildren(this.slotScreen.element);
  }

  private async lookAtBasket({ settings }: ScreenContext): Promise<void> {
    const url = settings.integration === "spektrix" ? settings.basket?.url : undefined;
    const { slotScreen } = this;
    if (url) {
      this.basket = await readBasket(url, Date.now());
      slotScreen?.takePerformances(this.basket?.performances ?? []);
    }
    slotScreen?.showMonth();
  }

  private showNotLoaded(error: unknown): void {
    const isUnknown = error instanceof ApiRefusal && error.status === 404;
    console.info("Entracte: the form could not be loaded. Check the widget's key and its allowed sites.", error);
    const text = isUnknown ? fallback.notThere : fallback.notLoaded;
    const again = button(fallback.tryAgain, { class: "plain", part: "button", onclick: () => void this.open() });
    const trouble = h("p", { class: "trouble", role: "alert" }, text);
    this.screen.replaceChildren(h("div", { class: "stack" }, trouble, !isUnknown && again));
  }

  private toDetails(context: ScreenContext, offer: Offer): void {
    const { slotScreen, details } = this;
    if (!slotScreen || !details) return;
    this.slot = offer;
    const { starts_at: startsAt } = offer;
    details.show(slotScreen.partySize, context.calendar.short(wallDate(startsAt)), wallTime(startsAt));
    this.turnTo(details.element);
    details.heading.focus();
    void this.hold(context, details, offer, slotScreen.partySize);
  }

  private async hold({ sentences: t }: ScreenContext, details: GuestScreen, offer: Offer, size: number): Promise<void> {
    const isStill = () => this.slot === offer && !details.isBusy;
    try {
      const held = await this.slotHold.take(offer.starts_at, size);
      if (!held || !isStill()) return;
      details.sayHold(t.heldUntil(wallTime(held.expires_at)));
      this.holdTimer = setTimeout(() => isStill() && details.sayHold(t.holdEnded), held.seconds * 1000);
    } catch {
      if (isStill()) this.backToChoosing(t.slotGone(wallTime(offer.starts_at)));
    }
  }

  private backToChoosing(notice = ""): void {
    const { slotScreen } = this;
    if (!slotScreen) return;
    this.slot = undefined;
    clearTimeout(this.holdTimer);
    this.turnTo(slotScreen.element);
    if (!notice) slotScreen.heading.focus();
    // first given up, then asked anew, so that the guest's own time is among those that are left
    void this.slotHold.release().then(() => slotScreen.refresh(notice));
  }

  private wishOf(offer: Offer, guest: GuestDetails, requests: string): BookingWish {
    return {
      starts_at: offer.starts_at,
      party_size: this.slotScreen!.partySize,
      guest,
      requests,
      hold: this.slotHold.visitor,
      ...(this.basket && { basket_id: this.basket.id }),
      ...(this.basket?.customerId && { customer_id: this.basket.customerId }),
    };
  }

  /** The key stays while the same wish is tried again, so that it is booked once. */
  private keyFor(wish: BookingWish): string {
    const body = JSON.stringify(wish);
    if (this.attempt?.body !== body) this.attempt = { body, key: newKey() };
    return this.attempt.key;
  }

  private async submit(context: ScreenContext, guest: GuestDetails, requests: string): Promise<void> {
    const { slot, details } = this;
    if (!slot || !details) return;
    const wish = this.wishOf(slot, guest, requests);
    details.setBusy(true);
    const settled = afterPause(() => details.sayBusy());
    try {
      const booked = await context.api.book(wish, this.keyFor(wish));
      this.isOver = true;
      this.slot = undefined;
      clearTimeout(this.holdTimer);
      void this.slotHold.use();
      const card = bookedScreen(context, booked);
      this.turnTo(card);
      card.querySelector<HTMLElement>("h2")?.focus();
    } catch (error) {
      details.restoreLabel();
      this.explain(context, details, error, slot);
    } finally {
      settled();
      details.setBusy(false);
    }
  }

  private explain({ sentences: t }: ScreenContext, details: GuestScreen, error: unknown, slot: Offer): void {
    if (!(error instanceof ApiRefusal)) throw error;
    const { status, code, fields, waitSeconds } = error;
    if (code === "key_reused") this.attempt = undefined;
    if (status === 409) this.backToChoosing(t.slotGone(wallTime(slot.starts_at)));
    else if (NOT_OFFERED.includes(code)) this.backToChoosing(t.notOfferedNow);
    else if (status === 422 && details.showFields(fields)) this.announce(t.lookAgain);
    else if (status === 429) details.showTrouble(t.tooMany(waitSeconds));
    else details.showTrouble(status === 0 ? t.notSent : t.outOfOrder);
  }

  /** What was said of the screen before is no longer true of this one. */
  private turnTo(screen: HTMLElement): void {
    this.live.textContent = "";
    this.screen.replaceChildren(screen);
  }

  private announce(text: string): void {
    this.live.textContent = "";
    setTimeout(() => (this.live.textContent = text), 50);
  }
}
