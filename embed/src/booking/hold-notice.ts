/** What the guest reads of their hold: the minutes left, a warning before it ends, and how to keep it once more. */
import { button } from "../page/elements";
import type { GuestScreen } from "./guest-screen";
import { HoldClock } from "./hold-clock";
import type { ScreenContext } from "./screen-context";
import type { SlotHold } from "./slot-hold";

export class HoldNotice {
  private readonly clock = new HoldClock((minutes) => this.onMinute(minutes));
  private readonly keep: HTMLButtonElement;
  private isFirst = true;
  private isProlonged = false;

  /** `isStill` says that the guest still types for what is held. */
  constructor(
    private readonly say: ScreenContext["say"],
    private readonly guestScreen: GuestScreen,
    private readonly slotHold: SlotHold,
    private readonly isStill: () => boolean,
  ) {
    this.keep = button(say("keepLonger"), { class: "link", onclick: () => void this.prolong() });
  }

  start(seconds: number): void {
    this.isFirst = true;
    this.clock.start(seconds);
  }

  stop(): void {
    this.clock.stop();
  }

  private onMinute(minutes: number): void {
    if (!this.isStill()) return this.stop();
    if (!minutes) return this.showEnd();
    const isLast = minutes === 1;
    const more = isLast && !this.isProlonged ? [this.keep] : [];
    this.guestScreen.showHold(this.say("heldFor", { count: minutes }), this.isFirst || isLast, ...more);
    this.isFirst = false;
  }

  private async prolong(): Promise<void> {
    try {
      const kept = await this.slotHold.prolong();
      if (!kept) return this.guestScreen.showHold(this.say("notLonger"), true, this.keep);
      this.isProlonged = true;
      this.start(kept.seconds);
    } catch {
      this.stop();
      this.showEnd();
    }
    this.guestScreen.heading.focus();
  }

  private showEnd(): void {
    this.guestScreen.showHold(this.say("refusal.hold_ended"), true);
  }
}
