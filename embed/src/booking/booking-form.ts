/** The form: from the first screen to a booked table. */
import { ApiRefusal, type Api } from "../api/client";
import { loadFile } from "../api/files";
import { isOffline, tryAgainInTime } from "../api/try-again";
import type { SettingsOut } from "../api/shapes";
import { readBasket, type ReadBasket } from "../basket/read-basket";
import { wallTime } from "../calendar/dates";
import { afterPause, button, h } from "../page/elements";
import { linked } from "../page/phone";
import { early } from "../sentences/early";
import { LanguageFiles } from "../sentences/load-language";
import { SlotScreen } from "../slots/slot-screen";
import { Attempt } from "./attempt";
import { bookedScreen } from "./booked-screen";
import type { Typed } from "./guest-fields";
import { GuestScreen } from "./guest-screen";
import { privacyOf } from "./privacy";
import { contextOf, type ChosenSlot, type ScreenContext } from "./screen-context";
import { HoldNotice } from "./hold-notice";
import { SlotHold } from "./slot-hold";
import { wayOn } from "./ways-on";

/** What the frame of the form needs to know once the settings are there. */
export interface Loaded {
  settings: SettingsOut;
  language: string;
  isRightToLeft: boolean;
  /** The style of the screens; empty where it could not be had. */
  look: string;
}

interface FormOptions {
  api: Api;
  /** Where the files lie that are fetched. */
  home: string;
  onLoaded(loaded: Loaded): void;
}

export class BookingForm {
  readonly element: HTMLElement;
  private readonly screen = h("div");
  private readonly live = h("p", { class: "unseen", role: "status" });
  private loading: Promise<ScreenContext> | undefined;
  private slotScreen: SlotScreen | undefined;
  private guestScreen: GuestScreen | undefined;
  private basket: ReadBasket | null = null;
  private slotHold!: SlotHold;
  private holdNotice: HoldNotice | undefined;
  private attempt!: Attempt;
  /** What the guest's screen is for, while it is shown and nothing is booked. */
  private slot: ChosenSlot | undefined;
  private isOver = false;
  private stopTrying = () => {};

  constructor(private readonly options: FormOptions) {
    this.element = h("div", { class: "form" }, this.screen, this.live);
    addEventListener("pagehide", () => this.slot && !this.guestScreen?.isBusy && void this.slotHold.leave().catch(() => undefined));
    addEventListener("pageshow", (event) => event.persisted && void this.holdAgain());
  }

  /** Fetch the settings and the sentences, once; a failure may be tried again. */
  prepare(): Promise<ScreenContext> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<ScreenContext> {
    const { api, home, onLoaded } = this.options;
    const languages = new LanguageFiles(home);
    const look = loadFile(`${home}look.css`);
    const settings = await api.settings();
    const sentences = await languages.sentences(settings.language);
    const { language, isRightToLeft } = sentences;
    onLoaded({ settings, language, isRightToLeft, look: (await look) ?? "" });
    return contextOf(api, settings, sentences, (text) => this.announce(text));
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
    const settled = afterPause(() => {
      if (!this.slotScreen) this.screen.replaceChildren(h("p", { class: "quiet" }, early.loading));
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
    const { say, settings, api } = context;
    this.isOver = false;
    this.basket = null;
    if (settings.largest_party < 1) {
      const { phone } = settings.restaurant;
      const text = phone ? say("nothingOnline.call", { phone }) : say("nothingOnline");
      this.screen.replaceChildren(h("p", {}, ...linked(text, settings.restaurant)));
      return;
    }
    this.attempt = new Attempt(api);
    this.slotHold = new SlotHold(api, settings.hold_minutes);
    this.guestScreen = new GuestScreen(context, {
      onChange: () => this.backToSlots(),
      onSubmit: (typed) => void this.submit(context, typed),
    });
    this.guestScreen.sayAtButton(privacyOf(context));
    this.slotScreen = new SlotScreen(context, (slot) => this.toGuest(context, slot));
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
    const text = isUnknown ? early.notThere : isOffline(error) ? early.notConnected : early.notLoaded;
    if (!isUnknown) this.stopTrying = tryAgainInTime(error, () => void this.open());
    const retry = button(early.tryAgain, { class: "plain", part: "button", onclick: () => void this.open() });
    const trouble = h("p", { class: "trouble", role: "alert" }, text);
    this.screen.replaceChildren(h("div", { class: "stack" }, trouble, !isUnknown && retry));
  }

  private toGuest(context: ScreenContext, slot: ChosenSlot): void {
    const { guestScreen } = this;
    if (!guestScreen) return;
    this.slot = slot;
    guestScreen.show(slot);
    this.turnTo(guestScreen.element);
    guestScreen.heading.focus();
    void this.hold(context, guestScreen, slot);
  }

  private async hold(context: ScreenContext, guestScreen: GuestScreen, slot: ChosenSlot): Promise<void> {
    const isStill = () => this.slot === slot && !guestScreen.isBusy;
    this.holdNotice?.stop();
    try {
      const kept = await this.slotHold.take(slot);
      if (!kept || !isStill()) return;
      this.holdNotice = new HoldNotice(context.say, guestScreen, this.slotHold, isStill);
      this.holdNotice.start(kept.seconds);
    } catch {
      if (isStill()) this.backToSlots(context.say("refusal.slot_gone", { time: wallTime(slot.starts_at) }));
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
    this.slot = undefined;
    this.holdNotice?.stop();
    this.turnTo(slotScreen.element);
    if (!notice) slotScreen.heading.focus();
    // given up before the times are asked for, so that the guest's own time is among those that are left
    void this.slotHold.release().then(() => slotScreen.refresh(notice));
  }

  private async submit(context: ScreenContext, typed: Typed): Promise<void> {
    const { slot, guestScreen, basket } = this;
    if (!slot || !guestScreen) return;
    guestScreen.setBusy(true);
    const settled = afterPause(() => guestScreen.showBusy());
    try {
      const booked = await this.attempt.send({
        ...slot,
        ...typed,
        hold: this.slotHold.visitor,
        ...(basket && { basket_id: basket.id }),
        ...(basket?.customerId && { customer_id: basket.customerId }),
      });
      this.isOver = true;
      this.slot = undefined;
      this.holdNotice?.stop();
      void this.slotHold.use();
      const screen = bookedScreen(context, booked);
      this.turnTo(screen);
      screen.querySelector<HTMLElement>("h2")?.focus();
    } catch (error) {
      guestScreen.restoreLabel();
      this.explain(context, guestScreen, error, slot);
    } finally {
      settled();
      guestScreen.setBusy(false);
    }
  }

  private explain(context: ScreenContext, guestScreen: GuestScreen, error: unknown, slot: ChosenSlot): void {
    if (!(error instanceof ApiRefusal)) throw error;
    const { say, sayOr } = context;
    const { code, fields } = error;
    const way = wayOn(code);
    if (code === "key_reused") this.attempt.renew();
    if (code === "slot_gone") this.backToSlots(say("refusal.slot_gone", { time: wallTime(slot.starts_at) }));
    else if (way === "times") this.backToSlots(sayOr(`refusal.${code}`, "refusal.off_grid"));
    else if (way === "fields" && guestScreen.showFields(fields)) this.announce(say("refusal.invalid"));
    else guestScreen.showTrouble(troubleOf(context, error));
  }

  /** The sentence about the screen before is no longer true of this one. */
  private turnTo(screen: HTMLElement): void {
    this.live.textContent = "";
    this.screen.replaceChildren(screen);
  }

  private announce(text: string): void {
    this.live.textContent = "";
    setTimeout(() => (this.live.textContent = text), 50);
  }
}

function troubleOf({ say, sayOr, settings }: ScreenContext, { status, code, waitSeconds: seconds }: ApiRefusal): string {
  const { phone } = settings.restaurant;
  const call = phone && wayOn(code) === "call" ? ` ${say("orCall", { phone })}` : "";
  if (status === 0) return say("noAnswer");
  if (status !== 429) return sayOr(`refusal.${code}`, "refusal.unavailable") + call;
  if (seconds > 90) return say("waitMinutes", { minutes: Math.ceil(seconds / 60) });
  return seconds ? say("waitSeconds", { seconds }) : say("refusal.too_many");
}
