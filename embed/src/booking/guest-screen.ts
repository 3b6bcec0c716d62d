/** The second screen: who is coming. */
import { wallDate, wallTime } from "../calendar/dates";
import { button, h } from "../page/elements";
import { linked } from "../page/phone";
import type { GuestDetails } from "../api/shapes";
import { callInstead } from "../slots/slot-list";
import { FIELDS, REQUIRED, typedFrom, type FieldName, type Typed } from "./guest-fields";
import { unbroken, type ChosenSlot, type ScreenContext } from "./screen-context";

type Control = HTMLInputElement | HTMLTextAreaElement;
const FEWEST_DIGITS = 5;

/** How many digits of any script: a phone's keyboard may write Arabic or full-width ones. */
const digitsIn = (text: string): number => text.match(/\p{Nd}/gu)?.length ?? 0;

interface GuestScreenEvents {
  onChange(): void;
  onSubmit(typed: Typed): void;
  /** Something was typed: who comes, as it stands now. */
  onType(typed: GuestDetails): void;
  onStartAgain(): void;
}

export class GuestScreen {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  private readonly controls = new Map<FieldName, Control>();
  private readonly summary = h("p", { class: "summary" });
  private readonly hold = h("p", { class: "quiet", hidden: true });
  private readonly submit: HTMLButtonElement;
  private readonly submitText = h("span");
  private readonly trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  private readonly ways = h("div", { class: "lines", hidden: true });
  private readonly news;
  private label = "";

  constructor(
    private readonly context: ScreenContext,
    private readonly events: GuestScreenEvents,
    typed: Partial<GuestDetails> = {},
  ) {
    const { say } = context;
    this.news = context.extras?.newsTick(context);
    this.heading = h("h2", { tabindex: -1 }, say("details"));
    this.submit = h("button", { type: "submit", class: "primary", part: "button" }, this.submitText);
    const change = { class: "link", "aria-label": say("changeWhat"), onclick: () => events.onChange() };
    const [first, last, ...rest] = FIELDS.map((field) => this.labelled(...field));
    this.element = h(
      "section",
      { class: "stack" },
      h("div", { class: "chosen" }, h("div", {}, this.summary, this.hold), button(say("change"), change)),
      this.heading,
      h(
        "form",
        { class: "stack", novalidate: true, onsubmit: (event: Event) => this.onSubmit(event) },
        h("div", { class: "pair" }, first!, last!),
        ...rest,
        this.news?.element ?? null,
        this.trouble,
        this.ways,
        this.submit,
      ),
      button(say("startAgain"), { class: "link", onclick: () => events.onStartAgain() }),
    );
    for (const name of REQUIRED) this.controls.get(name)!.value = typed[name] ?? "";
    this.element.addEventListener("input", () => events.onType(this.typed().guest));
  }

  /** Put a line above the button that books. */
  sayAtButton(line: HTMLElement): void {
    this.submit.before(line);
  }

  /** Say again what was chosen; what was typed stays. */
  show({ starts_at: startsAt, party_size: size }: ChosenSlot): void {
    const { say, calendar } = this.context;
    const [date, time] = [calendar.short(wallDate(startsAt)), wallTime(startsAt)];
    const people = unbroken(say("people", { count: size }));
    this.summary.textContent = say("summary", { people, date: unbroken(date), time });
    this.label = say("book", { size, date, time });
    this.submitText.textContent = this.label;
    this.clearTrouble();
    this.hold.hidden = true;
  }

  /** Say how the hold of what was chosen stands, with what can be done about it; `isNews` also to a screen reader. */
  showHold(text: string, isNews: boolean, ...more: Node[]): void {
    this.hold.replaceChildren(text, ...more.flatMap((each) => [" ", each]));
    this.hold.hidden = false;
    if (isNews) this.context.announce(text);
  }

  private clearTrouble(): void {
    this.trouble.replaceChildren();
    this.trouble.hidden = this.ways.hidden = true;
  }

  get isBusy(): boolean {
    return Boolean(this.submit.ariaDisabled);
  }

  setBusy(isBusy: boolean): void {
    this.submit.ariaDisabled = isBusy ? "true" : null;
    if (isBusy) this.clearTrouble();
  }

  showBusy(): void {
    this.submitText.textContent = this.context.say("booking");
  }

  /** Say what went wrong, and what can be done about it; the button then offers to try again. */
  showTrouble(text: string, ...more: Node[]): void {
    this.trouble.replaceChildren(...linked(text, this.context.settings.restaurant));
    this.trouble.hidden = false;
    this.submitText.textContent = this.context.say("tryAgain");
    this.showWays(...more);
  }

  /** Show these, and the phone where the trouble does not name it. */
  showWays(...more: Node[]): void {
    const isNamed = this.trouble.querySelector("a");
    this.ways.replaceChildren(...more, (!isNamed && callInstead(this.context)) || "");
    this.ways.hidden = false;
  }

  restoreLabel(): void {
    this.submitText.textContent = this.label;
  }

  /** Put each sentence under its field (`guest.email`, `requests`); false when there is none for a field here. */
  showFields(sentences: Record<string, string>): boolean {
    let first: Control | undefined;
    for (const [name, control] of this.controls) {
      const text = sentences[`guest.${name}`] ?? sentences[name] ?? "";
      this.mark(control, text);
      if (text) first ??= control;
    }
    first?.focus();
    return first !== undefined;
  }

  private mark(control: Control, text: string): void {
    const error = control.parentElement!.querySelector<HTMLElement>(".error")!;
    error.textContent = text;
    error.hidden = !text;
    control.ariaInvalid = text ? "true" : null;
  }

  private problems(): Record<string, string> {
    const { say } = this.context;
    const found: Record<string, string> = {};
    for (const name of REQUIRED) {
      const text = this.textOf(name);
      if (!text) found[name] = say(`missing.${name}`);
      else if (name === "email" && !this.controls.get(name)!.validity.valid) found[name] = say("unfit.email");
      else if (name === "phone" && digitsIn(text) < FEWEST_DIGITS) found[name] = say("unfit.phone");
    }
    return found;
  }

  private textOf(name: FieldName): string {
    return this.controls.get(name)!.value.trim();
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (this.isBusy || this.showFields(this.problems())) return;
    this.events.onSubmit(this.typed());
  }

  private typed(): Typed {
    return { ...typedFrom((name) => this.textOf(name)), ...this.news?.agreed() };
  }

  private labelled(name: FieldName, { type, autocomplete, longest }: (typeof FIELDS)[number][1]): HTMLElement {
    const { say } = this.context;
    const shared = {
      id: name,
      name,
      class: "field",
      part: "field",
      maxlength: longest,
      "aria-describedby": `${name}-error`,
    };
    const control = type
      ? h("input", { ...shared, type, autocomplete, "aria-required": "true" })
      : h("textarea", { ...shared, rows: 2, placeholder: say("hint.requests") });
    control.addEventListener("input", () => this.mark(control, ""));
    this.controls.set(name, control);
    const error = h("p", { class: "error", id: `${name}-error`, hidden: true });
    return h("div", { class: "labelled" }, h("label", { for: name }, say(`field.${name}`)), control, error);
  }
}
