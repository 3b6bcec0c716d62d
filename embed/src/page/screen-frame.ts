/** The frame of a form: one screen at a time, and a line that only a screen reader hears. */
import { h } from "./elements";

export class ScreenFrame {
  readonly element: HTMLElement;
  private readonly screen = h("div");
  private readonly live = h("p", { class: "unseen", role: "status" });

  constructor() {
    this.element = h("div", { class: "form" }, this.screen, this.live);
  }

  /** The sentence about the screen before is no longer true of this one. */
  turnTo(screen: HTMLElement): void {
    this.live.textContent = "";
    this.screen.replaceChildren(screen);
  }

  announce(text: string): void {
    this.live.textContent = "";
    setTimeout(() => (this.live.textContent = text), 50);
  }
}
