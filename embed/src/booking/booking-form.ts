/** The form: from the first screen to a booked table. */
import type { BookedOut, GuestDetails } from "../api/shapes";
import { readBasket, type ReadBasket } from "../basket/read-basket";
import { wallTime } from "../calendar/dates";
import { bookedScreen } from "../card/booked-screen";
import { afterPause, h } from "../page/elements";
import { ScreenFrame } from "../page/screen-frame";
import { early } from "../sentences/early";
import { SlotScreen } from "../slots/slot-screen";
import { Attempt } from "./attempt";
import { byPhone } from "./by-phone";
import type { Typed } from "./guest-fields";
import { GuestScreen } from "./guest-screen";
import type { HoldNotice } from "./hold-notice";
import { loadForm, notLoaded, type FormFiles } from "./load-form";
import { Memory, type BookedTable, type Kept } from "./memory";
import { privacyOf } from "../consent/privacy";
import type { ChosenSlot, ScreenContext } from "./screen-context";
import type { Screen, ScreenHistory } from "./screen-history";
import { SlotHold } from "./slot-hold";
import { explain } from "./trouble";

interface FormOptions extends FormFiles {
  /** Whether back and forward walk the form's screens. */
  walks: boolean;
}

export class BookingForm {
  private readonly frame = new ScreenFrame();
  readonly element = this.frame.element;
  private loading: Promise<ScreenContext> | undefined;
  private slotScreen: SlotScreen | undefined;
  private guestScreen: GuestScreen | undefined;
  private basket: ReadBasket | null = null;
  private slotHold: SlotHold | undefined;
  private holdNotice: HoldNotice | undefined;
  /** Half an hour passed; whoever comes has not been here yet. */
  private isDeserted = false;
  private memory!: Memory;
  private walk: ScreenHistory | null = null;
  private attempt!: Attempt;
  /** What the guest's screen is for, while it is shown and nothing is booked. */
  private slot: ChosenSlot | undefined;
  /** What it was for before the guest went back. */
  private slotBefore: ChosenSlot | undefined;
  private stopTrying = () => {};

  constructor(private readonly options: FormOptions) {
    addEventListener("pagehide", () => this.slot && !this.guestScreen?.isBusy && void this.slotHold?.leave().catch(() => undefined));
    addEventListener("pageshow", (event) => event.persisted && void this.holdAgain());
  }

  /** Fetch the settings and the sentences, once; a failure may be tried again. */
  prepare(): Promise<ScreenContext> {
    const load = () => loadForm(this.options, (text) => this.frame.announce(text));
    this.loading ??= load().then((context) => (this.remember(context), context)).catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private remember(context: ScreenContext): void {
    const name = `entracte ${context.settings.widget}`;
    const isThere = () => this.element.isConnected;
    const onTouch = () => this.isDeserted && void this.lookAtBasket(context);
    this.memory = new Memory(name, () => isThere() && this.beginAgain(context, true));
    const onWalk = (screen: Screen) => isThere() && this.walkTo(context, screen);
    this.walk = context.extras && new context.extras.ScreenHistory(name, this.options.walks, onWalk);
    for (const event of ["input", "click"]) this.element.addEventListener(event, () => this.memory.keep());
    for (const event of ["pointerdown", "focusin"]) this.element.addEventListener(event, onTouch);
  }

  /** The form is taken away: nothing is held for it any more. */
  leave(): void {
    this.stopTrying();
    this.holdNotice?.stop();
    void this.slotHold?.release();
  }

  /** One opening: the form is shown, and the basket read once. */
  async open(): Promise<void> {
    this.stopTrying();
    const settled = afterPause(() => !this.slotScreen && this.frame.turnTo(h("p", { class: "quiet" }, early.loading)));
    try {
      const context = await this.prepare();
      settled();
      const { card } = this.memory.kept;
      if (!this.slotScreen || card) this.start(context);
      if (card) this.showCard(context, card);
      else await this.lookAtBasket(context);
    } catch (error) {
      settled();
      const { stands, stop } = notLoaded(error, () => void this.open());
      this.stopTrying = stop;
      this.frame.turnTo(stands);
    }
  }

  private start(context: ScreenContext): void {
    const [{ settings }, { kept }] = [context, this.memory];
    this.slot = this.slotBefore = undefined;
    this.basket = null;
    if (settings.largest_party < 1) {
      this.frame.turnTo(h("p", {}, ...byPhone(context, "nothingOnline")));
      return;
    }
    this.attempt = new Attempt(context.api, this.memory);
    this.slotHold = new SlotHold(context.api, settings.hold_minutes, kept.word);
    const events = {
      onChange: () => this.backToSlots(),
      onSubmit: (typed: Typed) => void this.submit(context, typed),
      onType: (typed: GuestDetails) => this.memory.keep({ typed }),
      onStartAgain: () => this.beginAgain(context),
    };
    this.guestScreen = new GuestScreen(context, events, kept.typed);
    this.guestScreen.sayAtButton(privacyOf(context));
    const onSlot = (slot: ChosenSlot) => this.toGuest(context, slot);
    const onChoice = (choice: Partial<Kept>) => this.memory.keep(choice);
    this.slotScreen = new SlotScreen(context, { onSlot, onChoice }, kept);
    this.frame.turnTo(this.slotScreen.element);
    if (kept.slot) this.toGuest(context, kept.slot, false);
  }

  /** As for another visitor. After half an hour nobody is there: the basket is read when somebody is. */
  private beginAgain(context: ScreenContext, isIdle = false): void {
    this.leave();
    this.memory.forget();
    this.start(context);
    this.walk?.show("slots");
    this.isDeserted = isIdle && context.settings.integration === "spektrix";
    if (!isIdle) this.slotScreen?.heading.focus();
    if (!this.isDeserted) void this.lookAtBasket(context);
  }

  private walkTo(context: ScreenContext, screen: Screen): void {
    const { slotBefore, memory: { kept: { card } } } = this;
    if (screen === "guest" && slotBefore) this.toGuest(context, slotBefore);
    else if (screen === "booked" && card) this.showCard(context, card)?.focus();
    else if (screen === "slots" && this.slot) this.backToSlots();
    else if (screen === "slots" && card) {
      this.start(context);
      this.walk?.show("slots");
    }
  }

  private async lookAtBasket({ settings, extras }: ScreenContext): Promise<void> {
    const url = settings.integration === "spektrix" ? settings.basket?.url : undefined;
    const { slotScreen } = this;
    this.isDeserted = false;
    if (url) {
      this.basket = await readBasket(url, Date.now(), extras?.diagnose);
      slotScreen?.takePerformances(this.basket?.performances ?? []);
    }
    slotScreen?.showMonth();
  }

  private toGuest(context: ScreenContext, slot: ChosenSlot, takesFocus = true): void {
    const { guestScreen } = this;
    if (!guestScreen) return;
    this.slot = this.slotBefore = slot;
    this.memory.keep({ slot, card: undefined });
    guestScreen.show(slot);
    this.frame.turnTo(guestScreen.element);
    this.walk?.show("guest");
    if (takesFocus) guestScreen.heading.focus();
    void this.hold(context, guestScreen, slot);
  }

  private async hold(context: ScreenContext, guestScreen: GuestScreen, slot: ChosenSlot): Promise<void> {
    const isStill = () => this.slot === slot && !guestScreen.isBusy;
    this.holdNotice?.stop();
    try {
      const kept = await this.slotHold?.take(slot);
      if (!kept || !isStill()) return;
      this.holdNotice = context.extras ? new context.extras.HoldNotice(context.say, guestScreen, this.slotHold!, isStill) : undefined;
      this.holdNotice?.start(kept.seconds);
    } catch {
      // the table may have gone to this very visitor, whose answer was lost
      const booked = await this.attempt.booked().catch(() => null);
      if (booked) this.showBooked(context, booked);
      else if (isStill()) this.backToSlots(context.say("refusal.slot_gone", { time: wallTime(slot.starts_at) }));
    }
  }

  /** A page that comes back as it was left has given its hold up meanwhile. */
  private async holdAgain(): Promise<void> {
    const context = await this.loading;
    const { slot, guestScreen } = this;
    if (context && slot && guestScreen && !guestScreen.isBusy) void this.hold(context, guestScreen, slot);
  }

  private backToSlots(notice = ""): void {
    const { slotScreen } = this;
    if (!slotScreen) return;
    this.stopTrying();
    if (notice) this.slotBefore = undefined;
    this.slot = undefined;
    this.memory.keep({ slot: undefined });
    this.holdNotice?.stop();
    this.frame.turnTo(slotScreen.element);
    this.walk?.show("slots");
    if (!notice) slotScreen.heading.focus();
    // given up before the times are asked for, so that the guest's own time is among those that are left
    void this.slotHold?.release().then(() => slotScreen.refresh(notice));
  }

  private async submit(context: ScreenContext, typed: Typed, isResent = false): Promise<void> {
    const { slot, guestScreen, basket } = this;
    if (!slot || !guestScreen) return;
    this.stopTrying();
    guestScreen.setBusy(true);
    const settled = afterPause(() => guestScreen.showBusy());
    const isStill = () => this.guestScreen === guestScreen; // nobody pressed Start again meanwhile
    try {
      const { booked, isEarlier } = await this.attempt.send(slot, { ...typed, language: context.language }, basket);
      if (isStill()) this.showBooked(context, booked, isEarlier ? context.say("bookedBefore") : "");
    } catch (error) {
      if (!isStill()) return;
      guestScreen.restoreLabel();
      const stop = context.extras?.sendWhenOnline(context, guestScreen, error, isResent, () => void this.submit(context, typed, true));
      if (stop) this.stopTrying = stop;
      else explain(context, guestScreen, error, slot, (notice) => this.backToSlots(notice), (...standing) => this.showBooked(context, ...standing));
    } finally {
      settled();
      guestScreen.setBusy(false);
    }
  }

  private showBooked(context: ScreenContext, { restaurant: _, ...booked }: BookedOut, note = ""): void {
    const card = { ...booked, note };
    this.slot = undefined;
    this.holdNotice?.stop();
    void this.slotHold?.use();
    this.memory.forget();
    this.memory.keep({ card });
    this.showCard(context, card)?.focus();
  }

  /** The last screen; returns its heading. */
  private showCard(context: ScreenContext, card: BookedTable): HTMLElement | null {
    const screen = bookedScreen(context, card, () => this.beginAgain(context));
    this.frame.turnTo(screen);
    this.walk?.show("booked");
    return screen.querySelector("h2");
  }
}
