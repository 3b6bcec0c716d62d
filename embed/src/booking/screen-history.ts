/** Back and forward walk the form's screens; the page's own states and addresses stay as they are. */

export type Screen = "slots" | "guest" | "booked";
/** The form left this entry; the next screen takes it over. */
const SPARE = "spare";

export class ScreenHistory {
  private screen: Screen = "slots";
  private isLeaving = false;

  constructor(
    private readonly name: string,
    private readonly isOn: boolean,
    private readonly onWalk: (screen: Screen) => unknown,
  ) {
    if (isOn) addEventListener("popstate", () => this.onPop());
  }

  /** The form shows this screen: let the page's history follow. */
  show(screen: Screen): void {
    this.screen = screen;
    if (this.isOn && !this.isLeaving) this.follow();
  }

  private follow(): void {
    const at = this.at();
    if (this.screen === at) return;
    if (this.screen === "guest" && at !== SPARE) {
      this.write("replaceState", "slots");
      this.write("pushState", "guest");
    } else if (this.screen === "slots" && at === "guest") {
      this.isLeaving = true;
      history.back();
    } else if (at && at !== "slots") this.write("replaceState", this.screen === "slots" ? SPARE : this.screen);
  }

  private onPop(): void {
    const at = this.at();
    if (this.isLeaving) {
      this.isLeaving = false;
      this.follow();
    } else if (at && at !== this.screen) this.onWalk(at === SPARE ? "slots" : (at as Screen));
  }

  /** What this form wrote on the entry that is shown. */
  private at(): string | undefined {
    return (history.state as Record<string, string> | null)?.[this.name];
  }

  /** A page whose state is no object, and one that may have no history, keep theirs as it is. */
  private write(how: "pushState" | "replaceState", screen: string): void {
    const state: unknown = history.state;
    if (state !== null && Object.getPrototypeOf(state) !== Object.prototype) return;
    try {
      history[how]({ ...(state as object), [this.name]: screen }, "");
    } catch {
      // a sandbox, or more entries than the browser allows
    }
  }
}
